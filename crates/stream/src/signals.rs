//! Signals that end a run: what is half done is removed first.

use std::fs;
use std::sync::Once;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::output::remove_temporaries;
use crate::report::status;

/// Starts a thread that tidies up on SIGINT, SIGTERM and SIGHUP, and then ends the process as the signal would.
/// Where that cannot be, files and a line on the terminal stay as after SIGKILL. For all who have something to
/// tidy up, so that those who have not are ended by the system alone.
pub(crate) fn watch() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let (ready, wait) = channel();
        // Handlers without a thread behind them would make the process deaf, so it is there first.
        let thread = thread::Builder::new().name("signals".into()).spawn(move || {
            let signals = Signals::new(wanted());
            let _ = ready.send(());
            signals.into_iter().for_each(|mut signals| signals.forever().for_each(end));
        });
        if thread.is_ok() {
            let _ = wait.recv();
        }
    });
}

/// How long a terminal may take that has stopped (Ctrl-S).
const PATIENCE: Duration = Duration::from_millis(500);

/// Removes unfinished files and the line on the terminal, and ends the process.
fn end(signal: i32) {
    let _files = remove_temporaries();
    let (cleared, wait) = channel();
    let thread = thread::Builder::new().spawn(move || {
        let _line = status::close();
        let _ = cleared.send(());
        // Nothing is written any more.
        thread::park();
    });
    if thread.is_ok() {
        let _ = wait.recv_timeout(PATIENCE);
    }
    let _ = emulate_default_handler(signal);
}

/// The signals that are not to be ignored.
fn wanted() -> impl Iterator<Item = i32> {
    let ignored = ignored();
    [SIGINT, SIGTERM, SIGHUP].into_iter().filter(move |signal| match ignored {
        Some(mask) => mask & 1 << (signal - 1) == 0,
        // SIGINT is ignored in the background of a script, and SIGHUP under nohup, and must stay so.
        None => *signal == SIGTERM,
    })
}

/// The signals that whoever started the process has it ignore, a bit each from the lowest on, where the
/// system tells.
fn ignored() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}
