//! The tools as users run them: real files, pipes and exit codes.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used)]

mod batches;
mod choosing;
mod clean;
mod docs;
mod flags;
mod html;
mod languages;
mod pipe;
mod records;
mod run;
mod tables;
mod to_jsonl;
mod torture;
