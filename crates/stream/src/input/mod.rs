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
use std::sync::Arc;

pub use blocks::{Block, BlockReader, Ends, Found, Part};
pub use decompress::decompressed;
pub use lines::{Blocks, LineEnds};

/// One thing to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name in reports: the path as given, or `stdin`.
    pub name: Arc<str>,
    path: Option<PathBuf>,
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
        Input { name: Arc::from("stdin"), path: None }
    }

    /// A file.
    #[must_use]
    pub fn file(path: PathBuf) -> Input {
        Input { name: Arc::from(path.to_string_lossy()), path: Some(path) }
    }

    /// The path, if it is not standard input.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Opens it for reading, decompressing what is compressed.
    ///
    /// # Errors
    /// What the system says, also where it is a folder.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
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
