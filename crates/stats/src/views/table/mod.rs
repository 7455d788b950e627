//! The report as tables for people at a terminal.

mod grid;

use std::fmt::Write;

use super::groups::Groups;
use super::months::periods;
use super::numbers::{fitted, shown, shown_as, shown_side, width};
use super::parts::{Names, Shown, bins, parts, section};
use super::spark::{bar, spark};
use crate::gate::{Comparison, shown_change};
use crate::report::Node;
use grid::{Grid, Line, Row};

/// So many names of a kind have a line of their own.
const NAMES: usize = 12;

/// The numbers of a distribution that are shown, and their rank where not all fit.
const NUMBERS: [(&str, &str, u8); 8] = [
    ("total", "total", 4),
    ("mean", "mean", 0),
    ("deviation", "deviation", 6),
    ("min", "min", 7),
    ("p5", "5 %", 5),
    ("p50", "median", 0),
    ("p95", "95 %", 1),
    ("max", "max", 2),
];

/// Where it is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// How many columns it has.
    pub(crate) columns: usize,
    /// Whether headings are bold.
    pub(crate) color: bool,
}

impl Screen {
    /// As wide as `COLUMNS` says, or as the terminal is, or 80 columns.
    pub(crate) fn of(terminal: bool, color: bool) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|n| n.trim().parse().ok()).filter(|n| *n > 0);
        let seen = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        Screen { columns: said.or_else(seen).unwrap_or(80).clamp(32, 1000), color }
    }

    /// `blocks` of lines as text, with an empty line between two.
    fn text(self, blocks: Vec<Vec<Line>>) -> String {
        let mut out = String::new();
        for block in blocks.into_iter().filter(|block| !block.is_empty()) {
            if !out.is_empty() {
                out.push('\n');
            }
            for line in block {
                let _ = match line {
                    Line::Heading(line) if self.color => writeln!(out, "\u{1b}[1m{line}\u{1b}[0m"),
                    Line::Heading(line) | Line::Text(line) => writeln!(out, "{line}"),
                };
            }
        }
        out
    }
}

/// `report` as text that fits `screen`.
pub(crate) fn table(report: &Node, screen: Screen) -> String {
    let columns = screen.columns;
    let parts = parts(report);
    let mut blocks = vec![Vec::new()];
    let mut single = Grid { columns: vec![(String::new(), 0)], ..Grid::default() };
    let mut each = Grid { title: "of each".to_owned(), plots: true, ..Grid::default() };
    each.columns = NUMBERS.iter().map(|(_, name, rank)| ((*name).to_owned(), *rank)).collect();
    let (mut last, mut without) = ("", Vec::new());
    let mut named = Vec::new();
    for part in parts {
        match part.shown {
            Shown::Value(node) => single.rows.push(cells(&part.path, vec![shown_as(end(&part.path), Some(node))])),
            Shown::Distribution(node) if node.get("mean") == Some(&Node::Nothing) => without.push(part.path),
            Shown::Distribution(node) => {
                let section = section(part.measure);
                let inside = part.path.strip_prefix(section).filter(|rest| rest.starts_with('.'));
                if section != last && inside.is_some() {
                    each.rows.push(Row::Heading(section.to_owned()));
                }
                last = section;
                each.rows.push(distribution(inside.unwrap_or(&part.path), node));
            }
            Shown::Names(names) if names.rows.is_empty() => {}
            Shown::Names(names) => named.push(names_of(&part.path, &names, columns)),
        }
    }
    // Values have no heading.
    blocks.push(single.lines(columns).split_off(1));
    let mut lines = if each.rows.is_empty() { Vec::new() } else { each.lines(columns) };
    if !without.is_empty() && report.get("records") != Some(&Node::Count(0)) {
        lines.extend(wrapped(&format!("no values: {}", without.join(", ")), columns));
    }
    blocks.push(lines);
    blocks.extend(named);
    blocks.extend(Groups::of(report).map(|groups| groups_of(&groups, columns)));
    screen.text(blocks)
}

/// How a report differs from its baseline, as text that fits `screen`.
pub(crate) fn comparison(comparison: &Comparison, screen: Screen) -> String {
    let mut grid = Grid { title: "measure".to_owned(), ..Grid::default() };
    grid.columns =
        [("before", 0), ("now", 0), ("change", 0), ("", 1)].map(|(name, rank)| (name.to_owned(), rank)).into();
    for drift in comparison.shown() {
        let past = if drift.is_past() { "past" } else { "" }.to_owned();
        let values =
            [shown_side(drift.before, drift.share), shown_side(drift.now, drift.share), shown_change(drift), past];
        grid.rows.push(cells(&drift.path, values.into()));
    }
    let lines = if grid.rows.is_empty() { Vec::new() } else { grid.lines(screen.columns) };
    let title = fitted(&format!("changes since {}", comparison.baseline), screen.columns).into_owned();
    screen.text(vec![vec![Line::Heading(title)], lines, wrapped(&comparison.summary(), screen.columns)])
}

fn cells(name: &str, cells: Vec<String>) -> Row {
    Row::Cells { name: name.to_owned(), cells, plot: Box::new(|_| String::new()) }
}

/// A name that is seen.
fn named(name: &str) -> &str {
    if name.is_empty() { "(empty)" } else { name }
}

/// The last name of a path.
fn end(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn distribution(name: &str, node: &Node) -> Row {
    let counts: Vec<f64> = bins(node).iter().map(|bin| bin.count).collect();
    let value = |(name, ..): &(&str, &str, u8)| node.get(name).map_or_else(String::new, |value| shown(Some(value)));
    let cells = NUMBERS.iter().map(value).collect();
    Row::Cells { name: name.to_owned(), cells, plot: Box::new(move |width| spark(&counts, width)) }
}

/// A table of names with their numbers, the most frequent first; of months, how they came.
fn names_of(path: &str, names: &Names<'_>, columns: usize) -> Vec<Line> {
    let mut grid = Grid { title: path.to_owned(), plots: names.columns.contains(&"share"), ..Grid::default() };
    let periods = periods(names);
    grid.columns = names.columns.iter().map(|name| ((*name).to_owned(), u8::from(*name != names.columns[0]))).collect();
    if let Some(periods) = &periods {
        grid.columns.truncate(1);
        let most = periods.iter().map(|(_, n)| *n).fold(0.0, f64::max);
        let some: Vec<_> = periods.iter().filter(|(_, n)| *n > 0.0).collect();
        for (name, n) in some.iter().skip(some.len().saturating_sub(NAMES)) {
            let share = n / most;
            let plot = Box::new(move |width| bar(share, width));
            grid.rows.push(Row::Cells { name: name.clone(), cells: vec![whole(*n)], plot });
        }
    } else {
        let mut rows: Vec<_> = names.rows.iter().collect();
        rows.sort_by(|(_, a), (_, b)| Names::count(b).total_cmp(&Names::count(a)));
        let most = rows.iter().filter_map(|(_, row)| names.share(row)).fold(0.0, f64::max);
        for (name, row) in rows.into_iter().take(NAMES) {
            let cells = names.columns.iter().zip(row).map(|(name, node)| shown_as(name, Some(*node))).collect();
            let share = names.share(row).unwrap_or_default() / most.max(f64::MIN_POSITIVE);
            grid.rows.push(Row::Cells {
                name: named(name).to_owned(),
                cells,
                plot: Box::new(move |width| bar(share, width)),
            });
        }
    }
    let all = periods.as_ref().map_or(names.rows.len(), |p| p.iter().filter(|(_, n)| *n > 0.0).count());
    let mut lines = grid.lines(columns);
    if let Some(periods) = periods.filter(|periods| periods.len() > 2) {
        let (first, last) = (&periods[0].0, &periods[periods.len() - 1].0);
        let counts: Vec<f64> = periods.iter().map(|(_, n)| *n).collect();
        let room = columns.saturating_sub(width(first) + width(last) + 2);
        lines.insert(1, Line::Text(format!("{first} {} {last}", spark(&counts, room))));
    }
    if all > NAMES {
        lines.push(Line::Text(fitted(&format!("and {} more: --json has them", all - NAMES), columns).into_owned()));
    }
    lines
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(n: f64) -> String {
    copydesk_cli::stream::report::grouped(n as u64)
}

fn groups_of(groups: &Groups<'_>, columns: usize) -> Vec<Line> {
    let mut grid = Grid { title: format!("by {}", groups.field), plots: true, ..Grid::default() };
    grid.columns = (1..).zip(&groups.columns).map(|(rank, (_, name))| ((*name).to_owned(), rank.min(9) - 1)).collect();
    for group in groups.groups.iter().take(NAMES * 2) {
        let value = |(path, _): &(&str, &str)| shown_as(end(path), group.report.get(path));
        let (plot, cells) = (group.plot.clone(), groups.columns.iter().map(value).collect());
        grid.rows.push(Row::Cells {
            name: named(group.name).to_owned(),
            cells,
            plot: Box::new(move |width| spark(&plot, width)),
        });
    }
    let mut lines = grid.lines(columns);
    if groups.groups.len() > NAMES * 2 {
        let more = groups.groups.len() - NAMES * 2;
        lines.push(Line::Text(fitted(&format!("and {more} more: --json has them"), columns).into_owned()));
    }
    lines
}

/// `text` in lines of at most `columns`, broken at spaces.
fn wrapped(text: &str, columns: usize) -> Vec<Line> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter().map(|line| Line::Text(fitted(&line, columns).into_owned())).collect()
}
