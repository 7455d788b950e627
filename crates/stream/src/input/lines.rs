//! The lines of an input.

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

/// The blocks of an input of lines, which is opened when the first is asked for.
pub struct Blocks {
    input: Option<Input>,
    max_record: usize,
    pool: Pool,
    open: Option<BlockReader<LineEnds>>,
}

impl Blocks {
    /// The blocks of each of `inputs`; `max_record` as in [`BlockReader::new`].
    pub fn of(inputs: Vec<Input>, max_record: usize, pool: &Pool) -> impl ExactSizeIterator<Item = Blocks> + use<> {
        let pool = pool.clone();
        inputs.into_iter().map(move |input| Blocks { input: Some(input), max_record, pool: pool.clone(), open: None })
    }
}

impl Source for Blocks {
    type Unit = Block;

    fn next(&mut self) -> Option<Block> {
        if let Some(input) = self.input.take() {
            match input.open() {
                Ok(source) => {
                    let (max, pool) = (self.max_record, self.pool.clone());
                    self.open = Some(BlockReader::new(input.name, source, LineEnds, max, pool));
                }
                Err(e) => return Some(Block::unreadable(input.name, format!("cannot open it: {}", reason(&e)))),
            }
        }
        self.open.as_mut().and_then(BlockReader::next_block)
    }
}
