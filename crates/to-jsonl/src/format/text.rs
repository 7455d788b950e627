//! One article a file.

use std::fs;
use std::io::Read;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input, Part, reason};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::{cannot_open, is_compressed};
use crate::article::{Article, Value};
use crate::decode::{decode, undecodable};
use crate::flags::{Options, Title};
use crate::unit::{Desk, Once, Reader, Unit};

/// The longest first line that is a title, in characters.
const LONGEST_TITLE: usize = 200;

/// A file that is no text.
pub(super) const NOT_TEXT: Kind = Kind("not-text");

/// A file of ordinary size is read by the worker that makes its record, so that many small files
/// are read side by side. Anything else comes in blocks, as it may be too long for one record.
pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let small = |path| fs::metadata(path).is_ok_and(|f| f.is_file() && f.len() <= options.max_record as u64);
    if input.path().is_some_and(|path| !is_compressed(path) && small(path)) {
        return Ok(Once::reader(File { input, bytes: Vec::new() }));
    }
    let source = input.open().map_err(|e| cannot_open(&e))?;
    Ok(Box::new(Stream(BlockReader::new(input.name, source, NoEnds, options.max_record, options.pool.clone()))))
}

/// A text ends where its input does.
struct NoEnds;

impl Ends for NoEnds {
    const KEEPS_MARK: bool = true;

    fn find(&mut self, _: &[u8]) -> Option<Found> {
        None
    }
}

struct Stream(BlockReader<NoEnds>);

impl Reader for Stream {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        self.0.next_block().map(|block| Box::new(Piece(block)) as Box<dyn Unit>)
    }
}

/// All of a text, or a piece of one that is too long.
struct Piece(Block);

impl Unit for Piece {
    fn place(&self) -> (Arc<str>, u64) {
        (self.0.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        done.counts.bytes_in = self.0.bytes().len() as u64;
        if self.0.part == Part::LongStart {
            // Lines mean nothing here.
            self.0.line = 0;
        }
        if !done.irregular(&self.0, desk.options.max_record)
            && let Err(bad) = article(self.0.bytes(), &self.0.file, &desk.options, done)
        {
            done.bad(bad, 0, self.0.span(0..self.0.bytes().len()));
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.0.into_buffer()
    }
}

/// A file that the worker reads.
struct File {
    input: Input,
    bytes: Vec<u8>,
}

impl Unit for File {
    fn place(&self) -> (Arc<str>, u64) {
        (self.input.name.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let max = desk.options.max_record;
        let limit = (max as u64).saturating_add(1);
        let read = self.input.open().and_then(|source| source.take(limit).read_to_end(&mut self.bytes));
        done.counts.bytes_in = self.bytes.len() as u64;
        if let Err(e) = read {
            done.readable = !self.bytes.is_empty();
            done.bad(BadRecord::new(Kind::INPUT, format!("cannot read it: {}", reason(&e))), 0, 0..self.bytes.len());
        } else if self.bytes.len() > max {
            // It is not held as a whole and not copied to rejects, but it stays where it is.
            done.bad(BadRecord::too_long(max), 0, 0..0);
        } else if let Err(bad) = article(&self.bytes, &self.input.name, &desk.options, done) {
            done.bad(bad, 0, 0..self.bytes.len());
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.bytes
    }
}

fn article(bytes: &[u8], source: &str, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    if bytes.len() > options.max_record {
        return Err(BadRecord::too_long(options.max_record));
    }
    let (content, encoding, broken) = decode(bytes, options.encoding);
    if broken {
        return Err(undecodable(bytes, encoding));
    }
    if content.contains('\0') {
        let why = "has NUL characters and is no text (if it is, name its --encoding)";
        return Err(BadRecord::new(NOT_TEXT, why));
    }
    let (title, text) = split_title(&content, options.title);
    let metadata = vec![("encoding", Value::Text(encoding.name()))];
    Article { source, title, text, metadata, ..Article::default() }.write(done);
    Ok(())
}

/// The title, if there is one, and the rest. A title is a short first line before a blank line,
/// with text behind it.
fn split_title(text: &str, how: Title) -> (Option<&str>, &str) {
    let text = text.trim_matches(['\n', '\r']);
    let whole = (None, text);
    if how == Title::None {
        return whole;
    }
    let Some((first, rest)) = text.split_once('\n') else { return whole };
    let (second, body) = rest.split_once('\n').unwrap_or((rest, ""));
    let title = first.trim();
    let short = !title.is_empty() && title.chars().count() <= LONGEST_TITLE && !title.ends_with('.');
    if short && second.trim().is_empty() && !body.trim().is_empty() {
        (Some(title), body.trim_start_matches(['\n', '\r']))
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        assert_eq!(split_title("Head\n\nBody.\n", Title::Auto), (Some("Head"), "Body."));
        assert_eq!(split_title("Head\r\n\r\nBody.", Title::Auto), (Some("Head"), "Body."));
        for no in ["Head\nBody.", "Head", "A sentence.\n\nBody.", "", "Head\n\n"] {
            assert_eq!(split_title(no, Title::Auto).0, None, "{no:?}");
        }
        assert_eq!(split_title("Head\n\nBody.", Title::None).0, None);
    }
}
