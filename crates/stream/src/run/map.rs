//! A tool that turns each record into none, one or several.

use super::{Counts, Settings, Totals, lines::Lines, run};
use crate::bad::BadRecord;
use crate::exit::Failure;
use crate::input::{Blocks, Input};
use crate::record::Record;

/// Turns a record into 0..n records. One for each thread; it may keep buffers, but what it makes
/// of a record must depend on that record alone.
pub trait Map: Send + 'static {
    /// Reads and edits `record`, and writes it with [`Out::write`] as often as it should come out.
    ///
    /// # Errors
    /// If the record is bad. What was written of it is taken back.
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord>;

    /// How many bytes of memory it takes for each byte of a long record, beside that itself, as measured on ordinary
    /// texts.
    fn memory(&self) -> usize {
        3
    }
}

/// Where a tool writes its records.
pub struct Out<'a> {
    pub(super) bytes: &'a mut Vec<u8>,
    pub(super) counts: &'a mut Counts,
    pub(super) ids: &'a mut Vec<u128>,
    pub(super) member: Option<&'a str>,
    pub(super) found: Vec<String>,
}

impl Out<'_> {
    /// The member of an archive that the record comes from.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        self.member
    }

    /// Notes the id of the record, to count those that come again.
    pub fn note_id(&mut self, id: u128) {
        self.ids.push(id);
    }

    /// Says that a check does not hold for the record, in one lower-case sentence: it is reported, and the
    /// exit code is 1.
    pub fn found(&mut self, message: String) {
        self.found.push(message);
    }

    /// Writes something for people in place of records.
    pub fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes `record` with the edits made to it.
    pub fn write(&mut self, record: &Record<'_>) {
        let changed = record.write(self.bytes);
        self.counts.records_out += 1;
        self.counts.changed += u64::from(changed);
    }
}

/// Passes the JSON lines of `inputs` through the maps that `make` makes.
///
/// # Errors
/// Where the output cannot be written, or nothing could be read.
pub fn map<M: Map>(settings: Settings, inputs: Vec<Input>, mut make: impl FnMut() -> M) -> Result<Totals, Failure> {
    let (pool, max, on_error) = (settings.pool.clone(), settings.max_record, settings.on_error);
    let escape = settings.escape_separators;
    let blocks = Blocks::of(inputs, max, &pool);
    run(settings, blocks, || Lines::new(make(), pool.clone(), max, on_error).escape_separators(escape))
}
