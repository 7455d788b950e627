//! From arguments to an exit code.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use copydesk_stream::exit::{Exit, Failure};
use copydesk_stream::report::{Reports, status};

use crate::Context;

/// One of the suite's tools.
pub struct Tool {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Its command line, for parsing, help, man pages and completions.
    pub command: fn() -> Command,
    /// What it does.
    pub run: fn(&ArgMatches, Context) -> Result<Exit, Failure>,
}

/// Runs `tool` with `arguments`, the first of which is the program's own name.
pub fn start(tool: &Tool, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    one_line_for_panics(tool.name);
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let matches = match (tool.command)().try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(e) if e.use_stderr() => {
            let _ = e.print();
            return ExitCode::from(2);
        }
        // Help or version: what was asked for, so a write that fails counts.
        Err(e) => return shown(tool.name, e.print()),
    };
    let context = match Context::new(tool, &matches, &arguments) {
        Ok(context) => context,
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(2);
        }
    };
    let reports = context.reports.clone();
    match (tool.run)(&matches, context) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if let Failure::Message(message) = &failure {
                reports.failure(message);
            }
            failure.code()
        }
    }
}

fn shown(tool: &'static str, printed: io::Result<()>) -> ExitCode {
    match printed.and_then(|()| io::stdout().flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            let why = copydesk_stream::input::reason(&e);
            Reports::new(tool).failure(&format!("cannot write standard output: {why}"));
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

/// A panic is our mistake. Users get one line about it; the record that led to it is reported
/// with its place by whoever caught it.
fn one_line_for_panics(tool: &'static str) {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        status::write_past(format!("{tool}: internal error{place}; please report it\n").as_bytes());
    }));
}
