//! One article a paragraph: blank lines stand between them.

use std::ops::Range;
use std::sync::Arc;

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input};
use copydesk_cli::stream::run::Done;

use super::{piece, source};
use crate::encoding::Charset;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, transcoded) = source(input, options, false)?;
    let ends = ParagraphEnds { blank: true };
    let blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    Ok(Box::new(ParagraphReader { blocks, transcoded }))
}

/// Finds blank lines, behind each of which a paragraph may begin.
struct ParagraphEnds {
    /// Nothing but white space was seen on this line.
    blank: bool,
}

impl Ends for ParagraphEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut found: Option<Found> = None;
        let mut at = 0;
        while at < new.len() {
            let end = memchr::memchr(b'\n', &new[at..]);
            let line = &new[at..end.map_or(new.len(), |n| at + n)];
            self.blank = self.blank && line.trim_ascii().is_empty();
            let Some(n) = end else { break };
            at += n + 1;
            if std::mem::replace(&mut self.blank, true) {
                found = Some(Found { first: found.map_or(at, |f| f.first), last: at, count: 0 });
            }
        }
        found
    }
}

struct ParagraphReader {
    blocks: BlockReader<ParagraphEnds>,
    transcoded: Option<Charset>,
}

impl Reader for ParagraphReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let block = self.blocks.next_block()?;
        Some(Box::new(Paragraphs { block, transcoded: self.transcoded }))
    }
}

/// Some paragraphs of a file.
struct Paragraphs {
    block: Block,
    transcoded: Option<Charset>,
}

impl Unit for Paragraphs {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        if done.irregular(&self.block, desk.options.max_record) {
            return;
        }
        // Where the paragraph begins: its offset and its line.
        let mut begun: Option<(usize, u64)> = None;
        let (mut at, mut line) = (0, self.block.line);
        for bytes in self.block.bytes().split_inclusive(|b| *b == b'\n') {
            match (begun, bytes.trim_ascii().is_empty()) {
                (Some((start, first)), true) => {
                    self.paragraph(start..at, at + bytes.len(), first, desk, done);
                    begun = None;
                }
                (None, false) => begun = Some((at, line)),
                _ => {}
            }
            at += bytes.len();
            line += 1;
        }
        if let Some((start, first)) = begun {
            self.paragraph(start..at, at, first, desk, done);
        }
        done.counts.bytes_in = at as u64;
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

impl Paragraphs {
    /// The paragraph in `span`, which with the blank line behind it ends at `behind`.
    fn paragraph(&self, span: Range<usize>, behind: usize, line: u64, desk: &mut Desk, done: &mut Done) {
        let max = desk.options.max_record;
        done.counts.bytes_in = behind as u64;
        let bytes = &self.block.bytes()[span.clone()];
        if bytes.len() > max {
            // As it is told where it does not come in one piece.
            done.bad(BadRecord::too_long(max), line, self.block.span(span.start..behind));
            return;
        }
        let result = {
            let text = bytes.strip_suffix(b"\n").map_or(bytes, |text| text.strip_suffix(b"\r").unwrap_or(text));
            piece(text, &self.block.file, line, self.transcoded, &desk.options, done)
        };
        if let Err(bad) = result {
            done.bad(bad, line, self.block.span(span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_behind_blank_lines() {
        let text = b"\na\nb\n \t\r\nc\n\n\nd\n";
        let ends = |cut: usize| {
            let (mut ends, mut all, mut at) = (ParagraphEnds { blank: true }, Vec::new(), 0);
            for bytes in text.chunks(cut) {
                all.extend(ends.find(bytes).map(|f| at + f.last));
                at += bytes.len();
            }
            all
        };
        assert_eq!(ends(1), [1, 9, 12, 13]);
        assert_eq!(ends(100), [13]);
    }
}
