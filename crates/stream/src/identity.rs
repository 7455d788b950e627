//! What tells whether a file is still the same: its size, its time and a hash of its bytes.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use twox_hash::XxHash3_128;

/// The bytes of a file at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// How many there are.
    pub bytes: u64,
    /// When they were changed last: nanoseconds since 1970, 0 if that cannot be told.
    pub modified: u64,
    /// XXH3-128 of them, in 32 hexadecimal digits.
    pub hash: String,
}

impl Identity {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// What the system says.
    pub fn of_file(path: &Path) -> io::Result<Identity> {
        let mut file = File::open(path)?;
        let modified = modified(&file.metadata()?);
        let mut hasher = Hasher::default();
        let mut buffer = vec![0; 1 << 17];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(hasher.identity(modified)),
                Ok(n) => hasher.update(&buffer[..n]),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// Whether the file at `path` has these bytes. It is read only where its size is the same and its time
    /// is not.
    #[must_use]
    pub fn fits(&self, path: &Path) -> bool {
        let Ok(file) = fs::metadata(path) else { return false };
        file.is_file()
            && file.len() == self.bytes
            && (self.modified != 0 && modified(&file) == self.modified
                || Self::of_file(path).is_ok_and(|now| now.hash == self.hash))
    }
}

/// When a file was changed last.
pub(crate) fn modified(file: &Metadata) -> u64 {
    let time = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or(0)
}

/// Hashes bytes that come in pieces.
#[derive(Clone, Default)]
pub(crate) struct Hasher {
    hash: XxHash3_128,
    bytes: u64,
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hasher({} bytes)", self.bytes)
    }
}

impl Hasher {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.hash.write(bytes);
        self.bytes += bytes.len() as u64;
    }

    pub(crate) fn identity(&self, modified: u64) -> Identity {
        Identity { bytes: self.bytes, modified, hash: self.hex() }
    }

    pub(crate) fn hex(&self) -> String {
        format!("{:032x}", self.hash.finish_128())
    }
}
