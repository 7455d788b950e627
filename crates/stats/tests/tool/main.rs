//! The tool as users run it: its views, its checks and its page.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used, clippy::panic)]

mod browser;
mod faults;
mod gates;
mod page;
mod run;
mod schema;
mod views;
