//! The `copydesk-suite` program: man pages, completions, installing.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk_suite::pages::start(std::env::args_os())
}
