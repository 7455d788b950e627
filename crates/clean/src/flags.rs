use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};
use copydesk_cli::stream::record::Field;
use copydesk_cli::{FieldFlags, Writes};
use copydesk_text::clean::{Preset, RULES, Rules};

/// `clean`'s own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct Flags {
    /// The rules to start from: minimal is harmless anywhere; news repairs and normalises without loss of
    /// meaning; web also takes out what pages add; lm is for training text and masks personal data; ascii
    /// leaves nothing else
    #[arg(long, value_name = "NAME", value_enum, default_value = "news")]
    preset: Named,

    /// Run these rules and no others
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', value_parser = rule_names(), hide_possible_values = true)]
    only: Vec<String>,

    /// Run these rules too
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', value_parser = rule_names(), hide_possible_values = true)]
    also: Vec<String>,

    /// Do not run these rules
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', value_parser = rule_names(), hide_possible_values = true)]
    skip: Vec<String>,

    /// List the rules, and which would run
    #[arg(long, conflicts_with_all = ["output_dir", "shard_size"])]
    pub(crate) list_rules: bool,

    /// Count lines that recur in many documents, and write a list of them to FILE for --boilerplate; no
    /// records are written
    ///
    /// FILE has a count, a tab and the line on each line, and may be edited.
    #[arg(long, value_name = "FILE", help_heading = "Boilerplate", conflicts_with_all = ["boilerplate", "explain", "diff", "check", "output", "output_dir", "shard_size"])]
    pub(crate) learn_boilerplate: Option<PathBuf>,

    /// Take out the lines of the list in FILE (turns on the rule boilerplate)
    #[arg(long, value_name = "FILE", help_heading = "Boilerplate")]
    pub(crate) boilerplate: Option<PathBuf>,

    /// Leave out records whose text is empty when it is clean
    #[arg(long)]
    pub(crate) drop_empty: bool,

    /// Add clean_explain to each record: what each rule replaced, and where, in bytes before and after
    #[arg(long, help_heading = "For people and CI", conflicts_with_all = ["diff", "check"])]
    pub(crate) explain: bool,

    /// Show what would change, word by word, instead of records
    #[arg(long, help_heading = "For people and CI", conflicts_with_all = ["output_dir", "shard_size"])]
    pub(crate) diff: bool,

    /// Report records that would change, and exit with 1 if there are any; no records are written
    #[arg(long, help_heading = "For people and CI", conflicts_with_all = ["output", "output_dir", "shard_size"])]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) field: FieldFlags,

    /// The field to write [default: the one that is read]
    #[arg(long, value_name = "NAME", help_heading = "Fields")]
    pub(crate) to: Option<Field>,
}

/// A preset by its name.
#[derive(Clone, Copy, Debug)]
struct Named(Preset);

impl ValueEnum for Named {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Named; 5] = [
            Named(Preset::ALL[0]),
            Named(Preset::ALL[1]),
            Named(Preset::ALL[2]),
            Named(Preset::ALL[3]),
            Named(Preset::ALL[4]),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

fn rule_names() -> PossibleValuesParser {
    PossibleValuesParser::new(RULES.iter().map(|r| r.name))
}

impl Flags {
    /// What the output has.
    pub(crate) fn writes(&self) -> Writes {
        match (self.check, self.diff) {
            (_, true) => Writes::Answer,
            (true, false) => Writes::Nothing,
            (false, false) => Writes::Records,
        }
    }

    /// The rules in force.
    pub(crate) fn rules(&self) -> Rules {
        let start = if self.only.is_empty() { Rules::of(self.preset.0) } else { Rules::NONE };
        let with = self.only.iter().chain(&self.also).fold(start, |set, name| set.with(name));
        let with = if self.boilerplate.is_some() { with.with("boilerplate") } else { with };
        self.skip.iter().fold(with, |set, name| set.without(name))
    }
}
