//! `stats`: what is in a corpus.
//!
//! Each record becomes a [`copydesk_text::measure::Document`], which a [`state::State`] takes in: integer
//! sums and sketches that merge in any order. A report is one tree ([`report::Node`]) that is made of a state
//! by the table of [`measures`]; views are forms of that tree.

mod answer;
mod corpus;
mod flags;
#[doc(hidden)]
pub mod from_bytes;
mod gate;
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
use copydesk_cli::stream::Kind;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::run::{fold, map};
use copydesk_cli::{Context, Outputs, Tool, Writes, command, no_keep};

use answer::{Answer, Page, answer};
use flags::Flags;
use gate::Gates;
use gather::Gather;
use per_record::PerRecord;
use texts::TextReader;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "stats",
    command: || {
        no_keep(command::<Flags>("stats", env!("CARGO_PKG_VERSION"), "Say what is in a corpus of JSON lines", EXAMPLES))
            // A report is no records.
            .mut_arg("escape_separators", |arg| arg.requires("per_record"))
    },
    run,
};

const EXAMPLES: &str = "\
  stats articles.jsonl
  stats --json articles.jsonl | jq .words.mean
  stats --group-by lang --markdown articles.jsonl
  stats --html report.html --require 'languages.en.share >= 95%' articles.jsonl
  stats --json -o before.json articles.jsonl
  stats --compare before.json --threshold 10% clean.jsonl  # exit 1 past that
  stats --partial monday.jsonl -o monday.stats; stats --merge *.stats
  stats --per-record articles.jsonl | jq -c '{id, words: .stats.words}'";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    if flags.per_record {
        let make = || PerRecord {
            texts: TextReader::new(flags.field.field.clone(), flags.fast),
            fast: flags.fast,
            to: flags.to.clone(),
        };
        let (settings, inputs) = context.settings_for(&Outputs::OF_LINES, inputs)?;
        let totals = map(settings, inputs, make)?;
        return context.finish(totals, serde_json::Map::new());
    }
    let page = Page::open(&flags, &context)?;
    if flags.merge {
        let corpus = partial::merged(inputs)?;
        let gates = Gates::new(&flags, &corpus.plan)?;
        let Answer { text, failed } = answer(&flags, &context, &corpus, gates.as_ref(), page)?;
        // A state that others were merged into may take the place of one of them.
        let writes = if flags.partial { Writes::Records } else { Writes::Answer };
        return held(context.answer(writes, &text), failed);
    }
    let plan = flags.plan();
    let gates = Gates::new(&flags, &plan)?;
    let make = || Gather::new(plan.clone(), flags.field.field.clone(), flags.group_by.clone());
    let (mut totals, gathered) = fold(context.settings(Writes::Answer, &inputs)?, inputs, make)?;
    let mut corpus = gathered.corpus;
    corpus.bad = totals.bad.iter().map(|(kind, n)| (kind.0.to_owned(), *n)).collect();
    let Answer { text, failed } = answer(&flags, &context, &corpus, gates.as_ref(), page)?;
    if failed > 0 {
        totals.bad.insert(Kind::CHECK, failed);
    }
    let written = totals.output.write(&text);
    held(written.and_then(|()| context.finish(totals, serde_json::Map::new())), failed)
}

/// The end of a run in which so many checks `failed`. That the reader of the answer goes away does not hide it.
fn held(end: Result<Exit, Failure>, failed: u64) -> Result<Exit, Failure> {
    match end {
        Ok(_) | Err(Failure::Closed) if failed > 0 => Ok(Exit::Reported),
        end => end,
    }
}
