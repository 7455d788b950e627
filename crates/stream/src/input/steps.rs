//! Compressed input with all that comes before a fault: the readers of the libraries drop what a call has decoded when
//! the same call fails.

use std::io::{self, BufRead, Read};

use super::decompress::cut_off;

/// A library that decodes a stream step by step.
pub(super) trait Steps {
    /// Decodes some of `input`, which is empty at its end, into `out`; says whether the stream ends here.
    fn step(&mut self, input: &[u8], out: &mut [u8]) -> io::Result<bool>;

    /// How many bytes of the stream were taken, and how many were given.
    fn totals(&self) -> (u64, u64);

    /// Gets ready for a stream that follows one that has ended; false where none can.
    fn again(&mut self) -> bool;
}

/// Reads streams step by step.
pub(super) struct StepReader<R, S> {
    source: R,
    steps: S,
    /// Whether nothing of a stream has been read behind one that has ended.
    between: bool,
    /// A fault that was found behind bytes that had to be given first.
    fault: Option<io::Error>,
    ended: bool,
}

impl<R: BufRead, S: Steps> StepReader<R, S> {
    pub(super) fn new(source: R, steps: S) -> Self {
        StepReader { source, steps, between: false, fault: None, ended: false }
    }
}

impl<R: BufRead, S: Steps> Read for StepReader<R, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            if let Some(fault) = self.fault.take() {
                self.ended = true;
                return Err(fault);
            }
            let input = self.source.fill_buf()?;
            if std::mem::take(&mut self.between) && (input.is_empty() || !self.steps.again()) {
                self.ended = true;
                return Ok(0);
            }
            let at_end = input.is_empty();
            let (read, written) = self.steps.totals();
            let stream_ends = self.steps.step(input, buffer);
            let (read, written) = (self.steps.totals().0 - read, self.steps.totals().1 - written);
            let (consumed, given) = (read as usize, written as usize);
            self.source.consume(consumed);
            match stream_ends {
                Ok(true) => self.between = true,
                Ok(false) if at_end && given == 0 => {
                    self.fault = Some(cut_off());
                }
                Ok(false) => {}
                Err(e) => self.fault = Some(e),
            }
            if given > 0 {
                return Ok(given);
            }
        }
        Ok(0)
    }
}
