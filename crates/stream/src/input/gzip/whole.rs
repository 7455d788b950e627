//! Members that lie in the read buffer from beginning to end, in one step: half as fast again as piece
//! by piece.

use std::ops::Range;

use crc32fast::hash;
use libdeflater::Decompressor;
use memchr::memmem::Finder;

/// How the next member begins, which ends this one. The last of a file has none behind it, and nobody
/// should wait to know that; it goes piece by piece.
const MAGIC: &[u8] = &[0x1f, 0x8b, 8];
/// Checksum and length behind the data, four bytes each.
const TRAILER: usize = 8;
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

    /// Decompresses the member whose data begins `bytes`, if it and the beginning of another are there
    /// and it is good: how many bytes it takes with its trailer, and how much of `buffer` it filled. The
    /// rest of it is to be had by [`Whole::rest`].
    ///
    /// A next member seen where none is, and all that is wrong, is left to who reads piece by piece.
    pub(super) fn member(&mut self, bytes: &[u8], buffer: &mut [u8]) -> Option<(usize, usize)> {
        let end = TRAILER + self.next.find(bytes.get(TRAILER..)?)?;
        let (data, trailer) = bytes[..end].split_at(end - TRAILER);
        let (sum, length) = trailer.split_at(4);
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        if length > LONGEST {
            return None;
        }
        if length <= buffer.len() {
            return self.decompress(data, sum, &mut buffer[..length]).then_some((end, length));
        }
        let mut content = std::mem::take(&mut self.content);
        content.resize(length.max(content.len()), 0);
        let good = self.decompress(data, sum, &mut content[..length]);
        self.content = content;
        self.left = 0..if good { length } else { 0 };
        good.then(|| (end, self.rest(buffer)))
    }

    /// Whether `data` is compressed content of just that length and checksum.
    fn decompress(&mut self, data: &[u8], sum: &[u8], content: &mut [u8]) -> bool {
        self.inflate.deflate_decompress(data, content) == Ok(content.len()) && hash(content).to_le_bytes() == sum
    }
}
