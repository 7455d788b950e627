//! A feed: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed. An item is a record.
//!
//! A feed is read as a whole, up to `--max-record`: its title and language may stand behind its
//! items. The items before a fault are good.

mod item;
mod json;
mod offsets;
mod xml;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::cannot_open;
use crate::decode::undecodable;
use crate::encoding::{self, Charset};
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};
pub(super) use item::array;
use item::{Feed, Item};
use offsets::Offsets;

/// It is not the XML that it should be.
pub(super) const NOT_XML: Kind = Kind("not-xml");
/// It is no feed.
const NOT_A_FEED: Kind = Kind("not-a-feed");

pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let source = input.open().map_err(|e| cannot_open(&e))?;
    Ok(Box::new(FeedReader(BlockReader::new(input.name, source, NoEnds, options.max_record, options.pool.clone()))))
}

/// A feed ends where its input does.
struct NoEnds;

impl Ends for NoEnds {
    const KEEPS_MARK: bool = true;

    fn find(&mut self, _: &[u8]) -> Option<Found> {
        None
    }
}

struct FeedReader(BlockReader<NoEnds>);

impl Reader for FeedReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        self.0.next_block().map(|block| Box::new(Whole(block)) as Box<dyn Unit>)
    }
}

/// All of a feed, or a piece of one that is too long.
struct Whole(Block);

impl Unit for Whole {
    fn place(&self) -> (Arc<str>, u64) {
        (self.0.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        if done.irregular(&self.0, desk.options.max_record) {
            return;
        }
        let bytes = self.0.bytes();
        done.counts.bytes_in = bytes.len() as u64;
        if bytes.len() > desk.options.max_record {
            done.bad(BadRecord::too_long(desk.options.max_record), 0, self.0.span(0..bytes.len()));
            return;
        }
        let mut text = Text::new(bytes, desk.options.encoding);
        let (feed, mut found) = read(&text.text);
        if let Some(bad) = text.broken.take() {
            // The fault that was found last, if any, is that the text ends here.
            let rest = match found.pop() {
                Some(Piece::Bad(_, span)) => span.start..text.text.len(),
                Some(item) => {
                    found.push(item);
                    text.text.len()..text.text.len()
                }
                None => 0..text.text.len(),
            };
            found.push(Piece::Bad(bad, rest));
        }
        let mut offsets = Offsets::new(bytes, text.start, text.encoding);
        let (mut row, mut line, mut at) = (0, 1, 0);
        for found in found {
            row += 1;
            match found {
                Piece::Item(item) => {
                    if let Err(bad) = item.write(&feed, (&self.0.file, row), text.named(), &desk.options, done) {
                        done.bad(bad, 0, self.0.span(0..0));
                    }
                }
                Piece::Bad(bad, span) => {
                    if span.start < at {
                        // What is wrong with all of it is found last.
                        (line, at) = (1, 0);
                        offsets = Offsets::new(bytes, text.start, text.encoding);
                    }
                    line += memchr::memchr_iter(b'\n', &text.text.as_bytes()[at..span.start]).count() as u64;
                    at = span.start;
                    let start = offsets.raw(span.start);
                    let end = if span.end == text.text.len() { bytes.len() } else { offsets.raw(span.end) };
                    done.bad(bad, line, self.0.span(start..end));
                }
            }
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.0.into_buffer()
    }
}

/// What is found in a feed, in order; spans are of its text.
#[derive(Debug)]
enum Piece {
    Item(Box<Item>),
    Bad(BadRecord, Range<usize>),
}

/// What a feed and its items are.
fn read(text: &str) -> (Feed, Vec<Piece>) {
    if text.trim_start().starts_with('{') { json::read(text) } else { xml::read(text) }
}

/// A feed's text, as far as it can be decoded.
struct Text<'a> {
    text: Cow<'a, str>,
    encoding: Charset,
    /// How long its byte order mark is.
    start: usize,
    broken: Option<BadRecord>,
}

impl<'a> Text<'a> {
    /// The text of `bytes`, in the encoding that is `wanted`, else in that which they look like.
    fn new(bytes: &'a [u8], wanted: Option<Charset>) -> Self {
        let mark = |charset| Charset::for_bom(bytes).filter(|(of, _)| *of == charset).map_or(0, |(_, mark)| mark);
        let (encoding, text) = match wanted {
            Some(charset) => (charset, charset.decode(&bytes[mark(charset)..]).map_err(|at| mark(charset) + at)),
            None => encoding::read(bytes, None),
        };
        let start = mark(encoding);
        match text {
            Ok(text) => Text { text, encoding, start, broken: None },
            Err(at) => {
                let text = encoding.decode(&bytes[start..at.max(start)]).unwrap_or_default();
                Text { text, encoding, start, broken: Some(undecodable(bytes, encoding)) }
            }
        }
    }

    fn named(&self) -> Option<&'static str> {
        (self.encoding != Charset::UTF_8).then(|| self.encoding.name())
    }
}

#[cfg(test)]
mod tests;
