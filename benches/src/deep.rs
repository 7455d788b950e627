//! A line nested 100,000 deep, in a process of its own: a way that recurses overflows its stack,
//! which no program can catch.

use std::io;
use std::process::{Command, ExitCode, Stdio};

use crate::ways::{self, Job};

/// The argument that makes this program the child.
pub(crate) const ARGUMENT: &str = "--deep";
const DEPTH: usize = 100_000;

/// The child: success if the way of that number takes the line.
pub(crate) fn child(number: usize) -> ExitCode {
    let line = format!("{{\"text\":\"a\",\"x\":{}1{}}}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let taken =
        (ways::all().get_mut(number)).is_some_and(|(_, way)| way.line(&line, Job::Edit, &mut Vec::new()).is_ok());
    ExitCode::from(u8::from(!taken))
}

/// What the way of that number does with the line, in words, if it does not take it.
pub(crate) fn wrong(number: usize) -> io::Result<Option<String>> {
    let status =
        Command::new(std::env::current_exe()?).args([ARGUMENT, &number.to_string()]).stderr(Stdio::null()).status()?;
    Ok(match status.code() {
        Some(0) => None,
        Some(_) => Some(format!("refuses depth {DEPTH}")),
        None => Some(format!("depth {DEPTH} ends the process")),
    })
}
