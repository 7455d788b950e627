//! CSV and TSV: a row is a record, every cell a string unless `--types` says otherwise.
//!
//! The reader cuts the input at the ends of rows ([`ends`]) and the workers take the rows apart
//! ([`cells`]).

mod cells;
mod dialect;
mod ends;

use std::borrow::Cow;
use std::ops::Range;
use std::str;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Input, Part};
use copydesk_cli::stream::record::Place;
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::{in_ascii, source};
use crate::article::{Article, Value};
use crate::columns::{Column, Role, columns, typed};
use crate::decode::undecodable;
use crate::encoding::Charset;
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit};
use cells::Row;
pub(crate) use dialect::Dialect;
use ends::RowEnds;

/// A row whose cells are not as many as the header's.
const RAGGED: Kind = Kind("ragged-row");
/// A row in which a quote opens and none closes it.
const OPEN_QUOTE: Kind = Kind("open-quote");

/// A row in which something follows a closing quote: most often quotes mean nothing in such a file.
const LOOSE_QUOTE: Kind = Kind("loose-quote");

/// Where tables are told apart by their names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Flavour {
    Csv,
    Tsv,
}

/// What the rows of a file have in common.
struct Table {
    dialect: Dialect,
    columns: Vec<Column>,
    /// Whether quotes that are not as they should be are a fault: nobody said that there are quotes.
    strict: bool,
    /// The encoding that the file came in, if it is UTF-8 only now.
    transcoded: Option<Charset>,
}

pub(super) fn open(input: &Input, flavour: Flavour, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, transcoded) = source(input, options, false)?;
    let start = match flavour {
        Flavour::Csv => Dialect::CSV,
        Flavour::Tsv => Dialect::TSV,
    };
    let quote = options.quote.map_or(start.quote, |given| given.0);
    let mut dialect = Dialect { delimiter: options.delimiter.map_or(start.delimiter, |d| d.0), quote };
    let mut find = flavour == Flavour::Csv && options.delimiter.is_none();
    let ends = if find { RowEnds::of_any(dialect) } else { RowEnds::new(dialect) };
    let mut blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    let mut row = Row::default();
    // Lines that ended in carriage returns alone, which the blocks do not count.
    let mut returns = 0;
    let (header, mut first) = loop {
        let first = blocks.next_block().ok_or("it has no header")?;
        match &first.part {
            Part::Whole => {}
            Part::Broken(why) => return Err(why.clone()),
            _ => return Err("its header is longer than --max-record (is a quote never closed?)".into()),
        }
        match row.read(first.bytes(), 0, dialect, usize::MAX - 1) {
            Some(_) if find => {
                find = false;
                dialect = dialect.found_in(first.bytes());
                blocks.take_back(first, RowEnds::new(dialect));
            }
            Some(header) => break (header, first),
            None => returns += lone_returns(first.bytes()),
        }
    };
    if row.open {
        return Err("a quote that opens in its header is never closed (is it --quote none?)".into());
    }
    let bytes = first.bytes();
    let mut table = Table { dialect, columns: Vec::new(), strict: options.quote.is_none(), transcoded };
    let cells = table.cells(&row, bytes, &header, options).map_err(|bad| bad.message)?.0;
    table.columns = if options.no_header {
        columns(&vec![Cow::Borrowed(""); cells.len()], options)?
    } else {
        columns(&cells, options)?
    };
    let mut unread = 0;
    if !options.no_header {
        returns += lone_returns(&bytes[..header.end]);
        unread = header.end as u64;
        first.skip_first(header.end);
    }
    Ok(Box::new(CsvReader { table: Arc::new(table), blocks, returns, first: Some(first), unread }))
}

/// How many lines end in `bytes`: with `\n`, `\r` or both.
fn line_ends(bytes: &[u8]) -> u64 {
    count(b'\n', bytes) + lone_returns(bytes)
}

/// How many carriage returns in `bytes` have no line feed behind them.
fn lone_returns(bytes: &[u8]) -> u64 {
    let Some(first) = memchr::memchr(b'\r', bytes) else { return 0 };
    let bytes = &bytes[first..];
    count(b'\r', bytes) - memchr::memmem::find_iter(bytes, b"\r\n").count() as u64
}

fn count(byte: u8, bytes: &[u8]) -> u64 {
    memchr::memchr_iter(byte, bytes).count() as u64
}

struct CsvReader {
    table: Arc<Table>,
    blocks: BlockReader<RowEnds>,
    /// Lines before the next block that ended in carriage returns alone.
    returns: u64,
    /// What was read with the header.
    first: Option<Block>,
    /// Bytes that were read and are in no block: the header's.
    unread: u64,
}

impl Reader for CsvReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let mut block = self.first.take().or_else(|| self.blocks.next_block())?;
        block.line += self.returns;
        let returns = lone_returns(block.bytes());
        self.returns += returns;
        let before = std::mem::take(&mut self.unread);
        Some(Box::new(RowBlock { block, table: Arc::clone(&self.table), before, returns: returns > 0 }))
    }
}

/// Some rows of a file.
struct RowBlock {
    block: Block,
    table: Arc<Table>,
    /// Bytes of the header before it.
    before: u64,
    /// Whether lines in it end in carriage returns alone.
    returns: bool,
}

impl Unit for RowBlock {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        let (block, table) = (&self.block, &*self.table);
        if done.irregular(block, desk.options.max_record) {
            return;
        }
        let bytes = block.bytes();
        // Proved once for the whole block; only where that fails, row by row.
        let text = if table.transcoded.is_none() && desk.options.encoding.is_some_and(|e| e != Charset::UTF_8) {
            None
        } else {
            simdutf8::basic::from_utf8(bytes).ok()
        };
        let mut row = Row::default();
        let (mut line, mut at) = (block.line, 0);
        let line_ends = |bytes: &[u8]| if self.returns { line_ends(bytes) } else { count(b'\n', bytes) };
        while let Some(raw) = row.read(bytes, at, table.dialect, table.columns.len()) {
            line += line_ends(&bytes[at..raw.start]);
            done.counts.bytes_in = self.before + raw.end as u64;
            let result = table.check(&row, &raw, desk.options.max_record).and_then(|()| {
                let (cells, encoding) = match text {
                    Some(text) => (table.cells_of(&row, text), table.transcoded),
                    None => table.cells(&row, bytes, &raw, &desk.options)?,
                };
                table.record(&cells, encoding, Place { file: &block.file, line }, &desk.options, done)
            });
            match result {
                Ok(()) => done.stood(line, block.span(raw.clone())),
                Err(bad) => done.bad(bad, line, block.span(raw.clone())),
            }
            line += line_ends(&bytes[raw.clone()]);
            at = raw.end;
        }
        done.counts.bytes_in = self.before + bytes.len() as u64;
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

/// The contents of a row's cells, and the encoding that they were read in if it is not UTF-8.
type Cells<'a> = (Vec<Cow<'a, str>>, Option<Charset>);

impl Table {
    /// Whether a row can be a record at all.
    fn check(&self, row: &Row, raw: &Range<usize>, max_record: usize) -> Result<(), BadRecord> {
        if raw.len() > max_record {
            return Err(BadRecord::too_long(max_record));
        }
        if row.open {
            let why = "a quote that opens in this row is never closed, so all that follows is in its cell";
            return Err(BadRecord::new(OPEN_QUOTE, format!("{why} (is it --quote none?)")));
        }
        if row.loose && self.strict {
            let why =
                "something follows the closing quote of a cell (is it --quote none, or --quote '\"' all the same?)";
            return Err(BadRecord::new(LOOSE_QUOTE, why));
        }
        if row.count != self.columns.len() {
            let (cells, columns) = (row.count, self.columns.len());
            return Err(BadRecord::new(RAGGED, format!("the row has {cells} cells where the header has {columns}")));
        }
        Ok(())
    }

    /// The cells of a row that stands in `text`.
    fn cells_of<'a>(&self, row: &Row, text: &'a str) -> Vec<Cow<'a, str>> {
        row.cells.iter().map(|cell| cell.text(Cow::Borrowed(&text[cell.span()]), self.dialect)).collect()
    }

    /// The cells of the row `raw` of `bytes`, which are in another encoding than UTF-8 or in several.
    fn cells<'a>(
        &self,
        row: &Row,
        bytes: &'a [u8],
        raw: &Range<usize>,
        options: &Options,
    ) -> Result<Cells<'a>, BadRecord> {
        let wanted = if self.transcoded.is_some() { Some(Charset::UTF_8) } else { options.encoding };
        let charset = wanted.unwrap_or_else(|| in_ascii(&bytes[raw.clone()]));
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let bytes = &bytes[cell.span()];
            // A byte order mark inside a file is a character like others.
            let text = charset.decode(bytes).map_err(|_| undecodable(bytes, charset))?;
            cells.push(cell.text(text, self.dialect));
        }
        Ok((cells, self.transcoded.or(Some(charset).filter(|c| *c != Charset::UTF_8))))
    }

    /// Writes the record of one row.
    fn record(
        &self,
        cells: &[Cow<'_, str>],
        encoding: Option<Charset>,
        place: Place<'_>,
        options: &Options,
        done: &mut Done,
    ) -> Result<(), BadRecord> {
        let mut article = Article { source: place.file, place: Some(("line", place.line)), ..Article::default() };
        for (column, cell) in self.columns.iter().zip(cells) {
            if column.is_id {
                article.id = Some(cell);
            }
            match column.role {
                Role::Text => article.text = cell,
                Role::Title => article.title = Some(&**cell).filter(|t| !t.is_empty()),
                Role::Created => article.created = Some(&**cell).filter(|c| !c.is_empty()),
                Role::Source => article.source = cell,
                Role::Metadata(None) => article.metadata.push((&column.name, Value::Text(cell))),
                Role::Metadata(Some(kind)) => {
                    article.metadata.push((&column.name, Value::Json(typed(cell, kind, &column.name)?)));
                }
            }
        }
        if let Some(encoding) = encoding {
            article.metadata.push(("encoding", Value::Text(encoding.name())));
        }
        article.write(options, done)
    }
}
