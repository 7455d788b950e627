//! The `clean` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_cli::start(&copydesk_clean::TOOL, std::env::args_os())
}
