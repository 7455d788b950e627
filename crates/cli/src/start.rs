//! From arguments to an exit code.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use copydesk_stream::exit::{Exit, Failure};
use copydesk_stream::report::{Reports, printable, status};

#[cfg(unix)]
use crate::signals;
use crate::{Context, help};

/// One of the suite's tools.
pub struct Tool {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Its command line, for parsing, help, man pages and completions.
    pub command: fn() -> Command,
    /// What it does.
    pub run: fn(&ArgMatches, Context) -> Result<Exit, Failure>,
}

impl Tool {
    /// Its command line where it is called `name`, such as `cd-clean`.
    #[must_use]
    pub fn command_as(&self, name: &str) -> Command {
        help::renamed((self.command)(), self.name, name)
    }

    /// What it is called where `program` was started: the program's name, if that is the tool's with something
    /// before it, as where other programs have such names.
    fn called<'a>(&'a self, program: Option<&'a OsStr>) -> &'a str {
        let name = program.and_then(|p| Path::new(p).file_name()?.to_str()).unwrap_or_default();
        let name = name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(name);
        if name.ends_with(self.name) { name } else { self.name }
    }
}

/// Runs `tool` with `arguments`, the first of which is the program's own name.
pub fn start(tool: &Tool, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let called = tool.called(arguments.first().map(OsString::as_os_str)).to_owned();
    one_line_for_panics(called.clone());
    #[cfg(unix)]
    signals::take();
    let matches = match tool.command_as(&called).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(e) if e.use_stderr() => {
            let _ = safe_to_show(e, tool.command_as(&called), &arguments).print();
            return ExitCode::from(2);
        }
        // Help or version: what was asked for, so a write that fails counts.
        Err(e) => return shown(tool.name, &called, e.print()),
    };
    let context = match Context::new(tool, &called, &matches, &arguments) {
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

/// `error`, or the same about `arguments` in which nothing commands a terminal: a name of a file that begins
/// with a dash may stand among them.
fn safe_to_show(error: clap::Error, command: Command, arguments: &[OsString]) -> clap::Error {
    let safe = arguments.iter().map(|argument| match argument.to_string_lossy() {
        text if printable(&text) == text => argument.clone(),
        text => printable(&text).into_owned().into(),
    });
    let safe: Vec<OsString> = safe.collect();
    if safe == arguments { error } else { command.try_get_matches_from(safe).err().unwrap_or(error) }
}

fn shown(tool: &'static str, called: &str, printed: io::Result<()>) -> ExitCode {
    match printed.and_then(|()| io::stdout().flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            let why = copydesk_stream::input::reason(&e);
            Reports::new(tool).called(called).failure(&format!("cannot write standard output: {why}"));
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

/// A panic is our mistake. Users get one line about it; the record that led to it is reported
/// with its place by whoever caught it.
fn one_line_for_panics(called: String) {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        status::write_past(format!("{called}: internal error{place}; please report it\n").as_bytes());
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_called_by_its_name_with_or_without_a_prefix() {
        let tool = Tool { name: "clean", command: || Command::new("clean"), run: |_, _| Ok(Exit::Done) };
        let called = |program: &str| tool.called(Some(OsStr::new(program))).to_owned();
        assert_eq!(called("/usr/bin/clean"), "clean");
        assert_eq!(called("/usr/bin/cd-clean"), "cd-clean");
        assert_eq!(called(&format!("cd-clean{}", std::env::consts::EXE_SUFFIX)), "cd-clean");
        assert_eq!(called("copydesk"), "clean");
        assert_eq!(tool.called(None), "clean");
    }
}
