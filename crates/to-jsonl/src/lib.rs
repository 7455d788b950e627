//! `to-jsonl`: makes records out of text files, folders, CSV, TSV, JSON and JSON lines.

mod article;
mod decode;
mod flags;
mod format;
mod source;
mod worker;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::run::run as run_source;
use copydesk_cli::{Context, Tool, command, no_keep};
use serde_json::json;

use flags::Flags;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "to-jsonl",
    command: || {
        let about = "Make JSON lines of text files, folders, CSV, TSV, JSON and JSON lines";
        no_keep(command::<Flags>("to-jsonl", env!("CARGO_PKG_VERSION"), about, EXAMPLES))
    },
    run,
};

const EXAMPLES: &str = "\
  to-jsonl articles/ > articles.jsonl
  to-jsonl news.csv
  to-jsonl --from tsv --encoding windows-1254 < news.tsv";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    let settings = context.settings()?;
    let options = flags.options()?;
    let source = source::Inputs::new(inputs, options, &settings);
    let (pool, max) = (settings.pool.clone(), settings.max_record);
    let totals = run_source(settings, source, || worker::Encoder::new(options, pool.clone(), max))?;
    let ids = json!({ "repeated": totals.repeated_ids, "all_compared": totals.all_ids_compared });
    context.finish(totals, [("ids".to_owned(), ids)].into_iter().collect())
}
