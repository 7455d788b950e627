//! Columns that fit a terminal.

use crate::views::numbers::{fitted, width};

/// Rows under columns. The first column is text, all others are numbers; behind them stands a plot.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) title: String,
    /// The names of the columns behind the first, and their rank: where not all fit, those of the highest number
    /// are left out.
    pub(super) columns: Vec<(String, u8)>,
    pub(super) rows: Vec<Row>,
    /// Whether rows have plots.
    pub(super) plots: bool,
}

/// A row of a grid.
pub(super) enum Row {
    /// A line above others.
    Heading(String),
    Cells {
        name: String,
        cells: Vec<String>,
        /// Draws in at most so many columns.
        plot: Box<dyn Fn(usize) -> String>,
    },
}

/// Columns between two cells.
const GAP: usize = 2;
/// A plot has so many at least, if it is there, and at most.
const PLOT: std::ops::RangeInclusive<usize> = 8..=20;
/// A longer name than this, or than two fifths of the line, is cut for other columns.
const NAME: usize = 26;

impl Grid {
    /// Its lines, in at most `columns` columns.
    pub(super) fn lines(&self, columns: usize) -> Vec<Line> {
        let rows = || {
            self.rows.iter().filter_map(|row| match row {
                Row::Cells { name, cells, .. } => Some((name, cells)),
                Row::Heading(_) => None,
            })
        };
        let longest = |at: usize| rows().filter_map(|(_, cells)| cells.get(at)).map(|cell| width(cell)).max();
        let widths: Vec<usize> = (self.columns.iter().enumerate())
            .map(|(at, (name, _))| longest(at).unwrap_or(0).max(width(name)))
            .collect();
        let longest_name = rows().map(|(name, _)| width(&fitted(name, usize::MAX))).max().unwrap_or(0);
        let plot = if self.plots { GAP + PLOT.start() } else { 0 };
        let mut shown: Vec<usize> = (0..widths.len()).collect();
        let needed = |shown: &[usize], name: usize| name + shown.iter().map(|at| GAP + widths[*at]).sum::<usize>();
        let name = longest_name.max(width(&self.title));
        let least = name.min(NAME.max(columns * 2 / 5));
        while needed(&shown, least) + plot > columns {
            let Some(last) = shown.iter().copied().max_by_key(|at| self.columns[*at].1) else { break };
            if self.columns[last].1 == 0 {
                break;
            }
            shown.retain(|at| *at != last);
        }
        let name = name.min(columns.saturating_sub(needed(&shown, 0) + plot)).max(4);
        let left = columns.saturating_sub(needed(&shown, name) + GAP);
        let drawn = if self.plots && left >= 4 { left.min(*PLOT.end()) } else { 0 };
        let line = |first: &str, cells: &dyn Fn(usize) -> String, plot: String| {
            let first = fitted(first, name);
            let mut line = format!("{first}{}", " ".repeat(name - width(&first)));
            for at in &shown {
                let cell = cells(*at);
                line.push_str(&" ".repeat(GAP + widths[*at].saturating_sub(width(&cell))));
                line.push_str(&cell);
            }
            if !plot.is_empty() {
                line.push_str("  ");
                line.push_str(&plot);
            }
            line.truncate(line.trim_end().len());
            line
        };
        let mut lines = vec![Line::Heading(line(&self.title, &|at| self.columns[at].0.clone(), String::new()))];
        for row in &self.rows {
            lines.push(match row {
                Row::Heading(text) => Line::Heading(fitted(text, columns).into_owned()),
                Row::Cells { name, cells, plot } => {
                    let plot = if drawn > 0 { plot(drawn) } else { String::new() };
                    Line::Text(line(name, &|at| cells.get(at).cloned().unwrap_or_default(), plot))
                }
            });
        }
        lines
    }
}

/// A line on the screen.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    Heading(String),
    Text(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let row = |name: &str| Row::Cells {
            name: name.to_owned(),
            cells: vec!["1.50".into(), "1,000,000".into()],
            plot: Box::new(|width| "█".repeat(width)),
        };
        Grid {
            title: "of each".into(),
            columns: vec![("mean".into(), 0), ("total".into(), 1)],
            rows: vec![row("a short name"), Row::Heading("more".into()), row("新聞の一つのとても長い名前")],
            plots: true,
        }
    }

    #[test]
    fn lines_fit_whatever_the_width() {
        for columns in [30, 40, 60, 80, 200] {
            for line in grid().lines(columns) {
                let (Line::Heading(line) | Line::Text(line)) = line;
                assert!(width(&line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn what_matters_least_goes_first() {
        let text = |columns| match &grid().lines(columns)[1] {
            Line::Heading(line) | Line::Text(line) => line.clone(),
        };
        assert_eq!(text(80), "a short name                1.50  1,000,000  ████████████████████");
        assert_eq!(text(50), "a short name                1.50  ████████████████");
        assert_eq!(text(30), "a short name    1.50  ████████");
    }
}
