//! Plots as SVG. They have no text but titles: labels stand beside them in HTML, so that they are as large on a
//! phone as on a desk.

use std::fmt::Write;

use super::escape::escaped;
use crate::views::numbers::short;
use crate::views::parts::Bin;

/// A column of a plot: what it is, and how high.
pub(super) struct Column {
    pub(super) title: String,
    pub(super) height: f64,
}

/// Columns side by side on an area of so many units a column; `mark` is a place among them.
pub(super) fn columns(title: &str, columns: &[Column], mark: Option<f64>) -> String {
    let most = columns.iter().map(|c| c.height).fold(f64::MIN_POSITIVE, f64::max);
    let width = columns.len() * 10;
    let mut out = format!(
        "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 {width} 100\" preserveAspectRatio=\"none\"><title>{}</title>",
        escaped(title)
    );
    for (i, column) in columns.iter().enumerate().filter(|(_, column)| column.height > 0.0) {
        // What is there is seen.
        let height = (column.height / most * 100.0).max(1.0);
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{:.1}\" width=\"9\" height=\"{height:.1}\"><title>{}</title></rect>",
            i * 10,
            100.0 - height,
            escaped(&column.title)
        );
    }
    let _ = write!(out, "<path class=\"base\" d=\"M0 100H{width}\"/>");
    if let Some(mark) = mark {
        let _ = write!(out, "<path class=\"mark\" d=\"M{0:.1} -4V100\"/>", mark * 10.0);
    }
    out + "</svg>"
}

/// Labels under columns, at places from 0 to 1.
pub(super) fn axis(labels: &[(f64, String)]) -> String {
    let mut out = String::from("<div class=\"axis\" aria-hidden=\"true\">");
    for (place, label) in labels {
        let _ = write!(out, "<span style=\"left:{:.1}%\">{}</span>", place * 100.0, escaped(label));
    }
    out + "</div>"
}

/// A histogram with its axis, and a mark at the median.
#[allow(clippy::cast_precision_loss)]
pub(super) fn histogram(title: &str, bins: &[Bin], median: Option<f64>) -> String {
    let column = |bin: &Bin| Column {
        title: format!("{} to {}: {}", short(bin.from), short(bin.to), short(bin.count)),
        height: bin.count,
    };
    let all: Vec<Column> = bins.iter().map(column).collect();
    let place = |value: f64| {
        let at = bins.partition_point(|bin| bin.to <= value).min(bins.len().saturating_sub(1));
        let bin = bins.get(at)?;
        // The one number of a bin is in its middle.
        let width = bin.to - bin.from;
        let inside = if width > 1.0 || value > bin.from { (value - bin.from) / width } else { 0.5 };
        Some(at as f64 + inside.clamp(0.0, 1.0))
    };
    let count = bins.len();
    let mut at: Vec<usize> = if count >= 8 { (0..=4).map(|i| i * count / 4).collect() } else { vec![0, count] };
    at.dedup();
    let edge = |at: usize| bins.get(at).map(|bin| bin.from).or(bins.last().map(|bin| bin.to)).unwrap_or_default();
    let labels: Vec<_> = at.into_iter().map(|at| (at as f64 / count.max(1) as f64, short(edge(at)))).collect();
    columns(title, &all, median.and_then(place)) + &axis(&labels)
}

/// The shape of a distribution, small.
#[allow(clippy::cast_precision_loss)]
pub(super) fn shape(counts: &[f64]) -> String {
    let most = counts.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut path = String::from("M0 20");
    for (i, n) in counts.iter().enumerate() {
        let height = if *n > 0.0 { (n / most * 20.0).max(1.0) } else { 0.0 };
        let _ = write!(path, "V{:.1}H{}", 20.0 - height, (i + 1) * 5);
    }
    // One value alone is a line and no block.
    let width = if counts.len() == 1 { 60 } else { (counts.len() * 5).max(1) };
    format!(
        "<svg aria-hidden=\"true\" viewBox=\"0 0 {width} 20\" preserveAspectRatio=\"none\"><path d=\"{path}V20Z\"/></svg>"
    )
}

/// A bar of `share` (0 to 1).
pub(super) fn bar(share: f64) -> String {
    let width = if share > 0.0 { (share * 100.0).clamp(0.5, 100.0) } else { 0.0 };
    format!(
        "<svg aria-hidden=\"true\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\"><rect width=\"{width:.1}\" height=\"10\"/></svg>"
    )
}
