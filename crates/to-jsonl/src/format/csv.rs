//! CSV and TSV with a header: a row is a record, every cell a string.
//!
//! The reader cuts the input at the ends of rows and knows no more of them than where quotes open
//! and close; the csv crate takes the rows apart in the workers.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Ends, Found, Input, Part};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};
use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::source;
use crate::article::Article;
use crate::decode::{decode, undecodable};
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};

/// A row whose cells are not as many as the header's.
const RAGGED: Kind = Kind("ragged-row");
/// A row in which a quote opens and none closes it.
const OPEN_QUOTE: Kind = Kind("open-quote");

/// What the rows of a file have in common.
struct Table {
    delimiter: u8,
    columns: Vec<String>,
    /// The byte that counts lines: `\n`, or `\r` in a file that has no `\n`.
    line_end: u8,
    /// The encoding that the file came in, if it is UTF-8 only now.
    transcoded: Option<&'static Encoding>,
}

pub(super) fn open(input: &Input, delimiter: u8, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, transcoded) = source(input, options)?;
    let ends = RowEnds::new(delimiter);
    let mut blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    // Line ends in blocks of nothing but blank lines: `\n`, `\r`.
    let mut blank = [0, 0];
    let (header, columns, mut first) = loop {
        let first = blocks.next_block().ok_or("it has no header")?;
        match &first.part {
            Part::Whole => {}
            Part::Broken(why) => return Err(why.clone()),
            _ => return Err("its header is longer than --max-record (is a quote never closed?)".into()),
        }
        let mut row = ByteRecord::new();
        if let Some(header) = Rows::new(first.bytes(), delimiter).next(&mut row) {
            let encoding = transcoded.is_none().then_some(options.encoding).flatten();
            break (header, names(&row, encoding), first);
        }
        blank = [blank[0] + count(b'\n', first.bytes()), blank[1] + count(b'\r', first.bytes())];
    };
    if !columns.iter().any(|c| c == "text") {
        return Err(format!("no column is named \"text\" (there are: {})", columns.join(", ")));
    }
    // After a lone carriage return only the next byte tells whether a line feed belongs to it.
    let ends_in_cr = first.bytes()[..header.end].ends_with(b"\r");
    let second = (ends_in_cr && header.end == first.bytes().len()).then(|| blocks.next_block()).flatten();
    let cr = ends_in_cr && second.as_ref().is_none_or(|b| !b.bytes().starts_with(b"\n"));
    let line_end = if cr { b'\r' } else { b'\n' };
    let line = 1 + blank[usize::from(cr)] + count(line_end, &first.bytes()[..header.end]);
    first.skip_first(header.end);
    let table = Arc::new(Table { delimiter, columns, line_end, transcoded });
    Ok(Box::new(CsvReader { table, blocks, line, waiting: [Some(first), second] }))
}

fn count(byte: u8, bytes: &[u8]) -> u64 {
    memchr::memchr_iter(byte, bytes).count() as u64
}

/// The columns' names: each once, none empty.
fn names(header: &ByteRecord, encoding: Option<&'static Encoding>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (i, cell) in header.iter().enumerate() {
        let name = match decode(cell, encoding).0 {
            name if name.is_empty() => format!("column_{}", i + 1),
            name => name.into_owned(),
        };
        let mut unique = name.clone();
        let mut n = 1;
        while names.contains(&unique) {
            n += 1;
            unique = format!("{name}_{n}");
        }
        names.push(unique);
    }
    names
}

struct CsvReader {
    table: Arc<Table>,
    blocks: BlockReader<RowEnds>,
    /// The line that the next block begins on.
    line: u64,
    /// Blocks that were read with the header.
    waiting: [Option<Block>; 2],
}

impl Reader for CsvReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let [first, second] = &mut self.waiting;
        let mut block = first.take().or_else(|| second.take()).or_else(|| self.blocks.next_block())?;
        block.line = self.line;
        self.line += count(self.table.line_end, block.bytes());
        Some(Box::new(RowBlock { block, table: Arc::clone(&self.table) }))
    }
}

/// Some rows of a file.
struct RowBlock {
    block: Block,
    table: Arc<Table>,
}

impl Unit for RowBlock {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let (block, table) = (&self.block, &*self.table);
        done.counts.bytes_in = block.bytes().len() as u64;
        if done.irregular(block, desk.options.max_record) {
            return;
        }
        let bytes = block.bytes();
        let mut rows = Rows::new(bytes, table.delimiter);
        let mut row = ByteRecord::new();
        let (mut line, mut at) = (block.line, 0);
        while let Some(raw) = rows.next(&mut row) {
            line += count(table.line_end, &bytes[at..raw.start]);
            at = raw.start;
            let result = match &bytes[raw.clone()] {
                long if long.len() > desk.options.max_record => Err(BadRecord::too_long(desk.options.max_record)),
                last if raw.end == bytes.len() && RowEnds::leaves_open(last, table.delimiter) => {
                    let why = "a quote that opens in this row is never closed, so all that follows is in its cell";
                    Err(BadRecord::new(OPEN_QUOTE, why))
                }
                _ => table.record(&row, line, &block.file, &desk.options, done),
            };
            if let Err(bad) = result {
                done.bad(bad, line, block.span(raw));
            }
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

impl Table {
    /// Writes the record of one row.
    fn record(
        &self,
        row: &ByteRecord,
        line: u64,
        source: &str,
        options: &Options,
        done: &mut Done,
    ) -> Result<(), BadRecord> {
        if row.len() != self.columns.len() {
            let why = format!("the row has {} cells where the header has {}", row.len(), self.columns.len());
            return Err(BadRecord::new(RAGGED, why));
        }
        let wanted = if self.transcoded.is_some() { None } else { options.encoding };
        let encoding = wanted.or_else(|| std::str::from_utf8(row.as_slice()).is_err().then_some(WINDOWS_1252));
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(row.len());
        for cell in row {
            // A byte order mark inside a file is a character like others.
            let encoding = encoding.unwrap_or(UTF_8);
            let (text, broken) = encoding.decode_without_bom_handling(cell);
            if broken {
                return Err(undecodable(cell, encoding));
            }
            cells.push(text);
        }
        let (mut title, mut text, mut metadata) = (None, "", Vec::new());
        for (name, cell) in self.columns.iter().zip(&cells) {
            match name.as_str() {
                "title" => title = Some(&**cell),
                "text" => text = cell,
                // Where it stood and how it was read have these names.
                "line" => metadata.push(("line_2", &**cell)),
                "encoding" => metadata.push(("encoding_2", &**cell)),
                name => metadata.push((name, &**cell)),
            }
        }
        if let Some(encoding) = encoding.or(self.transcoded) {
            metadata.push(("encoding", encoding.name()));
        }
        Article { source, title, text, created: None, metadata, place: Some(("line", line)) }.write(done);
        Ok(())
    }
}

/// The rows of some bytes, one after the other.
struct Rows<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
        Rows { bytes, reader }
    }

    /// Reads the next row into `row` and gives its bytes with its line end.
    fn next(&mut self, row: &mut ByteRecord) -> Option<Range<usize>> {
        let begun = self.reader.position().byte() as usize;
        // Of flexible rows in memory none can fail.
        if !self.reader.read_byte_record(row).unwrap_or(false) {
            return None;
        }
        let mut end = self.reader.position().byte() as usize;
        if self.bytes[..end].ends_with(b"\r") && self.bytes.get(end) == Some(&b'\n') {
            end += 1;
        }
        let blank = self.bytes[begun..end].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        Some(begun + blank..end)
    }
}

/// Finds the ends of rows: `\n` and `\r` outside quotes. A quote opens only at a cell's beginning,
/// as in the csv crate and in RFC 4180; anywhere else it is a character like others.
struct RowEnds {
    delimiter: u8,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellStart,
    Cell,
    Quoted,
    /// Behind a quote in a quoted cell: it ends there, or the quote is doubled.
    Quote,
}

impl RowEnds {
    fn new(delimiter: u8) -> Self {
        RowEnds { delimiter, state: State::CellStart }
    }

    /// Whether `row` ends inside quotes.
    fn leaves_open(row: &[u8], delimiter: u8) -> bool {
        let mut ends = RowEnds::new(delimiter);
        ends.find(row);
        ends.state == State::Quoted
    }
}

impl Ends for RowEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut ends = None;
        let mut note = |first: usize, last: usize| {
            let first = ends.map_or(first, |e: Found| e.first);
            // Rows are told by their lines and not counted.
            ends = Some(Found { first, last, count: 0 });
        };
        let mut at = 0;
        while let Some(&next) = new.get(at) {
            match self.state {
                State::Quoted => match memchr::memchr(b'"', &new[at..]) {
                    Some(n) => {
                        at += n + 1;
                        self.state = State::Quote;
                    }
                    None => break,
                },
                State::Quote => {
                    at += 1;
                    self.state = match next {
                        b'"' => State::Quoted,
                        b'\n' | b'\r' => {
                            note(at, at);
                            State::CellStart
                        }
                        b if b == self.delimiter => State::CellStart,
                        _ => State::Cell,
                    };
                }
                State::CellStart | State::Cell => {
                    let quote = memchr::memchr(b'"', &new[at..]).map(|n| at + n);
                    let plain = &new[at..quote.unwrap_or(new.len())];
                    if let (Some(first), Some(last)) =
                        (memchr::memchr2(b'\n', b'\r', plain), memchr::memrchr2(b'\n', b'\r', plain))
                    {
                        note(at + first + 1, at + last + 1);
                    }
                    if let Some(&before) = plain.last() {
                        let starts = before == self.delimiter || matches!(before, b'\n' | b'\r');
                        self.state = if starts { State::CellStart } else { State::Cell };
                    }
                    match quote {
                        Some(quote) => {
                            self.state = if self.state == State::CellStart { State::Quoted } else { State::Cell };
                            at = quote + 1;
                        }
                        None => break,
                    }
                }
            }
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(bytes: &[u8]) -> Vec<(Vec<Vec<u8>>, Vec<u8>)> {
        let (mut rows, mut row, mut all) = (Rows::new(bytes, b','), ByteRecord::new(), Vec::new());
        while let Some(raw) = rows.next(&mut row) {
            all.push((row.iter().map(<[u8]>::to_vec).collect(), bytes[raw].to_vec()));
        }
        all
    }

    #[test]
    fn a_row_has_its_bytes() {
        let raw: Vec<_> = rows(b"\n\na,\"b\r\n\"\r\n\r\nc\rd").into_iter().map(|r| r.1).collect();
        assert_eq!(raw, [&b"a,\"b\r\n\"\r\n"[..], b"c\r", b"d"]);
    }

    #[test]
    fn open_quotes() {
        for (row, open) in
            [("a,\"b", true), ("\"a\"\"", true), ("\"a\"\"\"", false), ("a\"b", false), ("\"a\" \"", false)]
        {
            assert_eq!(RowEnds::leaves_open(row.as_bytes(), b','), open, "{row}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_the_same_wherever_the_input_is_cut(text in "[a,\"\r\n]{0,40}", cut in 1usize..9) {
            let mut blocks = BlockReader::new(
                Arc::from("x"),
                Box::new(Cuts(text.clone().into_bytes(), cut)),
                RowEnds::new(b','),
                1 << 20,
                Default::default(),
            );
            let mut cells = Vec::new();
            while let Some(block) = blocks.next_block() {
                cells.extend(rows(block.bytes()).into_iter().map(|r| r.0));
            }
            prop_assert_eq!(cells, rows(text.as_bytes()).into_iter().map(|r| r.0).collect::<Vec<_>>());
        }
    }

    /// Gives so many bytes a read.
    struct Cuts(Vec<u8>, usize);

    impl std::io::Read for Cuts {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let n = self.0.len().min(self.1).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0.drain(..n);
            Ok(n)
        }
    }
}
