//! Where results come together in order: output, rejects, reports, limits and totals.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use super::done::Bad;
use super::limit::{Limit, MaxErrors, OnError};
use super::{Counts, Done};
use crate::bad::Kind;
use crate::buffer::Pool;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::report::Reports;

/// What a run is told from outside.
pub struct Settings {
    /// Worker threads.
    pub jobs: usize,
    /// The longest record, in bytes.
    pub max_record: usize,
    /// What becomes of bad records.
    pub on_error: OnError,
    /// How many of them are too many.
    pub max_errors: Option<MaxErrors>,
    /// Where results go.
    pub output: Output,
    /// Where bad records go.
    pub rejects: Option<Output>,
    /// How bad records are told.
    pub reports: Reports,
    /// Buffers to use again.
    pub pool: Pool,
}

/// What a run came to.
pub struct Totals {
    /// Records and bytes.
    pub counts: Counts,
    /// Bad records and inputs by kind.
    pub bad: BTreeMap<Kind, u64>,
    /// Records whose id an earlier record had.
    pub repeated_ids: u64,
    /// Whether all ids were compared, or only the first [`MAX_IDS`] different ones.
    pub all_ids_compared: bool,
    /// Whether the run ended before its input did.
    pub ended_early: bool,
    /// Where the answer of a fold goes, still open.
    pub output: Output,
}

impl Totals {
    /// The exit code that the run has earned.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if self.bad.is_empty() { Exit::Done } else { Exit::Reported }
    }
}

/// How many different ids are remembered to count repeated ones: 16 bytes each, twice that at
/// most in their table.
pub const MAX_IDS: usize = 1_000_000;

#[derive(PartialEq)]
enum State {
    Running,
    /// The run ends, but more bytes of the record that ends it may come and belong to rejects.
    Ending,
}

pub(super) struct Sink {
    output: Output,
    rejects: Option<Output>,
    /// The last reject had no line end; the next one needs it.
    reject_open: bool,
    reports: Reports,
    limit: Limit,
    counts: Counts,
    bad: BTreeMap<Kind, u64>,
    ids: HashSet<u128>,
    repeated_ids: u64,
    all_ids_compared: bool,
    any_readable: bool,
    state: State,
    pool: Pool,
}

impl Sink {
    pub(super) fn new(settings: Settings) -> Self {
        Sink {
            output: settings.output,
            rejects: settings.rejects,
            reject_open: false,
            reports: settings.reports,
            limit: Limit::new(settings.on_error, settings.max_errors),
            counts: Counts::default(),
            bad: BTreeMap::new(),
            ids: HashSet::new(),
            repeated_ids: 0,
            all_ids_compared: true,
            any_readable: false,
            state: State::Running,
            pool: settings.pool,
        }
    }

    /// Writes and reports what one unit came to; breaks where the run ends.
    pub(super) fn take(&mut self, done: Done) -> Result<ControlFlow<()>, Failure> {
        let flow = self.unit(&done);
        if matches!(flow, Err(Failure::Closed)) {
            // The reader of the output is gone; what was found bad is still worth keeping.
            if let Some(rejects) = self.rejects.take() {
                rejects.finish()?;
            }
        }
        self.pool.give(done.input);
        self.pool.give(done.out);
        flow
    }

    fn unit(&mut self, done: &Done) -> Result<ControlFlow<()>, Failure> {
        if self.state == State::Ending {
            let Some(bad) = done.bad.first().filter(|b| b.continues) else { return Ok(ControlFlow::Break(())) };
            self.reject(bad, &done.input)?;
            return Ok(if bad.open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
        }
        self.any_readable |= done.readable;
        for bad in &done.bad {
            self.reject(bad, &done.input)?;
            if bad.continues {
                continue;
            }
            *self.bad.entry(bad.record.kind).or_default() += 1;
            let stops = if bad.record.kind.is_input() {
                self.limit.on_error == OnError::Stop
            } else {
                self.limit.bad(self.counts.records_in + bad.upto.records_in)
            };
            self.reports.bad(&done.file, bad.line, &bad.record, self.action(bad.record.kind));
            if stops {
                self.write(&done.out[..bad.upto.bytes_out as usize], &bad.upto, &done.ids[..bad.ids])?;
                self.state = State::Ending;
                return Ok(if bad.open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
            }
        }
        self.write(&done.out, &done.counts, &done.ids)?;
        Ok(ControlFlow::Continue(()))
    }

    fn action(&self, kind: Kind) -> OnError {
        match self.limit.on_error {
            OnError::Keep if kind.is_input() => OnError::Skip,
            action => action,
        }
    }

    fn write(&mut self, out: &[u8], counts: &Counts, ids: &[u128]) -> Result<(), Failure> {
        self.counts.add(&Counts { bytes_out: out.len() as u64, ..*counts });
        for id in ids {
            if self.ids.len() < MAX_IDS {
                self.repeated_ids += u64::from(!self.ids.insert(*id));
            } else if self.ids.contains(id) {
                self.repeated_ids += 1;
            } else {
                self.all_ids_compared = false;
            }
        }
        self.output.write(out)
    }

    fn reject(&mut self, bad: &Bad, input: &[u8]) -> Result<(), Failure> {
        let raw = &input[bad.raw.clone()];
        let Some(rejects) = self.rejects.as_mut().filter(|_| !raw.is_empty()) else { return Ok(()) };
        if self.reject_open && !bad.continues {
            rejects.write(b"\n")?;
        }
        self.reject_open = !raw.ends_with(b"\n") && !raw.ends_with(b"\r");
        rejects.write(raw)
    }

    /// Ends the run: the last reports, and files in their places.
    pub(super) fn finish(self) -> Result<Totals, Failure> {
        let gave_up = self.limit.max.filter(|_| self.limit.at_end(self.counts.records_in));
        self.reports.totals(&self.bad);
        if let Some(max) = gave_up {
            let early = if self.state == State::Ending { "; gave up" } else { "" };
            self.reports.note(&format!("more bad records than --max-errors {max} allows{early}"));
        }
        if let Some(rejects) = self.rejects {
            rejects.finish()?;
        }
        if !self.any_readable && !self.bad.is_empty() && self.state == State::Running {
            return Err(Failure::new("no input could be read"));
        }
        Ok(Totals {
            counts: self.counts,
            bad: self.bad,
            repeated_ids: self.repeated_ids,
            all_ids_compared: self.all_ids_compared,
            ended_early: self.state == State::Ending,
            output: self.output,
        })
    }
}
