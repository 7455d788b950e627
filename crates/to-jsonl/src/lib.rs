//! `to-jsonl`: makes records out of text files, web pages and archives, folders, CSV, TSV, Parquet and JSON.
//!
//! An input is opened by its format ([`format`]), whose reader divides it into units; workers make
//! records of units side by side.

mod archive;
mod article;
mod columns;
mod complete;
#[cfg(test)]
mod cuts;
mod dates;
mod decode;
mod encoding;
mod flags;
mod format;
mod html;
mod markup;
mod source;
mod transcode;
mod unit;
mod walk;
mod worker;

#[doc(hidden)]
pub mod whole_input;

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
        let about = "Make JSON lines of text files, web pages and archives, folders, CSV, TSV and JSON";
        let command = no_keep(command::<Flags>("to-jsonl", env!("CARGO_PKG_VERSION"), about, EXAMPLES));
        command.mut_arg("files", |files| {
            files.help("Files and folders to read; none or `-` is standard input").long_help(
                "Files and folders to read; none or `-` is standard input\n\n\
                 gzip, zstd, bzip2, xz and lz4 are recognised by content. Folders are walked in the order of \
                 names, without hidden files; zip and tar archives are read as folders.",
            )
        })
    },
    run,
};

const EXAMPLES: &str = "\
  to-jsonl articles/ > articles.jsonl
  to-jsonl --include '*.html' -o pages.jsonl.gz site/      # web pages alone, compressed
  to-jsonl --map text=body,title=headline news.csv         # what the columns are
  to-jsonl --from tsv --encoding windows-1254 < news.tsv
  to-jsonl --rejects bad.csv --summary run.json reviews.csv > reviews.jsonl
  to-jsonl --sample 100 --seed 7 articles/ > sample.jsonl";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    let mut settings = context.settings()?;
    settings.choice = flags.choice();
    let mut options = flags.options(settings.max_record, settings.pool.clone())?;
    options.escape_separators = settings.escape_separators;
    let source = source::Inputs::new(inputs, options.clone());
    let totals = run_source(settings, source, || worker::Encoder::new(options.clone()))?;
    let passed_over = totals.counts.passed_over;
    let ids = json!({ "repeated": totals.repeated_ids, "all_compared": totals.all_ids_compared });
    context
        .finish(totals, [("ids".to_owned(), ids), ("passed_over".to_owned(), json!(passed_over))].into_iter().collect())
}
