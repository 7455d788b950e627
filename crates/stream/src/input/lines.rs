//! Blocks of whole lines: what one `read` brings, cut at its last line end.
//!
//! Such a block is as large as the source can fill at once and as small as it must be to wait for
//! nothing, so that a record that was written is on its way as soon as its line end is read.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

use super::{Input, decompress, reason};
use crate::buffer::Pool;
use crate::run::Source;

/// How much is read at once. Pipes give half of it, files all.
const READ: usize = 128 * 1024;

/// A piece of input on its way to a worker.
pub struct Block {
    /// The input's name.
    pub file: Arc<str>,
    /// The number of its first line in that input, from 1.
    pub line: u64,
    /// What it holds.
    pub part: Part,
    pub(crate) buffer: Vec<u8>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Block {
    /// The bytes as they were read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whole lines; the last may lack its line end where the input ends.
    Lines,
    /// The beginning of a line that is longer than a record may be.
    LongStart,
    /// More of such a line.
    LongRest,
    /// Such a line ended without a line end.
    LongEnd,
    /// The input could not be opened or read any further; the bytes are what was left of an
    /// unfinished line. Text: why.
    Broken(String),
}

/// The blocks of all inputs, in order.
pub struct Blocks {
    inputs: VecDeque<Input>,
    max_record: usize,
    pool: Pool,
    open: Option<Open>,
}

struct Open {
    file: Arc<str>,
    source: Box<dyn Read + Send>,
    /// Initialised throughout; `filled` bytes of it hold input that has not left yet.
    buffer: Vec<u8>,
    filled: usize,
    line: u64,
    at_start: bool,
    in_long: bool,
    /// Whether whole lines may be left in the buffer, behind the end of a long one.
    lines_left: bool,
}

impl Blocks {
    /// The blocks of `inputs`, with the beginning of a line that grows past `max_record` bytes
    /// given as a piece of its own.
    #[must_use]
    pub fn new(inputs: Vec<Input>, max_record: usize, pool: Pool) -> Self {
        Blocks { inputs: inputs.into(), max_record, pool, open: None }
    }
}

impl Source for Blocks {
    type Unit = Block;

    fn next(&mut self) -> Option<Block> {
        loop {
            if let Some(open) = &mut self.open {
                match open.step(self.max_record, &self.pool) {
                    Some(block) => {
                        if matches!(block.part, Part::Broken(_)) {
                            self.open = None;
                        }
                        return Some(block);
                    }
                    None => self.open = None,
                }
            }
            let input = self.inputs.pop_front()?;
            let file = input.name.clone();
            match input.open() {
                Ok(source) => self.open = Some(Open::new(file, source)),
                Err(e) => {
                    let part = Part::Broken(format!("cannot open it: {}", reason(&e)));
                    return Some(Block { file, line: 0, part, buffer: Vec::new(), start: 0, end: 0 });
                }
            }
        }
    }
}

impl Open {
    fn new(file: Arc<str>, source: Box<dyn Read + Send>) -> Self {
        Open { file, source, buffer: Vec::new(), filled: 0, line: 1, at_start: true, in_long: false, lines_left: false }
    }

    /// The next block, or nothing at the end of the input.
    fn step(&mut self, max_record: usize, pool: &Pool) -> Option<Block> {
        if std::mem::take(&mut self.lines_left)
            && let Some(at) = memchr::memrchr(b'\n', &self.buffer[..self.filled])
        {
            return Some(self.cut(at + 1, Part::Lines, pool));
        }
        loop {
            self.make_room(max_record);
            let n = match decompress::read(&mut self.source, &mut self.buffer[self.filled..]) {
                Ok(n) => n,
                Err(e) => {
                    let left = if self.filled > 0 { " (its last line is incomplete)" } else { "" };
                    let part = Part::Broken(format!("cannot read on: {}{left}", reason(&e)));
                    return Some(self.cut(self.filled, part, pool));
                }
            };
            if n == 0 {
                if self.in_long {
                    self.in_long = false;
                    return Some(self.cut(0, Part::LongEnd, pool));
                }
                // Of an empty input there is one block too: it could be read.
                let more = self.filled > 0 || self.at_start;
                return more.then(|| self.cut(self.filled, Part::Lines, pool));
            }
            let old = self.filled;
            self.filled += n;
            let new = &self.buffer[old..self.filled];
            if self.in_long {
                return Some(match memchr::memchr(b'\n', new) {
                    Some(at) => {
                        self.in_long = false;
                        self.lines_left = true;
                        self.cut(old + at + 1, Part::LongRest, pool)
                    }
                    None => self.cut(self.filled, Part::LongRest, pool),
                });
            }
            if let Some(at) = memchr::memrchr(b'\n', new) {
                return Some(self.cut(old + at + 1, Part::Lines, pool));
            }
            // A byte order mark and a carriage return may stand at its ends.
            if self.filled > max_record.saturating_add(4) {
                self.in_long = true;
                return Some(self.cut(self.filled, Part::LongStart, pool));
            }
        }
    }

    /// Sees to it that there is room for one read.
    fn make_room(&mut self, max_record: usize) {
        if self.buffer.len() - self.filled >= READ / 2 {
            return;
        }
        let wanted = (self.filled * 2).min(max_record.saturating_add(4 + READ)).max(self.filled + READ);
        self.buffer.reserve_exact(wanted - self.buffer.len());
        self.buffer.resize(wanted, 0);
    }

    /// Sends off the first `end` bytes and keeps the rest in a buffer of its own.
    fn cut(&mut self, end: usize, part: Part, pool: &Pool) -> Block {
        let mut rest = pool.take();
        let left = self.filled - end;
        if rest.len() < left + READ {
            rest.resize(left + READ, 0);
        }
        rest[..left].copy_from_slice(&self.buffer[end..self.filled]);
        let buffer = std::mem::replace(&mut self.buffer, rest);
        self.filled = left;
        let bom = self.at_start && buffer[..end].starts_with(b"\xef\xbb\xbf");
        self.at_start = false;
        let start = if bom { 3 } else { 0 };
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &buffer[start..end]).count() as u64;
        Block { file: self.file.clone(), line, part, buffer, start, end }
    }
}

#[cfg(test)]
mod tests {
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
        let mut blocks = Blocks::new(Vec::new(), max, Pool::default());
        blocks.open = Some(Open::new(Arc::from("x"), source));
        let mut found = Vec::new();
        while let Some(b) = blocks.next() {
            found.push((b.line, b.part.clone(), b.bytes().to_vec()));
        }
        found
    }

    #[test]
    fn a_read_is_cut_at_its_last_line_end() {
        assert_eq!(
            blocks(b"ab\ncd\nef", 7, 100, false),
            [(1, Part::Lines, b"ab\ncd\n".to_vec()), (3, Part::Lines, b"ef".to_vec())]
        );
        assert_eq!(blocks(b"", 7, 100, false), [(1, Part::Lines, Vec::new())]);
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
    fn long_lines_come_in_pieces() {
        let text = [b"a\n".to_vec(), vec![b'x'; 50], b"\nb\nc".to_vec()].concat();
        let found = blocks(&text, 10, 16, false);
        assert_eq!(found[0], (1, Part::Lines, b"a\n".to_vec()));
        assert_eq!(found[1].1, Part::LongStart);
        let long: Vec<u8> = found.iter().filter(|b| b.1 != Part::Lines).flat_map(|b| b.2.clone()).collect();
        assert_eq!(long, [vec![b'x'; 50], b"\n".to_vec()].concat());
        assert!(found.iter().filter(|b| b.1 != Part::Lines).all(|b| b.0 == 2));
        assert_eq!(found[found.len() - 2..], [(3, Part::Lines, b"b\n".to_vec()), (4, Part::Lines, b"c".to_vec())]);
    }

    #[test]
    fn what_precedes_a_read_error_is_kept_apart_from_the_torn_line() {
        let found = blocks(b"ab\ncd", 100, 100, true);
        assert_eq!(found[0], (1, Part::Lines, b"ab\n".to_vec()));
        assert_eq!(found[1].0, 2);
        assert_eq!(found[1].1, Part::Broken("cannot read on: torn (its last line is incomplete)".into()));
        assert_eq!(found[1].2, b"cd");
    }
}
