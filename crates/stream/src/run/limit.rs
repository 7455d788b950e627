//! When bad records end a run.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::bad::Kind;

/// What becomes of a bad record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// It is reported and left out.
    #[default]
    Skip,
    /// It ends the run, after what came before it is written.
    Stop,
    /// It is reported and passes unchanged.
    Keep,
}

impl OnError {
    /// The word in reports.
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            OnError::Skip => "skipped",
            OnError::Stop => "stopped",
            OnError::Keep => "kept",
        }
    }
}

/// How many bad records are too many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MaxErrors {
    /// More than so many.
    Count(u64),
    /// More than so many of a hundred records read so far, told from the 1,000th on and at the
    /// end (before, one bad record would be a large share).
    Percent(f64),
}

/// From which record on a share is looked at.
const FIRST_SHARE: u64 = 1000;

impl FromStr for MaxErrors {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s.strip_suffix('%') {
            Some(percent) => match percent.trim().parse::<f64>() {
                Ok(p) if (0.0..=100.0).contains(&p) => Ok(MaxErrors::Percent(p)),
                _ => Err("a share must be from 0% to 100%".into()),
            },
            None => s.parse().map(MaxErrors::Count).map_err(|_| "must be a whole number, or a share such as 1%".into()),
        }
    }
}

impl std::fmt::Display for MaxErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MaxErrors::Count(n) => write!(f, "{n}"),
            MaxErrors::Percent(p) => write!(f, "{p}%"),
        }
    }
}

/// Counts bad records in order and says when it is enough.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Limit {
    pub(crate) on_error: OnError,
    pub(crate) max: Option<MaxErrors>,
    bad: u64,
}

impl Limit {
    pub(crate) fn new(on_error: OnError, max: Option<MaxErrors>) -> Self {
        Limit { on_error, max, bad: 0 }
    }

    /// The same with what was bad in earlier runs, which this one resumes.
    pub(crate) fn resumed(self, bad: &BTreeMap<Kind, u64>) -> Self {
        let records = bad.iter().filter(|(kind, _)| !kind.is_input() && !kind.is_check());
        Limit { bad: records.map(|(_, n)| n).sum(), ..self }
    }

    /// Whether a bad record can end the run at all.
    pub(crate) fn can_end(&self) -> bool {
        self.on_error == OnError::Stop || self.max.is_some()
    }

    /// Counts one more bad record, which is the `records`-th of the run; true if it ends it.
    pub(crate) fn bad(&mut self, records: u64) -> bool {
        self.bad += 1;
        self.on_error == OnError::Stop || self.too_many(records, FIRST_SHARE)
    }

    /// Whether a run of `records` has too many bad ones, all told.
    pub(crate) fn at_end(&self, records: u64) -> bool {
        self.too_many(records, 0)
    }

    fn too_many(&self, records: u64, from: u64) -> bool {
        match self.max {
            None => false,
            Some(MaxErrors::Count(n)) => self.bad > n,
            #[allow(clippy::cast_precision_loss)]
            Some(MaxErrors::Percent(p)) => records >= from && self.bad as f64 * 100.0 > p * records as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_shares() {
        let mut two = Limit::new(OnError::Skip, Some(MaxErrors::Count(2)));
        assert_eq!([1, 2, 3].map(|n| two.bad(n)), [false, false, true]);
        let mut share = Limit::new(OnError::Skip, "0.1%".parse().ok());
        assert!(!share.bad(1) && share.at_end(1));
        assert!(share.bad(1000));
        assert!(Limit::new(OnError::Stop, None).bad(1));
        assert!(!Limit::new(OnError::Keep, None).bad(1));
        for wrong in ["", "x", "-1", "101%", "%", "1.5"] {
            assert!(wrong.parse::<MaxErrors>().is_err(), "{wrong}");
        }
    }
}
