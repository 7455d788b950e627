//! What a run is held to: `--require` and `--compare`.

pub(crate) mod baseline;
mod compare;
mod known;
mod require;
mod threshold;

use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::report::{Reports, SHOWN, grouped, printable};

use crate::corpus::Plan;
use crate::flags::Flags;
use crate::report::Node;

pub(crate) use compare::{Comparison, shown_change};
pub(crate) use known::Known;
pub(crate) use require::Requirement;
pub(crate) use threshold::Threshold;

/// The gates of a run.
pub(crate) struct Gates<'a> {
    requirements: &'a [Requirement],
    thresholds: &'a [Threshold],
    known: Known,
    baseline: Option<(String, Node)>,
}

impl<'a> Gates<'a> {
    /// The gates that `flags` ask for, for a report by `plan`; nothing if they ask for none.
    ///
    /// # Errors
    /// Where a path is unknown, or the baseline cannot be read or compared with.
    pub(crate) fn new(flags: &'a Flags, plan: &Plan) -> Result<Option<Self>, Failure> {
        if flags.require.is_empty() && flags.compare.is_none() {
            return Ok(None);
        }
        let known = Known::of(plan).ok_or_else(|| Failure::new("cannot tell what is measured"))?;
        for requirement in &flags.require {
            known.check(&requirement.path).map_err(|why| Failure::new(format!("--require: {why}")))?;
        }
        for path in flags.threshold.iter().filter_map(|t| t.path.as_deref()) {
            known.check_part(path).map_err(|why| Failure::new(format!("--threshold: {why}")))?;
        }
        let baseline = match &flags.compare {
            Some(path) => Some((path.display().to_string(), baseline::read(path, plan)?)),
            None => None,
        };
        Ok(Some(Gates { requirements: &flags.require, thresholds: &flags.threshold, known, baseline }))
    }

    /// How `report` differs from the baseline, if there is one.
    pub(crate) fn comparison(&self, report: &Node) -> Option<Comparison> {
        let (name, before) = self.baseline.as_ref()?;
        Some(Comparison::new(name, &self.known, before, report, self.thresholds))
    }

    /// Says what does not hold, and gives how many that are.
    pub(crate) fn report(&self, report: &Node, comparison: Option<&Comparison>, reports: &Reports) -> u64 {
        let mut failed = Vec::new();
        for requirement in self.requirements {
            let said = match self.known.value(report, &requirement.path) {
                Ok(value) if requirement.holds(value) => continue,
                Ok(value) => format!("it is {value}"),
                Err(why) => why,
            };
            failed.push((requirement.path.as_str(), format!("{} does not hold: {said}", requirement.text)));
        }
        let most = usize::try_from(SHOWN).unwrap_or(usize::MAX).max(failed.len());
        let drifts = comparison.into_iter().flat_map(Comparison::past);
        failed.extend(drifts.map(|drift| (drift.path.as_str(), drift.said())));
        for (path, message) in failed.iter().take(most) {
            reports.check(path, message);
        }
        if failed.len() > most {
            let more = grouped((failed.len() - most) as u64);
            reports.note(&format!("and {more} more measures that changed past their threshold"));
        }
        failed.len() as u64
    }
}

/// A name as messages show it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", printable(name))
}
