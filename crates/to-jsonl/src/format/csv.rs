//! CSV and TSV with a header: a row is a record, every cell a string.

use std::io::Read;
use std::sync::Arc;

use copydesk_cli::stream::input::Input;
use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::Encoding;

use crate::decode::decode;

/// The rows of one file, in batches.
pub(crate) struct Table {
    file: Arc<str>,
    reader: Reader<Box<dyn Read + Send>>,
    columns: Arc<Vec<String>>,
    batch: usize,
}

/// Some rows of a file.
pub(crate) struct Rows {
    pub(crate) file: Arc<str>,
    pub(crate) columns: Arc<Vec<String>>,
    pub(crate) rows: Vec<ByteRecord>,
    /// Why there are no more, if not because the file ends.
    pub(crate) broken: Option<String>,
}

/// So many rows of a file go to a worker at once; of standard input one, as it must not wait.
const BATCH: usize = 64;

impl Table {
    pub(crate) fn open(input: &Input, delimiter: u8, encoding: Option<&'static Encoding>) -> Result<Table, String> {
        let source =
            input.open().map_err(|e| format!("cannot open it: {}", copydesk_cli::stream::input::reason(&e)))?;
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source);
        let header = reader.byte_headers().map_err(|e| e.to_string())?;
        let mut columns: Vec<String> = Vec::new();
        for cell in header {
            let name = decode(cell, encoding).0.trim_start_matches('\u{feff}').to_owned();
            let mut unique = name.clone();
            let mut n = 1;
            while columns.contains(&unique) {
                n += 1;
                unique = format!("{name}_{n}");
            }
            columns.push(unique);
        }
        if !columns.iter().any(|c| c == "text") {
            return Err(format!("no column is named \"text\" (there are: {})", columns.join(", ")));
        }
        let batch = if input.path().is_some() { BATCH } else { 1 };
        Ok(Table { file: input.name.clone(), reader, columns: Arc::new(columns), batch })
    }

    /// The next rows, or nothing at the end.
    pub(crate) fn next(&mut self) -> Option<Rows> {
        let mut rows = Vec::new();
        let mut broken = None;
        while rows.len() < self.batch {
            let mut row = ByteRecord::new();
            match self.reader.read_byte_record(&mut row) {
                Ok(true) => rows.push(row),
                Ok(false) => break,
                Err(e) => {
                    broken = Some(e.to_string());
                    break;
                }
            }
        }
        let more = !rows.is_empty() || broken.is_some();
        more.then(|| Rows { file: self.file.clone(), columns: self.columns.clone(), rows, broken })
    }
}
