//! Web archives: WARC, ARC, and WET, in which pages stand as they were fetched.
//!
//! The reader cuts the input behind whole records ([`ends`]), for which it reads the length in each
//! head and nothing else; the workers choose the records that hold text ([`head`]), undo what it was
//! wrapped in ([`body`]) and make an article of it ([`payload`]).

mod body;
mod ends;
mod head;
mod payload;

use std::io::{self, Read};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Input, Part};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::cannot_open;
use crate::article::{Article, Value};
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};
use ends::{End, Event, Fault, Records};
use head::{Capture, HTTP, Media, capture};
use payload::{Payload, payload};

/// Something that is no record stands where one should begin.
const NOT_WARC: Kind = Kind("not-warc");
/// A record that the input ends in.
const TORN: Kind = Kind::TORN;
/// A page whose compression cannot be undone.
const BAD_BODY: Kind = Kind("bad-body");

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let source = Box::new(Full { source: input.open().map_err(|e| cannot_open(&e))?, fault: None });
    let blocks =
        BlockReader::new(input.name.clone(), source, Records::default(), options.max_record, options.pool.clone());
    Ok(Box::new(WarcReader { blocks, passing: false, max_record: options.max_record }))
}

/// Reads on until there is a buffer full: members of compressed archives are small, and each would
/// be a block.
struct Full {
    source: Box<dyn Read + Send>,
    /// What came behind bytes that had to be given first.
    fault: Option<io::Error>,
}

impl Read for Full {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let mut n = 0;
        while n < buffer.len() {
            match self.source.read(&mut buffer[n..]) {
                Ok(0) => break,
                Ok(more) => n += more,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if n == 0 => return Err(e),
                Err(e) => {
                    self.fault = Some(e);
                    break;
                }
            }
        }
        Ok(n)
    }
}

struct WarcReader {
    blocks: BlockReader<Records>,
    /// In the pieces of a long record that is passed over.
    passing: bool,
    max_record: usize,
}

impl Reader for WarcReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let block = self.blocks.next_block()?;
        match block.part {
            Part::LongStart => self.passing = passes_over(block.bytes(), self.max_record),
            Part::LongRest | Part::LongEnd => {}
            _ => self.passing = false,
        }
        Some(Box::new(Piece { block, passing: self.passing }))
    }
}

/// Whether a record that is longer than `max_record` is none that an article would be made of, as
/// far as that is told by so many bytes of it: more need not be there.
fn passes_over(bytes: &[u8], max_record: usize) -> bool {
    let bytes = &bytes[..bytes.len().min(max_record)];
    let mut records = Records::default();
    if records.next(bytes, 0).is_some() || !matches!(records.end(), End::InContent(_)) || records.stray.is_some() {
        return false;
    }
    let (head, content) = bytes.split_at(records.body as usize);
    // Half the head of an answer tells nothing.
    let told = content.len() >= HTTP.len() && (!content.starts_with(HTTP) || head::has_end(content));
    told && capture(head, content).is_none()
}

/// Some records of an archive, or a piece of a long one.
struct Piece {
    block: Block,
    passing: bool,
}

impl Unit for Piece {
    fn place(&self) -> (Arc<str>, u64) {
        // Lines mean nothing here.
        (self.block.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let block = &self.block;
        done.counts.bytes_in = block.bytes().len() as u64;
        match &block.part {
            Part::Whole => self.records(&desk.options, done),
            Part::Broken(why) => {
                let at = block.offset;
                let place = if block.bytes().is_empty() { "behind" } else { "which begins at" };
                done.broken(block, BadRecord::new(Kind::INPUT, format!("{why}, {place} byte {at}")), 0);
            }
            _ if self.passing => done.counts.passed_over += u64::from(block.part == Part::LongStart),
            _ => done.piece(block, too_long(block.offset, desk.options.max_record), 0),
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

fn too_long(at: u64, max_record: usize) -> BadRecord {
    let bad = BadRecord::too_long(max_record);
    BadRecord::new(bad.kind, format!("the record at byte {at} is {}", bad.message))
}

impl Piece {
    fn records(&self, options: &Options, done: &mut Done) {
        let block = &self.block;
        let bytes = block.bytes();
        let mut records = Records::default();
        let mut at = 0;
        while let Some((event, behind)) = records.next(bytes, at) {
            if event == Event::Record {
                done.counts.bytes_in = behind as u64;
                self.record(&records, at..behind, options, done);
            }
            at = behind;
        }
        done.counts.bytes_in = bytes.len() as u64;
        self.rest(&records, at..bytes.len(), options, done);
    }

    /// One record in `span`, with what is stray before it.
    fn record(&self, records: &Records, span: Range<usize>, options: &Options, done: &mut Done) {
        let block = &self.block;
        let bytes = block.bytes();
        if span.len() > options.max_record {
            return self.long(span, options, done);
        }
        let (start, body) = (records.start as usize, records.body as usize);
        self.stray(records.stray, start, done);
        let Some(capture) = capture(&bytes[start..body], &bytes[body..span.end]) else {
            done.counts.passed_over += 1;
            return;
        };
        self.capture(&capture, start..span.end, options, done);
    }

    /// The record in `span`.
    fn capture(&self, capture: &Capture<'_>, span: Range<usize>, options: &Options, done: &mut Done) {
        let block = &self.block;
        let place = block.offset + span.start as u64;
        let made = catch_unwind(AssertUnwindSafe(|| article(capture, place, options)));
        let made =
            made.unwrap_or_else(|_| Err(BadRecord::new(Kind::INTERNAL, "it made the tool fail; please report it")));
        let written = made.and_then(|written| written.write(capture, &block.file, place, options, done));
        if let Err(bad) = written {
            let bad = BadRecord::new(bad.kind, format!("the record at byte {place}: {}", bad.message));
            done.bad(bad, 0, block.span(span));
        }
    }

    /// A record that does not come in pieces only because of how the input is cut.
    fn long(&self, span: Range<usize>, options: &Options, done: &mut Done) {
        let block = &self.block;
        if passes_over(&block.bytes()[span.clone()], options.max_record) {
            done.counts.passed_over += 1;
        } else {
            done.bad(too_long(block.offset + span.start as u64, options.max_record), 0, block.span(span));
        }
    }

    /// Reports what stands before the record that begins at `end`.
    fn stray(&self, stray: Option<(u64, Fault)>, end: usize, done: &mut Done) {
        let Some((start, fault)) = stray else { return };
        let (place, length) = (self.block.offset + start, end - start as usize);
        let why = match fault {
            Fault::NoHead => format!("no record begins at byte {place}; passed over {length} bytes up to the next one"),
            Fault::NoLength => format!(
                "the record at byte {place} has no good Content-Length; passed over {length} bytes up to the next one"
            ),
        };
        done.bad(BadRecord::new(NOT_WARC, why), 0, self.block.span(start as usize..end));
    }

    /// What is left in `span` when the input ends.
    fn rest(&self, records: &Records, span: Range<usize>, options: &Options, done: &mut Done) {
        let block = &self.block;
        let bytes = block.bytes();
        let end = records.end();
        if end == End::Clean {
            return;
        }
        if span.len() > options.max_record {
            return self.long(span, options, done);
        }
        if end == End::Stray {
            let (start, fault) = records.stray.unwrap_or((records.start, Fault::NoHead));
            let (place, length) = (block.offset + start, span.end - start as usize);
            let why = match fault {
                Fault::NoHead => format!("no record begins at byte {place} or in the {length} bytes up to the end"),
                Fault::NoLength => format!(
                    "the record at byte {place} has no good Content-Length, and no other follows in the {length} bytes up to the end"
                ),
            };
            done.bad(BadRecord::new(NOT_WARC, why), 0, block.span(start as usize..span.end));
            return;
        }
        let start = records.start as usize;
        self.stray(records.stray, start, done);
        let place = block.offset + start as u64;
        let body = records.body as usize;
        if matches!(end, End::InContent(_))
            && let Some(capture) = capture(&bytes[start..body], &bytes[body..span.end])
            && capture.is_whole()
        {
            return self.capture(&capture, start..span.end, options, done);
        }
        let why = match end {
            End::InContent(missing) => {
                let there = span.end - records.body as usize;
                let whole = missing.saturating_add(there as u64);
                format!("the record at byte {place} is cut off: {there} of its {whole} bytes are there")
            }
            _ => format!("the record at byte {place} is cut off in its head"),
        };
        done.bad(BadRecord::new(TORN, why), 0, block.span(start..span.end));
    }
}

/// What is to be written of a record.
struct Written {
    payload: Payload,
    truncated: bool,
}

fn article(capture: &Capture<'_>, place: u64, options: &Options) -> Result<Written, BadRecord> {
    let whole = if capture.chunked { body::unchunked(capture.body) } else { capture.body.into() };
    let body = body::decoded(whole, capture.content_encoding, options.max_record).map_err(|fault| match fault {
        body::Fault::Long => too_long(place, options.max_record),
        body::Fault::Broken(why) => BadRecord::new(BAD_BODY, why),
    })?;
    let payload = payload(&body.bytes, capture.media == Media::Html, capture.charset, options)?;
    Ok(Written { payload, truncated: capture.truncated || body.truncated })
}

impl Written {
    fn write(
        &self,
        capture: &Capture<'_>,
        file: &str,
        place: u64,
        options: &Options,
        done: &mut Done,
    ) -> Result<(), BadRecord> {
        let page = &self.payload.page;
        let number = |n: u64| n.to_string();
        let status = capture.status.map(|status| number(status.into()));
        let broken = self.payload.broken.map(|at| number(at as u64 + 1));
        let texts = [
            ("file", Some(file)),
            ("warc_type", Some(&*capture.kind)),
            ("warc_date", capture.date.as_deref()),
            ("warc_record_id", capture.id.as_deref()),
            ("content_type", Some(&*capture.content_type)),
            ("encoding", Some(self.payload.encoding.name())),
            ("author", page.author.as_deref()),
            ("language", page.language.as_deref()),
            ("url", page.url.as_deref()),
        ];
        let others = [
            ("status", status.as_deref()),
            ("undecodable_byte", broken.as_deref()),
            ("truncated", self.truncated.then_some("true")),
            ("cut", page.cut.then_some("true")),
        ];
        let texts = texts.iter().filter_map(|(name, value)| Some((*name, Value::Text((*value)?))));
        let others = others.iter().filter_map(|(name, value)| Some((*name, Value::Json((*value)?))));
        let article = Article {
            source: capture.uri.as_deref().unwrap_or(file),
            title: page.title.as_deref(),
            text: &page.text,
            created: page.created.as_deref(),
            metadata: texts.chain(others).collect(),
            place: Some(("offset", place)),
            ..Article::default()
        };
        article.write(options, done)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The pages of `path`, and the bytes that they come to when all is undone.
    fn pages(path: &Path) -> (usize, usize) {
        let source = Box::new(Full { source: Input::file(path.to_owned()).open().unwrap(), fault: None });
        let mut blocks = BlockReader::new(Arc::from("x"), source, Records::default(), 1 << 30, Default::default());
        let mut found = (0, 0);
        while let Some(block) = blocks.next_block() {
            let (bytes, mut records, mut at) = (block.bytes(), Records::default(), 0);
            while let Some((event, behind)) = records.next(bytes, at) {
                let (start, body) = (records.start as usize, records.body as usize);
                if event == Event::Record
                    && let Some(page) = capture(&bytes[start..body], &bytes[body..behind])
                {
                    let whole = if page.chunked { body::unchunked(page.body) } else { page.body.into() };
                    found.0 += 1;
                    found.1 += body::decoded(whole, page.content_encoding, 1 << 30).unwrap().bytes.len();
                }
                at = behind;
            }
        }
        found
    }

    #[test]
    fn pages_are_as_long_as_others_find_them() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/warc");
        if !folder.is_dir() {
            println!("skipped: {} is not there", folder.display());
            return;
        }
        // As warcio 1.8.1 has them; where it fails, as fastwarc 2.0.1 does.
        for (file, expected) in [
            ("resiliparse/tests/data/warcfile.warc", (16, 513225)),
            ("resiliparse/tests/data/warcfile.warc.gz", (16, 513225)),
            ("resiliparse/tests/data/warcfile.warc.lz4", (16, 513225)),
            ("warcio/test/data/example-iana.org-chunked.warc", (1, 7223)),
            ("warcio/test/data/example-resource.warc.gz", (1, 1303)),
            ("warcio/test/data/example-trunc.warc", (1, 1270)),
            ("warcio/test/data/example-wget-bad-target-uri.warc.gz", (3, 1790)),
            ("warcio/test/data/example-wrong-chunks.warc.gz", (1, 1270)),
            ("warcio/test/data/example.arc", (1, 1270)),
            ("warcio/test/data/example.arc.gz", (1, 1270)),
            ("warcio/test/data/example.warc", (1, 1270)),
            ("warcio/test/data/example.warc.gz", (1, 1270)),
            ("whirlwind/whirlwind.warc", (1, 72848)),
            ("whirlwind/whirlwind.warc.gz", (1, 72848)),
            ("whirlwind/whirlwind.warc.wet", (1, 4456)),
            ("whirlwind/whirlwind.warc.wet.gz", (1, 4456)),
        ] {
            assert_eq!(pages(&folder.join(file)), expected, "{file}");
        }
    }
}
