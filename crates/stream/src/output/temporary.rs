//! Files that are not complete yet, under names that say so. None is left when the run fails or is told to
//! end by a signal; only one that is killed outright leaves them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Those of this run.
static ALL: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn all() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file on its way to its name. Dropped before it has that, it is removed.
pub(super) struct Temporary {
    /// Empty when it has its name.
    path: PathBuf,
    target: PathBuf,
}

impl Temporary {
    /// Makes the file at `path`, which is to be called `target`.
    pub(super) fn create(path: PathBuf, target: PathBuf) -> io::Result<(File, Temporary)> {
        #[cfg(unix)]
        signals::watch();
        // Locked while it is made: a signal finds all that are there, and no new one comes behind it.
        let mut all = all();
        let file = File::create(&path)?;
        all.insert(path.clone());
        Ok((file, Temporary { path, target }))
    }

    /// Gives it its name.
    pub(super) fn rename(mut self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)?;
        all().remove(&std::mem::take(&mut self.path));
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            all().remove(&self.path);
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A name that no other temporary file of this machine has now.
pub(super) fn name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A name beside `target` that is hidden and says what it is for.
pub(super) fn beside(target: &Path, file_name: &std::ffi::OsStr) -> PathBuf {
    // Short of the longest name that a file may have, which is 255 bytes.
    let beginning: String = file_name.to_string_lossy().chars().take(40).collect();
    target.with_file_name(format!(".{beginning}.{}.tmp", name()))
}

#[cfg(unix)]
mod signals {
    use std::fs;
    use std::sync::Once;
    use std::sync::mpsc::channel;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::all;

    /// Starts a thread that removes all files on SIGINT, SIGTERM and SIGHUP, and then ends the process as the
    /// signal would. Where that cannot be, files stay as after SIGKILL.
    pub(super) fn watch() {
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

    /// Removes all files and ends the process.
    fn end(signal: i32) {
        // Locked to the end, so that nothing gets its name or is made any more.
        let all = all();
        for path in all.iter() {
            let _ = fs::remove_file(path);
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
}
