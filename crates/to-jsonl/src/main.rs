//! The `to-jsonl` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_cli::start(&copydesk_to_jsonl::TOOL, std::env::args_os())
}
