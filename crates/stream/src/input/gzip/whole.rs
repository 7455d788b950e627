//! Members that lie in the read buffer from beginning to end, in one step: half as fast again as piece
//! by piece.

use std::ops::Range;

use libdeflater::Decompressor;
use memchr::memmem::{self, Finder};

/// How a member begins, which ends the one before it. The last of a file has none behind it, and nobody
/// should wait to know that; it goes piece by piece.
const MAGIC: &[u8] = &[0x1f, 0x8b, 8];
/// The shortest member: ten bytes of head, two of data, and checksum and length of four each.
const SHORTEST: usize = 20;
/// The longest content that is decompressed in one step.
const LONGEST: usize = 1 << 20;

/// Decompresses whole members.
pub(super) struct Whole {
    inflate: Decompressor,
    next: Finder<'static>,
    content: Vec<u8>,
    /// Where in it what was not given yet lies.
    left: Range<usize>,
}

impl Whole {
    pub(super) fn new() -> Self {
        Whole { inflate: Decompressor::new(), next: Finder::new(MAGIC), content: Vec::new(), left: 0..0 }
    }

    /// Gives what is left of a member that did not fit.
    pub(super) fn rest(&mut self, buffer: &mut [u8]) -> usize {
        let rest = &self.content[self.left.clone()];
        let n = rest.len().min(buffer.len());
        buffer[..n].copy_from_slice(&rest[..n]);
        self.left.start += n;
        n
    }

    /// Decompresses the member that begins `bytes`, if it and the beginning of another are there and it is
    /// good: how many bytes it takes, and how much of `buffer` it filled. The rest of it is to be had by
    /// [`Whole::rest`].
    ///
    /// A next member seen where none is, and all that is wrong, is left to who reads piece by piece.
    pub(super) fn member(&mut self, bytes: &[u8], buffer: &mut [u8]) -> Option<(usize, usize)> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let end = SHORTEST + self.next.find(bytes.get(SHORTEST..)?)?;
        let member = &bytes[..end];
        let field = member.last_chunk()?;
        let length = u32::from_le_bytes(*field) as usize;
        // The library checks length and checksum where the data ends, and does not tell where that is. If they
        // stood earlier and something else behind them, this length would be found there.
        if length > LONGEST || memmem::find(&member[..end - 1], field).is_some() {
            return None;
        }
        if length <= buffer.len() {
            return self.decompress(member, &mut buffer[..length]).then_some((end, length));
        }
        let mut content = std::mem::take(&mut self.content);
        content.resize(length.max(content.len()), 0);
        let good = self.decompress(member, &mut content[..length]);
        self.content = content;
        self.left = 0..if good { length } else { 0 };
        good.then(|| (end, self.rest(buffer)))
    }

    /// Whether `member` begins with a good one of just that much content.
    fn decompress(&mut self, member: &[u8], content: &mut [u8]) -> bool {
        self.inflate.gzip_decompress(member, content) == Ok(content.len())
    }
}
