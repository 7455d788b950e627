//! SGML as Reuters-21578 has it: a `<REUTERS>` element is a record.

use std::ops::Range;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Input};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};
use copydesk_text::clean::reference;
use memchr::memmem;

use super::feed::array;
use super::tags::{Element, Lines, TagEnds, each_item, element, start_tag};
use super::{in_ascii, source};
use crate::article::{Article, Value};
use crate::dates::iso_date;
use crate::decode::undecodable;
use crate::encoding::Charset;
use crate::flags::Options;
use crate::markup::one_line;
use crate::unit::{Desk, Reader, Unit};

/// What is no record of this kind of SGML.
const NOT_SGML: Kind = Kind("not-sgml");

const START: &[u8] = b"<REUTERS";
const END: &str = "</REUTERS>";

/// The indentation of paragraphs, but for a slip of one. Tables are indented less or more.
const PARAGRAPH: usize = 4;

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, transcoded) = source(input, options, false)?;
    let ends = TagEnds::new(END);
    let blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    Ok(Box::new(SgmlReader { blocks, transcoded }))
}

struct SgmlReader {
    blocks: BlockReader<TagEnds>,
    transcoded: Option<Charset>,
}

impl Reader for SgmlReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let transcoded = self.transcoded;
        self.blocks.next_block().map(|block| Box::new(Records { block, transcoded }) as Box<dyn Unit>)
    }
}

/// Some records of a file.
struct Records {
    block: Block,
    transcoded: Option<Charset>,
}

impl Unit for Records {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        if done.irregular(&self.block, desk.options.max_record) {
            return;
        }
        let bytes = self.block.bytes();
        let mut line = Lines::new(self.block.line);
        each_item(bytes, END, |span, closed| self.records(span, closed, &mut line, &desk.options, done));
        done.counts.bytes_in = bytes.len() as u64;
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

impl Records {
    /// What stands in `span`: something before the first record, and a record, which is `closed` or
    /// not; others before it are not.
    fn records(&self, span: Range<usize>, closed: bool, line: &mut Lines, options: &Options, done: &mut Done) {
        let bytes = self.block.bytes();
        let is_start = |at: &usize| bytes.get(at + START.len()).is_some_and(|b| *b == b'>' || b.is_ascii_whitespace());
        let starts: Vec<usize> =
            memmem::find_iter(&bytes[span.clone()], START).map(|at| span.start + at).filter(is_start).collect();
        let before = span.start..starts.first().copied().unwrap_or(span.end);
        if !is_nothing(&bytes[before.clone()]) {
            let from = before.start + bytes[before.clone()].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let why = "this stands outside of the <REUTERS> elements";
            done.bad(BadRecord::new(NOT_SGML, why), line.at(bytes, from), self.block.span(from..before.end));
        }
        for (i, start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(span.end);
            let number = line.at(bytes, *start);
            done.counts.bytes_in = end as u64;
            let result = if end - start > options.max_record {
                Err(BadRecord::too_long(options.max_record))
            } else if !closed || i + 1 < starts.len() {
                Err(BadRecord::new(NOT_SGML, "this <REUTERS> element is never closed (is the file cut off?)"))
            } else {
                self.record(&bytes[*start..end], number, options, done)
            };
            if let Err(bad) = result {
                done.bad(bad, number, self.block.span(*start..end));
            }
        }
    }

    fn record(&self, bytes: &[u8], line: u64, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
        let wanted = if self.transcoded.is_some() { Some(Charset::UTF_8) } else { options.encoding };
        let charset = wanted.unwrap_or_else(|| in_ascii(bytes));
        let text = charset.decode(bytes).map_err(|_| undecodable(bytes, charset))?;
        let encoding = self.transcoded.unwrap_or(charset);
        if start_tag(&text, "TEXT").is_none() {
            return Err(BadRecord::new(NOT_SGML, "this <REUTERS> element has no <TEXT>"));
        }
        let record = Record::read(&text);
        let source = &*self.block.file;
        let strings = record.strings.iter().filter(|(_, s)| !s.is_empty()).map(|(n, s)| (*n, Value::Text(s)));
        let lists = record.lists.iter().map(|(n, json)| (*n, Value::Json(json)));
        let encoding = (encoding != Charset::UTF_8).then(|| ("encoding", Value::Text(encoding.name())));
        Article {
            source,
            title: Some(&*record.title).filter(|t| !t.is_empty()),
            text: &record.text,
            created: record.created.as_deref(),
            metadata: strings.chain(lists).chain(encoding).collect(),
            place: Some(("line", line)),
            ..Article::default()
        }
        .write(options, done)
    }
}

/// White space, declarations and comments.
fn is_nothing(bytes: &[u8]) -> bool {
    let mut rest = bytes.trim_ascii_start();
    while rest.starts_with(b"<!") {
        let end = if rest.starts_with(b"<!--") {
            memmem::find(rest, b"-->").map(|at| at + 3)
        } else {
            memchr::memchr(b'>', rest).map(|at| at + 1)
        };
        let Some(end) = end else { return false };
        rest = rest[end..].trim_ascii_start();
    }
    rest.is_empty()
}

/// What a record holds.
struct Record {
    title: String,
    text: String,
    created: Option<String>,
    strings: Vec<(&'static str, String)>,
    lists: Vec<(&'static str, String)>,
}

impl Record {
    fn read(record: &str) -> Record {
        let (tag, inner) = record.split_once('>').unwrap_or((record, ""));
        let inner = inner.strip_suffix(END).unwrap_or(inner);
        let (text_tag, text) = start_tag(inner, "TEXT").map_or(("", inner.len()..inner.len()), |(tag, from)| {
            (tag, from..inner.rfind("</TEXT>").filter(|to| *to >= from).unwrap_or(inner.len()))
        });
        let head = &inner[..text.start];
        let text = &inner[text];
        let (title, author, dateline) = (element(text, "TITLE"), element(text, "AUTHOR"), element(text, "DATELINE"));
        let body = start_tag(text, "BODY").map(|(tag, from)| {
            let to = text.rfind("</BODY>").filter(|to| *to >= from).unwrap_or(text.len());
            let end = (to + "</BODY>".len()).min(text.len());
            Element { inner: &text[from..to], outer: from - tag.len() - 2..end }
        });
        let parts = [&title, &author, &dateline, &body];
        let mut known: Vec<Range<usize>> = parts.into_iter().flatten().map(|e| e.outer.clone()).collect();
        known.sort_by_key(|span| span.start);
        // Briefs and texts that were not processed have no body, or text beside it.
        let mut beside = String::new();
        let mut at = 0;
        for span in known {
            beside.push_str(text.get(at..span.start).unwrap_or(""));
            at = at.max(span.end);
        }
        beside.push_str(&text[at..]);
        let beside = beside.trim_start();
        let mut out = paragraphs(beside.strip_prefix("&#2;").unwrap_or(beside));
        if let Some(body) = &body {
            let body = paragraphs(body.inner);
            let between = if out.is_empty() || body.is_empty() { "" } else { "\n\n" };
            out = out + between + &body;
        }
        let line =
            |element: &Option<Element<'_>>| element.as_ref().map(|e| one_line(&decoded(e.inner))).unwrap_or_default();
        let date = element(head, "DATE").map(|e| one_line(&decoded(e.inner))).unwrap_or_default();
        // Codes of the wire may follow.
        let created = iso_date(date.split('&').next().unwrap_or(&date));
        let list = |name, always| {
            let items: Vec<String> = element(head, name).map(|e| items(e.inner)).unwrap_or_default();
            (always || !items.is_empty()).then(|| array(&items))
        };
        let kind = attribute(text_tag, "TYPE").unwrap_or("NORM");
        let strings = vec![
            ("newid", attribute(tag, "NEWID").unwrap_or("").to_owned()),
            ("oldid", attribute(tag, "OLDID").unwrap_or("").to_owned()),
            ("type", kind.to_owned()),
            ("lewissplit", attribute(tag, "LEWISSPLIT").unwrap_or("").to_owned()),
            ("cgisplit", attribute(tag, "CGISPLIT").unwrap_or("").to_owned()),
            ("author", line(&author)),
            ("dateline", line(&dateline)),
            // A date that nobody understands is kept as it is.
            ("date", if created.is_none() { date } else { String::new() }),
            ("note", element(head, "MKNOTE").map(|e| one_line(&decoded(e.inner))).unwrap_or_default()),
        ];
        let lists = [
            ("topics", list("TOPICS", true)),
            ("places", list("PLACES", true)),
            ("people", list("PEOPLE", false)),
            ("orgs", list("ORGS", false)),
            ("exchanges", list("EXCHANGES", false)),
            ("companies", list("COMPANIES", false)),
        ];
        let lists = lists.into_iter().filter_map(|(name, json)| Some((name, json?))).collect();
        Record { title: line(&title), text: out, created, strings, lists }
    }
}

/// The contents of the `<D>` elements in `text`.
fn items(text: &str) -> Vec<String> {
    let parts = text.split("<D>").skip(1).map(|part| part.split("</D>").next().unwrap_or(part));
    parts.map(|part| one_line(&decoded(part))).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let parts = tag.split_ascii_whitespace();
    let value = parts.into_iter().find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    Some(value.trim_matches('"'))
}

/// Text with an empty line before each line that is indented as a paragraph, and references decoded.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut blank = true;
    // Whether the line before is a row of a narrow table.
    let mut row = false;
    for line in text.lines() {
        let line = line.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.is_empty() {
            blank = true;
            continue;
        }
        let was_row = std::mem::replace(&mut row, (1..PARAGRAPH).contains(&indent));
        let begins = blank || row && !was_row || (PARAGRAPH..=PARAGRAPH + 1).contains(&indent);
        if !out.is_empty() {
            out.push_str(if begins { "\n\n" } else { "\n" });
        }
        out.push_str(if begins || row { &line[indent..] } else { line });
        blank = false;
    }
    decoded(&out)
}

/// `text` with its references decoded. Those of control characters stay as they are, for `clean`.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for amp in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some(end) = text.as_bytes()[amp..].iter().take(34).position(|b| *b == b';') else { continue };
        let Some(characters) = text.get(amp + 1..amp + end).and_then(reference) else { continue };
        if characters.iter().flatten().any(|c| c.is_control() && !matches!(c, '\t' | '\n')) {
            continue;
        }
        out.push_str(&text[at..amp]);
        out.extend(characters.into_iter().flatten());
        at = amp + end + 1;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bodies_have_paragraphs() {
        let text = "First line\nof one.\n    Second &lt;X>.\n          1987   1986\n\n Reuter\n&#3;";
        assert_eq!(paragraphs("Table\n Jan 1\n Feb 2\n    Text"), "Table\n\nJan 1\nFeb 2\n\nText");
        assert_eq!(paragraphs(text), "First line\nof one.\n\nSecond <X>.\n          1987   1986\n\nReuter\n&#3;");
    }

    #[test]
    fn text_without_a_body_is_kept() {
        let brief = Record::read(
            "<REUTERS NEWID=\"7\"><TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>T &amp; U</TITLE>\nBlah.\n&#3;\n</TEXT></REUTERS>",
        );
        assert_eq!((brief.title.as_str(), brief.text.as_str()), ("T & U", "******\nBlah.\n&#3;"));
        let raw = Record::read("<REUTERS><TEXT TYPE=\"UNPROC\">&#2;\n one\n two\n</TEXT></REUTERS>");
        assert_eq!((raw.text.as_str(), raw.strings[2].1.as_str()), ("one\ntwo", "UNPROC"));
        let both = Record::read("<REUTERS><TEXT>before<BODY>in it</BODY>behind</TEXT></REUTERS>");
        assert_eq!(both.text, "beforebehind\n\nin it");
        assert_eq!(Record::read("<REUTERS><TEXT>no end</REUTERS>").text, "no end");
    }

    #[test]
    fn dates_have_codes_behind_them() {
        let created = |date: &str| Record::read(&format!("<REUTERS><DATE>{date}</DATE></REUTERS>")).created;
        assert_eq!(created("27-MAR-1987 00:09:53.77&#5;&#5;&#5;F").as_deref(), Some("1987-03-27T00:09:53.77"));
        assert_eq!(created("31-MAR-1987 605:12:19.12"), None);
    }

    proptest! {
        #[test]
        fn no_record_fails(inside in "(</?(TEXT|BODY|TITLE|D|TOPICS|DATE|REUTERS)( X=\"1\")?>|[ a&;#3é\n<>/]){0,30}") {
            Record::read(&format!("<REUTERS{inside}"));
            Record::read(&format!("<REUTERS>{inside}</REUTERS>"));
        }
    }
}
