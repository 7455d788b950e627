//! Bytes on their way into a file: compressed by its name, and identified if that is wanted.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::identity::{Hasher, Identity, modified};

/// Endings of names that tell how a file is compressed.
pub(crate) const COMPRESSED: [&str; 4] = ["gz", "zst", "bz2", "xz"];

/// Compresses what is written to it.
pub(super) enum Encoder {
    /// What is no file of ours.
    Direct(Box<dyn Write + Send>),
    Plain(Target),
    Gzip(Even<flate2::write::GzEncoder<Target>>),
    Zstd(zstd::stream::write::Encoder<'static, Target>),
    Bzip2(bzip2::write::BzEncoder<Target>),
    Xz(liblzma::write::XzEncoder<Target>),
}

impl Encoder {
    /// Writes to `file` as the name `path` tells.
    pub(super) fn new(file: File, path: &Path, identified: bool) -> io::Result<Self> {
        let file = Target { file, hasher: identified.then(Hasher::default) };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        Ok(match ending.as_deref() {
            Some("gz") => Encoder::Gzip(Even::new(flate2::write::GzEncoder::new(file, flate2::Compression::default()))),
            Some("zst") => Encoder::Zstd(zstd::stream::write::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?),
            Some("bz2") => Encoder::Bzip2(bzip2::write::BzEncoder::new(file, bzip2::Compression::default())),
            Some("xz") => Encoder::Xz(liblzma::write::XzEncoder::new(file, 6)),
            _ => Encoder::Plain(file),
        })
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Encoder::Direct(w) => w.write_all(bytes),
            Encoder::Plain(w) => w.write_all(bytes),
            Encoder::Gzip(w) => w.write_all(bytes),
            Encoder::Zstd(w) => w.write_all(bytes),
            Encoder::Bzip2(w) => w.write_all(bytes),
            Encoder::Xz(w) => w.write_all(bytes),
        }
    }

    /// Writes what is left, and says what identifies the file.
    pub(super) fn finish(self) -> io::Result<Option<Identity>> {
        let target = match self {
            Encoder::Direct(mut w) => return w.flush().map(|()| None),
            Encoder::Plain(w) => w,
            Encoder::Gzip(w) => w.into_inner()?.finish()?,
            Encoder::Zstd(w) => w.finish()?,
            Encoder::Bzip2(w) => w.finish()?,
            Encoder::Xz(w) => w.finish()?,
        };
        let Some(hasher) = target.hasher else { return Ok(None) };
        Ok(Some(hasher.identity(modified(&target.file.metadata()?))))
    }
}

/// Passes bytes on in pieces of one size: how gzip compresses depends on the pieces that it is given, and those of a
/// run depend on how fast each worker was.
pub(super) struct Even<W> {
    writer: W,
    waiting: Vec<u8>,
}

impl<W: Write> Even<W> {
    const PIECE: usize = 1 << 16;

    fn new(writer: W) -> Self {
        Even { writer, waiting: Vec::with_capacity(Self::PIECE) }
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while self.waiting.len() + bytes.len() >= Self::PIECE {
            let (piece, rest) = bytes.split_at(Self::PIECE - self.waiting.len());
            if self.waiting.is_empty() {
                self.writer.write_all(piece)?;
            } else {
                self.waiting.extend_from_slice(piece);
                self.writer.write_all(&self.waiting)?;
                self.waiting.clear();
            }
            bytes = rest;
        }
        self.waiting.extend_from_slice(bytes);
        Ok(())
    }

    fn into_inner(mut self) -> io::Result<W> {
        self.writer.write_all(&self.waiting)?;
        Ok(self.writer)
    }
}

/// A file whose bytes are hashed on their way, if that is wanted.
pub(super) struct Target {
    file: File,
    hasher: Option<Hasher>,
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&bytes[..n]);
        }
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_bytes_do_not_depend_on_how_they_come() {
        let text: Vec<u8> = (0..16_000u32).flat_map(|n| format!("{} words\n", n * n % 977).into_bytes()).collect();
        for ending in COMPRESSED {
            let compress = |piece: usize| {
                let path = std::env::temp_dir().join(format!("copydesk-encode-{}.{ending}", std::process::id()));
                let mut encoder = Encoder::new(File::create(&path).unwrap(), &path, false).unwrap();
                text.chunks(piece).for_each(|bytes| encoder.write_all(bytes).unwrap());
                encoder.finish().unwrap();
                let bytes = std::fs::read(&path).unwrap();
                std::fs::remove_file(path).unwrap();
                bytes
            };
            let once = compress(text.len());
            assert!(once.len() > 1000);
            for piece in [10, 65_535, 65_537] {
                assert!(compress(piece) == once, "{ending} in pieces of {piece}");
            }
        }
    }
}
