//! A JSON file: an array of objects, or objects one behind the other.
//!
//! The reader cuts the input behind whole elements, for which it follows strings and brackets and
//! nothing else; the workers prove each element to be a JSON object.

use std::ops::Range;
use std::str;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input};
use copydesk_cli::stream::json::members;
use copydesk_cli::stream::record::{Place, Record};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::source;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit, Unreadable};

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, _) = source(input, options)?;
    let ends = ElementEnds::new(Shape::Unknown);
    let blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    Ok(Box::new(JsonReader { file: input.name.clone(), blocks, ended: false }))
}

struct JsonReader {
    file: Arc<str>,
    blocks: BlockReader<ElementEnds>,
    /// Whether the block that the input ends with was seen.
    ended: bool,
}

/// A file of elements that are all whole, without the end of their array.
const NO_END: &str = "the array has no end (is the file cut off?)";

impl Reader for JsonReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let block = self.blocks.next_block();
        let shape = self.blocks.ends().shape;
        match block {
            Some(block) => {
                self.ended |= block.last;
                Some(Box::new(Elements { block, shape }))
            }
            None if shape == Shape::Array && !self.ended => {
                self.ended = true;
                Some(Unreadable::unit(self.file.clone(), NO_END.into()))
            }
            None => None,
        }
    }
}

/// What the elements of a file stand in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// Nothing but white space was seen.
    Unknown,
    Array,
    /// Objects one behind the other.
    Sequence,
}

/// Some elements of a file.
struct Elements {
    block: Block,
    shape: Shape,
}

impl Unit for Elements {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let block = &self.block;
        let bytes = block.bytes();
        done.counts.bytes_in = bytes.len() as u64;
        if done.irregular(block, desk.options.max_record) {
            return;
        }
        let mut ends = ElementEnds::new(if block.item == 1 { Shape::Unknown } else { self.shape });
        let mut place = Position { number: block.item, line: block.line, at: 0 };
        let (mut start, mut at, mut closed) = (0, 0, false);
        while let Some((event, behind)) = ends.next(bytes, at) {
            match event {
                Event::Open => {}
                // The comma, where there is one, is no part of the element.
                Event::End => {
                    let comma = usize::from(ends.shape == Shape::Array);
                    self.element(start..behind - comma, &mut place, desk, done);
                }
                Event::Close => {
                    let rest = start..behind - 1;
                    if place.number > 1 || !is_blank(&bytes[rest.clone()]) {
                        self.element(rest, &mut place, desk, done);
                    }
                    closed = true;
                }
            }
            (start, at) = (behind, behind);
        }
        let rest = start..bytes.len();
        if closed {
            if !is_blank(&bytes[rest.clone()]) {
                let line = place.line_of(bytes, start);
                done.bad(BadRecord::new(Kind::JSON, "something follows the array"), line, block.span(rest));
            }
            return;
        }
        if !is_blank(&bytes[rest.clone()]) {
            self.element(rest, &mut place, desk, done);
        }
        if block.last && ends.shape == Shape::Array {
            done.bad(BadRecord::new(Kind::INPUT, NO_END), 0, 0..0);
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

/// Where in a file a worker is.
struct Position {
    /// The number of the next element, from 1.
    number: u64,
    /// The line of the byte at `at`.
    line: u64,
    at: usize,
}

impl Position {
    /// The line of the byte at `at`, which must not lie before the last one asked for.
    fn line_of(&mut self, bytes: &[u8], at: usize) -> u64 {
        self.line += memchr::memchr_iter(b'\n', &bytes[self.at..at]).count() as u64;
        self.at = at;
        self.line
    }
}

impl Elements {
    /// Writes the record of the element in `span`, or notes why there is none.
    fn element(&self, span: Range<usize>, position: &mut Position, desk: &mut Desk, done: &mut Done) {
        let bytes = self.block.bytes();
        let blank = bytes[span.clone()].iter().take_while(|b| is_space(**b)).count();
        let start = span.start + blank;
        let line = position.line_of(bytes, start);
        let number = position.number;
        position.number += 1;
        let place = Place { file: &self.block.file, line };
        if let Err(bad) = record(&bytes[start..span.end], number, place, desk, done) {
            let bad = BadRecord::new(bad.kind, format!("element {number}: {}", bad.message));
            done.bad(bad, line, self.block.span(span));
        }
    }
}

fn record(bytes: &[u8], number: u64, place: Place<'_>, desk: &mut Desk, done: &mut Done) -> Result<(), BadRecord> {
    let max = desk.options.max_record;
    if bytes.len() > max {
        return Err(BadRecord::too_long(max));
    }
    let text = str::from_utf8(bytes)
        .map_err(|e| BadRecord::new(Kind::UTF8, format!("not valid UTF-8 at byte {} of it", e.valid_up_to() + 1)))?;
    let mut record =
        Record::parse(text, &mut desk.scratch).map_err(|bad| on_its_line(bad, text, place.line))?.at(place);
    desk.complete.complete(&mut record, number)?;
    let start = done.out.len();
    record.write_to(&mut done.out);
    // Line ends in JSON stand only between values, where they mean nothing.
    let end = done.out.len() - 1;
    for b in &mut done.out[start..end] {
        if matches!(*b, b'\n' | b'\r') {
            *b = b' ';
        }
    }
    done.good(None);
    Ok(())
}

/// The fault of an element of several lines, with the line where it is.
fn on_its_line(bad: BadRecord, text: &str, first: u64) -> BadRecord {
    match members(text.as_bytes(), &mut Vec::new()) {
        Err(e) if text.contains('\n') => {
            let line = first + memchr::memchr_iter(b'\n', &text.as_bytes()[..e.at]).count() as u64;
            BadRecord::new(bad.kind, format!("not a JSON object on line {line}: {}", e.what))
        }
        _ => bad,
    }
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| is_space(*b))
}

/// Finds the ends of elements: behind a comma in the outer array, or behind the closing bracket in
/// a sequence. The last element of an array ends with the input.
struct ElementEnds {
    shape: Shape,
    /// Open brackets, without that of the outer array.
    depth: u64,
    string: bool,
    /// Behind a backslash in a string.
    escaped: bool,
    /// Behind the end of the outer array.
    closed: bool,
}

/// What is found in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    /// The bracket of the outer array.
    Open,
    /// An element ends.
    End,
    /// The outer array ends.
    Close,
}

impl ElementEnds {
    fn new(shape: Shape) -> Self {
        ElementEnds { shape, depth: 0, string: false, escaped: false, closed: false }
    }

    /// What is next in `bytes` from `at` on, and the offset behind it.
    fn next(&mut self, bytes: &[u8], mut at: usize) -> Option<(Event, usize)> {
        while !self.closed && at < bytes.len() {
            if self.string {
                if std::mem::take(&mut self.escaped) {
                    at += 1;
                    continue;
                }
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])? + 1;
                self.escaped = bytes[at - 1] == b'\\';
                self.string = self.escaped;
                continue;
            }
            let b = bytes[at];
            at += 1;
            match (b, self.shape) {
                // White space, or a byte order mark.
                (b' ' | b'\t' | b'\n' | b'\r' | 0xef | 0xbb | 0xbf, Shape::Unknown) => {}
                (b'[', Shape::Unknown) => {
                    self.shape = Shape::Array;
                    return Some((Event::Open, at));
                }
                (_, Shape::Unknown) => {
                    self.shape = Shape::Sequence;
                    at -= 1;
                }
                (b'"', _) => self.string = true,
                (b'{' | b'[', _) => self.depth += 1,
                (b'}' | b']', Shape::Sequence) if self.depth <= 1 => {
                    self.depth = 0;
                    return Some((Event::End, at));
                }
                (b']', Shape::Array) if self.depth == 0 => {
                    self.closed = true;
                    return Some((Event::Close, at));
                }
                (b'}' | b']', _) => self.depth = self.depth.saturating_sub(1),
                (b',', Shape::Array) if self.depth == 0 => return Some((Event::End, at)),
                _ => {}
            }
        }
        None
    }
}

impl Ends for ElementEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut found: Option<Found> = None;
        let mut at = 0;
        while let Some((event, behind)) = self.next(new, at) {
            if event == Event::End {
                let (first, count) = found.map_or((behind, 0), |f| (f.first, f.count));
                found = Some(Found { first, last: behind, count: count + 1 });
            }
            at = behind;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces between ends, when the input comes so many bytes at a time.
    fn pieces(text: &str, cut: usize) -> Vec<String> {
        let mut ends = ElementEnds::new(Shape::Unknown);
        let (mut all, mut start, mut at) = (Vec::new(), 0, 0);
        for bytes in text.as_bytes().chunks(cut) {
            let mut inside = 0;
            while let Some((event, behind)) = ends.next(bytes, inside) {
                if event != Event::Open {
                    all.push(text[start..at + behind].to_owned());
                }
                start = at + behind;
                inside = behind;
            }
            at += bytes.len();
        }
        all
    }

    #[test]
    fn elements_end_where_they_should_however_the_input_is_cut() {
        for cut in 1..20 {
            let array = r#" [ {"a":"],\"},{"}, [1,2] ,"x" ] "#;
            assert_eq!(pieces(array, cut), [r#" {"a":"],\"},{"},"#, " [1,2] ,", r#""x" ]"#], "{cut}");
            assert_eq!(pieces("{\"a\":{}}\n{\"b\":[]}", cut), ["{\"a\":{}}", "\n{\"b\":[]}"], "{cut}");
        }
    }
}
