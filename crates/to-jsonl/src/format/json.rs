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
use crate::complete::Completed;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit, Unreadable};

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, _) = source(input, options, true)?;
    let ends = ElementEnds::new(Shape::Unknown);
    let blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    Ok(Box::new(JsonReader { file: input.name.clone(), blocks, seen: 0, ended: false }))
}

struct JsonReader {
    file: Arc<str>,
    blocks: BlockReader<ElementEnds>,
    /// How many bytes came in the blocks before.
    seen: u64,
    /// Whether the end of the array, if there is one, was reported or seen to be missing.
    ended: bool,
}

/// A file of elements that are all whole, without the end of their array.
const NO_END: &str = "the array has no end (is the file cut off?)";

impl Reader for JsonReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let block = self.blocks.next_block();
        let ends = self.blocks.ends();
        match block {
            Some(block) => {
                let shape = match ends.closed_at {
                    Some(closed) if closed <= self.seen => Shape::After,
                    _ if ends.told_at.is_none_or(|told| told >= self.seen) => Shape::Unknown,
                    Some(_) => Shape::Array,
                    None => ends.shape,
                };
                self.seen += block.bytes().len() as u64;
                self.ended |= block.last;
                Some(Box::new(Elements { block, shape }))
            }
            None if ends.shape == Shape::Array && !self.ended => {
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
    /// The array has ended, and nothing should follow.
    After,
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
        if done.irregular(block, desk.options.max_record) {
            return;
        }
        let mut ends = ElementEnds::new(self.shape);
        let mut place = Position { number: block.item, line: block.line, at: 0 };
        let (mut start, mut at) = (0, 0);
        while let Some((event, behind)) = ends.next(bytes, at) {
            done.counts.bytes_in = behind as u64;
            match event {
                Event::Open | Event::Blank => {}
                // The comma, where there is one, is no part of the element.
                Event::End => {
                    let comma = usize::from(ends.shape == Shape::Array);
                    self.element(start..behind - comma, behind, &mut place, desk, done);
                }
                // An empty array has none.
                Event::Close if place.number == 1 && start == behind - 1 => {}
                Event::Close => self.element(start..behind - 1, behind, &mut place, desk, done),
                Event::Rest => self.rest(start..behind, &mut place, done),
            }
            (start, at) = (behind, behind);
        }
        done.counts.bytes_in = bytes.len() as u64;
        if start < bytes.len() {
            match ends.shape {
                Shape::After => self.rest(start..bytes.len(), &mut place, done),
                _ => self.element(start..bytes.len(), bytes.len(), &mut place, desk, done),
            }
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
    /// Writes the record of the element in `span`, or notes why there is none. With its comma it
    /// ends at `behind`.
    fn element(&self, span: Range<usize>, behind: usize, position: &mut Position, desk: &mut Desk, done: &mut Done) {
        let bytes = self.block.bytes();
        let line = position.line_of(bytes, span.start);
        let number = position.number;
        position.number += 1;
        if span.len() > desk.options.max_record {
            // As it is told where it does not come in one piece.
            done.bad(BadRecord::too_long(desk.options.max_record), line, self.block.span(span.start..behind));
            return;
        }
        let place = Place { file: &self.block.file, line };
        if let Err(bad) = record(bytes[span.clone()].trim_ascii_end(), number, place, desk, done) {
            let bad = BadRecord::new(bad.kind, format!("element {number}: {}", bad.message));
            done.bad(bad, line, self.block.span(span));
        }
    }

    /// Notes what follows the array.
    fn rest(&self, span: Range<usize>, position: &mut Position, done: &mut Done) {
        let line = position.line_of(self.block.bytes(), span.start);
        done.bad(BadRecord::new(Kind::JSON, "something follows the array"), line, self.block.span(span));
    }
}

fn record(bytes: &[u8], number: u64, place: Place<'_>, desk: &mut Desk, done: &mut Done) -> Result<(), BadRecord> {
    let text = str::from_utf8(bytes)
        .map_err(|e| BadRecord::new(Kind::UTF8, format!("not valid UTF-8 at byte {} of it", e.valid_up_to() + 1)))?;
    let mut record =
        Record::parse(text, &mut desk.scratch).map_err(|bad| on_its_line(bad, text, place.line))?.at(place);
    let Completed::With(id) = desk.complete.complete(&mut record, number, done.member.as_deref())? else {
        done.left_out();
        return Ok(());
    };
    let start = done.out.len();
    record.write_to(&mut done.out);
    // Line ends in JSON stand only between values, where they mean nothing.
    let end = done.out.len() - 1;
    for b in &mut done.out[start..end] {
        if matches!(*b, b'\n' | b'\r') {
            *b = b' ';
        }
    }
    done.good(id);
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

/// Finds the ends of elements: a comma in the outer array or its end, or a closing bracket in a
/// sequence; behind an array, a line end. White space before an element is no part of it.
struct ElementEnds {
    shape: Shape,
    /// Open brackets, without that of the outer array.
    depth: u64,
    string: bool,
    /// Behind a backslash in a string.
    escaped: bool,
    /// Nothing of the next element was seen.
    blank: bool,
    /// How many bytes were seen by [`Ends::find`] before those at hand, how many when the first byte
    /// that is no white space told the shape, and how many when the array ended.
    seen: u64,
    told_at: Option<u64>,
    closed_at: Option<u64>,
}

/// What is found in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    /// White space before an element.
    Blank,
    /// The bracket of the outer array.
    Open,
    /// An element ends.
    End,
    /// The outer array ends, and with it its last element.
    Close,
    /// Something behind the array ends.
    Rest,
}

impl ElementEnds {
    fn new(shape: Shape) -> Self {
        ElementEnds {
            shape,
            depth: 0,
            string: false,
            escaped: false,
            blank: true,
            seen: 0,
            told_at: None,
            closed_at: None,
        }
    }

    /// What is next in `bytes` from `at` on, and the offset behind it.
    fn next(&mut self, bytes: &[u8], mut at: usize) -> Option<(Event, usize)> {
        if self.blank {
            let spaces = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
            if spaces > 0 {
                return Some((Event::Blank, at + spaces));
            }
            if self.shape == Shape::Unknown {
                let open = *bytes.get(at)? == b'[';
                self.told_at = Some(self.seen + at as u64);
                self.shape = if open { Shape::Array } else { Shape::Sequence };
                if open {
                    return Some((Event::Open, at + 1));
                }
            }
        }
        if self.shape == Shape::After {
            let end = memchr::memchr(b'\n', &bytes[at..]);
            self.blank = end.is_some() || at == bytes.len() && self.blank;
            return end.map(|n| (Event::Rest, at + n + 1));
        }
        let event = loop {
            if self.string {
                if at == bytes.len() {
                    return None;
                }
                if std::mem::take(&mut self.escaped) {
                    at += 1;
                    continue;
                }
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])? + 1;
                self.escaped = bytes[at - 1] == b'\\';
                self.string = self.escaped;
                continue;
            }
            let b = *bytes.get(at)?;
            at += 1;
            self.blank = false;
            match (b, self.shape) {
                (b'"', _) => self.string = true,
                (b'{' | b'[', _) => self.depth += 1,
                (b'}' | b']', Shape::Sequence) if self.depth <= 1 => {
                    self.depth = 0;
                    break Event::End;
                }
                (b']', Shape::Array) if self.depth == 0 => {
                    self.shape = Shape::After;
                    break Event::Close;
                }
                (b'}' | b']', _) => self.depth = self.depth.saturating_sub(1),
                (b',', Shape::Array) if self.depth == 0 => break Event::End,
                _ => {}
            }
        };
        self.blank = true;
        Some((event, at))
    }
}

impl Ends for ElementEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut found: Option<Found> = None;
        let mut at = 0;
        while let Some((event, behind)) = self.next(new, at) {
            let (first, count) = found.map_or((behind, 0), |f| (f.first, f.count));
            let count = count + u64::from(matches!(event, Event::End | Event::Close));
            found = Some(Found { first, last: behind, count });
            if event == Event::Close {
                self.closed_at = Some(self.seen + behind as u64);
            }
            at = behind;
        }
        self.seen += new.len() as u64;
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
                if !matches!(event, Event::Open | Event::Blank) {
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
            assert_eq!(pieces(array, cut), [r#"{"a":"],\"},{"},"#, "[1,2] ,", r#""x" ]"#], "{cut}");
            assert_eq!(pieces("{\"a\":{}}\n{\"b\":[]}", cut), ["{\"a\":{}}", "{\"b\":[]}"], "{cut}");
            assert_eq!(pieces("[1] x y\n z", cut), ["1]", "x y\n"], "{cut}");
        }
    }
}
