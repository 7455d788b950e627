//! bzip2.

use std::io;

use ::bzip2::{Decompress, Status};

use super::steps::Steps;

/// Decodes bzip2 of any number of streams.
pub(super) struct Bzip2(Decompress);

impl Bzip2 {
    pub(super) fn new() -> Self {
        Bzip2(Decompress::new(false))
    }
}

impl Steps for Bzip2 {
    fn step(&mut self, input: &[u8], out: &mut [u8]) -> io::Result<bool> {
        let status = self.0.decompress(input, out).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
        Ok(status == Status::StreamEnd)
    }

    fn totals(&self) -> (u64, u64) {
        (self.0.total_in(), self.0.total_out())
    }

    fn again(&mut self) -> bool {
        *self = Bzip2::new();
        true
    }
}
