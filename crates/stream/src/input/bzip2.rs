//! bzip2, with all that comes before a fault: the crate's own reader drops what a call has decoded when the same call
//! fails.

use std::io::{self, BufRead, Read};

use ::bzip2::{Decompress, Status};

/// Reads bzip2 of any number of streams.
pub(super) struct Bzip2Reader<R> {
    source: R,
    stream: Decompress,
    /// Whether nothing of a stream has been read.
    between: bool,
    /// A fault that was found behind bytes that had to be given first.
    fault: Option<io::Error>,
    ended: bool,
}

impl<R: BufRead> Bzip2Reader<R> {
    pub(super) fn new(source: R) -> Self {
        Bzip2Reader { source, stream: Decompress::new(false), between: false, fault: None, ended: false }
    }
}

impl<R: BufRead> Read for Bzip2Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            if let Some(fault) = self.fault.take() {
                self.ended = true;
                return Err(fault);
            }
            let input = self.source.fill_buf()?;
            if self.between {
                if input.is_empty() {
                    self.ended = true;
                    return Ok(0);
                }
                (self.stream, self.between) = (Decompress::new(false), false);
            }
            let at_end = input.is_empty();
            let (read, written) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(input, buffer);
            let consumed = (self.stream.total_in() - read) as usize;
            let given = (self.stream.total_out() - written) as usize;
            self.source.consume(consumed);
            match status {
                Ok(Status::StreamEnd) => self.between = true,
                Ok(_) if at_end && given == 0 => {
                    let why = "the compressed data ends too early";
                    self.fault = Some(io::Error::new(io::ErrorKind::UnexpectedEof, why));
                }
                Ok(_) => {}
                Err(e) => self.fault = Some(io::Error::new(io::ErrorKind::InvalidData, e)),
            }
            if given > 0 {
                return Ok(given);
            }
        }
        Ok(0)
    }
}
