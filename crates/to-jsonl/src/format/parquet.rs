//! Apache Parquet: columns are fields, as those of a table are.
//!
//! Rows are read a batch at a time, page by page; workers write their records.

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::json::{write_list, write_object, write_string};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use crate::article::{Article, Value};
use crate::columns::{Column, Role, columns};
use crate::flags::Options;
use crate::unit::{Desk, Reader, Unit, Unreadable};

/// So many rows go to a worker at once.
const BATCH: usize = 64;

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    // Its end says where its columns are: it cannot be read as it comes.
    let path = input.path().ok_or("Parquet cannot be read from standard input: name a file")?;
    input.read_elsewhere();
    let file = File::open(path).map_err(|e| super::cannot_open(&e))?;
    let reader = SerializedFileReader::new(file).map_err(|e| format!("is no Parquet file: {e}"))?;
    if !options.types.is_empty() {
        return Err("its columns have types of their own, and no --types".into());
    }
    let schema = reader.metadata().file_metadata().schema();
    let names: Vec<Cow<'_, str>> = schema.get_fields().iter().map(|f| Cow::Owned(f.name().to_owned())).collect();
    let columns = Arc::new(columns(&names, options)?);
    Ok(Box::new(ParquetReader { file: input.name.clone(), rows: reader.into_iter(), columns, row: 1 }))
}

struct ParquetReader {
    file: Arc<str>,
    rows: RowIter<'static>,
    columns: Arc<Vec<Column>>,
    /// The number of the next row.
    row: u64,
}

impl Reader for ParquetReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let mut rows = Vec::with_capacity(BATCH);
        let mut fault = None;
        while rows.len() < BATCH {
            match self.rows.next() {
                Some(Ok(row)) => rows.push(row),
                Some(Err(e)) => {
                    fault = Some(format!("cannot read on behind row {}: {e}", self.row - 1 + rows.len() as u64));
                    break;
                }
                None => break,
            }
        }
        if rows.is_empty() {
            return fault.map(|why| Unreadable::unit(self.file.clone(), why));
        }
        let first = self.row;
        self.row += rows.len() as u64;
        Some(Box::new(Rows { file: self.file.clone(), rows, columns: Arc::clone(&self.columns), first, fault }))
    }
}

/// Some rows of a file.
struct Rows {
    file: Arc<str>,
    rows: Vec<Row>,
    columns: Arc<Vec<Column>>,
    first: u64,
    /// Why there are no more, if not because the file ends.
    fault: Option<String>,
}

impl Unit for Rows {
    fn place(&self) -> (Arc<str>, u64) {
        (self.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        for (number, row) in (self.first..).zip(&self.rows) {
            if let Err(bad) = self.record(row, number, &desk.options, done) {
                done.bad(BadRecord::new(bad.kind, format!("row {number}: {}", bad.message)), 0, 0..0);
            }
        }
        if let Some(why) = &self.fault {
            done.bad(BadRecord::new(Kind::INPUT, why.as_str()), 0, 0..0);
        }
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        Vec::new()
    }
}

impl Rows {
    fn record(&self, row: &Row, number: u64, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
        let mut values: Vec<Cow<'_, str>> = Vec::with_capacity(self.columns.len());
        for ((name, field), column) in row.get_column_iter().zip(&*self.columns) {
            values.push(match (field, column.role) {
                (Field::Null, Role::Text) => {
                    return Err(BadRecord::new(Kind::MISSING, format!("column {name:?} is null")));
                }
                (Field::Str(text), Role::Metadata(_)) if !column.is_id => json_of(&Field::Str(text.clone())),
                (Field::Str(text), _) => Cow::Borrowed(text),
                (Field::Null, Role::Title | Role::Created | Role::Source) => Cow::Borrowed(""),
                (_, Role::Text | Role::Title) => {
                    return Err(BadRecord::new(Kind::TYPE, format!("column {name:?} is not a string")));
                }
                (field, Role::Created | Role::Source) => plain(field),
                (field, Role::Metadata(_)) if column.is_id => plain(field),
                (field, Role::Metadata(_)) => json_of(field),
            });
        }
        let mut article = Article { source: &self.file, place: Some(("row", number)), ..Article::default() };
        for (column, value) in self.columns.iter().zip(&values) {
            if column.is_id {
                article.id = Some(value);
            }
            let given = Some(&**value).filter(|v| !v.is_empty());
            match column.role {
                Role::Text => article.text = value,
                Role::Title => article.title = given,
                Role::Created => article.created = given,
                Role::Source => article.source = given.unwrap_or(&self.file),
                Role::Metadata(_) if column.is_id => article.metadata.push((&column.name, Value::Text(value))),
                Role::Metadata(_) => article.metadata.push((&column.name, Value::Json(value))),
            }
        }
        article.write(options, done)
    }
}

/// A value as a string of its own.
fn plain(field: &Field) -> Cow<'static, str> {
    let json = json_of(field);
    match json.strip_prefix('"').and_then(|s| s.strip_suffix('"')) {
        // Dates and numbers have nothing to unescape.
        Some(inside) if !inside.contains('\\') => Cow::Owned(inside.to_owned()),
        _ => json,
    }
}

/// The JSON of a value. Bytes that are no text are in hexadecimal digits, times in ISO 8601 (UTC),
/// what is no number is null.
fn json_of(field: &Field) -> Cow<'static, str> {
    let mut out = Vec::new();
    write(field, &mut out);
    Cow::Owned(String::from_utf8(out).unwrap_or_default())
}

fn write(field: &Field, out: &mut Vec<u8>) {
    match field {
        Field::Str(text) => write_string(text, out),
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => write_string(text, out),
            Err(_) => {
                let hex: String = bytes.data().iter().map(|b| format!("{b:02x}")).collect();
                write_string(&hex, out);
            }
        },
        Field::Group(row) => write_object(row.get_column_iter(), out, write),
        Field::ListInternal(list) => write_list(list.elements(), out, write),
        Field::MapInternal(map) => {
            let name = |name: &'_ Field| match name {
                Field::Str(name) => name.clone(),
                name => plain(name).to_string(),
            };
            write_object(map.entries().iter().map(|(key, value)| (name(key), value)), out, write);
        }
        Field::Date(days) => write_string(&date(i64::from(*days)), out),
        Field::TimestampMillis(millis) => write_string(&time(*millis, 1_000, 3), out),
        Field::TimestampMicros(micros) => write_string(&time(*micros, 1_000_000, 6), out),
        Field::Float(n) if !n.is_finite() => out.extend_from_slice(b"null"),
        Field::Double(n) if !n.is_finite() => out.extend_from_slice(b"null"),
        // In the shortest form, with an exponent where it is shorter.
        Field::Float(n) => out.extend_from_slice(format!("{n:?}").as_bytes()),
        Field::Double(n) => out.extend_from_slice(format!("{n:?}").as_bytes()),
        Field::Float16(n) => {
            out.extend_from_slice(if n.is_finite() { n.to_string() } else { "null".into() }.as_bytes())
        }
        Field::Null => out.extend_from_slice(b"null"),
        Field::Bool(b) => out.extend_from_slice(if *b { b"true" } else { b"false" }),
        // Whole numbers print as JSON has them; decimals and times of day as strings.
        Field::Byte(_) | Field::Short(_) | Field::Int(_) | Field::Long(_) => {
            out.extend_from_slice(field.to_string().as_bytes())
        }
        Field::UByte(_) | Field::UShort(_) | Field::UInt(_) | Field::ULong(_) => {
            out.extend_from_slice(field.to_string().as_bytes());
        }
        other => write_string(&other.to_string(), out),
    }
}

/// A moment in ISO 8601, from units since 1970 of which a second has `second`, with `digits` behind
/// the point.
fn time(units: i64, second: i64, digits: usize) -> String {
    let (seconds, part) = (units.div_euclid(second), units.rem_euclid(second));
    let (day, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let fraction = if part == 0 { String::new() } else { format!(".{part:0digits$}") };
    format!("{}T{hour:02}:{minute:02}:{second:02}{fraction}Z", date(day))
}

/// A day in ISO 8601, from days since 1970: the civil calendar by eras of 400 years, which begin on
/// 1 March (Richards 2013, "Calendars").
fn date(days: i64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for (days, text) in [(0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (20_781, "2026-11-24")] {
            assert_eq!(date(days), text);
        }
        assert_eq!(time(1_000_000_000_123, 1000, 3), "2001-09-09T01:46:40.123Z");
        assert_eq!(time(-1, 1_000_000, 6), "1969-12-31T23:59:59.999999Z");
        assert_eq!(time(0, 1000, 3), "1970-01-01T00:00:00Z");
    }
}
