//! Files and standard input, decompressed as they are read.

mod blocks;
mod decompress;
mod gzip;
mod lines;
mod lz4;
mod xz;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use blocks::{Block, BlockReader, Ends, Found, Part};
pub use decompress::decompressed;
pub use lines::{Blocks, LineEnds};

/// One thing to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name in reports: the path as given, or `stdin`.
    pub name: Arc<str>,
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
        Input { name: Arc::from("stdin"), path: None, member: None }
    }

    /// A file.
    #[must_use]
    pub fn file(path: PathBuf) -> Input {
        Input { name: Arc::from(path.to_string_lossy()), path: Some(path), member: None }
    }

    /// Something in an archive, which can be opened once.
    #[must_use]
    pub fn member(name: Arc<str>, source: Box<dyn Read + Send>) -> Input {
        Input { name, path: None, member: Some(Member(Arc::new(Mutex::new(Some(source))))) }
    }

    /// The path, if it is a file of its own.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
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
            None => decompressed(io::stdin()),
            Some(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
                }
                decompressed(file)
            }
        }
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
