//! Groups side by side.

use super::parts::{Bin, bins, over};
use crate::report::Node;

/// The numbers by which groups are compared, where they are measured, and what they are called.
const MAIN: [(&str, &str); 7] = [
    ("records", "records"),
    ("words.total", "words"),
    ("words.p50", "median words"),
    ("sentence_length.mean", "words a sentence"),
    ("duplicates.share", "duplicates"),
    ("readability.flesch.p50", "Flesch"),
    ("diversity.mattr.p50", "MATTR"),
];

/// The distribution that is drawn of each.
const PLOT: &str = "words";

/// Groups side by side.
pub(super) struct Groups<'a> {
    /// The field that groups.
    pub(super) field: &'a str,
    /// Paths and names of the columns.
    pub(super) columns: Vec<(&'static str, &'static str)>,
    pub(super) groups: Vec<Group<'a>>,
}

/// A group of records.
pub(super) struct Group<'a> {
    /// Its name, or what it is if it has none.
    pub(super) name: &'a str,
    /// Whether it is named by records.
    pub(super) named: bool,
    pub(super) report: &'a Node,
    /// How many of its texts have how many words, over the same edges in all groups.
    pub(super) plot: Vec<f64>,
}

impl<'a> Groups<'a> {
    /// The groups of `report`, the largest first; nothing if there are none.
    pub(super) fn of(report: &'a Node) -> Option<Self> {
        let Some(Node::Text(field)) = report.get("groups.field") else { return None };
        let Some(Node::Tree(values)) = report.get("groups.values") else { return None };
        let edges: Vec<Bin> = report.get(PLOT).map(bins).unwrap_or_default();
        let group = |name, named, report: &'a Node| {
            let plot = report.get(PLOT).map(|plot| over(&bins(plot), &edges)).unwrap_or_default();
            Group { name, named, report, plot }
        };
        let mut groups: Vec<_> = values.iter().map(|(name, report)| group(name.as_str(), true, report)).collect();
        let records = |group: &Group<'_>| group.report.get("records").and_then(Node::as_f64).unwrap_or_default();
        groups.sort_by(|a, b| records(b).total_cmp(&records(a)));
        for (path, name) in [("groups.other", "(other)"), ("groups.missing", "(missing)")] {
            if let Some(report @ Node::Tree(_)) = report.get(path) {
                groups.push(group(name, false, report));
            }
        }
        let columns = MAIN.into_iter().filter(|(path, _)| report.get(path).is_some()).collect();
        Some(Groups { field, columns, groups })
    }
}
