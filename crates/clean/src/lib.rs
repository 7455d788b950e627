//! `clean`: repairs and normalises the text of each record. The rules themselves are
//! `copydesk_text::clean`.

mod boilerplate;
mod diff;
mod explain;
mod flags;
mod list;
mod tally;

use std::sync::Arc;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::{Context, Outputs, Tool, Writes, batches, command};
use copydesk_text::clean::{Cleaner, Step};
use serde_json::json;

use flags::Flags;
use tally::Tally;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "clean",
    command: || {
        let about = "Repair and normalise the text of JSON lines";
        batches(command::<Flags>("clean", env!("CARGO_PKG_VERSION"), about, EXAMPLES))
            // These write no records.
            .mut_arg("escape_separators", |arg| arg.conflicts_with_all(["diff", "check", "learn_boilerplate"]))
    },
    run,
};

const EXAMPLES: &str = "\
  clean articles.jsonl > clean.jsonl
  clean -o articles.jsonl articles.jsonl                   # in place, once all is written
  clean --preset web --skip emoji --field body articles.jsonl.gz
  clean --learn-boilerplate lines.txt articles.jsonl       # lines that recur on many pages
  clean --boilerplate lines.txt articles.jsonl             # without them
  clean --diff articles.jsonl | less -R                    # what would change
  clean --check --error-format github articles.jsonl       # in CI: exit 1 if any would
  clean --preset lm --list-rules";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let rules = flags.rules();
    if flags.list_rules {
        return context.answer(Writes::Answer, list::table(rules).as_bytes());
    }
    let inputs = context.inputs()?;
    if let Some(path) = &flags.learn_boilerplate {
        return boilerplate::learn(path, rules, &flags.field.field, inputs, context);
    }
    let depend_on = [flags.boilerplate.as_deref()];
    let outputs = Outputs { depend_on: &depend_on, writes: flags.writes(), ..Outputs::OF_LINES };
    let list = flags.boilerplate.as_deref().map(boilerplate::read).transpose()?.map(Arc::new);
    let tally = context.common.summary.summary.is_some().then(Arc::<Tally>::default);
    let color = context.common.color_on_output();
    let (settings, inputs) = context.settings_for(&outputs, inputs)?;
    let totals = map(settings, inputs, || {
        let cleaner = Cleaner::new(rules);
        let cleaner = match &list {
            Some(list) => cleaner.with_boilerplate(Arc::clone(list)),
            None => cleaner,
        };
        Clean {
            cleaner: if tally.is_some() { cleaner.measured() } else { cleaner },
            tally: tally.clone(),
            shows: Shows { explain: flags.explain, diff: flags.diff, check: flags.check, color },
            drop_empty: flags.drop_empty,
            from: flags.field.field.clone(),
            // The same field: what is clean already stays as it is spelled.
            to: flags.to.clone().filter(|to| !to.is(&flags.field.field)),
            lang: Field::named("lang"),
            explain: Field::named("clean_explain"),
            text: String::new(),
            language: String::new(),
            steps: Vec::new(),
        }
    })?;
    let names: Vec<_> = rules.names().collect();
    let mut more: serde_json::Map<_, _> = [("rules".to_owned(), json!(names))].into_iter().collect();
    if let Some(tally) = tally {
        more.insert("rules_did".to_owned(), tally.json(rules));
    }
    context.finish(totals, more)
}

/// What is wanted beside clean text.
#[derive(Clone, Copy)]
struct Shows {
    explain: bool,
    diff: bool,
    check: bool,
    color: bool,
}

struct Clean {
    cleaner: Cleaner,
    tally: Option<Arc<Tally>>,
    shows: Shows,
    drop_empty: bool,
    from: Field,
    to: Option<Field>,
    lang: Field,
    explain: Field,
    text: String,
    language: String,
    steps: Vec<Step>,
}

impl Map for Clean {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.from, &mut self.text)?;
        let language = record.text(&self.lang, &mut self.language).unwrap_or("");
        let Shows { explain, diff, check, color } = self.shows;
        self.steps.clear();
        let clean = if explain || diff || check {
            self.cleaner.explain(text, language, &mut self.steps)
        } else {
            self.cleaner.clean(text, language)
        };
        if check && clean.is_some() {
            out.found(explain::check(&self.steps, text));
        }
        if diff && let Some(clean) = clean {
            out.text(&diff::of(record.place(), &self.steps, text, clean, color));
        }
        if diff || check {
            return self.noted();
        }
        if self.drop_empty && clean.unwrap_or(text).trim().is_empty() {
            return self.noted();
        }
        match (clean, &self.to) {
            (Some(clean), to) => record.set_str(to.as_ref().unwrap_or(&self.from), clean)?,
            (None, Some(to)) => record.set_str(to, text)?,
            (None, None) => {}
        }
        if explain {
            record.set_with(&self.explain, |json| explain::write(&self.steps, json))?;
        }
        out.write(record);
        self.noted()
    }

    fn memory(&self) -> usize {
        4
    }
}

impl Clean {
    /// Adds what the rules did to what all workers count.
    fn noted(&mut self) -> Result<(), BadRecord> {
        if let Some(tally) = &self.tally
            && let Some(work) = self.cleaner.work()
        {
            tally.add(&work);
        }
        Ok(())
    }
}
