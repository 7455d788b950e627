//! The lines of all inputs, in order.

use std::collections::VecDeque;

use super::blocks::{Block, BlockReader, Ends, Found};
use super::{Input, reason};
use crate::buffer::Pool;
use crate::run::Source;

/// Lines, which end with `\n`.
pub struct LineEnds;

impl Ends for LineEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let last = memchr::memrchr(b'\n', new)? + 1;
        let first = memchr::memchr(b'\n', new)? + 1;
        Some(Found { first, last, count: memchr::memchr_iter(b'\n', new).count() as u64 })
    }
}

/// The blocks of several inputs of lines.
pub struct Blocks {
    inputs: VecDeque<Input>,
    max_record: usize,
    pool: Pool,
    open: Option<BlockReader<LineEnds>>,
}

impl Blocks {
    /// The blocks of `inputs`; `max_record` as in [`BlockReader::new`].
    #[must_use]
    pub fn new(inputs: Vec<Input>, max_record: usize, pool: Pool) -> Self {
        Blocks { inputs: inputs.into(), max_record, pool, open: None }
    }
}

impl Source for Blocks {
    type Unit = Block;

    fn next(&mut self) -> Option<Block> {
        loop {
            if let Some(block) = self.open.as_mut().and_then(BlockReader::next_block) {
                return Some(block);
            }
            let input = self.inputs.pop_front()?;
            match input.open() {
                Ok(source) => {
                    let (max, pool) = (self.max_record, self.pool.clone());
                    self.open = Some(BlockReader::new(input.name, source, LineEnds, max, pool));
                }
                Err(e) => {
                    self.open = None;
                    return Some(Block::unreadable(input.name, format!("cannot open it: {}", reason(&e))));
                }
            }
        }
    }
}
