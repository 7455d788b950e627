//! The `split-sentences` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_cli::start(&copydesk_split_sentences::TOOL, std::env::args_os())
}
