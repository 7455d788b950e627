//! `stats`: what is in a corpus.
//!
//! Each record becomes a [`copydesk_text::measure::Document`], which a [`state::State`] takes in: integer
//! sums and sketches that merge in any order. A report is one tree ([`report::Node`]) that is made of a state
//! by the table of [`measures`]; views are forms of that tree.

mod corpus;
mod flags;
mod gather;
pub mod measures;
mod partial;
mod per_record;
pub mod report;
mod sketch;
mod state;
mod texts;
mod views;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::record::Field;
use copydesk_cli::stream::run::{fold, map};
use copydesk_cli::{Context, Tool, command, no_keep};

use corpus::Corpus;
use flags::Flags;
use gather::Gather;
use per_record::PerRecord;
use texts::TextReader;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "stats",
    command: || {
        no_keep(command::<Flags>("stats", env!("CARGO_PKG_VERSION"), "Say what is in a corpus of JSON lines", EXAMPLES))
    },
    run,
};

const EXAMPLES: &str = "\
  stats articles.jsonl
  stats --json articles.jsonl | jq .words.mean
  stats --partial monday.jsonl -o monday.stats; stats --merge *.stats";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    if flags.merge {
        let corpus = partial::merged(inputs)?;
        return context.answer(&answer(&flags, &corpus)?);
    }
    if flags.per_record {
        let make = || PerRecord {
            texts: TextReader::new(flags.field.field.clone(), flags.fast),
            fast: flags.fast,
            to: Field::named("stats"),
        };
        let totals = map(context.settings()?, inputs, make)?;
        return context.finish(totals, serde_json::Map::new());
    }
    let plan = flags.plan();
    let make = || Gather::new(plan.clone(), flags.field.field.clone(), flags.group_by.clone());
    let (mut totals, gathered) = fold(context.settings()?, inputs, make)?;
    let mut corpus = gathered.corpus;
    corpus.bad = totals.bad.iter().map(|(kind, n)| (kind.0.to_owned(), *n)).collect();
    totals.output.write(&answer(&flags, &corpus)?)?;
    context.finish(totals, serde_json::Map::new())
}

/// What is written of `corpus`.
fn answer(flags: &Flags, corpus: &Corpus) -> Result<Vec<u8>, Failure> {
    if flags.partial {
        return partial::file_of(corpus);
    }
    let report = report::report(corpus);
    Ok(if flags.json { views::json::json(&report) } else { views::table::table(&report).into_bytes() })
}
