//! `clean`: repairs and normalises the text of each record. The rules themselves are
//! `copydesk_text::clean`.

mod flags;
mod list;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::{Context, Tool, command};
use copydesk_text::clean::Cleaner;
use serde_json::json;

use flags::Flags;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "clean",
    command: || {
        command::<Flags>("clean", env!("CARGO_PKG_VERSION"), "Repair and normalise the text of JSON lines", EXAMPLES)
    },
    run,
};

const EXAMPLES: &str = "\
  clean articles.jsonl > clean.jsonl
  clean --also ascii --skip dateline --field body articles.jsonl.gz
  clean --list-rules";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let rules = flags.rules();
    if flags.list_rules {
        return context.answer(&list::table(rules));
    }
    let inputs = context.inputs()?;
    let totals = map(context.settings()?, inputs, || Clean {
        cleaner: Cleaner::new(rules),
        from: flags.field.field.clone(),
        // The same field: what is clean already stays as it is spelled.
        to: flags.to.clone().filter(|to| !to.is(&flags.field.field)),
        buffer: String::new(),
    })?;
    let names: Vec<_> = rules.names().collect();
    context.finish(totals, [("rules".to_owned(), json!(names))].into_iter().collect())
}

struct Clean {
    cleaner: Cleaner,
    from: Field,
    to: Option<Field>,
    buffer: String,
}

impl Map for Clean {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.from, &mut self.buffer)?;
        match (self.cleaner.clean(text, ""), &self.to) {
            (Some(clean), to) => record.set_str(to.as_ref().unwrap_or(&self.from), clean)?,
            (None, Some(to)) => record.set_str(to, text)?,
            (None, None) => {}
        }
        out.write(record);
        Ok(())
    }
}
