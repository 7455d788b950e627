//! JSON lines: a line is a record already.

use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Input, LineEnds};
use copydesk_cli::stream::run::Done;

use super::source;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, _) = source(input, options, true)?;
    Ok(Box::new(Jsonl(BlockReader::new(
        input.name.clone(),
        source,
        LineEnds,
        options.max_record,
        options.pool.clone(),
    ))))
}

struct Jsonl(BlockReader<LineEnds>);

impl Reader for Jsonl {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        self.0.next_block().map(|block| Box::new(Lines(block)) as Box<dyn Unit>)
    }
}

struct Lines(Block);

impl Unit for Lines {
    fn place(&self) -> (Arc<str>, u64) {
        (self.0.file.clone(), self.0.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        desk.lines.read(&self.0, done);
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.0.into_buffer()
    }
}
