//! Tables of a page.

use std::fmt::Write;

use super::escape::{escaped, name, title};
use super::plot::{bar, shape};
use crate::gate::{Comparison, shown_change};
use crate::report::Node;
use crate::views::groups::Groups;
use crate::views::numbers::{short, shown, shown_as, shown_side};
use crate::views::parts::{Bin, Names, Shown, bins, parts};

/// So many names are shown at once, and in all.
const NAMES: usize = 20;
const ALL: usize = 1000;

/// A table of names, the most frequent first, with bars; past the first ones, they are folded away.
pub(super) fn names(names: &Names<'_>) -> String {
    let mut sorted: Vec<_> = names.rows.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| Names::count(b).total_cmp(&Names::count(a)));
    let most = sorted.first().map_or(0.0, |(_, row)| Names::count(row)).max(f64::MIN_POSITIVE);
    let table = |rows: &[&(&str, Vec<&Node>)]| {
        let many = if names.columns.len() > 2 { " class=\"many\"" } else { "" };
        let mut out = format!(
            "<table{many}><thead><tr><th scope=\"col\">name</th><th class=\"bar-head\"><span class=\"hidden\">bar</span></th>"
        );
        names.columns.iter().for_each(|column| _ = write!(out, "<th scope=\"col\">{}</th>", escaped(column)));
        out.push_str("</tr></thead><tbody>");
        for (text, row) in rows {
            let share = Names::count(row) / most;
            // Where there is no room for a bar of its own, it is under the name.
            let _ = write!(out, "<tr><th scope=\"row\" style=\"--share:{:.1}%\">{}</th>", share * 100.0, name(text));
            let _ = write!(out, "<td class=\"bar\">{}</td>", bar(share));
            for (column, node) in names.columns.iter().zip(row) {
                let _ = write!(out, "<td>{}</td>", escaped(&shown_as(column, Some(node))));
            }
            out.push_str("</tr>");
        }
        out + "</tbody></table>"
    };
    let mut out = table(&sorted[..sorted.len().min(NAMES)]);
    if sorted.len() > NAMES {
        let rest = &sorted[NAMES..sorted.len().min(ALL)];
        let _ = write!(out, "<details><summary>{} more</summary>{}</details>", rest.len(), table(rest));
    }
    if sorted.len() > ALL {
        let _ = write!(out, "<p class=\"help\">and {} more: <code>--json</code> has them</p>", sorted.len() - ALL);
    }
    out
}

/// Counts by period of time.
pub(super) fn periods(periods: &[(String, f64)]) -> String {
    let mut out =
        String::from("<table><thead><tr><th scope=\"col\">time</th><th scope=\"col\">records</th></tr></thead><tbody>");
    for (period, n) in periods {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th><td>{n}</td></tr>", escaped(period));
    }
    out + "</tbody></table>"
}

/// All numbers of a distribution, and its bins.
pub(super) fn distribution(node: &Node, all: &[Bin]) -> String {
    let mut out = String::from("<table><caption>Numbers</caption><tbody>");
    if let Node::Tree(values) = node {
        for (label, value) in values.iter().filter(|(_, value)| !matches!(value, Node::List(_) | Node::Tree(_))) {
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                escaped(label),
                escaped(&shown(Some(value)))
            );
        }
    }
    out.push_str("</tbody></table><table><caption>Histogram</caption><thead><tr><th scope=\"col\">from</th><th scope=\"col\">to</th><th scope=\"col\">count</th></tr></thead><tbody>");
    for bin in all {
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            short(bin.from),
            short(bin.to),
            bin.count
        );
    }
    out + "</tbody></table>"
}

/// All of a group: its distributions line by line, and its names.
pub(super) fn group(report: &Node) -> String {
    let mut out = String::from(
        "<table><thead><tr><th scope=\"col\">of each</th><th scope=\"col\">mean</th><th scope=\"col\">median</th>\
         <th scope=\"col\">95 %</th><th><span class=\"hidden\">shape</span></th></tr></thead><tbody>",
    );
    let mut tables = String::new();
    for part in parts(report) {
        match part.shown {
            Shown::Distribution(node) if node.get("mean") != Some(&Node::Nothing) => {
                let counts: Vec<f64> = bins(node).iter().map(|bin| bin.count).collect();
                let of = |what| escaped(&shown(node.get(what)));
                let _ = write!(
                    out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td class=\"shape\">{}</td></tr>",
                    escaped(&title(&part.path)),
                    of("mean"),
                    of("p50"),
                    of("p95"),
                    shape(&counts)
                );
            }
            Shown::Names(of) if !of.rows.is_empty() => {
                let _ = write!(
                    tables,
                    "<details><summary>{}</summary>{}</details>",
                    escaped(&title(&part.path)),
                    names(&of)
                );
            }
            _ => {}
        }
    }
    out + "</tbody></table>" + &tables
}

/// Groups side by side.
pub(super) fn groups(groups: &Groups<'_>) -> String {
    let heads = groups.columns.iter().map(|(_, name)| *name);
    let mut out = stack(std::iter::once("group").chain(heads).chain(["words of each"]));
    for group in &groups.groups {
        let shown_name = if group.named { name(group.name) } else { format!("<i>{}</i>", escaped(group.name)) };
        let _ = write!(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{shown_name}</th>");
        for (path, label) in &groups.columns {
            let last = path.rsplit('.').next().unwrap_or(path);
            cell(&mut out, label, &escaped(&shown_as(last, group.report.get(path))), "");
        }
        cell(&mut out, "words of each", &shape(&group.plot), "shape");
        out.push_str("</tr>");
    }
    out + "</tbody></table>"
}

/// What changed since a baseline.
pub(super) fn comparison(comparison: &Comparison) -> String {
    let mut out = stack(["measure", "before", "now", "change"]);
    for drift in comparison.shown() {
        let _ = write!(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>", name(&drift.path));
        cell(&mut out, "before", &shown_side(drift.before, drift.share), "");
        cell(&mut out, "now", &shown_side(drift.now, drift.share), "");
        let (change, past) = (shown_change(drift), drift.is_past());
        let change = if past { format!("{change}, past the threshold") } else { change };
        cell(&mut out, "change", &escaped(&change), if past { "past" } else { "" });
        out.push_str("</tr>");
    }
    out + "</tbody></table>"
}

/// The start of a table whose rows stand below each other on a phone. It keeps its roles there.
fn stack<'a>(heads: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::from("<table class=\"stack\" role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\" role=\"columnheader\">{}</th>", escaped(head));
    }
    out + "</tr></thead><tbody role=\"rowgroup\">"
}

fn cell(out: &mut String, label: &str, content: &str, class: &str) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = write!(out, "<td role=\"cell\"{class} data-label=\"{}\">{content}</td>", escaped(label));
}
