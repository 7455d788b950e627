use std::path::PathBuf;

use clap::Args;
use copydesk_cli::stream::record::Field;
use copydesk_cli::{FieldFlags, whole};

use crate::corpus::Plan;
use crate::gate::{Requirement, Threshold};

/// `stats`' own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Measures")]
pub(crate) struct Flags {
    /// Count only bytes, characters, words, lines, paragraphs and what is in other fields
    #[arg(long)]
    pub(crate) fast: bool,

    /// Report each group of records too: those with the same value of this field
    #[arg(long, value_name = "FIELD")]
    pub(crate) group_by: Option<Field>,

    /// So many groups have a report of their own, the first in the order of their names; the rest share one
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = whole::<u32>(1..=100_000))]
    pub(crate) max_groups: u32,

    /// Write the answer as one JSON object
    #[arg(long, help_heading = "Output", group = "view")]
    pub(crate) json: bool,

    /// Write it as CSV: group, path and value of each number
    #[arg(long, help_heading = "Output", group = "view")]
    pub(crate) csv: bool,

    /// Write it as Markdown tables
    #[arg(long, help_heading = "Output", group = "view")]
    pub(crate) markdown: bool,

    /// Write it also as a web page with plots to FILE; `-` is standard output, in place of the table
    #[arg(long, value_name = "FILE", help_heading = "Output", conflicts_with = "per_record")]
    pub(crate) html: Option<PathBuf>,

    /// Write what was gathered, for `stats --merge` to make an answer of
    #[arg(long, help_heading = "Output", group = "view")]
    pub(crate) partial: bool,

    /// Add `stats` to each record, an object with its measures, in place of a report
    #[arg(long, help_heading = "Output", group = "view", conflicts_with_all = ["merge", "group_by"])]
    pub(crate) per_record: bool,

    /// The field that `--per-record` writes
    #[arg(
        long,
        value_name = "NAME",
        default_value = "stats",
        hide_default_value = true,
        help_heading = "Output",
        requires = "per_record"
    )]
    pub(crate) to: Field,

    /// FILEs are what `--partial` wrote: merge them
    #[arg(long, help_heading = "Input", conflicts_with_all = ["fast", "group_by"])]
    pub(crate) merge: bool,

    /// What must hold, such as 'words.p50 > 100' or 'languages.en.share >= 95%'; if not, exit 1. May be given
    /// several times
    #[arg(long, value_name = "WHAT", help_heading = "Checks", conflicts_with = "per_record")]
    pub(crate) require: Vec<Requirement>,

    /// Show what changed since BASELINE, which --json or --partial wrote
    #[arg(long, value_name = "BASELINE", help_heading = "Checks", conflicts_with_all = ["partial", "per_record"])]
    pub(crate) compare: Option<PathBuf>,

    /// How much may change since BASELINE, such as 10%, or words.mean=5% for that alone; past that, exit 1
    #[arg(long, value_name = "[PATH=]SHARE", help_heading = "Checks", requires = "compare")]
    pub(crate) threshold: Vec<Threshold>,

    #[command(flatten)]
    pub(crate) field: FieldFlags,
}

impl Flags {
    pub(crate) fn plan(&self) -> Plan {
        let name = |field: &Field| field.to_string().trim_matches('"').to_owned();
        Plan {
            field: name(&self.field.field),
            fast: self.fast,
            group_by: self.group_by.as_ref().map(name),
            max_groups: self.max_groups as usize,
        }
    }

    /// Whether the page goes to standard output.
    pub(crate) fn page_only(&self) -> bool {
        self.html.as_ref().is_some_and(|path| path.as_os_str() == "-")
    }

    /// Whether another view than the table was asked for.
    pub(crate) fn other_view(&self) -> bool {
        self.json || self.csv || self.markdown || self.partial
    }
}
