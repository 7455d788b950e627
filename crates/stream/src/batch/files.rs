//! Several outputs that are written at once: compressing takes longer than most of what tools do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::manifest::{Entry, Folder};
use super::{Maker, Parts, Target, shown};
use crate::bad::Kind;
use crate::exit::Failure;
use crate::identity::Identity;
use crate::input::reason;
use crate::output::Output;
use crate::run::Counts;

/// Pieces of an output that wait for its writer.
const PIECES: usize = 2;

/// What one input came to.
pub(crate) struct Facts {
    pub(crate) counts: Counts,
    pub(crate) bad: BTreeMap<Kind, u64>,
}

/// The outputs of inputs, in their order. Each is handed to one of as many writers as there are jobs.
pub struct Files {
    targets: std::vec::IntoIter<Option<Target>>,
    /// The output that is written to.
    current: Option<SyncSender<Piece>>,
    queue: Option<SyncSender<Job>>,
    shared: Arc<Shared>,
    writers: Vec<JoinHandle<()>>,
}

/// One output, and how to get what goes into it.
struct Job {
    target: Target,
    pieces: Receiver<Piece>,
}

enum Piece {
    Bytes(Vec<u8>),
    /// The input was read to its end.
    End(Facts),
    /// The run ends in the midst of the input, and what is there is wanted.
    Cut,
}

/// What writers have in common.
struct Shared {
    folder: Folder,
    maker: Maker,
    shard_size: Option<u64>,
    /// The first that went wrong.
    failure: Mutex<Option<Failure>>,
}

impl Files {
    pub(super) fn new(
        folder: Folder,
        targets: Vec<Option<Target>>,
        maker: Maker,
        shard_size: Option<u64>,
        jobs: usize,
    ) -> Result<Self, Failure> {
        let shared = Arc::new(Shared { folder, maker, shard_size, failure: Mutex::default() });
        let jobs = jobs.min(targets.len());
        let (queue, work) = sync_channel::<Job>(jobs);
        let work = Arc::new(Mutex::new(work));
        let writer = |_| {
            let (shared, work) = (Arc::clone(&shared), Arc::clone(&work));
            let writer = thread::Builder::new().spawn(move || {
                // Taken before it is looked at, as this lock is others' too.
                let next = || work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                while let Ok(job) = next() {
                    if let Err(failure) = shared.write(job) {
                        shared.failure().get_or_insert(failure);
                    }
                }
            });
            writer.map_err(|e| Failure::new(format!("cannot start a thread: {}", reason(&e))))
        };
        let writers = (0..jobs).map(writer).collect::<Result<_, _>>()?;
        Ok(Files { targets: targets.into_iter(), current: None, queue: Some(queue), shared, writers })
    }

    /// Whether `path` is that of an output or stands in the folder's own place.
    #[must_use]
    pub fn writes(&self, path: &Path) -> bool {
        let folder = fs::canonicalize(&self.shared.folder.path).unwrap_or_else(|_| self.shared.folder.path.clone());
        let Ok(below) = path.strip_prefix(&folder) else { return false };
        below.starts_with(super::manifest::OWN)
            || self.targets.as_slice().iter().flatten().any(|target| target.output == below)
    }

    /// Writes to the output of the input that is read now.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.send(Piece::Bytes(bytes.to_vec()))
    }

    /// Ends the output of the input that was read now. One that could not be opened has none.
    pub(crate) fn end(&mut self, facts: Facts, readable: bool) -> Result<(), Failure> {
        if self.current.is_none() && !readable {
            self.targets.next();
            return self.shared.check();
        }
        let ended = self.send(Piece::End(facts));
        self.current = None;
        ended
    }

    fn send(&mut self, piece: Piece) -> Result<(), Failure> {
        self.shared.check()?;
        if self.current.is_none() {
            let Some(target) = self.targets.next().flatten() else { return Ok(()) };
            let (sender, pieces) = sync_channel(PIECES);
            if let Some(queue) = &self.queue {
                queue.send(Job { target, pieces }).map_err(|_| self.shared.taken())?;
            }
            self.current = Some(sender);
        }
        match &self.current {
            Some(current) => current.send(piece).map_err(|_| self.shared.taken()),
            None => Ok(()),
        }
    }

    /// Waits for all outputs. One whose input was not read to its end gets its name and no line in the
    /// manifest.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        if self.current.is_some() {
            self.send(Piece::Cut)?;
        }
        self.close();
        self.shared.check()
    }

    /// Waits for all that was handed to writers.
    fn close(&mut self) {
        (self.current, self.queue) = (None, None);
        for writer in self.writers.drain(..) {
            if writer.join().is_err() {
                self.shared.failure().get_or_insert_with(|| Failure::new("stopped by an internal error"));
            }
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn failure(&self) -> std::sync::MutexGuard<'_, Option<Failure>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What went wrong, if anything did.
    fn check(&self) -> Result<(), Failure> {
        self.failure().take().map_or(Ok(()), Err)
    }

    /// What went wrong where a writer is gone.
    fn taken(&self) -> Failure {
        self.failure().take().unwrap_or_else(|| Failure::new("stopped by an internal error"))
    }

    /// Writes one output. Where its pieces end without an end, nothing of it stays.
    fn write(&self, job: Job) -> Result<(), Failure> {
        let path = self.folder.path.join(&job.target.output);
        let mut parts: Option<Parts> = None;
        for piece in job.pieces {
            let mut open = match parts.take() {
                Some(parts) => parts,
                None => self.open(&path)?,
            };
            match piece {
                Piece::Bytes(bytes) => {
                    open.write(&bytes)?;
                    parts = Some(open);
                }
                Piece::End(facts) => return self.complete(&job.target, open.finish()?, facts),
                Piece::Cut => return open.finish().map(drop),
            }
        }
        Ok(())
    }

    fn open(&self, path: &Path) -> Result<Parts, Failure> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(|e| Failure::new(format!("cannot write {}: {}", path.display(), reason(&e))))?;
        }
        let temporaries = self.folder.temporaries.clone();
        let create = move |path: &Path| Output::create_by(path, &temporaries);
        Parts::new(path, self.shard_size, Box::new(create))
    }

    fn complete(&self, target: &Target, parts: Vec<(PathBuf, Option<Identity>)>, facts: Facts) -> Result<(), Failure> {
        let below = |path: &Path| path.strip_prefix(&self.folder.path).map_or_else(|_| shown(path), shown);
        let files = parts.into_iter().filter_map(|(path, identity)| Some((below(&path), identity?)));
        let files: Vec<(String, Identity)> = files.collect();
        for old in target.old.iter().filter(|old| files.iter().all(|(new, _)| new != *old)) {
            // They stood in the manifest, and are no part of what stands there now.
            let _ = fs::remove_file(self.folder.path.join(old));
        }
        // An input that cannot be read again is not known to be the same: it is read again the next time.
        let Ok(input) = target.watch.identity(&target.input) else { return Ok(()) };
        let (path, maker) = (shown(&target.input), self.maker.clone());
        let entry = Entry { maker, path, input, files, counts: facts.counts, bad: facts.bad };
        self.folder.complete(&shown(&target.output), &entry)
    }
}
