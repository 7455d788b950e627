//! The tools as users run them: real files, pipes and exit codes.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used, clippy::panic)]

mod batches;
mod choosing;
mod clean;
mod docs;
mod examples;
#[path = "../../crates/stats/tests/tool/faults.rs"]
mod faults;
mod flags;
mod html;
mod install;
mod languages;
mod pipe;
mod record;
mod records;
mod run;
mod scale;
mod separators;
mod tables;
mod to_jsonl;
mod torture;
