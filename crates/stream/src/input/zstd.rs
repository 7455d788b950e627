//! zstd, with all that comes before a fault: the library drops what a call has decoded when the same call fails, so
//! each call is given no more than a header or a block, and that whole, so that it is the same however the file is read.

use std::io::{self, BufRead, Read};

use super::decompress::cut_off;

use ::zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

/// What the library asks for before it has seen anything of a frame.
const FRAME_HEADER: usize = 5;
/// It asks for a block with the header of the next one behind it.
const BLOCK_HEADER: usize = 3;

/// Reads zstd of any number of frames.
pub(super) struct ZstdReader<R> {
    source: R,
    decoder: Decoder<'static>,
    /// How many bytes the library would like to have; none where a frame has ended and all of it was given.
    wanted: usize,
    /// Whether there may be more of what it has decoded than there was room for.
    more: bool,
    failed: bool,
    /// The beginning of what the next call is given, as far as it was read.
    part: Vec<u8>,
}

impl<R: BufRead> ZstdReader<R> {
    pub(super) fn new(source: R) -> io::Result<Self> {
        Ok(ZstdReader {
            source,
            decoder: Decoder::new()?,
            wanted: FRAME_HEADER,
            more: false,
            failed: false,
            part: Vec::new(),
        })
    }
}

impl<R: BufRead> Read for ZstdReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.failed && !buffer.is_empty() {
            let input = if self.more { &[] } else { self.source.fill_buf()? };
            let ended = input.is_empty() && !self.more;
            if ended && self.part.is_empty() {
                if self.wanted == 0 {
                    return Ok(0);
                }
                self.failed = true;
                return Err(cut_off());
            }
            if self.wanted == 0 && !input.is_empty() {
                self.decoder.reinit()?;
                self.wanted = FRAME_HEADER;
            }
            // Of the last block it asks for no header, so what is given last may be of either: byte by byte.
            let most = if self.wanted > BLOCK_HEADER { self.wanted - BLOCK_HEADER } else { 1 };
            let direct = self.part.is_empty() && input.len() >= most;
            if !direct && !ended && !self.more && self.part.len() < most {
                let read = input.len().min(most - self.part.len());
                self.part.extend_from_slice(&input[..read]);
                self.source.consume(read);
                continue;
            }
            let next = if direct { input } else { &self.part };
            let next = if self.more { &[] } else { &next[..most.min(next.len())] };
            let (mut given, mut room) = (InBuffer::around(next), OutBuffer::around(&mut *buffer));
            let done = self.decoder.run(&mut given, &mut room);
            let (consumed, decoded) = (given.pos(), room.pos());
            if direct {
                self.source.consume(consumed);
            } else {
                self.part.drain(..consumed);
            }
            self.failed = done.is_err();
            self.wanted = done?;
            self.more = self.wanted > 0 && decoded == buffer.len();
            if decoded > 0 {
                return Ok(decoded);
            }
        }
        Ok(0)
    }
}
