//! A report, sorted by how it is shown. It follows the table of measures and the shape of the tree: a measure
//! that is new has its place in every view.

use crate::measures::{All, Each, Kind, MEASURES, Measure};
use crate::report::Node;

/// A measure in a report, or the one number of it that has a line of its own.
pub(super) struct Part<'a> {
    pub(super) measure: &'static Measure,
    pub(super) path: String,
    pub(super) shown: Shown<'a>,
}

/// How something is shown.
pub(super) enum Shown<'a> {
    /// As one value.
    Value(&'a Node),
    /// As a distribution.
    Distribution(&'a Node),
    /// As a table of names, with the numbers of each.
    Names(Names<'a>),
}

/// A table of names.
pub(super) struct Names<'a> {
    /// What its numbers are called.
    pub(super) columns: Vec<&'a str>,
    pub(super) rows: Vec<(&'a str, Vec<&'a Node>)>,
}

impl Names<'_> {
    /// The number of a row that the table goes by: its first, such as how many records have the name.
    pub(super) fn count(row: &[&Node]) -> f64 {
        row.first().and_then(|node| node.as_f64()).unwrap_or_default()
    }

    /// Its share of all, where there is one.
    pub(super) fn share(&self, row: &[&Node]) -> Option<f64> {
        let at = self.columns.iter().position(|name| *name == "share")?;
        row.get(at)?.as_f64()
    }
}

/// The parts of `report`, in the order of the table of measures, without its groups.
pub(super) fn parts(report: &Node) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for measure in MEASURES {
        let Some(node) = report.get(measure.path) else { continue };
        let mut push = |path: &str, shown| parts.push(Part { measure, path: path.to_owned(), shown });
        match (node, measure.kind) {
            (Node::Tree(values), Kind::Table) => match names(values) {
                Some(names) => push(measure.path, Shown::Names(names)),
                None => {
                    values.iter().for_each(|(name, node)| push(&format!("{}.{name}", measure.path), Shown::Value(node)))
                }
            },
            (Node::Tree(_), _) => push(measure.path, Shown::Distribution(node)),
            _ => push(measure.path, Shown::Value(node)),
        }
    }
    parts
}

/// The values of a table as rows. Nothing if they are no names but values of several kinds.
fn names(values: &[(String, Node)]) -> Option<Names<'_>> {
    let number = |node: &Node| matches!(node, Node::Count(_) | Node::Number(_) | Node::Nothing);
    let Some((_, Node::Tree(first))) = values.first() else {
        let rows = values.iter().map(|(name, node)| (name.as_str(), vec![node])).collect();
        return values
            .iter()
            .all(|(_, node)| matches!(node, Node::Count(_)))
            .then_some(Names { columns: vec!["records"], rows });
    };
    let columns: Vec<&str> = first.iter().filter(|(_, node)| number(node)).map(|(name, _)| name.as_str()).collect();
    let rows = values.iter().map(|(name, node)| (name.as_str(), row_of(node, &columns))).collect();
    Some(Names { columns, rows })
}

fn row_of<'a>(node: &'a Node, columns: &[&str]) -> Vec<&'a Node> {
    columns.iter().map(|name| node.get(name).unwrap_or(&Node::Nothing)).collect()
}

/// The section in which a measure is shown: what comes before the dot in its path; whole numbers of texts and of
/// their parts have one together.
pub(super) fn section(measure: &Measure) -> &'static str {
    match (measure.path.split_once('.'), measure.kind) {
        (Some((section, _)), _) => section,
        (None, Kind::Each(Each { scale: 1, .. }) | Kind::All(All::Words | All::Sentences | All::Paragraphs)) => {
            "lengths"
        }
        _ => measure.path,
    }
}

/// The counts of a distribution's bins.
pub(super) fn bins(distribution: &Node) -> Vec<Bin> {
    let Some(Node::List(bins)) = distribution.get("histogram") else { return Vec::new() };
    let of = |bin: &Node, name| bin.get(name).and_then(Node::as_f64).unwrap_or_default();
    bins.iter().map(|bin| Bin { from: of(bin, "from"), to: of(bin, "to"), count: of(bin, "count") }).collect()
}

/// A bin of a histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bin {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) count: f64,
}

/// `bins` over the edges of `others`, each split as if its numbers lay evenly in it: so two histograms can be
/// seen side by side.
pub(super) fn over(bins: &[Bin], others: &[Bin]) -> Vec<f64> {
    let inside = |bin: &Bin, other: &Bin, last: bool| {
        if bin.to <= bin.from {
            return f64::from(u8::from(other.from <= bin.from && (bin.from < other.to || last)));
        }
        (bin.to.min(other.to) - bin.from.max(other.from)).max(0.0) / (bin.to - bin.from)
    };
    let end = others.len().saturating_sub(1);
    let sum = |(i, other): (usize, &Bin)| bins.iter().map(|bin| bin.count * inside(bin, other, i == end)).sum();
    others.iter().enumerate().map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_split_over_others() {
        let bin = |from: i32, to: i32, count: i32| Bin { from: from.into(), to: to.into(), count: count.into() };
        let others = [bin(0, 5, 0), bin(5, 20, 0)];
        assert_eq!(over(&[bin(0, 10, 4), bin(10, 20, 2)], &others), [2.0, 4.0]);
        assert_eq!(over(&[bin(5, 5, 3)], &others), [0.0, 3.0]);
        assert_eq!(over(&[bin(20, 20, 3)], &others), [0.0, 3.0]);
        assert_eq!(over(&[bin(0, 1, 1)], &[]), [0.0; 0]);
    }
}
