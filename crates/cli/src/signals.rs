//! Signals that would end a tool without an exit code of its own.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGABRT, SIGXFSZ};
use signal_hook::flag;

/// Takes care that
///
/// - a write past the limit of a file's size (`ulimit -f`) fails with words, as one to a full disk does;
/// - where memory runs out, of which the standard library says a line before it aborts, the exit code is 2.
pub(crate) fn take() {
    // Nobody reads it: a signal that has a handler does not kill, and the write fails.
    let _ = flag::register(SIGXFSZ, Arc::default());
    let _ = flag::register_conditional_shutdown(SIGABRT, 2, Arc::new(AtomicBool::new(true)));
}
