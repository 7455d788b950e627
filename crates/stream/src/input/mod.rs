//! Files and standard input, decompressed as they are read.

mod blocks;
mod bzip2;
mod decompress;
mod gzip;
mod lines;
mod lz4;
mod steps;
mod watch;
mod xz;
mod zstd;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use blocks::{Block, BlockReader, Ends, Found, Part};
pub use decompress::decompressed;
pub use lines::{Blocks, LineEnds};
pub use watch::{Meter, Watch};

use watch::Watched;

/// One thing to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name in reports: the path as given, or `stdin`.
    pub name: Arc<str>,
    /// What counts the bytes that are read of it.
    pub meter: Option<Arc<Meter>>,
    /// What identifies its bytes while they are read.
    pub watch: Option<Arc<Watch>>,
    path: Option<PathBuf>,
    member: Option<Member>,
}

/// The bytes of something in an archive, which are there once.
#[derive(Clone)]
struct Member(Arc<Mutex<Option<Box<dyn Read + Send>>>>);

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Member")
    }
}

impl Input {
    /// The inputs that a command line names: `-`, or nothing at all, is standard input, of which
    /// nothing is left to read a second time.
    #[must_use]
    pub fn from_arguments(files: &[PathBuf]) -> Vec<Input> {
        if files.is_empty() {
            return vec![Input::stdin()];
        }
        let mut stdin = false;
        let again = |f: &&PathBuf| f.as_os_str() != "-" || !std::mem::replace(&mut stdin, true);
        let input = |f: &PathBuf| if f.as_os_str() == "-" { Input::stdin() } else { Input::file(f.clone()) };
        files.iter().filter(again).map(input).collect()
    }

    /// Standard input.
    #[must_use]
    pub fn stdin() -> Input {
        Self::new(Arc::from("stdin"), None, None)
    }

    /// A file.
    #[must_use]
    pub fn file(path: PathBuf) -> Input {
        Self::new(Arc::from(path.to_string_lossy()), Some(path), None)
    }

    /// Something in an archive, which can be opened once.
    #[must_use]
    pub fn member(name: Arc<str>, source: Box<dyn Read + Send>) -> Input {
        Self::new(name, None, Some(Member(Arc::new(Mutex::new(Some(source))))))
    }

    fn new(name: Arc<str>, path: Option<PathBuf>, member: Option<Member>) -> Input {
        Input { name, meter: None, watch: None, path, member }
    }

    /// A file that stands in the folder that this input is, or beside it.
    #[must_use]
    pub fn sibling(&self, path: PathBuf) -> Input {
        Input { meter: self.meter.clone(), ..Self::file(path) }
    }

    /// The path, if it is a file of its own.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Counts the whole file as read, for those who open it themselves.
    pub fn read_elsewhere(&self) {
        if let (Some(meter), Some(Ok(file))) = (&self.meter, self.path.as_ref().map(std::fs::metadata)) {
            meter.bytes.fetch_add(file.len(), std::sync::atomic::Ordering::Relaxed);
        }
    }

    /// Opens it for reading, decompressing what is compressed.
    ///
    /// # Errors
    /// What the system says, also where it is a folder.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if let Some(Member(source)) = &self.member {
            let source = source.lock().unwrap_or_else(PoisonError::into_inner).take();
            return decompressed(source.ok_or_else(|| io::Error::other("it was read before"))?);
        }
        match &self.path {
            None => {
                crate::pipes::widen(io::stdin());
                decompressed(Watched::metered(io::stdin(), self.meter.clone()))
            }
            Some(path) => {
                let file = File::open(path)?;
                let metadata = file.metadata()?;
                if metadata.is_dir() {
                    return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
                }
                decompressed(Watched::file(file, &metadata, self.meter.clone(), self.watch.clone()))
            }
        }
    }
}

/// What may stand in a list of inputs.
pub trait Listed {
    /// The input, if it is one and no fault.
    fn input(&mut self) -> Option<&mut Input>;
}

impl Listed for Input {
    fn input(&mut self) -> Option<&mut Input> {
        Some(self)
    }
}

impl<E> Listed for Result<Input, E> {
    fn input(&mut self) -> Option<&mut Input> {
        self.as_mut().ok()
    }
}

/// What went wrong, as a fragment for people: the system's words without its error number.
#[must_use]
pub fn reason(e: &io::Error) -> String {
    let text = e.to_string();
    match text.find(" (os error ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}
