//! `split-sentences`: adds `sentences` to each record. The method itself is
//! `copydesk_text::sentences`.

use clap::{ArgMatches, Args, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::json::write_string;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::{Context, FieldFlags, Tool, command};
use copydesk_text::sentences::{Language, split};

/// The tool.
pub const TOOL: Tool = Tool {
    name: "split-sentences",
    command: || {
        let about = "Split the text of JSON lines into sentences, by the rules of each record's lang";
        command::<Flags>("split-sentences", env!("CARGO_PKG_VERSION"), about, EXAMPLES)
    },
    run,
};

const EXAMPLES: &str = "\
  split-sentences articles.jsonl
  split-sentences --field summary --to summary_sentences articles.jsonl";

/// `split-sentences`' own flags.
#[derive(Args, Debug)]
struct Flags {
    #[command(flatten)]
    field: FieldFlags,

    /// The field to write
    #[arg(long, value_name = "NAME", default_value = "sentences", help_heading = "Fields")]
    to: Field,
}

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    let totals = map(context.settings()?, inputs, || SplitSentences {
        from: flags.field.field.clone(),
        lang: Field::named("lang"),
        to: flags.to.clone(),
        buffer: String::new(),
    })?;
    context.finish(totals, serde_json::Map::new())
}

struct SplitSentences {
    from: Field,
    lang: Field,
    to: Field,
    buffer: String,
}

impl Map for SplitSentences {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.from, &mut self.buffer)?;
        let mut code = String::new();
        let language = record.text(&self.lang, &mut code).map_or_else(|_| Language::default(), Language::from_code);
        record.set_with(&self.to, |json| {
            json.push(b'[');
            for (i, sentence) in split(text, language).enumerate() {
                if i > 0 {
                    json.push(b',');
                }
                write_string(&text[sentence], json);
            }
            json.push(b']');
        })?;
        out.write(record);
        Ok(())
    }
}
