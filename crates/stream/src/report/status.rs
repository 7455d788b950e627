//! A line about the run at the bottom of a terminal, which makes room for whatever else is written.
//!
//! It is followed by a carriage return, so that what any tool of a pipe writes begins where it begins. Tools
//! that report to a terminal clear it first, also where it may be another tool's.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// Back to the start of the line, and clear what is there.
const CLEAR: &str = "\r\x1b[K";

/// Whether one is shown. As long as it is locked, nobody else of this process writes to standard error.
static SHOWN: Mutex<bool> = Mutex::new(false);

fn shown() -> MutexGuard<'static, bool> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether standard error is a terminal that knows how to clear a line.
#[must_use]
pub fn is_possible() -> bool {
    static POSSIBLE: OnceLock<bool> = OnceLock::new();
    *POSSIBLE.get_or_init(|| io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb"))
}

/// Shows `line` in place of the last.
pub fn show(line: &str) {
    #[cfg(unix)]
    crate::signals::watch();
    let mut shown = shown();
    *shown = true;
    let _ = io::stderr().write_all(format!("{CLEAR}{line}\r").as_bytes());
}

/// Clears the line, if one is shown.
pub fn clear() {
    if std::mem::take(&mut *shown()) {
        let _ = io::stderr().write_all(CLEAR.as_bytes());
    }
}

/// Clears the line, as the process is about to end: as long as what it gives is kept, nothing is shown any more.
#[cfg(unix)]
pub(crate) fn close() -> impl Sized {
    let mut shown = shown();
    if std::mem::take(&mut *shown) {
        let _ = io::stderr().write_all(CLEAR.as_bytes());
    }
    shown
}

/// Writes `bytes`, which end a line, to standard error.
pub fn write_past(bytes: &[u8]) {
    let mut shown = shown();
    // What comes from a pipe may come from a tool that shows one.
    let others = is_possible() && !io::stdin().is_terminal();
    // One write, so that nothing comes between.
    let clear: &[u8] = if std::mem::take(&mut *shown) || others { CLEAR.as_bytes() } else { b"" };
    // Nowhere is left to say that nothing can be said.
    let _ = io::stderr().write_all(&[clear, bytes].concat());
}
