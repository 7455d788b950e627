//! The tools as users run them: real files, pipes and exit codes.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used, clippy::panic)]

mod batches;
mod choosing;
mod clean;
mod cookbook;
mod docs;
mod examples;
mod failing_inputs;
mod failing_outputs;
#[path = "../../crates/stats/tests/tool/faults.rs"]
mod faults;
mod flags;
mod hostile;
mod html;
mod install;
mod kept_apart;
mod languages;
mod pipe;
mod record;
mod records;
mod run;
mod scale;
mod separators;
mod signals;
mod tables;
mod terminal;
mod to_jsonl;
mod torture;
mod torture_files;
mod workflows;
