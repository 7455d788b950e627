//! Makes records of one unit of input.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::input::{Input, reason};
use copydesk_cli::stream::record::{Record, Scratch};
use copydesk_cli::stream::run::{Done, Lines, OnError, Worker};
use copydesk_cli::stream::{BadRecord, Kind, Size};

use crate::article::Article;
use crate::decode::{decode, is_binary};
use crate::flags::Options;
use crate::format::csv::Rows;
use crate::format::jsonl::Complete;
use crate::format::{json, text};
use crate::source::Unit;

/// A row whose cells are not as many as the header's.
const RAGGED: Kind = Kind("ragged-row");
/// A file that is no text.
const BINARY: Kind = Kind("not-text");

pub(crate) struct Encoder {
    options: Options,
    pool: Pool,
    max_record: usize,
    lines: Lines<Complete>,
}

impl Encoder {
    pub(crate) fn new(options: Options, pool: Pool, max_record: usize) -> Self {
        let lines = Lines::new(Complete::new(), pool.clone(), max_record, OnError::Skip);
        Encoder { options, pool, max_record, lines }
    }

    fn new_done(&self, file: Arc<str>) -> Done {
        Done::new(file, self.pool.take())
    }

    fn broken(&self, file: Arc<str>, why: String) -> Done {
        let mut done = self.new_done(file);
        done.readable = false;
        done.bad(BadRecord::new(Kind::INPUT, why), 0, 0..0);
        done
    }

    /// All of a file, in the unit that it becomes.
    fn whole(&self, input: &Input) -> Result<Done, Box<Done>> {
        let mut done = self.new_done(input.name.clone());
        let limit = (self.max_record as u64).saturating_add(1);
        let read = input.open().and_then(|source| source.take(limit).read_to_end(&mut done.input));
        if let Err(e) = read {
            return Err(Box::new(self.broken(input.name.clone(), format!("cannot read it: {}", reason(&e)))));
        }
        done.counts.bytes_in = done.input.len() as u64;
        if done.input.len() > self.max_record {
            let why = format!("longer than --max-record ({})", Size(self.max_record as u64));
            let all = 0..done.input.len();
            done.bad(BadRecord::new(Kind::LONG, why), 0, all);
            return Err(Box::new(done));
        }
        Ok(done)
    }

    fn text(&self, input: &Input) -> Result<Done, Box<Done>> {
        let mut done = self.whole(input)?;
        let bytes = std::mem::take(&mut done.input);
        let (content, encoding, undecoded) = decode(&bytes, self.options.encoding);
        let bad = if undecoded {
            Some(BadRecord::new(Kind("not-decodable"), format!("has bytes that are not {}", encoding.name())))
        } else if is_binary(&content) {
            Some(BadRecord::new(BINARY, "has NUL characters and is no text (if it is, name its --encoding)"))
        } else {
            None
        };
        if let Some(bad) = bad {
            let all = 0..bytes.len();
            drop(content);
            done.input = bytes;
            done.bad(bad, 0, all);
            return Ok(done);
        }
        let (title, body) = text::split_title(&content, self.options.title);
        let metadata = vec![("encoding", encoding.name())];
        Article { source: &input.name, title, text: body, metadata, place: None }.write(&mut done);
        Ok(done)
    }

    fn json(&self, input: &Input) -> Result<Done, Box<Done>> {
        let mut done = self.whole(input)?;
        let bytes = std::mem::take(&mut done.input);
        let (content, _, _) = decode(&bytes, self.options.encoding);
        let mut lines = String::new();
        let result = json::objects(&content, |object| {
            lines.push_str(&object);
            lines.push('\n');
        });
        let (mut complete, mut scratch) = (Complete::new(), Scratch::default());
        let mut number = 0;
        for line in lines.lines() {
            number += 1;
            object(line, number, &mut complete, &mut scratch, &mut done);
        }
        if let Err(e) = result {
            let why = format!("not JSON at byte {}: {}; what came before is read", e.at + 1, e.what);
            let all = 0..bytes.len();
            done.bad(BadRecord::new(Kind::JSON, why), 0, all);
        }
        drop(content);
        done.input = bytes;
        Ok(done)
    }

    fn rows(&self, rows: Rows) -> Done {
        let mut done = self.new_done(rows.file.clone());
        for row in &rows.rows {
            let line = row.position().map_or(0, csv::Position::line);
            done.counts.bytes_in += row.as_slice().len() as u64 + row.len() as u64;
            if row.len() != rows.columns.len() {
                let why = format!("row has {} cells where the header has {}", row.len(), rows.columns.len());
                done.bad(BadRecord::new(RAGGED, why), line, 0..0);
                continue;
            }
            let broken = std::str::from_utf8(row.as_slice()).is_err();
            let encoding = self.options.encoding.or(broken.then_some(encoding_rs::WINDOWS_1252));
            let cells: Vec<Cow<'_, str>> = row.iter().map(|cell| decode(cell, encoding).0).collect();
            let (mut title, mut text, mut metadata) = (None, "", Vec::new());
            for (name, cell) in rows.columns.iter().zip(&cells) {
                match name.as_str() {
                    "title" => title = Some(&**cell),
                    "text" => text = cell,
                    // Where it stood and how it was read have these names.
                    "line" => metadata.push(("line_2", &**cell)),
                    "encoding" => metadata.push(("encoding_2", &**cell)),
                    name => metadata.push((name, &**cell)),
                }
            }
            if let Some(encoding) = encoding {
                metadata.push(("encoding", encoding.name()));
            }
            Article { source: &rows.file, title, text, metadata, place: Some(("line", line)) }.write(&mut done);
        }
        if let Some(why) = rows.broken {
            done.bad(BadRecord::new(Kind::INPUT, format!("cannot read on: {why}")), 0, 0..0);
        }
        done
    }
}

/// An object that is a record already.
fn object(line: &str, number: u64, complete: &mut Complete, scratch: &mut Scratch, done: &mut Done) {
    let result = Record::parse(line, scratch).and_then(|mut record| {
        complete.complete(&mut record)?;
        record.write_to(&mut done.out);
        Ok(())
    });
    match result {
        Ok(()) => done.good(None),
        Err(e) => {
            let e = BadRecord::new(e.kind, format!("element {number}: {}", e.message));
            done.bad(e, 0, 0..0);
        }
    }
}

impl Worker for Encoder {
    type Unit = Unit;

    fn work(&mut self, unit: Unit) -> Done {
        match unit {
            Unit::Lines(block) => self.lines.work(block),
            Unit::Text(input) => self.text(&input).unwrap_or_else(|done| *done),
            Unit::Json(input) => self.json(&input).unwrap_or_else(|done| *done),
            Unit::Rows(rows) => self.rows(rows),
            Unit::Broken(file, why) => self.broken(file, why),
        }
    }
}
