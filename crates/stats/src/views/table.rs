//! The report as tables for people at a terminal.

use std::fmt::Write;

use copydesk_cli::stream::report::{grouped, printable};

use crate::report::Node;

/// So many names of a kind have a line of their own.
const NAMES: usize = 20;

/// What is in a report, sorted by how it is shown.
#[derive(Default)]
struct Parts<'a> {
    single: Vec<(String, &'a Node)>,
    distributions: Vec<(String, &'a Node)>,
    named: Vec<(String, &'a [(String, Node)])>,
    fields: Vec<(String, &'a [(String, Node)])>,
}

/// `report` as text that fits 80 columns.
pub(crate) fn table(report: &Node) -> String {
    let mut parts = Parts::default();
    sort("", report, &mut parts);
    let mut out = String::new();
    for (path, value) in parts.single {
        let _ = writeln!(out, "{path:<33}{:>13}", shown(Some(value)));
    }
    if !parts.distributions.is_empty() {
        let _ =
            writeln!(out, "\n{:<28}{:>14}{:>9}{:>9}{:>9}{:>10}", "of each", "total", "mean", "median", "95 %", "max");
    }
    for (path, values) in parts.distributions {
        let of = |name| shown(values.get(name));
        let _ = writeln!(
            out,
            "{path:<33}{:>13}{:>8}{:>8}{:>8}{:>10}",
            values.get("total").map_or_else(String::new, |total| shown(Some(total))),
            of("mean"),
            of("p50"),
            of("p95"),
            of("max")
        );
    }
    for (path, values) in parts.named {
        names(&mut out, &path, values);
    }
    for (path, values) in parts.fields {
        let _ = writeln!(out, "\n{path:<33}{:>13}{:>8}{:>8}", "records", "missing", "empty");
        for (name, value) in values {
            let of = |what| shown(value.get(what));
            let _ = writeln!(out, "{:<33}{:>13}{:>8}{:>8}", printable(name), of("records"), of("missing"), of("empty"));
        }
    }
    out
}

fn sort<'a>(path: &str, node: &'a Node, parts: &mut Parts<'a>) {
    let Node::Tree(values) = node else {
        parts.single.push((path.to_owned(), node));
        return;
    };
    if node.get("p50").is_some() {
        parts.distributions.push((path.to_owned(), node));
    } else if !values.is_empty() && values.iter().all(|(_, value)| value.get("share").is_some()) {
        parts.named.push((path.to_owned(), values));
    } else if !values.is_empty() && values.iter().all(|(_, value)| value.get("missing").is_some()) {
        parts.fields.push((path.to_owned(), values));
    } else {
        for (name, value) in values {
            let dot = if path.is_empty() { "" } else { "." };
            sort(&format!("{path}{dot}{}", printable(name)), value, parts);
        }
    }
}

/// A table of names with how many records have each, the most frequent first.
fn names(out: &mut String, path: &str, values: &[(String, Node)]) {
    let records = |value: &Node| value.get("records").and_then(Node::as_f64).unwrap_or_default();
    let mut values: Vec<_> = values.iter().collect();
    values.sort_by(|(_, a), (_, b)| records(b).total_cmp(&records(a)));
    let _ = writeln!(out, "\n{path:<33}{:>13}{:>8}", "records", "share");
    for (name, value) in values.iter().take(NAMES) {
        let share = value.get("share").and_then(Node::as_f64).unwrap_or_default() * 100.0;
        let _ = writeln!(out, "{:<33}{:>13}{share:>6.1} %", printable(name), shown(value.get("records")));
    }
    if values.len() > NAMES {
        let _ = writeln!(out, "and {} more: --json has them", values.len() - NAMES);
    }
}

/// A value in few characters.
fn shown(node: Option<&Node>) -> String {
    match node {
        Some(Node::Count(n)) => grouped(*n),
        Some(Node::Number(n)) if n.abs() >= 1000.0 => format!("{n:.0}"),
        Some(Node::Number(n)) if n.abs() >= 10.0 => format!("{n:.1}"),
        Some(Node::Number(n)) => format!("{n:.3}"),
        Some(Node::Flag(yes)) => yes.to_string(),
        Some(Node::Text(text)) => printable(text).to_string(),
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_shown() {
        let mut report = Node::Tree(Vec::new());
        report.set("records", Node::Count(12345));
        report.set("words.mean", Node::number(20.25));
        report.set("words.p50", Node::Count(7));
        report.set("languages.e\u{1b}n.records", Node::Count(3));
        report.set("languages.e\u{1b}n.share", Node::number(0.25));
        let table = table(&report);
        for part in ["12,345", "20.2", "25.0 %"] {
            assert!(table.contains(part), "{part} in {table}");
        }
        assert!(!table.contains('\u{1b}'));
    }
}
