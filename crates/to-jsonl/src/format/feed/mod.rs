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

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::whole;
use crate::decode::undecodable;
use crate::encoding::{self, Charset};
use crate::flags::Options;
use crate::unit::Reader;
pub(super) use item::array;
use item::{Feed, Item};
use offsets::Offsets;

/// It is not the XML that it should be.
pub(super) const NOT_XML: Kind = Kind("not-xml");
/// It is no feed.
const NOT_A_FEED: Kind = Kind("not-a-feed");

pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    whole::open(input, options, items)
}

/// Writes the records of a whole feed.
fn items(bytes: &[u8], source: &str, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    let mut text = Text::new(bytes, options.encoding);
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
                if let Err(bad) = item.write(&feed, (source, row), text.named(), options, done) {
                    done.bad(bad, 0, 0..0);
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
                done.bad(bad, line, start..end);
            }
        }
    }
    Ok(())
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
