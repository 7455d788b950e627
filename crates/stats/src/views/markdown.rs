//! The report as Markdown tables of GitHub's kind, for pull requests and job summaries.

use std::fmt::Write;

use copydesk_cli::stream::report::printable;

use super::groups::Groups;
use super::months::periods;
use super::numbers::{shown, shown_as, shown_side};
use super::parts::{Names, Shown, bins, parts};
use super::spark::spark;
use crate::gate::{Comparison, shown_change};
use crate::report::Node;

/// So many names of a kind have a row of their own.
const NAMES: usize = 20;

const NUMBERS: [(&str, &str); 6] =
    [("total", "total"), ("mean", "mean"), ("p5", "5 %"), ("p50", "median"), ("p95", "95 %"), ("max", "max")];

/// `report` as Markdown.
pub(crate) fn markdown(report: &Node) -> String {
    let (mut single, mut each, mut named) = (Vec::new(), Vec::new(), String::new());
    for part in parts(report) {
        match part.shown {
            Shown::Value(node) => {
                let name = part.path.rsplit('.').next().unwrap_or_default();
                single.push(vec![code(&part.path), shown_as(name, Some(node))]);
            }
            Shown::Distribution(node) if node.get("mean") == Some(&Node::Nothing) => {}
            Shown::Distribution(node) => {
                let mut row = vec![code(&part.path)];
                let value = |(name, _): &(&str, &str)| node.get(name).map_or_else(String::new, |n| shown(Some(n)));
                row.extend(NUMBERS.iter().map(value));
                let counts: Vec<f64> = bins(node).iter().map(|bin| bin.count).collect();
                row.push(spark(&counts, 20).replace(' ', "\u{2007}"));
                each.push(row);
            }
            Shown::Names(names) if names.rows.is_empty() => {}
            Shown::Names(names) => names_of(&mut named, part.measure.path, &names),
        }
    }
    let mut out = String::from("## Corpus\n");
    rows(&mut out, &["measure", "value"], &single);
    if !each.is_empty() {
        let mut head = vec!["of each"];
        head.extend(NUMBERS.iter().map(|(_, name)| *name));
        head.push("distribution");
        rows(&mut out, &head, &each);
    }
    out.push_str(&named);
    if let Some(groups) = Groups::of(report) {
        let _ = write!(out, "\n### By {}\n", code(groups.field));
        let mut head = vec!["group"];
        head.extend(groups.columns.iter().map(|(_, name)| *name));
        let of = |group: &super::groups::Group<'_>| {
            let value = |(path, _): &(&str, &str)| {
                shown_as(path.rsplit('.').next().unwrap_or_default(), group.report.get(path))
            };
            let name = if group.named { code(group.name) } else { group.name.to_owned() };
            std::iter::once(name).chain(groups.columns.iter().map(value)).collect()
        };
        rows(&mut out, &head, &groups.groups.iter().map(of).collect::<Vec<_>>());
    }
    out
}

/// How a report differs from its baseline, as Markdown.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let mut out = format!("## Changes since {}\n", code(&comparison.baseline));
    let mut changed = Vec::new();
    for drift in comparison.shown() {
        let past = if drift.is_past() { "**past**" } else { "" }.to_owned();
        let (before, now) = (shown_side(drift.before, drift.share), shown_side(drift.now, drift.share));
        changed.push(vec![code(&drift.path), before, now, shown_change(drift), past]);
    }
    if !changed.is_empty() {
        rows(&mut out, &["measure", "before", "now", "change", "threshold"], &changed);
    }
    let _ = writeln!(out, "\n{}", comparison.summary());
    out
}

fn names_of(out: &mut String, path: &str, names: &Names<'_>) {
    let _ = write!(out, "\n### {}\n", code(path));
    if let Some(periods) = periods(names) {
        let counts: Vec<f64> = periods.iter().map(|(_, n)| *n).collect();
        let (first, last) = (&periods[0].0, &periods[periods.len() - 1].0);
        let _ = write!(out, "\n{first} {} {last}\n", spark(&counts, 60).replace(' ', "\u{2007}"));
        let some: Vec<_> = periods.iter().filter(|(_, n)| *n > 0.0).collect();
        let of = |(period, n): &&(String, f64)| vec![code(period), n.to_string()];
        rows(
            out,
            &["time", "records"],
            &some.iter().skip(some.len().saturating_sub(NAMES)).map(of).collect::<Vec<_>>(),
        );
        return;
    }
    let mut sorted: Vec<_> = names.rows.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| Names::count(b).total_cmp(&Names::count(a)));
    let mut head = vec!["name"];
    head.extend(&names.columns);
    let of = |(name, row): &&(&str, Vec<&Node>)| {
        let values = names.columns.iter().zip(row).map(|(name, node)| shown_as(name, Some(*node)));
        std::iter::once(code(name)).chain(values).collect()
    };
    rows(out, &head, &sorted.iter().take(NAMES).map(of).collect::<Vec<_>>());
    if sorted.len() > NAMES {
        let _ = write!(out, "\nand {} more\n", sorted.len() - NAMES);
    }
}

/// A table: the first column is text, all others are numbers.
fn rows(out: &mut String, head: &[&str], rows: &[Vec<String>]) {
    let _ = write!(out, "\n| {} |\n|---|{}\n", head.join(" | "), "---:|".repeat(head.len().saturating_sub(1)));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}

/// A name as code, in which nothing is markup, a link or the mention of a user.
fn code(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./ ()".contains(c);
    let name = printable(if name.is_empty() { "(empty)" } else { name });
    if name.trim() == name && name.chars().all(plain) {
        return format!("`{name}`");
    }
    let mut out = String::from("<code>");
    for c in name.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && c != ' ' {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out + "</code>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_markup() {
        assert_eq!(code("words.p50"), "`words.p50`");
        assert_eq!(
            code("a|b`\\<img>\n@you"),
            "<code>a&#124;b&#96;&#92;&#60;img&#62;&#92;u&#123;a&#125;&#64;you</code>"
        );
        assert_eq!(code(""), "`(empty)`");
    }
}
