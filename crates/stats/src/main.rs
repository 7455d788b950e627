//! The `stats` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_cli::start(&copydesk_stats::TOOL, std::env::args_os())
}
