//! The answer as a table for people.

use std::fmt::Write;

use copydesk_cli::stream::report::{grouped, printable};
use copydesk_text::measure::Histogram;

use crate::Stats;

/// So many languages have a line of their own.
const LANGUAGES: usize = 20;

pub(crate) fn table(stats: &Stats) -> String {
    let mut out = format!("{:<12}{:>15}\n\n", "records", grouped(stats.words.count()));
    let _ = writeln!(
        out,
        "{:<12}{:>15}{:>10}{:>9}{:>9}{:>9}{:>10}",
        "a record", "total", "mean", "min", "median", "90 %", "max"
    );
    for (name, h) in [("characters", &stats.characters), ("words", &stats.words), ("sentences", &stats.sentences)] {
        line(&mut out, name, h);
    }
    let all = stats.words.count().max(1);
    let mut languages: Vec<_> = stats.languages.iter().collect();
    languages.sort_by_key(|(name, n)| (std::cmp::Reverse(**n), (*name).clone()));
    if !languages.is_empty() {
        out.push_str("\nlanguage            records    share\n");
    }
    for (name, n) in languages.iter().take(LANGUAGES) {
        #[allow(clippy::cast_precision_loss)]
        let share = **n as f64 * 100.0 / all as f64;
        let _ = writeln!(out, "{:<12}{:>15}{share:>7.1} %", printable(name), grouped(**n));
    }
    if languages.len() > LANGUAGES {
        let _ = writeln!(out, "and {} more", languages.len() - LANGUAGES);
    }
    out
}

fn line(out: &mut String, name: &str, h: &Histogram) {
    let number = |n: Option<u64>| n.map_or_else(|| "-".to_owned(), grouped);
    let mean = h.mean().map_or_else(|| "-".to_owned(), |m| format!("{m:.1}"));
    let total = grouped(u64::try_from(h.sum()).unwrap_or(u64::MAX));
    let (min, max) = (number(h.range().map(|r| r.0)), number(h.range().map(|r| r.1)));
    let (half, most) = (number(h.quantile(0.5)), number(h.quantile(0.9)));
    let _ = writeln!(out, "{name:<12}{total:>15}{mean:>10}{min:>9}{half:>9}{most:>9}{max:>10}");
}
