//! Where names of files and the streams that a shell has opened lead, to tell whether two of them are one file.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::output::{self, target};

/// Whether `path` is a name of standard output.
#[must_use]
pub fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-" || output::is_stdout(path)
}

/// A file, pipe or socket. Devices are none: what is written to a terminal or `/dev/null` harms nothing there.
#[derive(Debug)]
pub struct Spot {
    /// What it is called, links resolved, if it is a file or becomes one. Streams have no name that counts, as
    /// a file may have several.
    name: Option<PathBuf>,
    /// What the system calls it, if it is there.
    id: Option<(u64, u64)>,
    /// Whether it is there and no pipe or socket.
    is_file: bool,
}

impl Spot {
    /// What standard input was opened on.
    #[must_use]
    pub fn stdin() -> Option<Spot> {
        Self::stream(io::stdin())
    }

    /// What standard output was opened on.
    #[must_use]
    pub fn stdout() -> Option<Spot> {
        Self::stream(io::stdout())
    }

    #[cfg(unix)]
    fn stream(stream: impl std::os::fd::AsFd) -> Option<Spot> {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?).metadata().ok()?;
        (!is_device(&file)).then(|| Spot { name: None, id: id(&file), is_file: file.is_file() })
    }

    #[cfg(not(unix))]
    fn stream<T>(_: T) -> Option<Spot> {
        None
    }

    /// What is written where `path` names an output.
    #[must_use]
    pub fn written(path: &Path) -> Option<Spot> {
        if is_stdout(path) { Self::stdout() } else { Self::named(path) }
    }

    /// What is read where `path` names an input.
    #[must_use]
    pub fn read(path: &Path) -> Option<Spot> {
        if path.as_os_str() == "-" { Self::stdin() } else { Self::named(path) }
    }

    fn named(path: &Path) -> Option<Spot> {
        let file = fs::metadata(path).ok();
        if file.as_ref().is_some_and(is_device) {
            return None;
        }
        let name = match &file {
            Some(file) if file.is_dir() => fs::canonicalize(path).ok(),
            Some(file) if !file.is_file() => None,
            _ => target(path).ok(),
        };
        let is_file = file.as_ref().is_some_and(Metadata::is_file);
        Some(Spot { name, id: file.as_ref().and_then(id), is_file })
    }

    /// Whether it is a regular file that is there.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.is_file
    }

    /// Whether it is a file that is there, in this folder or below.
    #[must_use]
    pub fn is_below(&self, folder: &Spot) -> bool {
        let (Some(name), Some(folder)) = (&self.name, &folder.name) else { return false };
        self.id.is_some() && name != folder && name.starts_with(folder)
    }

    /// Whether what is written to one is written to the other. Of two files with names only these count: one that
    /// is written gets its name anew, and what stands under another name of the old file stays.
    #[must_use]
    pub fn is(&self, other: &Spot) -> bool {
        match (&self.name, &other.name) {
            (Some(name), Some(other)) => name == other,
            _ => self.id.is_some() && self.id == other.id,
        }
    }
}

#[cfg(unix)]
fn id(file: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(unix)]
fn is_device(file: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    file.file_type().is_char_device() || file.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_device(file: &Metadata) -> bool {
    !file.is_file() && !file.is_dir()
}
