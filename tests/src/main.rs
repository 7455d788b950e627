//! Every tool in one program: acts as the tool whose name it was called by.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let name = arguments.first().and_then(|a| Path::new(a).file_name()).unwrap_or_default();
    match copydesk_suite::TOOLS.iter().find(|t| name == t.name) {
        Some(tool) => copydesk_cli::start(tool, arguments),
        None => ExitCode::from(2),
    }
}
