//! xz, with all that comes before a fault: the crate's own reader drops what a call has decoded
//! when the same call fails.

use std::io::{self, BufRead, Read};

use liblzma::stream::{Action, CONCATENATED, Status, Stream};

/// Reads xz of any number of streams.
pub(super) struct XzReader<R> {
    source: R,
    stream: Stream,
    /// A fault that was found behind bytes that had to be given first.
    fault: Option<io::Error>,
    ended: bool,
}

impl<R: BufRead> XzReader<R> {
    pub(super) fn new(source: R) -> io::Result<Self> {
        let stream = Stream::new_stream_decoder(u64::MAX, CONCATENATED)?;
        Ok(XzReader { source, stream, fault: None, ended: false })
    }
}

impl<R: BufRead> Read for XzReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            if let Some(fault) = self.fault.take() {
                self.ended = true;
                return Err(fault);
            }
            let input = self.source.fill_buf()?;
            let action = if input.is_empty() { Action::Finish } else { Action::Run };
            let at_end = input.is_empty();
            let (read, written) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.process(input, buffer, action);
            let consumed = (self.stream.total_in() - read) as usize;
            let given = (self.stream.total_out() - written) as usize;
            self.source.consume(consumed);
            match status {
                Ok(Status::StreamEnd) => self.ended = true,
                Ok(_) if at_end && given == 0 => {
                    let why = "the compressed data ends too early";
                    self.fault = Some(io::Error::new(io::ErrorKind::UnexpectedEof, why));
                }
                Ok(_) => {}
                Err(e) => self.fault = Some(e.into()),
            }
            if given > 0 {
                return Ok(given);
            }
        }
        Ok(0)
    }
}
