//! What there is to read, in order: files and the files of folders.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::input::{Block, Blocks, Input};
use copydesk_cli::stream::run::{Settings, Source};
use walkdir::WalkDir;

use crate::flags::Options;
use crate::format::Format;
use crate::format::csv::{Rows, Table};

/// What one worker handles at a time.
pub(crate) enum Unit {
    /// A whole text file.
    Text(Input),
    /// A whole JSON file.
    Json(Input),
    /// Some JSON lines.
    Lines(Block),
    /// Some rows of a table.
    Rows(Rows),
    /// A file that cannot be read, and why.
    Broken(Arc<str>, String),
}

pub(crate) struct Inputs {
    inputs: VecDeque<Input>,
    walk: Option<(Arc<str>, walkdir::IntoIter, bool)>,
    lines: Option<Blocks>,
    table: Option<Table>,
    options: Options,
    max_record: usize,
    pool: Pool,
}

impl Inputs {
    pub(crate) fn new(inputs: Vec<Input>, options: Options, settings: &Settings) -> Self {
        Inputs {
            inputs: inputs.into(),
            walk: None,
            lines: None,
            table: None,
            options,
            max_record: settings.max_record,
            pool: settings.pool.clone(),
        }
    }

    /// Begins a file; a unit, if it is one by itself.
    fn begin(&mut self, input: Input) -> Option<Unit> {
        let by_name = || input.path().map_or(Format::Text, Format::of_name);
        match self.options.from.unwrap_or_else(by_name) {
            Format::Text => Some(Unit::Text(input)),
            Format::Json => Some(Unit::Json(input)),
            Format::Jsonl => {
                self.lines = Some(Blocks::new(vec![input], self.max_record, self.pool.clone()));
                None
            }
            table => {
                match Table::open(&input, if table == Format::Tsv { b'\t' } else { b',' }, self.options.encoding) {
                    Ok(table) => {
                        self.table = Some(table);
                        None
                    }
                    Err(why) => Some(Unit::Broken(input.name, why)),
                }
            }
        }
    }

    /// The next file of the folder that is walked. Hidden ones are passed over.
    fn walked(&mut self) -> Option<Result<PathBuf, Unit>> {
        let (folder, walk, any) = self.walk.as_mut()?;
        loop {
            match walk.next() {
                Some(Ok(entry)) if entry.file_type().is_dir() => {
                    if entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".") {
                        walk.skip_current_dir();
                    }
                }
                Some(Ok(entry)) if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
                Some(Ok(entry)) => {
                    *any = true;
                    return Some(Ok(entry.into_path()));
                }
                Some(Err(e)) => {
                    *any = true;
                    let name = e.path().map_or_else(|| folder.clone(), |p| Arc::from(p.to_string_lossy()));
                    return Some(Err(Unit::Broken(name, format!("cannot walk it: {e}"))));
                }
                None => {
                    let empty = (!*any).then(|| Err(Unit::Broken(folder.clone(), "the folder holds no file".into())));
                    self.walk = None;
                    return empty;
                }
            }
        }
    }
}

impl Source for Inputs {
    type Unit = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some(block) = self.lines.as_mut().and_then(Blocks::next) {
                return Some(Unit::Lines(block));
            }
            self.lines = None;
            if let Some(rows) = self.table.as_mut().and_then(Table::next) {
                return Some(Unit::Rows(rows));
            }
            self.table = None;
            let unit = match self.walked() {
                Some(Ok(path)) => self.begin(Input::file(path)),
                Some(Err(unit)) => Some(unit),
                None => {
                    let input = self.inputs.pop_front()?;
                    match input.path().filter(|p| p.is_dir()) {
                        Some(folder) => {
                            let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
                            self.walk = Some((input.name.clone(), walk.into_iter(), false));
                            None
                        }
                        None => self.begin(input),
                    }
                }
            };
            if unit.is_some() {
                return unit;
            }
        }
    }
}
