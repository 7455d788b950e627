//! Formats of which a file is one article.

use std::fs;
use std::io::Read;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input, Part, reason};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::{cannot_open, is_compressed};
use crate::flags::Options;
use crate::unit::{Desk, Once, Reader, Unit};

/// Writes the records of a whole input's bytes, which are called by the name that follows. Spans in
/// [`Done`] are of these bytes: a whole input begins its buffer.
pub(super) type Make = fn(&[u8], &str, &Options, &mut Done) -> Result<(), BadRecord>;

/// A file of ordinary size is read by the worker that makes its record, so that many small files
/// are read side by side. Anything else comes in blocks, as it may be too long for one record.
pub(super) fn open(input: Input, options: &Options, make: Make) -> Result<Box<dyn Reader>, String> {
    let small = |path| fs::metadata(path).is_ok_and(|f| f.is_file() && f.len() <= options.max_record as u64);
    if input.path().is_some_and(|path| !is_compressed(path) && small(path)) {
        return Ok(Once::reader(File { input, bytes: Vec::new(), make }));
    }
    let source = input.open().map_err(|e| cannot_open(&e))?;
    let blocks = BlockReader::new(input.name, source, NoEnds, options.max_record, options.pool.clone());
    Ok(Box::new(Stream { blocks, make }))
}

/// It ends where its input does.
struct NoEnds;

impl Ends for NoEnds {
    const KEEPS_MARK: bool = true;

    fn find(&mut self, _: &[u8]) -> Option<Found> {
        None
    }
}

struct Stream {
    blocks: BlockReader<NoEnds>,
    make: Make,
}

impl Reader for Stream {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let make = self.make;
        self.blocks.next_block().map(|block| Box::new(Piece { block, make }) as Box<dyn Unit>)
    }
}

/// All of an input, or a piece of one that is too long.
struct Piece {
    block: Block,
    make: Make,
}

impl Unit for Piece {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        done.counts.bytes_in = self.block.bytes().len() as u64;
        if self.block.part == Part::LongStart {
            // Lines mean nothing here.
            self.block.line = 0;
        }
        if !done.irregular(&self.block, desk.options.max_record)
            && let Err(bad) = record(self.block.bytes(), &self.block.file, self.make, &desk.options, done)
        {
            done.bad(bad, 0, self.block.span(0..self.block.bytes().len()));
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

/// A file that the worker reads.
struct File {
    input: Input,
    bytes: Vec<u8>,
    make: Make,
}

impl Unit for File {
    fn place(&self) -> (Arc<str>, u64) {
        (self.input.name.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let max = desk.options.max_record;
        let limit = (max as u64).saturating_add(1);
        // The run gives it back to the pool, which would grow by one for each file otherwise.
        self.bytes = desk.options.pool.take();
        self.bytes.clear();
        let read = self.input.open().and_then(|source| source.take(limit).read_to_end(&mut self.bytes));
        done.counts.bytes_in = self.bytes.len() as u64;
        if let Err(e) = read {
            done.readable = !self.bytes.is_empty();
            done.bad(BadRecord::new(Kind::INPUT, format!("cannot read it: {}", reason(&e))), 0, 0..self.bytes.len());
        } else if self.bytes.len() > max {
            // It is not held as a whole and not copied to rejects, but it stays where it is.
            done.bad(BadRecord::too_long(max), 0, 0..0);
        } else if let Err(bad) = record(&self.bytes, &self.input.name, self.make, &desk.options, done) {
            done.bad(bad, 0, 0..self.bytes.len());
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.bytes
    }
}

fn record(bytes: &[u8], source: &str, make: Make, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    if bytes.len() > options.max_record {
        return Err(BadRecord::too_long(options.max_record));
    }
    make(bytes, source, options, done)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::FromArgMatches;
    use copydesk_cli::stream::buffer::Pool;
    use copydesk_cli::stream::run::{Source, Worker};

    use crate::TOOL;
    use crate::flags::Flags;
    use crate::source::FileSource;
    use crate::worker::Encoder;

    use super::*;

    #[test]
    fn files_use_the_same_buffers_again() {
        let matches = (TOOL.command)().try_get_matches_from(["to-jsonl"]).unwrap();
        let pool = Pool::default();
        let options = Flags::from_arg_matches(&matches).unwrap().options(1 << 20, pool.clone()).unwrap();
        let file = Input::file(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")));
        let sources = std::iter::repeat_n(file, 20).map(|file| FileSource::new(Ok(file), options.clone()));
        let mut worker = Encoder::new(options.clone());
        for unit in sources.flat_map(|mut source| std::iter::from_fn(move || source.next())) {
            let done = worker.work(unit);
            assert_eq!(done.counts.records_out, 1);
            pool.give(done.input);
            pool.give(done.out);
        }
        let buffers = (0..20).take_while(|_| pool.take().capacity() > 0).count();
        assert_eq!(buffers, 2);
    }
}
