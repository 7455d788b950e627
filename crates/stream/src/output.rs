//! Where results go: standard output, or a file that is complete when its name appears.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::input::reason;

/// Bytes on their way out.
pub struct Output {
    /// The name in messages.
    name: String,
    writer: Option<Writer>,
    /// A file that still has another name, and the name that it will have.
    unfinished: Option<(PathBuf, PathBuf)>,
}

enum Writer {
    Plain(Box<dyn Write + Send>),
    Gzip(flate2::write::GzEncoder<File>),
    Zstd(zstd::stream::write::Encoder<'static, File>),
    Bzip2(bzip2::write::BzEncoder<File>),
    Xz(liblzma::write::XzEncoder<File>),
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Self {
        Output { name: "standard output".into(), writer: Some(Writer::Plain(Box::new(io::stdout()))), unfinished: None }
    }

    /// Bytes that a test can read.
    #[cfg(test)]
    pub(crate) fn to(writer: impl Write + Send + 'static) -> Self {
        Output { name: "memory".into(), writer: Some(Writer::Plain(Box::new(writer))), unfinished: None }
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
        if path.as_os_str() == "-" {
            return Ok(Self::stdout());
        }
        let name = path.display().to_string();
        let cannot = |e: &io::Error| Failure::new(format!("cannot write {name}: {}", reason(e)));
        // /dev/stderr and /dev/fd/3 may be a regular file that somebody else has open.
        if path.starts_with("/dev") || path.starts_with("/proc") {
            let file = OpenOptions::new().append(true).open(path).map_err(|e| cannot(&e))?;
            let writer = Writer::new(file, path).map_err(|e| cannot(&e))?;
            return Ok(Output { name, writer: Some(writer), unfinished: None });
        }
        // Through symbolic links, so that the file that they lead to is replaced and not they.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = match fs::metadata(&target) {
            Ok(old) if old.is_dir() => return Err(Failure::new(format!("cannot write {name}: it is a folder"))),
            Ok(old) if !old.is_file() => {
                let file = OpenOptions::new().write(true).open(&target).map_err(|e| cannot(&e))?;
                let writer = Writer::new(file, path).map_err(|e| cannot(&e))?;
                return Ok(Output { name, writer: Some(writer), unfinished: None });
            }
            Ok(old) => Some(old),
            Err(_) => None,
        };
        let Some(file_name) = target.file_name() else {
            return Err(Failure::new(format!("cannot write {name}: it names no file")));
        };
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(file_name);
        temporary.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(temporary);
        let file = File::create(&temporary).map_err(|e| cannot(&e))?;
        // From here on it is removed if anything fails.
        let mut output = Output { name: name.clone(), writer: None, unfinished: Some((temporary, target)) };
        if let Some(old) = old {
            file.set_permissions(old.permissions()).map_err(|e| cannot(&e))?;
        }
        output.writer = Some(Writer::new(file, path).map_err(|e| cannot(&e))?);
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
    pub fn finish(mut self) -> Result<(), Failure> {
        let ended = self.writer.take().map_or(Ok(()), Writer::finish);
        ended.map_err(|e| self.failure(&e))?;
        if let Some((temporary, target)) = self.unfinished.take() {
            fs::rename(&temporary, &target).map_err(|e| {
                let _ = fs::remove_file(&temporary);
                self.failure(&e)
            })?;
        }
        Ok(())
    }

    fn failure(&self, e: &io::Error) -> Failure {
        match e.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::new(format!("cannot write {}: {}", self.name, reason(e))),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.unfinished {
            let _ = fs::remove_file(temporary);
        }
    }
}

impl Writer {
    fn new(file: File, path: &Path) -> io::Result<Self> {
        Ok(match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Writer::Gzip(flate2::write::GzEncoder::new(file, flate2::Compression::default())),
            Some("zst") => Writer::Zstd(zstd::stream::write::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?),
            Some("bz2") => Writer::Bzip2(bzip2::write::BzEncoder::new(file, bzip2::Compression::default())),
            Some("xz") => Writer::Xz(liblzma::write::XzEncoder::new(file, 6)),
            _ => Writer::Plain(Box::new(file)),
        })
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Writer::Plain(w) => w.write_all(bytes),
            Writer::Gzip(w) => w.write_all(bytes),
            Writer::Zstd(w) => w.write_all(bytes),
            Writer::Bzip2(w) => w.write_all(bytes),
            Writer::Xz(w) => w.write_all(bytes),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Writer::Plain(mut w) => w.flush(),
            Writer::Gzip(w) => w.finish().map(drop),
            Writer::Zstd(w) => w.finish().map(drop),
            Writer::Bzip2(w) => w.finish().map(drop),
            Writer::Xz(w) => w.finish().map(drop),
        }
    }
}
