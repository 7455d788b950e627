//! What is noted of files while they are read: how much it is, and what identifies their bytes.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::identity::{Hasher, Identity, modified};

/// How far a run has come, for whoever shows it.
#[derive(Debug, Default)]
pub struct Meter {
    /// Bytes read of files and standard input, before decompression.
    pub bytes: AtomicU64,
    /// Records read and handled.
    pub records: AtomicU64,
}

/// Identifies the bytes of a file while these are read anyway.
#[derive(Debug, Default)]
pub struct Watch(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    modified: Option<u64>,
    hasher: Hasher,
    /// Whether all of it was read, from start to end.
    whole: bool,
}

impl Watch {
    fn begin(&self, file: &Metadata) {
        *self.state() = State { modified: Some(modified(file)), ..State::default() };
    }

    fn saw(&self, bytes: &[u8]) {
        let mut state = self.state();
        state.hasher.update(bytes);
        state.whole |= bytes.is_empty();
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was read of the file at `path`. Where that was not all of it, or not in its order, it is read
    /// again.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn identity(&self, path: &Path) -> io::Result<Identity> {
        let state = self.state();
        match state.modified {
            Some(modified) if state.whole => Ok(state.hasher.identity(modified)),
            _ => Identity::of_file(path),
        }
    }
}

/// A reader that tells what it reads.
pub(super) struct Watched<R> {
    source: R,
    meter: Option<Arc<Meter>>,
    watch: Option<Arc<Watch>>,
}

impl Watched<File> {
    pub(super) fn file(file: File, metadata: &Metadata, meter: Option<Arc<Meter>>, watch: Option<Arc<Watch>>) -> Self {
        if let Some(watch) = &watch {
            watch.begin(metadata);
        }
        Watched { source: file, meter, watch }
    }
}

impl<R> Watched<R> {
    pub(super) fn metered(source: R, meter: Option<Arc<Meter>>) -> Self {
        Watched { source, meter, watch: None }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(buffer)?;
        if let Some(meter) = &self.meter {
            meter.bytes.fetch_add(n as u64, Ordering::Relaxed);
        }
        if let Some(watch) = self.watch.as_ref().filter(|_| !buffer.is_empty()) {
            watch.saw(&buffer[..n]);
        }
        Ok(n)
    }
}
