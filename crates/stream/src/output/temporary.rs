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
        crate::signals::watch();
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

/// Removes all files, as the process is about to end: as long as what it gives is kept, nothing gets its name or is
/// made any more.
#[cfg(unix)]
pub(crate) fn remove_all() -> impl Sized {
    let all = all();
    for path in all.iter() {
        let _ = fs::remove_file(path);
    }
    all
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
