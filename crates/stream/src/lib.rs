//! Streams of records: bytes in, records, ordered workers, bytes out.
//!
//! This crate knows JSON lines, files, threads and exit codes. It knows no rule about text and no
//! command line. A tool is one of three shapes, and [`run`] serves all of them with one loop:
//!
//! - a **source** makes records out of bytes: [`run::run`] with a [`run::Source`] and
//!   [`run::Worker`]s;
//! - a **map** turns a record into 0..n records: [`run::map`];
//! - a **fold** turns all records into one answer: [`run::fold`].

mod bad;
pub mod batch;
pub mod buffer;
pub mod exit;
mod identity;
pub mod input;
pub mod json;
pub mod outlet;
pub mod output;
mod pipes;
pub mod record;
pub mod report;
pub mod run;
#[cfg(unix)]
mod signals;
mod size;
pub mod spot;

pub use bad::{BadRecord, Kind};
pub use size::Size;
