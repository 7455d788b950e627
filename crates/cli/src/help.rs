//! What every tool's help has in common.

use clap::{Args, Command};

use crate::Common;
use crate::flags::BatchFlags;

/// The exit codes as help shows them; the table itself is `copydesk_stream::exit`.
const EXIT_CODES: &str = "\
Exit codes:
  0  all done
  1  finished, but a record or a file was reported, or a check did not hold
  2  wrong usage, output that could not be written, or no input that could be read";

/// The command of the tool `name`: what it is for (`about`, one line), its own flags `T`, the
/// shared ones, and `examples` (indented lines).
#[must_use]
pub fn command<T: Args>(name: &'static str, version: &'static str, about: &'static str, examples: &str) -> Command {
    let command = Command::new(name).version(version);
    Common::augment_args(T::augment_args(command))
        .about(about)
        .long_about(None)
        .after_help(format!("Examples:\n  {}\n\n{EXIT_CODES}", examples.trim()))
        .max_term_width(100)
}

/// `command` with the flags for several outputs, for tools that write records.
#[must_use]
pub fn batches(command: Command) -> Command {
    // The flags' own words would be taken for the tool's.
    let about = command.get_about().cloned().unwrap_or_default();
    BatchFlags::augment_args(command).about(about).long_about(None)
}
