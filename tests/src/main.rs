//! Every tool in one program: acts as the tool, or the program that writes their pages, whose name it was called by.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let name = arguments.first().and_then(|a| Path::new(a).file_name()?.to_str()).unwrap_or_default();
    if name == "copydesk-suite" {
        return copydesk_suite::pages::start(arguments);
    }
    match copydesk_suite::TOOLS.iter().find(|t| name.ends_with(t.name)) {
        Some(tool) => copydesk_cli::start(tool, arguments),
        None => ExitCode::from(2),
    }
}
