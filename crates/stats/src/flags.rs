use clap::Args;
use copydesk_cli::FieldFlags;
use copydesk_cli::stream::record::Field;

use crate::corpus::Plan;

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
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) max_groups: u32,

    /// Write the answer as one JSON object
    #[arg(long, help_heading = "Output", conflicts_with = "partial")]
    pub(crate) json: bool,

    /// Write what was gathered, for `stats --merge` to make an answer of
    #[arg(long, help_heading = "Output")]
    pub(crate) partial: bool,

    /// Add `stats` to each record, an object with its measures, in place of a report
    #[arg(long, help_heading = "Output", conflicts_with_all = ["json", "partial", "merge", "group_by"])]
    pub(crate) per_record: bool,

    /// FILEs are what `--partial` wrote: merge them
    #[arg(long, help_heading = "Input", conflicts_with_all = ["fast", "group_by"])]
    pub(crate) merge: bool,

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
}
