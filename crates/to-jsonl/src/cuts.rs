//! Input that comes in small pieces, for tests.

use std::io::{self, Read};

/// Gives so many bytes a read.
pub(crate) struct Cuts(pub(crate) Vec<u8>, pub(crate) usize);

impl Read for Cuts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.0.len().min(self.1).min(buffer.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0.drain(..n);
        Ok(n)
    }
}
