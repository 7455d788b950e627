//! Where results go: standard output, or a file that is complete when its name appears.

mod encode;
mod temporary;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::identity::Identity;
use crate::input::reason;
use encode::Encoder;
use temporary::Temporary;

pub(crate) use encode::COMPRESSED;
#[cfg(unix)]
pub(crate) use temporary::remove_all as remove_temporaries;

/// Bytes on their way out.
pub struct Output {
    /// The name in messages.
    name: String,
    writer: Option<Encoder>,
    /// A file that still has another name.
    unfinished: Option<Temporary>,
    /// Whether it is where results go: if their reader goes away, nothing is left to do.
    main: bool,
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Self {
        crate::pipes::widen(io::stdout());
        Self::direct("standard output".into(), Box::new(io::stdout()))
    }

    fn direct(name: String, writer: Box<dyn Write + Send>) -> Self {
        Output { name, writer: Some(Encoder::Direct(writer)), unfinished: None, main: true }
    }

    /// Bytes that a test can read.
    #[cfg(test)]
    pub(crate) fn to(writer: impl Write + Send + 'static) -> Self {
        Self::direct("memory".into(), Box::new(writer))
    }

    /// As [`Output::create`], for what is written beside the results: a reader that goes away is a
    /// failure.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn beside(path: &Path) -> Result<Self, Failure> {
        let mut output = Self::create(path)?;
        output.main = false;
        Ok(output)
    }

    /// A file, compressed if its name ends in `.gz`, `.zst`, `.bz2` or `.xz`; `-` is standard output.
    ///
    /// A regular file is written beside `path` under another name and renamed by
    /// [`Output::finish`]; one that is there keeps its permissions, and stays as it is if the run
    /// fails. Devices, FIFOs and sockets are written directly.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        // Opened anew, a file behind one of these would be written from its start.
        if path.as_os_str() == "-" {
            return Ok(Self::stdout());
        }
        if is_stdout(path) {
            return Ok(Self::direct(name, Box::new(io::stdout())));
        }
        if is_stderr(path) {
            return Ok(Self::direct(name, Box::new(io::stderr())));
        }
        let cannot = |e: &io::Error| Failure::new(format!("cannot write {name}: {}", reason(e)));
        // /dev/fd/3 may be a regular file that somebody else has open.
        if is_open_elsewhere(path) {
            let file = OpenOptions::new().append(true).open(path).map_err(|e| cannot(&e))?;
            let writer = Encoder::new(file, path, false).map_err(|e| cannot(&e))?;
            return Ok(Output { name, writer: Some(writer), unfinished: None, main: true });
        }
        let target = target(path).map_err(|e| cannot(&e))?;
        let old = match fs::metadata(&target) {
            Ok(old) if old.is_dir() => return Err(Failure::new(format!("cannot write {name}: it is a folder"))),
            Ok(old) if !old.is_file() => {
                let file = OpenOptions::new().write(true).open(&target).map_err(|e| cannot(&e))?;
                let writer = Encoder::new(file, path, false).map_err(|e| cannot(&e))?;
                return Ok(Output { name, writer: Some(writer), unfinished: None, main: true });
            }
            Ok(old) => Some(old),
            Err(_) => None,
        };
        let Some(file_name) = target.file_name() else {
            return Err(Failure::new(format!("cannot write {name}: it names no file")));
        };
        let temporary = temporary::beside(&target, file_name);
        // From here on it is removed if anything fails.
        let (file, temporary) = Temporary::create(temporary, target).map_err(|e| cannot(&e))?;
        let mut output = Output { name: name.clone(), writer: None, unfinished: Some(temporary), main: true };
        if let Some(old) = old {
            file.set_permissions(old.permissions()).map_err(|e| cannot(&e))?;
        }
        output.writer = Some(Encoder::new(file, path, false).map_err(|e| cannot(&e))?);
        Ok(output)
    }

    /// A regular file at `path`, compressed as by [`Output::create`], which is written in the folder
    /// `temporaries` first. What it becomes is identified; a symbolic link in its place is replaced.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub(crate) fn create_by(path: &Path, temporaries: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let cannot = |e: &io::Error| Failure::new(format!("cannot write {name}: {}", reason(e)));
        let temporary = temporaries.join(temporary::name());
        let (file, temporary) = Temporary::create(temporary, path.to_owned()).map_err(|e| cannot(&e))?;
        let mut output = Output { name: name.clone(), writer: None, unfinished: Some(temporary), main: false };
        if let Ok(old) = fs::metadata(path) {
            file.set_permissions(old.permissions()).map_err(|e| cannot(&e))?;
        }
        output.writer = Some(Encoder::new(file, path, true).map_err(|e| cannot(&e))?);
        Ok(output)
    }

    /// Whether it goes to a terminal.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        self.name == "standard output" && io::IsTerminal::is_terminal(&io::stdout())
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// [`Failure::Closed`] where the reader is gone, else what the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        let written = self.writer.as_mut().map_or(Ok(()), |w| w.write_all(bytes));
        written.map_err(|e| self.failure(&e))
    }

    /// Ends the file and gives it its name.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn finish(self) -> Result<(), Failure> {
        self.finish_identified().map(drop)
    }

    /// The same, and says what identifies the file, if that was asked for when it was made.
    pub(crate) fn finish_identified(mut self) -> Result<Option<Identity>, Failure> {
        let ended = self.writer.take().map_or(Ok(None), Encoder::finish);
        let identity = ended.map_err(|e| self.failure(&e))?;
        if let Some(temporary) = self.unfinished.take() {
            temporary.rename().map_err(|e| self.failure(&e))?;
        }
        Ok(identity)
    }

    fn failure(&self, e: &io::Error) -> Failure {
        match e.kind() {
            io::ErrorKind::BrokenPipe if self.main => Failure::Closed,
            _ => Failure::new(format!("cannot write {}: {}", self.name, reason(e))),
        }
    }
}

/// Whether `path` is a name of standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    matches!(path.to_str(), Some("/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1"))
}

fn is_stderr(path: &Path) -> bool {
    matches!(path.to_str(), Some("/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2"))
}

/// Whether `path` names what somebody has opened already, whatever that is.
fn is_open_elsewhere(path: &Path) -> bool {
    path.starts_with("/dev/fd") || path.starts_with("/proc")
}

/// Whether `path` names a file that has a name, and others beside it, or will have one: no device, FIFO or stream.
#[must_use]
pub fn is_file_name(path: &Path) -> bool {
    let open = path.as_os_str() == "-" || is_stdout(path) || is_stderr(path) || is_open_elsewhere(path);
    !open && fs::metadata(path).map_or(true, |file| file.is_file())
}

/// The file that `path` leads to through symbolic links, so that it is written and not they.
///
/// # Errors
/// Where links lead in a circle.
pub fn target(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(link) => target = target.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => {
                // One name for one file, where its folder is there.
                let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                return Ok(match (fs::canonicalize(folder), target.file_name()) {
                    (Ok(folder), Some(name)) => folder.join(name),
                    _ => target,
                });
            }
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}
