//! `--compare`: how a report differs from one before it.

use std::collections::BTreeSet;

use super::known::Known;
use super::threshold::{self, Threshold};
use crate::measures::{Kind, MEASURES, Measure};
use crate::report::Node;

/// Shares of names that changed by less are not shown.
const LITTLE: f64 = 0.01;

/// How two reports differ.
pub(crate) struct Comparison {
    /// The baseline's name.
    pub(crate) baseline: String,
    /// All that was compared, in the order of the report.
    pub(crate) drifts: Vec<Drift>,
}

/// How a number differs.
#[derive(Debug)]
pub(crate) struct Drift {
    pub(crate) path: String,
    /// The numbers; nothing where there is no value.
    pub(crate) before: Option<f64>,
    pub(crate) now: Option<f64>,
    /// Whether it is a share, whose change is a difference; that of other numbers is by the number before.
    pub(crate) share: bool,
    /// Whether it is of a name in a table, of which there may be many.
    pub(crate) named: bool,
    /// How much it may change.
    pub(crate) threshold: Option<f64>,
}

impl Comparison {
    /// What is different in `now` from `before`.
    pub(crate) fn new(name: &str, known: &Known, before: &Node, now: &Node, thresholds: &[Threshold]) -> Self {
        let mut drifts = Vec::new();
        of_report("", known, before, now, thresholds, &mut drifts);
        let groups = |report: &Node| match report.get("groups.values") {
            Some(Node::Tree(values)) => values.iter().map(|(name, _)| name.clone()).collect(),
            _ => BTreeSet::new(),
        };
        if [before, now].iter().all(|report| report.get("groups").is_some()) {
            let parts =
                groups(before).union(&groups(now)).map(|name| format!("groups.values.{name}")).collect::<Vec<_>>();
            for part in parts.into_iter().chain(["groups.other".to_owned(), "groups.missing".to_owned()]) {
                let path = format!("{part}.");
                match (before.get(&part), now.get(&part)) {
                    (Some(before @ Node::Tree(_)), Some(now @ Node::Tree(_))) => {
                        of_report(&path, known, before, now, thresholds, &mut drifts);
                    }
                    (None | Some(Node::Nothing), None | Some(Node::Nothing)) => {}
                    // One that came or went has as many records more or less.
                    _ => {
                        let path = format!("{path}records");
                        let of = |report: &Node| known.value(report, &path).ok();
                        let (before, now) = (of(before), of(now));
                        let threshold = threshold::of(&path, thresholds);
                        drifts.push(Drift { path, before, now, share: false, named: false, threshold });
                    }
                }
            }
        }
        Comparison { baseline: name.to_owned(), drifts }
    }

    /// As a part of the report.
    pub(crate) fn node(&self) -> Node {
        let measure = |drift: &Drift| {
            Node::tree([
                ("path", Node::Text(drift.path.clone())),
                ("before", Node::number(drift.before)),
                ("now", Node::number(drift.now)),
                ("change", Node::number(drift.change())),
                ("threshold", Node::number(drift.threshold)),
                ("past", Node::Flag(drift.is_past())),
            ])
        };
        Node::tree([
            ("baseline", Node::Text(self.baseline.clone())),
            ("past", Node::Count(self.past().count() as u64)),
            ("measures", Node::List(self.drifts.iter().map(measure).collect())),
        ])
    }

    /// What is shown to people: all that changed, but for names whose share hardly did.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Drift> {
        let much = |drift: &Drift| drift.change().is_none_or(|change| change.abs() >= LITTLE);
        self.drifts.iter().filter(move |drift| drift.differs() && (!drift.named || drift.is_past() || much(drift)))
    }

    /// How many measures changed, in a sentence.
    pub(crate) fn summary(&self) -> String {
        let differ = self.drifts.iter().filter(|drift| drift.differs()).count();
        let (same, past, shown) = (self.drifts.len() - differ, self.past().count(), self.shown().count());
        let little = match differ - shown {
            0 => String::new(),
            n => format!(" ({n} shares by less than a point, which are not shown)"),
        };
        format!("{differ} measures changed{little}, {past} past their threshold; {same} did not change.")
    }

    /// Those that changed past their threshold.
    pub(crate) fn past(&self) -> impl Iterator<Item = &Drift> {
        self.drifts.iter().filter(|drift| drift.is_past())
    }
}

/// Compares two reports without their groups.
fn of_report(
    prefix: &str,
    known: &Known,
    before: &Node,
    now: &Node,
    thresholds: &[Threshold],
    drifts: &mut Vec<Drift>,
) {
    for measure in MEASURES {
        // What one of them does not have was not measured.
        if before.get(measure.path).is_none() || now.get(measure.path).is_none() {
            continue;
        }
        let mut paths = Vec::new();
        for report in [before, now] {
            if let Some(node) = report.get(measure.path) {
                compared(measure.path, node, &mut paths);
            }
        }
        let asked = thresholds.iter().filter_map(|t| t.path.as_deref()?.strip_prefix(prefix));
        let inside = |path: &&str| path.strip_prefix(measure.path).is_some_and(|rest| rest.starts_with('.'));
        let number = |path: &&str| known.check(path).is_ok();
        paths.extend(asked.filter(inside).filter(number).map(str::to_owned));
        let mut seen = BTreeSet::new();
        for path in paths.into_iter().filter(|path| seen.insert(path.clone())) {
            // A name that may be among those that share one count in one of them.
            if [before, now].iter().any(|report| report.get(&path).is_none() && known.value(report, &path).is_err()) {
                continue;
            }
            let (share, named) = (is_share(measure, &path), matches!(measure.kind, Kind::Table));
            let (before, now) = (known.value(before, &path).ok(), known.value(now, &path).ok());
            let path = format!("{prefix}{path}");
            let threshold = threshold::of(&path, thresholds);
            drifts.push(Drift { path, before, now, share, named, threshold });
        }
    }
}

/// The paths under `path` that are compared without being asked for: of a distribution mean and median, of a
/// name its share of records.
fn compared(path: &str, node: &Node, paths: &mut Vec<String>) {
    let Node::Tree(values) = node else {
        if matches!(node, Node::Count(_) | Node::Number(_) | Node::Nothing) {
            paths.push(path.to_owned());
        }
        return;
    };
    if node.get("share").is_some_and(|share| !matches!(share, Node::Tree(_))) {
        paths.push(format!("{path}.share"));
    } else if node.get("histogram").is_some() || node.get("p50").is_some() {
        paths.extend(["mean", "p50"].map(|name| format!("{path}.{name}")));
    } else {
        values.iter().for_each(|(name, value)| compared(&format!("{path}.{name}"), value, paths));
    }
}

/// Whether a number is a share of something.
fn is_share(measure: &Measure, path: &str) -> bool {
    path.ends_with(".share") || ["share", "by word"].contains(&measure.unit) && !path.ends_with(".count")
}

impl Drift {
    /// How much it changed: of shares the difference, of other numbers the difference by the one before. Nothing
    /// where that cannot be told: one has no value, or it was 0 before.
    pub(crate) fn change(&self) -> Option<f64> {
        let (before, now) = (self.before?, self.now?);
        if before.to_bits() == now.to_bits() {
            return Some(0.0);
        }
        let change = if self.share { now - before } else { (now - before) / before.abs() };
        Some(change).filter(|change| change.is_finite())
    }

    /// Whether there is any difference.
    pub(crate) fn differs(&self) -> bool {
        self.before != self.now
    }

    /// Whether it changed by more than it may; a change that cannot be told is more than any.
    pub(crate) fn is_past(&self) -> bool {
        let Some(most) = self.threshold else { return false };
        // A threshold that is met is not passed for how binary fractions round.
        self.differs() && self.change().is_none_or(|change| change.abs() > most + 1e-9)
    }

    /// What there is to say of it.
    pub(super) fn said(&self) -> String {
        let of = |n: Option<f64>| n.map_or_else(|| "without a value".to_owned(), |n| n.to_string());
        let threshold = self.threshold.unwrap_or_default();
        let change = shown_change(self);
        let past = percent(threshold, self.share);
        let (before, now) = (of(self.before), of(self.now));
        format!("{} is {now}, was {before}: {change}, and the threshold is {past}", self.path)
    }
}

/// How much changed, for people.
pub(crate) fn shown_change(drift: &Drift) -> String {
    match drift.change() {
        Some(change) if drift.share => format!("{:+.1} points", change * 100.0),
        Some(change) => format!("{:+.1} %", change * 100.0),
        None if drift.before == Some(0.0) => "from 0".to_owned(),
        None => "cannot be told".to_owned(),
    }
}

fn percent(threshold: f64, share: bool) -> String {
    let n = (threshold * 1e6).round() / 1e4;
    if share { format!("{n} points") } else { format!("{n} %") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drift(before: Option<f64>, now: Option<f64>, share: bool) -> Drift {
        Drift { path: "x".into(), before, now, share, named: false, threshold: Some(0.1) }
    }

    #[test]
    fn shares_change_by_points_and_numbers_by_their_size() {
        let change = |before, now, share| drift(Some(before), Some(now), share).change();
        assert_eq!(change(10.0, 11.0, false), Some(0.1));
        assert_eq!(change(-10.0, -5.0, false), Some(0.5));
        assert_eq!(change(0.5, 0.75, true), Some(0.25));
        assert_eq!(change(0.0, 0.25, true), Some(0.25));
        assert_eq!(change(0.0, 3.0, false), None);
        assert_eq!(change(0.0, 0.0, false), Some(0.0));
    }

    #[test]
    fn a_threshold_is_met_or_passed() {
        let past = |before, now, share| drift(before, now, share).is_past();
        assert!(!past(Some(10.0), Some(11.0), false) && past(Some(10.0), Some(11.1), false));
        assert!(!past(Some(0.3), Some(0.4), true) && past(Some(0.3), Some(0.41), true));
        assert!(past(Some(0.0), Some(1.0), false) && past(None, Some(1.0), false) && past(Some(1.0), None, false));
        assert!(!past(None, None, false) && !past(Some(0.0), Some(0.0), false));
        assert!(!Drift { threshold: None, ..drift(Some(1.0), Some(9.0), false) }.is_past());
    }
}
