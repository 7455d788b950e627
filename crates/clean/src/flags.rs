use clap::Args;
use clap::builder::PossibleValuesParser;
use copydesk_cli::FieldFlags;
use copydesk_cli::stream::record::Field;
use copydesk_text::clean::Rules;

/// `clean`'s own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct Flags {
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
    #[arg(long)]
    pub(crate) list_rules: bool,

    #[command(flatten)]
    pub(crate) field: FieldFlags,

    /// The field to write [default: the one that is read]
    #[arg(long, value_name = "NAME", help_heading = "Fields")]
    pub(crate) to: Option<Field>,
}

fn rule_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Rules::all().map(|r| r.name))
}

impl Flags {
    /// The rules in force.
    pub(crate) fn rules(&self) -> Rules {
        let start = if self.only.is_empty() { Rules::default_set() } else { Rules::NONE };
        let with = self.only.iter().chain(&self.also).fold(start, |set, name| set.with(name));
        self.skip.iter().fold(with, |set, name| set.without(name))
    }
}
