//! The `detect-language` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_cli::start(&copydesk_detect_language::TOOL, std::env::args_os())
}
