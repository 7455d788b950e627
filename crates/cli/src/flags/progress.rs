use clap::Args;

use super::errors::When;

/// What is said while it runs.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reports")]
pub struct ProgressFlags {
    /// Show how far it has come: bytes read, records, rate and time left
    ///
    /// auto: as a bar on a terminal, after two seconds, if files are read and records go elsewhere. always:
    /// also of pipes; where there is no terminal, as a line every ten seconds and at the end.
    #[arg(long, value_name = "auto|always|never", value_enum, default_value_t = When::Auto, hide_possible_values = true)]
    pub progress: When,
}
