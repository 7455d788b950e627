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

use std::fs;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::batch::names::jsonl;
use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::run::run as run_source;
use copydesk_cli::{Context, Outputs, Tool, batches, command, no_keep};
use serde_json::json;

use flags::Flags;
use source::{FileSource, Files, Found};

/// The tool.
pub const TOOL: Tool = Tool {
    name: "to-jsonl",
    command: || {
        let about = "Make JSON lines of text files, web pages and archives, folders, CSV, TSV and JSON";
        let command = batches(no_keep(command::<Flags>("to-jsonl", env!("CARGO_PKG_VERSION"), about, EXAMPLES)));
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
    flags.check(context.batch.resume)?;
    let mut options = flags.options(context.common.max_record(), Pool::default())?;
    options.escape_separators = context.common.output.escape_separators;
    options.outputs = context.batch.output_dir.as_deref().and_then(|folder| fs::canonicalize(folder).ok());
    // All that there is to read is looked for beforehand only where that is to be known.
    let listed = context.batch.output_dir.is_some() || context.shows_progress(&inputs);
    let mut files: Box<dyn Iterator<Item = Found> + Send> = Box::new(Files::new(inputs, options.clone()));
    let list = if listed { files.by_ref().collect() } else { Vec::new() };
    let outputs = Outputs { name: jsonl, ..Outputs::OF_LINES };
    let (mut settings, list) = context.settings_for(&outputs, list)?;
    if listed {
        files = Box::new(list.into_iter());
    }
    (settings.choice, settings.pool) = (flags.choice(), options.pool.clone());
    let each = options.clone();
    let sources = files.map(move |found| FileSource::new(found, each.clone()));
    let totals = run_source(settings, sources, || worker::Encoder::new(options.clone()))?;
    let passed_over = totals.counts.passed_over;
    let ids = json!({ "repeated": totals.repeated_ids, "all_compared": totals.all_ids_compared });
    context
        .finish(totals, [("ids".to_owned(), ids), ("passed_over".to_owned(), json!(passed_over))].into_iter().collect())
}
