//! xz.

use std::io;

use liblzma::stream::{Action, CONCATENATED, Status, Stream};

use super::steps::Steps;

/// Decodes xz of any number of streams, which the library takes for one.
pub(super) struct Xz(Stream);

impl Xz {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Xz(Stream::new_stream_decoder(u64::MAX, CONCATENATED)?))
    }
}

impl Steps for Xz {
    fn step(&mut self, input: &[u8], out: &mut [u8]) -> io::Result<bool> {
        let action = if input.is_empty() { Action::Finish } else { Action::Run };
        Ok(self.0.process(input, out, action)? == Status::StreamEnd)
    }

    fn totals(&self) -> (u64, u64) {
        (self.0.total_in(), self.0.total_out())
    }

    fn again(&mut self) -> bool {
        false
    }
}
