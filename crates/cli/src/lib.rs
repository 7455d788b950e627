//! What the tools' command lines share: flags, help, starting and ending.
//!
//! A tool is a [`Tool`]: its name, its clap command and its run. `main` is one call of [`start`];
//! man pages and completions come from the same command.

mod batch;
mod context;
mod flags;
mod guard;
mod help;
mod progress;
#[cfg(unix)]
mod signals;
mod start;
mod summary;

pub use batch::Outputs;
pub use context::Context;
pub use flags::{BatchFlags, Common, FieldFlags, no_keep, whole};
pub use guard::Writes;
pub use help::{batches, command};
pub use start::{Tool, start};

/// The stream crate, so that a tool names one dependency for records and runs.
pub use copydesk_stream as stream;
