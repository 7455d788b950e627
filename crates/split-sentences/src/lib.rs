//! `split-sentences`: adds `sentences` to each record. The method itself is
//! `copydesk_text::sentences`.

mod explain;
mod explode;
mod flags;
mod offsets;
mod pieces;
mod write;

use std::fs;
use std::sync::Arc;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::{Context, Outputs, Tool, batches, command};
use copydesk_text::sentences::{Abbreviations, Language};

use flags::Flags;
use pieces::Splitter;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "split-sentences",
    command: || {
        let about = "Split the text of JSON lines into sentences, by the rules of each record's lang";
        batches(command::<Flags>("split-sentences", env!("CARGO_PKG_VERSION"), about, EXAMPLES))
    },
    run,
};

const EXAMPLES: &str = "\
  split-sentences articles.jsonl
  split-sentences --field summary --to summary_sentences articles.jsonl
  split-sentences --explode --max-chars 500 articles.jsonl # a record for each sentence
  split-sentences --spans utf16 --paragraphs --lang de articles.jsonl
  split-sentences --abbreviations own.txt articles.jsonl   # your own, one a line";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    flags.check()?;
    let own = flags.abbreviations.as_ref().map(|path| {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|e| Failure::new(format!("{shown}: {e}")))?;
        text.parse::<Abbreviations>().map(Arc::new).map_err(|e| Failure::new(format!("{shown}: {e}")))
    });
    let own = own.transpose()?;
    let inputs = context.inputs()?;
    let depend_on = [flags.abbreviations.as_deref()];
    let outputs = Outputs { depend_on: &depend_on, ..Outputs::OF_LINES };
    let (settings, inputs) = context.settings_for(&outputs, inputs)?;
    let totals = map(settings, inputs, || SplitSentences {
        from: flags.field.field.clone(),
        lang: Field::named("lang"),
        said: flags.lang.as_deref().map(Language::from_code),
        to: flags.to(),
        explained: flags.explain.then(|| Field::named("split_explain")),
        splitter: Splitter { own: own.clone(), most: flags.max_chars() },
        answer: flags.answer(),
        explode: flags.explode,
        buffer: String::new(),
        code: String::new(),
    })?;
    context.finish(totals, serde_json::Map::new())
}

struct SplitSentences {
    from: Field,
    lang: Field,
    /// The language that `--lang` names.
    said: Option<Language>,
    to: Field,
    explained: Option<Field>,
    splitter: Splitter,
    answer: write::Answer,
    explode: bool,
    /// Where text and language are decoded that have escapes.
    buffer: String,
    code: String,
}

impl Map for SplitSentences {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.from, &mut self.buffer)?;
        let language = match self.said {
            Some(language) => language,
            None => record.text(&self.lang, &mut self.code).map_or_else(|_| Language::default(), Language::from_code),
        };
        if self.explode {
            let pieces = self.splitter.pieces(text, language);
            return explode::write(record, out, text, pieces, &self.answer, &self.to);
        }
        let pieces = self.splitter.pieces(text, language);
        record.set_with(&self.to, |json| self.answer.write(text, pieces, json))?;
        if let Some(field) = &self.explained {
            let decisions = self.splitter.explain(text, language);
            record.set_with(field, |json| explain::write(text, &decisions, self.answer.unit(), json))?;
        }
        out.write(record);
        Ok(())
    }

    fn memory(&self) -> usize {
        4
    }
}
