//! Where results come together in order: output, rejects, reports, limits and totals.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::choose::{Choice, Reservoir};
use super::desk::Step;
use super::distinct::Distinct;
use super::done::Bad;
use super::limit::{Limit, MaxErrors, OnError};
use super::{Counts, Done};
use crate::bad::Kind;
use crate::batch::{Earlier, Facts};
use crate::buffer::Pool;
use crate::exit::{Exit, Failure};
use crate::input::Meter;
use crate::outlet::Outlet;
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
    pub output: Outlet,
    /// Where bad records go.
    pub rejects: Option<Output>,
    /// How bad records are told.
    pub reports: Reports,
    /// Whether records are written with [`crate::json::escape_separators`].
    pub escape_separators: bool,
    /// Which records are written.
    pub choice: Choice,
    /// What earlier runs came to that this one resumes.
    pub earlier: Earlier,
    /// Counts records as they are handled, for whoever shows it.
    pub meter: Arc<Meter>,
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
    /// Whether it had too many bad records.
    gave_up: bool,
    /// Whether it ended with the last of the records that were wanted.
    had_enough: bool,
    /// Whether bad records are nowhere but in the input.
    left_out: bool,
    /// What of these figures earlier runs came to.
    pub earlier: Earlier,
    /// Where the answer of a fold goes, still open.
    pub output: Outlet,
}

impl Totals {
    /// Whether all of every input was read: none was left out, ended too early or was not read to its end.
    #[must_use]
    pub fn complete(&self) -> bool {
        !self.ended_early && !self.bad.contains_key(&Kind::INPUT) && !self.bad.contains_key(&Kind::TORN)
    }

    /// Why what was written must not take the place of what was read, and what to do; nothing where it has all that was
    /// asked for: inputs were read to their ends, or to the last record that is wanted, and no bad record would be lost.
    #[must_use]
    pub fn in_the_way(&self) -> Option<&'static str> {
        let to_the_end = !self.ended_early || self.had_enough;
        let whole = !self.bad.contains_key(&Kind::INPUT) && !self.bad.contains_key(&Kind::TORN);
        if !to_the_end || self.gave_up || !whole {
            return Some("not all of the run was done: write to another file to have what was");
        }
        let lost = "its bad records would be lost: --on-error keep leaves them in, --rejects FILE puts them aside";
        self.left_out.then_some(lost)
    }

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

/// What one input comes to.
#[derive(Default)]
struct Input {
    counts: Counts,
    bad: BTreeMap<Kind, u64>,
    /// Whether it could be opened.
    readable: bool,
}

pub(super) struct Sink {
    output: Outlet,
    rejects: Option<Output>,
    /// The last reject had no line end; the next one needs it.
    reject_open: bool,
    reports: Reports,
    limit: Limit,
    counts: Counts,
    bad: BTreeMap<Kind, u64>,
    /// What of these the input comes to that is read now.
    input: Input,
    earlier: Earlier,
    meter: Arc<Meter>,
    distinct: Distinct,
    ids: HashSet<u128>,
    repeated_ids: u64,
    all_ids_compared: bool,
    any_readable: bool,
    state: State,
    /// The first so many records are wanted.
    first: Option<u64>,
    /// How many of them there were.
    passed: u64,
    /// The last number that a record was given.
    number: u64,
    reservoir: Option<Reservoir>,
    pool: Pool,
}

impl Sink {
    pub(super) fn new(settings: Settings) -> Self {
        Sink {
            output: settings.output,
            rejects: settings.rejects,
            reject_open: false,
            reports: settings.reports,
            // A run that is resumed gives up where an unbroken one would.
            limit: Limit::new(settings.on_error, settings.max_errors).resumed(&settings.earlier.bad),
            counts: settings.earlier.counts,
            bad: BTreeMap::new(),
            input: Input::default(),
            meter: settings.meter,
            distinct: Distinct::default(),
            ids: HashSet::new(),
            repeated_ids: 0,
            all_ids_compared: settings.earlier.inputs == 0,
            any_readable: settings.earlier.inputs > 0,
            earlier: settings.earlier,
            state: State::Running,
            first: settings.choice.first,
            passed: 0,
            number: 0,
            reservoir: settings.choice.sample.map(Reservoir::new),
            pool: settings.pool,
        }
    }

    /// Writes and reports what one unit came to, or ends an input; breaks where the run ends.
    pub(super) fn take(&mut self, step: Step) -> Result<ControlFlow<()>, Failure> {
        let mut done = match step {
            Step::Unit(done) => done,
            Step::End => return self.end_input(),
        };
        self.distinct.screen(&mut done);
        let flow = self.unit(&done);
        if matches!(flow, Err(Failure::Closed)) {
            // The reader of the output is gone; what was found bad is still worth keeping.
            if let Some(rejects) = self.rejects.take() {
                rejects.finish()?;
            }
        }
        self.meter.records.store(self.counts.records_in, Ordering::Relaxed);
        self.pool.give(done.input);
        self.pool.give(done.out);
        flow
    }

    /// Ends what is written of an input.
    fn end_input(&mut self) -> Result<ControlFlow<()>, Failure> {
        if self.state == State::Ending {
            return Ok(ControlFlow::Break(()));
        }
        let Input { counts, bad, readable } = std::mem::take(&mut self.input);
        self.output.end_input(Facts { counts, bad }, readable)?;
        Ok(ControlFlow::Continue(()))
    }

    fn unit(&mut self, done: &Done) -> Result<ControlFlow<()>, Failure> {
        if self.state == State::Ending {
            let Some(bad) = done.bad.first().filter(|b| b.continues) else { return Ok(ControlFlow::Break(())) };
            self.reject(bad, &done.input)?;
            return Ok(if bad.open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
        }
        if let Some(why) = &done.failed {
            return Err(Failure::new(why.as_str()));
        }
        self.any_readable |= done.readable;
        self.input.readable |= done.readable;
        for bad in &done.bad {
            if self.first.is_some_and(|first| self.passed + bad.upto.records_out >= first) {
                // The last record that is wanted stands before it.
                break;
            }
            self.reject(bad, &done.input)?;
            if bad.continues {
                continue;
            }
            *self.bad.entry(bad.record.kind).or_default() += 1;
            *self.input.bad.entry(bad.record.kind).or_default() += 1;
            let stops = if bad.record.kind.is_check() {
                false
            } else if bad.record.kind.is_input() {
                self.limit.on_error == OnError::Stop
            } else {
                self.limit.bad(self.counts.records_in + bad.upto.records_in)
            };
            self.reports.bad(&done.file, bad.line, &bad.record, self.action(bad.record.kind));
            if stops {
                self.write(&done.out[..bad.upto.bytes_out as usize], &bad.upto, &done.ids[..bad.ids], done)?;
                self.state = State::Ending;
                return Ok(if bad.open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
            }
        }
        self.write(&done.out, &done.counts, &done.ids, done)?;
        if self.first.is_some_and(|first| self.passed >= first) {
            self.state = State::Ending;
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    }

    fn action(&self, kind: Kind) -> OnError {
        match self.limit.on_error {
            OnError::Keep if kind.is_input() => OnError::Skip,
            action => action,
        }
    }

    /// Writes the first records of a unit, `out`, which are counted in `counts`.
    fn write(&mut self, out: &[u8], counts: &Counts, ids: &[u128], done: &Done) -> Result<(), Failure> {
        let (mut out, mut counts, mut ids) = (out, *counts, ids);
        if let Some(first) = self.first
            && counts.records_out > first - self.passed
        {
            let wanted = first - self.passed;
            let end = memchr::memchr_iter(b'\n', out).nth(wanted.saturating_sub(1) as usize).map_or(0, |n| n + 1);
            out = &out[..if wanted == 0 { 0 } else { end }];
            ids = &ids[..ids.len().min(wanted as usize)];
            let bad = done
                .bad
                .iter()
                .filter(|b| !b.record.kind.is_input() && !b.record.kind.is_check() && b.upto.records_out < wanted)
                .count();
            counts.records_in = wanted + bad as u64;
            counts.records_out = wanted;
            counts.changed = counts.changed.min(wanted);
        }
        self.passed += counts.records_out;
        let numbered = self.numbered(out, &done.numbers);
        let out = numbered.as_deref().unwrap_or(out);
        let counts = Counts { bytes_out: out.len() as u64, ..counts };
        self.counts.add(&counts);
        self.input.counts.add(&counts);
        for id in ids {
            if self.ids.len() < MAX_IDS {
                self.repeated_ids += u64::from(!self.ids.insert(*id));
            } else if self.ids.contains(id) {
                self.repeated_ids += 1;
            } else {
                self.all_ids_compared = false;
            }
        }
        match &mut self.reservoir {
            Some(reservoir) => {
                reservoir.offer(out);
                Ok(())
            }
            None => self.output.write(out),
        }
    }

    /// `out` with the numbers of its records at the places `at`, if it has such places.
    fn numbered(&mut self, out: &[u8], at: &[usize]) -> Option<Vec<u8>> {
        if at.is_empty() {
            return None;
        }
        let mut numbered = Vec::with_capacity(out.len() + at.len() * 8);
        let mut copied = 0;
        for &at in at.iter().take_while(|at| **at < out.len()) {
            numbered.extend_from_slice(&out[copied..at]);
            self.number += 1;
            numbered.extend_from_slice(self.number.to_string().as_bytes());
            copied = at;
        }
        numbered.extend_from_slice(&out[copied..]);
        Some(numbered)
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
    pub(super) fn finish(mut self) -> Result<Totals, Failure> {
        if let Some(reservoir) = self.reservoir.take() {
            (self.counts.records_out, self.counts.bytes_out) = (0, 0);
            for record in reservoir.sample() {
                self.counts.records_out += 1;
                self.counts.bytes_out += record.len() as u64;
                self.output.write(&record)?;
            }
        }
        let gave_up = self.limit.max.filter(|_| self.limit.at_end(self.counts.records_in));
        self.reports.totals(&self.bad);
        if let Some(max) = gave_up {
            let early = if self.state == State::Ending { "; gave up" } else { "" };
            self.reports.note(&format!("more bad records than --max-errors {max} allows{early}"));
        }
        let is_left_out = |kind: &Kind| !kind.is_check() && self.action(*kind) != OnError::Keep;
        let left_out = self.rejects.is_none() && self.bad.keys().any(is_left_out);
        if let Some(rejects) = self.rejects {
            rejects.finish()?;
        }
        if !self.any_readable && !self.bad.is_empty() && self.state == State::Running {
            return Err(Failure::new("no input could be read"));
        }
        for (kind, n) in &self.earlier.bad {
            *self.bad.entry(*kind).or_default() += n;
        }
        Ok(Totals {
            counts: self.counts,
            bad: self.bad,
            repeated_ids: self.repeated_ids,
            all_ids_compared: self.all_ids_compared,
            ended_early: self.state == State::Ending,
            gave_up: gave_up.is_some(),
            left_out,
            had_enough: self.first.is_some_and(|first| self.passed >= first),
            earlier: self.earlier,
            output: self.output,
        })
    }
}
