//! A tool that turns all records into one answer.

use super::limit::Limit;
use super::map::{Map, Out};
use super::{Settings, Totals, lines::Lines, run_for};
use crate::bad::BadRecord;
use crate::exit::Failure;
use crate::input::{Blocks, Input};
use crate::record::Record;

/// Gathers records. One for each thread, merged at the end, so that the answer must not depend on
/// which record went where.
pub trait Fold: Send + 'static {
    /// Takes in one record.
    ///
    /// # Errors
    /// If the record is bad; then nothing of it may have been taken in.
    fn record(&mut self, record: &Record<'_>) -> Result<(), BadRecord>;

    /// As [`Map::memory`].
    fn memory(&self) -> usize {
        3
    }

    /// Takes in what another has gathered.
    fn merge(&mut self, other: Self);
}

struct Folding<F>(F);

impl<F: Fold> Map for Folding<F> {
    fn record(&mut self, record: &mut Record<'_>, _: &mut Out<'_>) -> Result<(), BadRecord> {
        self.0.record(record)
    }

    fn memory(&self) -> usize {
        self.0.memory()
    }
}

/// Gathers the JSON lines of `inputs` in folds that `make` makes, and merges them.
///
/// Where a bad record can end the run, one worker reads alone and ends exactly there: several
/// would have taken in records that come after it.
///
/// # Errors
/// Where nothing could be read.
pub fn fold<F: Fold>(
    mut settings: Settings,
    inputs: Vec<Input>,
    mut make: impl FnMut() -> F,
) -> Result<(Totals, F), Failure> {
    let (pool, max, on_error) = (settings.pool.clone(), settings.max_record, settings.on_error);
    let limit = Limit::new(on_error, settings.max_errors);
    let alone = limit.can_end();
    if alone {
        settings.jobs = 1;
    }
    let blocks = Blocks::of(inputs, max, &pool);
    let (totals, workers) = run_for(settings, blocks, || {
        let worker = Lines::new(Folding(make()), pool.clone(), max, on_error);
        if alone { worker.alone(limit) } else { worker }
    })?;
    let mut answers = workers.into_iter().map(|w| w.into_tool().0);
    let mut answer = answers.next().unwrap_or_else(make);
    answers.for_each(|other| answer.merge(other));
    Ok((totals, answer))
}
