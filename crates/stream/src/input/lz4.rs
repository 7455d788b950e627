//! lz4 frames, of any number: the crate's reader stops behind each, and takes a frame that is cut
//! off between two blocks for one that has ended.

use std::io::{self, BufRead, Read};

use super::decompress::cut_off;

use lz4_flex::frame::{Error, FrameDecoder};

/// Reads lz4 of any number of frames.
pub(super) struct Lz4Reader<R: BufRead> {
    /// Only absent while a frame is changed for the next.
    frame: Option<FrameDecoder<Watched<R>>>,
}

/// Remembers that its end was met.
struct Watched<R> {
    source: R,
    ended: bool,
}

impl<R: BufRead> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(buffer)?;
        self.ended |= n == 0 && !buffer.is_empty();
        Ok(n)
    }
}

impl<R: BufRead> Lz4Reader<R> {
    pub(super) fn new(source: R) -> Self {
        Lz4Reader { frame: Some(FrameDecoder::new(Watched { source, ended: false })) }
    }
}

impl<R: BufRead> Read for Lz4Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = self.frame.as_mut().filter(|_| !buffer.is_empty()) {
            let n = match frame.read(buffer) {
                Ok(n) => n,
                // Bytes of others between frames.
                Err(e) => match e.get_ref().and_then(|e| e.downcast_ref()) {
                    Some(Error::SkippableFrame(length)) => {
                        io::copy(&mut frame.get_mut().take(u64::from(*length)), &mut io::sink())?;
                        0
                    }
                    _ if e.kind() == io::ErrorKind::UnexpectedEof => return Err(cut_off()),
                    _ => return Err(e),
                },
            };
            if n > 0 {
                return Ok(n);
            }
            if frame.get_ref().ended {
                return Err(cut_off());
            }
            // A frame may ask for other buffers than the one before it, so each has its own decoder.
            let mut source = self.frame.take().map(FrameDecoder::into_inner);
            let more = match &mut source {
                Some(watched) => !watched.source.fill_buf()?.is_empty(),
                None => false,
            };
            self.frame = source.filter(|_| more).map(FrameDecoder::new);
        }
        Ok(0)
    }
}
