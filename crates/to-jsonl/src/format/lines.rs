//! One article a line.

use std::sync::Arc;

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::input::{Block, BlockReader, Input, LineEnds};
use copydesk_cli::stream::run::Done;

use super::{piece, source};
use crate::encoding::Charset;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, transcoded) = source(input, options, false)?;
    let blocks = BlockReader::new(input.name.clone(), source, LineEnds, options.max_record, options.pool.clone());
    Ok(Box::new(LinesReader { blocks, transcoded }))
}

struct LinesReader {
    blocks: BlockReader<LineEnds>,
    transcoded: Option<Charset>,
}

impl Reader for LinesReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let block = self.blocks.next_block()?;
        Some(Box::new(Lines { block, transcoded: self.transcoded }))
    }
}

/// Some lines of a file.
struct Lines {
    block: Block,
    transcoded: Option<Charset>,
}

impl Unit for Lines {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let (block, max) = (&self.block, desk.options.max_record);
        if done.irregular(block, max) {
            return;
        }
        let mut at = 0;
        for (number, line) in (block.line..).zip(block.bytes().split_inclusive(|b| *b == b'\n')) {
            let span = at..at + line.len();
            at = span.end;
            done.counts.bytes_in = at as u64;
            let text = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
            let result = match text {
                long if long.len() > max => Err(BadRecord::too_long(max)),
                blank if blank.trim_ascii().is_empty() => Ok(()),
                text => piece(text, &block.file, number, self.transcoded, &desk.options, done),
            };
            if let Err(bad) = result {
                done.bad(bad, number, block.span(span));
            }
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}
