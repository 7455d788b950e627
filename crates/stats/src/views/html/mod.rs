//! The report as one page: no script, nothing from elsewhere, plots as inline SVG.

mod escape;
mod plot;
mod tables;

use std::fmt::Write;

use super::groups::Groups;
use super::months;
use super::numbers::{percent, shown, shown_as};
use super::parts::{Names, Part, Shown, bins, parts, section};
use crate::gate::Comparison;
use crate::report::Node;
use escape::{escaped, name, prose, title};
use plot::Column;

const STYLE: &str = include_str!("style.css");

/// Numbers at the top, where they are measured: path, name, and the path of what stands below.
const FIGURES: [(&str, &str, &str); 5] = [
    ("records", "Records", ""),
    ("words.total", "Words", ""),
    ("distinct_words", "Different words", ""),
    ("duplicates.records", "Duplicates", "duplicates.share"),
    ("words.p50", "Median words", ""),
];

/// Titles of sections that say more than their paths.
const TITLES: [(&str, &str); 3] = [("bad", "Bad records"), ("created", "Dates"), ("characters_by", "Characters")];

/// A section of the page.
struct Section {
    id: String,
    title: String,
    content: String,
}

/// `report` as a page.
pub(crate) fn html(report: &Node, comparison: Option<&Comparison>) -> String {
    let mut sections: Vec<Section> = comparison.map(changes).into_iter().collect();
    let groups = Groups::of(report);
    sections.extend(groups.as_ref().map(compared));
    sections.extend(measured(report));
    sections.extend(groups.as_ref().map(details));
    let records = shown(report.get("records"));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <title>Corpus report: {records} records</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Corpus report</h1>\n"
    );
    let _ = writeln!(out, "<p class=\"lede\">{}</p>", lede(report));
    out.push_str(&figures(report));
    out.push_str("</header>\n<nav aria-label=\"Sections\"><ul>");
    for section in &sections {
        let _ = write!(out, "<li><a href=\"#{}\">{}</a></li>", section.id, section.title);
    }
    out.push_str("</ul></nav>\n<main>\n");
    for Section { id, title, content } in &sections {
        let _ = write!(
            out,
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>\n{content}\n</section>\n"
        );
    }
    let _ = write!(
        out,
        "</main>\n<footer><p>Made by <code>stats {}</code> of copydesk. A line in a plot marks the median. Quantiles are at \
         most 1/128 off; the first and the last column of a histogram reach to the least and the greatest value. \
         Names such as <code>words.p50</code> are those of <code>--json</code> and <code>--require</code>.</p></footer>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    );
    out
}

/// What the corpus is, in a sentence.
fn lede(report: &Node) -> String {
    if report.get("records") == Some(&Node::Count(0)) {
        return "No records.".to_owned();
    }
    let mut out = format!("<b>{}</b> records", shown(report.get("records")));
    if let Some(words) = report.get("words.total") {
        let _ = write!(out, " of <b>{}</b> words in all", shown(Some(words)));
    }
    let parts = parts(report);
    let named = |path: &str| {
        parts.iter().find_map(|part| match &part.shown {
            Shown::Names(names) if part.path == path && !names.rows.is_empty() => Some(names),
            _ => None,
        })
    };
    if let Some(languages) = named("languages") {
        let first = languages.rows.iter().max_by(|(_, a), (_, b)| Names::count(a).total_cmp(&Names::count(b)));
        match (languages.rows.len(), first) {
            (1, Some((only, _))) => _ = write!(out, ", in one language: {}", name(only)),
            (count, Some((first, row))) => {
                let share = languages.share(row).map_or_else(String::new, |share| format!(" ({})", percent(share)));
                let _ = write!(out, ", in <b>{count}</b> languages, the first of which is {}{share}", name(first));
            }
            _ => {}
        }
    }
    if let Some(periods) = named("created").and_then(months::periods)
        && let (Some((first, _)), Some((last, _))) = (periods.first(), periods.last())
    {
        let _ = match first == last {
            true => write!(out, ", from {}", escaped(first)),
            false => write!(out, ", from {} to {}", escaped(first), escaped(last)),
        };
    }
    out + "."
}

fn figures(report: &Node) -> String {
    let mut out = String::from("<dl class=\"figures\">");
    for (path, label, below) in FIGURES {
        let Some(node) = report.get(path) else { continue };
        let below = report.get(below).map_or_else(String::new, |node| {
            format!("<small>{} of all</small>", escaped(&shown_as("share", Some(node))))
        });
        let _ = write!(out, "<div><dt>{label}</dt><dd>{}{below}</dd></div>", escaped(&shown(Some(node))));
    }
    if let Some(Node::Tree(bad)) = report.get("bad")
        && !bad.is_empty()
    {
        let all: f64 = bad.iter().filter_map(|(_, n)| n.as_f64()).sum();
        let _ = write!(out, "<div><dt>Bad records</dt><dd>{all}</dd></div>");
    }
    out + "</dl>\n"
}

/// The sections of all that is measured, in its order.
fn measured(report: &Node) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut single = String::new();
    for part in parts(report) {
        let id = section(part.measure);
        let (content, in_grid) = match &part.shown {
            Shown::Value(node) => {
                let last = part.path.rsplit('.').next().unwrap_or_default();
                let value = escaped(&shown_as(last, Some(node)));
                let _ = write!(
                    single,
                    "<tr><th scope=\"row\">{} <code>{}</code></th><td>{value}</td></tr>",
                    escaped(&title(&part.path)),
                    escaped(&part.path)
                );
                continue;
            }
            Shown::Distribution(node) if node.get("mean") == Some(&Node::Nothing) => continue,
            Shown::Names(names) if names.rows.is_empty() => continue,
            Shown::Distribution(node) => (card(&part, node), true),
            Shown::Names(names) if id != part.path => (format!("<figure>{}</figure>", named(&part, names, true)), true),
            Shown::Names(names) => (named(&part, names, false), false),
        };
        let content = if in_grid { format!("<div class=\"grid\">{content}</div>") } else { content };
        match sections.iter_mut().find(|section| section.id == id) {
            Some(section) if in_grid && section.content.ends_with("</div>") => {
                // Cards of a section share its grid.
                section.content.truncate(section.content.len() - "</div>".len());
                section.content.push_str(&content["<div class=\"grid\">".len()..]);
            }
            Some(section) => section.content.push_str(&content),
            None => sections.push(Section { id: id.to_owned(), title: titled(id), content }),
        }
    }
    let content = format!("<table><tbody>{single}</tbody></table>");
    sections.push(Section { id: "numbers".to_owned(), title: "Single numbers".to_owned(), content });
    sections
}

/// The title of a section.
fn titled(section: &str) -> String {
    let given = TITLES.iter().find(|(name, _)| *name == section);
    given.map_or_else(|| escaped(&title(section)), |(_, title)| (*title).to_owned())
}

/// A distribution with its plot.
fn card(part: &Part<'_>, node: &Node) -> String {
    let bins = bins(node);
    let last = part.path.rsplit('.').next().unwrap_or_default();
    let (label, median) = (title(last), node.get("p50"));
    let of = |name| shown(node.get(name));
    let described = format!(
        "{label}, histogram of {} values from {} to {}; half are up to {}, nine tenths of them between {} and {}",
        of("count"),
        of("min"),
        of("max"),
        of("p50"),
        of("p5"),
        of("p95")
    );
    let plot = match bins.as_slice() {
        [_] => "<p class=\"same\">All values are the same.</p>".to_owned(),
        bins => plot::histogram(&described, bins, median.and_then(Node::as_f64)),
    };
    format!(
        "<figure><figcaption><h3>{}</h3><span class=\"mid\">median <b>{}</b></span><p class=\"help\">{} <span class=\"path\">{}</span></p></figcaption>{}\
         <details><summary>Mean {}, 5 to 95 %: {} to {}</summary>{}</details></figure>",
        escaped(&label),
        escaped(&shown(median)),
        prose(part.measure.help),
        escaped(&part.path),
        plot,
        of("mean"),
        of("p5"),
        of("p95"),
        tables::distribution(node, &bins)
    )
}

/// A table of names, as bars; of months, as columns over time.
#[allow(clippy::cast_precision_loss)]
fn named(part: &Part<'_>, names: &Names<'_>, heading: bool) -> String {
    let mut out = String::new();
    if heading {
        let last = part.path.rsplit('.').next().unwrap_or_default();
        let _ = write!(out, "<h3>{}</h3>", escaped(&title(last)));
    }
    let _ = write!(
        out,
        "<p class=\"help\">{} <span class=\"path\">{}</span></p>",
        prose(part.measure.help),
        escaped(&part.path)
    );
    let Some(periods) = months::periods(names) else {
        return out + &tables::names(names);
    };
    let column = |(period, n): &(String, f64)| Column { title: format!("{period}: {n}"), height: *n };
    let columns: Vec<Column> = periods.iter().map(column).collect();
    let (count, last) = (periods.len() as f64, periods.len().saturating_sub(1));
    let mut at = if last >= 8 { vec![0, last / 2, last] } else { vec![0, last] };
    at.dedup();
    let labels: Vec<_> = at
        .iter()
        .map(|at| {
            let place = if *at == 0 {
                0.0
            } else if *at == last {
                1.0
            } else {
                (*at as f64 + 0.5) / count
            };
            (place, periods[*at].0.clone())
        })
        .collect();
    let described = format!("Records over time, from {} to {}", periods[0].0, periods[last].0);
    let _ = write!(
        out,
        "<figure class=\"wide\">{}{}<details><summary>As a table</summary>{}</details></figure>",
        plot::columns(&described, &columns, None),
        plot::axis(&labels),
        tables::periods(&periods)
    );
    out
}

fn compared(groups: &Groups<'_>) -> Section {
    Section { id: "groups".to_owned(), title: format!("By {}", name(groups.field)), content: tables::groups(groups) }
}

fn details(groups: &Groups<'_>) -> Section {
    let mut content = String::new();
    for group in &groups.groups {
        let shown_name = if group.named { name(group.name) } else { format!("<i>{}</i>", escaped(group.name)) };
        let records = shown(group.report.get("records"));
        let _ = write!(
            content,
            "<details class=\"group\"><summary>{shown_name}: {records} records</summary>{}</details>",
            tables::group(group.report)
        );
    }
    Section { id: "each-group".to_owned(), title: "Each group".to_owned(), content }
}

fn changes(comparison: &Comparison) -> Section {
    let content = format!("<p class=\"help\">{}</p>{}", comparison.summary(), tables::comparison(comparison));
    Section { id: "changes".to_owned(), title: format!("Changes since {}", name(&comparison.baseline)), content }
}
