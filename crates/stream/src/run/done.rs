//! What a worker made of one unit of input.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::distinct::{Claim, REPEATED};
use crate::bad::{BadRecord, Kind};
use crate::input::{Block, Part};
use crate::report::SHOWN;

/// Running counts; every figure adds up over units and does not depend on how input was cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records read, bad ones included.
    pub records_in: u64,
    /// Records written.
    pub records_out: u64,
    /// Records written with other bytes than they came with.
    pub changed: u64,
    /// Bytes read, after decompression.
    pub bytes_in: u64,
    /// Bytes written, before compression.
    pub bytes_out: u64,
    /// What a source read and is not meant to make records of: pictures in a web archive.
    pub passed_over: u64,
}

impl Counts {
    /// Adds `other`.
    pub fn add(&mut self, other: &Counts) {
        self.records_in += other.records_in;
        self.records_out += other.records_out;
        self.changed += other.changed;
        self.bytes_in += other.bytes_in;
        self.bytes_out += other.bytes_out;
        self.passed_over += other.passed_over;
    }
}

/// The result of one unit: what to write, what to report, and how much it was.
pub struct Done {
    /// The input's name.
    pub file: Arc<str>,
    /// The bytes as read, for rejects.
    pub input: Vec<u8>,
    /// What to write.
    pub out: Vec<u8>,
    /// The totals of this unit.
    pub counts: Counts,
    /// Whether an input was opened for it: with none at all the run has failed.
    pub readable: bool,
    /// Places in `out` where the number of the record among all of the run belongs, in order.
    pub numbers: Vec<usize>,
    /// The member of an archive that it comes from.
    pub member: Option<Arc<str>>,
    /// Why the run cannot go on.
    pub(super) failed: Option<String>,
    pub(crate) bad: Vec<Bad>,
    pub(crate) ids: Vec<u128>,
    /// Records whose ids were given to them from outside, in order.
    pub(super) claims: Vec<Claim>,
    /// How many bad records of each kind have their message.
    told: BTreeMap<Kind, u64>,
}

/// A bad record and where it stood.
pub(crate) struct Bad {
    pub(crate) record: BadRecord,
    /// Its line, from 1; 0 where lines mean nothing.
    pub(crate) line: u64,
    /// Its bytes in [`Done::input`].
    pub(crate) raw: Range<usize>,
    /// More of a record that was reported already.
    pub(crate) continues: bool,
    /// More of it may come in later units.
    pub(crate) open: bool,
    /// The unit's counts up to and including this record, where the run may have to end.
    pub(crate) upto: Counts,
    /// How many ids were noted before it.
    pub(crate) ids: usize,
}

impl Done {
    /// Nothing yet, from the input `file`, to be written into `out` (which is emptied).
    #[must_use]
    pub fn new(file: Arc<str>, mut out: Vec<u8>) -> Self {
        crate::buffer::reset(&mut out);
        let (input, bad, ids) = (Vec::new(), Vec::new(), Vec::new());
        Done {
            file,
            input,
            out,
            counts: Counts::default(),
            readable: true,
            numbers: Vec::new(),
            member: None,
            failed: None,
            bad,
            ids,
            claims: Vec::new(),
            told: BTreeMap::new(),
        }
    }

    /// Notes a bad record on `line` (0 for none) whose bytes are `raw` of [`Done::input`]. It
    /// counts as read.
    pub fn bad(&mut self, record: BadRecord, line: u64, raw: Range<usize>) {
        if !record.kind.is_input() {
            self.counts.records_in += 1;
        }
        self.push_bad(record, line, raw, (false, false));
    }

    /// Notes that a check does not hold for the good record on `line`.
    pub fn found(&mut self, message: String, line: u64) {
        self.push_bad(BadRecord::new(Kind::CHECK, message), line, 0..0, (false, false));
    }

    /// Reports a block that holds no whole items: of a record that is too long, or of an input that
    /// cannot be read. True if it was one.
    pub fn irregular(&mut self, block: &Block, max_record: usize) -> bool {
        match &block.part {
            Part::Whole => return false,
            Part::Broken(why) => {
                let line = if block.bytes().is_empty() { 0 } else { block.line };
                self.broken(block, BadRecord::new(Kind::INPUT, why.as_str()), line);
            }
            _ => self.piece(block, BadRecord::too_long(max_record), block.line),
        }
        true
    }

    /// Reports an input that cannot be read, or not any further, of which `block` is the rest.
    pub fn broken(&mut self, block: &Block, record: BadRecord, line: u64) {
        self.counts.bytes_in = block.bytes().len() as u64;
        self.readable = block.line > 0;
        self.bad(record, line, block.span(0..block.bytes().len()));
    }

    /// Reports a piece of an item that is too long, once for all its pieces.
    pub fn piece(&mut self, block: &Block, record: BadRecord, line: u64) {
        self.counts.bytes_in = block.bytes().len() as u64;
        let starts = block.part == Part::LongStart;
        self.counts.records_in += u64::from(starts);
        let open = starts || block.part == Part::LongRest && !block.ended;
        self.push_bad(record, line, block.span(0..block.bytes().len()), (!starts, open));
    }

    fn push_bad(&mut self, mut record: BadRecord, line: u64, raw: Range<usize>, (continues, open): (bool, bool)) {
        // Reports beyond those are only counted, and a block may hold a great many bad records.
        let told = self.told.entry(record.kind).or_default();
        *told += 1;
        if *told > SHOWN {
            record.message = String::new();
        }
        let upto = Counts { bytes_out: self.out.len() as u64, ..self.counts };
        self.bad.push(Bad { record, line, raw, continues, open, upto, ids: self.ids.len() });
    }

    /// The bad records: line and fault, or none for more of one that was told before, and its bytes
    /// of `input`.
    pub fn bad_records(&self) -> impl Iterator<Item = (Option<(u64, &BadRecord)>, Range<usize>)> {
        self.bad.iter().map(|bad| ((!bad.continues).then_some((bad.line, &bad.record)), bad.raw.clone()))
    }

    /// Notes a good record, the end of [`Done::out`] from `start` on, whose id is `name`: a hash of it
    /// and one of the article. Should another article have had the id before, then the record is bad;
    /// where it stood is for [`Done::stood`] to say.
    pub fn claim(&mut self, start: usize, name: &str, id: u128, article: u64) {
        let mut upto = Counts { bytes_out: start as u64, ..self.counts };
        upto.records_in += 1;
        let record = BadRecord::new(REPEATED, format!("its id {name:?} is that of another article before it"));
        let (ids, raw) = (self.ids.len(), 0..0);
        let refused = Bad { record, line: 0, raw, continues: false, open: false, upto, ids };
        self.claims.push(Claim { id, article, out: start..self.out.len(), refused });
        self.good(Some(id));
    }

    /// Notes where the record stood that was made last: its line and its bytes of [`Done::input`].
    pub fn stood(&mut self, line: u64, raw: Range<usize>) {
        if let Some(claim) =
            self.claims.last_mut().filter(|claim| claim.refused.upto.records_in == self.counts.records_in)
        {
            (claim.refused.line, claim.refused.raw) = (line, raw);
        }
    }

    /// Notes a good record that was read and is not written.
    pub fn left_out(&mut self) {
        self.counts.records_in += 1;
    }

    /// Notes a good record that was read, and the id that it was given.
    pub fn good(&mut self, id: Option<u128>) {
        self.counts.records_in += 1;
        self.counts.records_out += 1;
        self.ids.extend(id);
    }
}
