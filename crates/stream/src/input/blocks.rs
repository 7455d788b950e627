//! Blocks of whole items (lines, rows, elements): what one `read` brings, cut behind its last one.
//!
//! Such a block is as large as the source can fill at once and as small as it must be to wait for
//! nothing, so that a record that was written is on its way as soon as its end is read.

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use super::{decompress, reason};
use crate::buffer::Pool;
use crate::size::Size;

/// How much is read at once. Pipes give half of it, files all.
const READ: usize = 128 * 1024;

/// What may stand in a buffer with a record without belonging to it: line ends.
const AROUND: usize = 8;

/// Finds where the items of one stream end. It is shown every byte once, in order, but for a byte
/// order mark at the start.
pub trait Ends: Send + 'static {
    /// Whether a byte order mark at the start stays, as it tells something.
    const KEEPS_MARK: bool = false;

    /// Looks at `new`, the bytes behind those that it has seen.
    fn find(&mut self, new: &[u8]) -> Option<Found>;
}

/// Where items end in some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The offset behind the first that ends here.
    pub first: usize,
    /// The offset behind the last.
    pub last: usize,
    /// How many end here.
    pub count: u64,
}

/// A piece of input on its way to a worker.
pub struct Block {
    /// The input's name.
    pub file: Arc<str>,
    /// The number of the line that it begins on, from 1.
    pub line: u64,
    /// The number of its first item, from 1.
    pub item: u64,
    /// Where it begins, in bytes of the decompressed input.
    pub offset: u64,
    /// What it holds.
    pub part: Part,
    /// Whether the input ends with it.
    pub last: bool,
    /// Whether an item ends with it.
    pub(crate) ended: bool,
    pub(crate) buffer: Vec<u8>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Block {
    /// A block that says that `file` cannot be read at all, and why.
    #[must_use]
    pub fn unreadable(file: Arc<str>, why: String) -> Self {
        let (part, buffer) = (Part::Broken(why), Vec::new());
        Block { file, line: 0, item: 0, offset: 0, part, last: true, ended: true, buffer, start: 0, end: 0 }
    }

    /// The bytes as they were read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// The buffer that it lies in, which [`Block::span`] counts in.
    #[must_use]
    pub fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// Where `span` of its bytes lies in its buffer.
    #[must_use]
    pub fn span(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// Leaves out its first `n` bytes, which were the first item.
    pub fn skip_first(&mut self, n: usize) {
        self.line += newlines(&self.bytes()[..n]);
        self.item += 1;
        self.offset += n as u64;
        self.start += n;
    }
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whole items; the last may lack its end where the input ends.
    Whole,
    /// The beginning of an item that is longer than a record may be.
    LongStart,
    /// More of such an item.
    LongRest,
    /// The input ended inside such an item.
    LongEnd,
    /// The input could not be opened or read any further; the bytes are what was left of an
    /// unfinished item. Text: why.
    Broken(String),
}

/// Reads one input in blocks.
pub struct BlockReader<E> {
    file: Arc<str>,
    source: Box<dyn Read + Send>,
    ends: E,
    max_record: usize,
    pool: Pool,
    /// Initialised throughout; `filled` bytes of it hold input that has not left yet.
    buffer: Vec<u8>,
    filled: usize,
    line: u64,
    item: u64,
    offset: u64,
    /// Whether nothing has been looked at.
    at_start: bool,
    /// Whether a block has been given.
    given: bool,
    in_long: bool,
    /// Whole items that are left in the buffer, behind the end of a long one: their end and number.
    left: Option<(usize, u64)>,
    finished: bool,
}

impl<E: Ends> BlockReader<E> {
    /// The blocks of `source`, which is called `file`, with the beginning of an item that grows
    /// past `max_record` bytes given as a piece of its own.
    pub fn new(file: Arc<str>, source: Box<dyn Read + Send>, ends: E, max_record: usize, pool: Pool) -> Self {
        BlockReader {
            file,
            source,
            ends,
            max_record,
            pool,
            buffer: Vec::new(),
            filled: 0,
            line: 1,
            item: 1,
            offset: 0,
            at_start: true,
            given: false,
            in_long: false,
            left: None,
            finished: false,
        }
    }

    /// What finds the ends.
    pub fn ends(&self) -> &E {
        &self.ends
    }

    /// Takes back `block`, which was the last one given, and looks for ends again with `ends`: for
    /// formats of which the first block tells more.
    pub fn take_back(&mut self, block: Block, mut ends: E) {
        let mut buffer = block.bytes().to_vec();
        buffer.extend_from_slice(&self.buffer[..self.filled]);
        self.filled = buffer.len();
        self.left = ends.find(&buffer).map(|found| (found.last, found.count));
        self.ends = ends;
        self.buffer = buffer;
        (self.line, self.item, self.offset) = (block.line, block.item, block.offset);
        // At the end of the input the rest comes as a block of its own, if there is one.
        (self.finished, self.in_long) = (false, false);
    }

    /// The next block, or nothing at the end of the input.
    pub fn next_block(&mut self) -> Option<Block> {
        if self.finished {
            return None;
        }
        if let Some((end, count)) = self.left.take() {
            return Some(self.cut(end, count, Part::Whole));
        }
        // Bytes that `ends` has not seen yet begin here.
        let mut unseen = self.filled;
        loop {
            if let Err(why) = self.make_room() {
                self.finished = true;
                return Some(self.cut(self.filled, 0, Part::Broken(why)));
            }
            let n = match decompress::read(&mut self.source, &mut self.buffer[self.filled..]) {
                Ok(n) => n,
                Err(e) => {
                    self.finished = true;
                    let left = if self.filled > 0 { " (the last record is incomplete)" } else { "" };
                    let part = Part::Broken(format!("cannot read on: {}{left}", reason(&e)));
                    return Some(self.cut(self.filled, 0, part));
                }
            };
            if n == 0 {
                self.finished = true;
                if self.in_long {
                    return Some(self.cut(self.filled, 0, Part::LongEnd));
                }
                self.drop_mark();
                // Of an empty input there is one block too: it could be read.
                let more = self.filled > 0 || !self.given;
                return more.then(|| self.cut(self.filled, 0, Part::Whole));
            }
            self.filled += n;
            if self.at_start {
                if self.filled < BOM.len() && BOM.starts_with(&self.buffer[..self.filled]) {
                    continue;
                }
                self.drop_mark();
            }
            let old = std::mem::replace(&mut unseen, self.filled);
            match self.ends.find(&self.buffer[old..self.filled]) {
                Some(Found { first, last, count }) if self.in_long => {
                    self.in_long = false;
                    if last > first {
                        self.left = Some((last - first, count.saturating_sub(1)));
                    }
                    let mut block = self.cut(old + first, 1, Part::LongRest);
                    block.ended = true;
                    return Some(block);
                }
                Some(found) => return Some(self.cut(old + found.last, found.count, Part::Whole)),
                None if self.in_long => return Some(self.long(Part::LongRest)),
                None if self.filled > self.max_record.saturating_add(AROUND) => {
                    self.in_long = true;
                    return Some(self.long(Part::LongStart));
                }
                None => {}
            }
        }
    }

    /// A byte order mark at the start vanishes.
    fn drop_mark(&mut self) {
        if std::mem::take(&mut self.at_start) && !E::KEEPS_MARK && self.buffer[..self.filled].starts_with(BOM) {
            self.buffer.copy_within(BOM.len()..self.filled, 0);
            self.filled -= BOM.len();
            self.offset = BOM.len() as u64;
        }
    }

    /// A piece of a long item. A carriage return at its end waits for the line feed that may follow.
    fn long(&mut self, part: Part) -> Block {
        let waits = usize::from(self.buffer[..self.filled].ends_with(b"\r"));
        self.cut(self.filled - waits, 0, part)
    }

    /// Sees to it that there is room for one read.
    ///
    /// # Errors
    /// Why there is none: the buffer of a long item is by far the largest that a run has, so what memory
    /// there is ends here.
    fn make_room(&mut self) -> Result<(), String> {
        if self.buffer.len() - self.filled >= READ / 2 {
            return Ok(());
        }
        let most = self.max_record.saturating_add(AROUND + READ);
        let wanted = (self.filled * 2).min(most).max(self.filled + READ);
        if self.buffer.try_reserve_exact(wanted - self.buffer.len()).is_err() {
            let size = Size(self.filled as u64);
            return Err(format!("cannot read on: not enough memory for a record of more than {size}"));
        }
        self.buffer.resize(wanted, 0);
        Ok(())
    }

    /// Sends off the first `end` bytes, in which `count` items end, and keeps the rest in a buffer
    /// of its own.
    fn cut(&mut self, end: usize, count: u64, part: Part) -> Block {
        let mut rest = self.pool.take();
        let left = self.filled - end;
        if rest.len() < left + READ {
            rest.resize(left + READ, 0);
        }
        rest[..left].copy_from_slice(&self.buffer[end..self.filled]);
        let buffer = std::mem::replace(&mut self.buffer, rest);
        self.filled = left;
        self.given = true;
        let (line, item, offset) = (self.line, self.item, self.offset);
        self.line += newlines(&buffer[..end]);
        self.item += count;
        self.offset += end as u64;
        let (file, last) = (self.file.clone(), self.finished);
        Block { file, line, item, offset, part, last, ended: false, buffer, start: 0, end }
    }
}

/// The byte order mark of UTF-8, which vanishes at the start of an input.
const BOM: &[u8] = b"\xef\xbb\xbf";

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

#[cfg(test)]
mod tests {
    use super::super::LineEnds;
    use super::*;
    use std::io::{self, Cursor};

    /// Gives at most so many bytes a read, then perhaps an error.
    struct Cuts(Cursor<Vec<u8>>, usize, bool);

    impl Read for Cuts {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = buffer.len().min(self.1);
            match self.0.read(&mut buffer[..n])? {
                0 if self.2 => Err(io::Error::other("torn")),
                n => Ok(n),
            }
        }
    }

    fn blocks(text: &[u8], cut: usize, max: usize, torn: bool) -> Vec<(u64, Part, Vec<u8>)> {
        let source = Box::new(Cuts(Cursor::new(text.to_vec()), cut, torn));
        let mut blocks = BlockReader::new(Arc::from("x"), source, LineEnds, max, Pool::default());
        let mut found = Vec::new();
        while let Some(b) = blocks.next_block() {
            found.push((b.line, b.part.clone(), b.bytes().to_vec()));
        }
        found
    }

    #[test]
    fn a_read_is_cut_at_its_last_line_end() {
        assert_eq!(
            blocks(b"ab\ncd\nef", 7, 100, false),
            [(1, Part::Whole, b"ab\ncd\n".to_vec()), (3, Part::Whole, b"ef".to_vec())]
        );
        assert_eq!(blocks(b"", 7, 100, false), [(1, Part::Whole, Vec::new())]);
    }

    #[test]
    fn the_mark_at_the_start_vanishes_however_it_is_cut() {
        for cut in 1..9 {
            let all: Vec<u8> =
                blocks(b"\xef\xbb\xbfab\n\xef\xbb\xbf\n", cut, 100, false).into_iter().flat_map(|b| b.2).collect();
            assert_eq!(all, b"ab\n\xef\xbb\xbf\n");
        }
    }

    #[test]
    fn a_block_that_was_taken_back_comes_again() {
        for cut in 1..9 {
            let source = Box::new(Cuts(Cursor::new(b"\xef\xbb\xbfab\ncd\nef".to_vec()), cut, false));
            let mut blocks = BlockReader::new(Arc::from("x"), source, LineEnds, 100, Pool::default());
            let first = blocks.next_block().unwrap();
            blocks.take_back(first, LineEnds);
            let (mut all, mut lines, mut offset) = (Vec::new(), Vec::new(), 3);
            while let Some(b) = blocks.next_block() {
                assert_eq!(b.offset, offset);
                offset += b.bytes().len() as u64;
                all.extend_from_slice(b.bytes());
                lines.push(b.line);
            }
            assert_eq!((all, lines[0]), (b"ab\ncd\nef".to_vec(), 1), "{cut}");
        }
    }

    #[test]
    fn long_lines_come_in_pieces() {
        let text = [b"a\n".to_vec(), vec![b'x'; 50], b"\nb\nc".to_vec()].concat();
        let found = blocks(&text, 10, 16, false);
        assert_eq!(found[0], (1, Part::Whole, b"a\n".to_vec()));
        assert_eq!(found[1].1, Part::LongStart);
        let long: Vec<u8> = found.iter().filter(|b| b.1 != Part::Whole).flat_map(|b| b.2.clone()).collect();
        assert_eq!(long, [vec![b'x'; 50], b"\n".to_vec()].concat());
        assert!(found.iter().filter(|b| b.1 != Part::Whole).all(|b| b.0 == 2));
        assert_eq!(found[found.len() - 2..], [(3, Part::Whole, b"b\n".to_vec()), (4, Part::Whole, b"c".to_vec())]);
    }

    #[test]
    fn what_precedes_a_read_error_is_kept_apart_from_the_torn_line() {
        let found = blocks(b"ab\ncd", 100, 100, true);
        assert_eq!(found[0], (1, Part::Whole, b"ab\n".to_vec()));
        assert_eq!(found[1].0, 2);
        assert_eq!(found[1].1, Part::Broken("cannot read on: torn (the last record is incomplete)".into()));
        assert_eq!(found[1].2, b"cd");
    }
}
