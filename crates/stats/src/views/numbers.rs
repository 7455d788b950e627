//! Numbers and names as people read them.

use std::borrow::Cow;

use copydesk_cli::stream::report::{grouped, printable};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::Node;

/// A value in few characters.
pub(super) fn shown(node: Option<&Node>) -> String {
    match node {
        Some(Node::Count(n)) => grouped(*n),
        Some(Node::Number(n)) => number(*n),
        Some(Node::Flag(yes)) => (if *yes { "yes" } else { "no" }).to_owned(),
        Some(Node::Text(text)) => printable(text).into_owned(),
        _ => "-".to_owned(),
    }
}

/// The number `name` of a table or distribution: shares as percent.
pub(super) fn shown_as(name: &str, node: Option<&Node>) -> String {
    match node.and_then(Node::as_f64) {
        Some(share) if name == "share" => percent(share),
        _ => shown(node),
    }
}

/// A share as percent, in which few are not none and nearly all are not all.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        n if n > 0.0 && n < 0.05 => "<0.1 %".to_owned(),
        n if (99.95..100.0).contains(&n) => ">99.9 %".to_owned(),
        n => format!("{n:.1} %"),
    }
}

/// A number with about four digits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn number(n: f64) -> String {
    let whole = n.abs().round();
    if (1000.0..1e15).contains(&whole) {
        let sign = if n < 0.0 { "-" } else { "" };
        format!("{sign}{}", grouped(whole as u64))
    } else if whole >= 1000.0 {
        format!("{n:.3e}")
    } else if n.abs() >= 10.0 {
        format!("{n:.1}")
    } else {
        format!("{n:.3}")
    }
}

/// One side of a comparison: a share, a whole number, or another.
pub(super) fn shown_side(n: Option<f64>, share: bool) -> String {
    match n {
        Some(n) if share => percent(n),
        Some(n) if n.fract() == 0.0 && n.abs() < 1000.0 => n.to_string(),
        Some(n) => number(n),
        None => "-".to_owned(),
    }
}

/// A number as short as can be, for the edge of a plot: 1.5k, 20, 0.05.
pub(super) fn short(n: f64) -> String {
    let of = |n: f64, unit: &str| {
        let digits = format!("{n:.1}");
        format!("{}{unit}", digits.strip_suffix(".0").unwrap_or(&digits))
    };
    match n.abs() {
        a if a >= 1e9 => of(n / 1e9, "G"),
        a if a >= 1e6 => of(n / 1e6, "M"),
        a if a >= 1e4 => of(n / 1e3, "k"),
        a if a >= 1e3 => number(n),
        a if a >= 10.0 => of(n, ""),
        _ => {
            let digits = format!("{n:.3}");
            digits.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    }
}

/// `text`, safe for a terminal, in at most `width` columns.
pub(super) fn fitted(text: &str, width: usize) -> Cow<'_, str> {
    let text = printable(text);
    if text.width() <= width {
        return text;
    }
    let mut taken = 0;
    let kept = text.chars().take_while(|c| {
        taken += c.width().unwrap_or(0);
        taken < width
    });
    Cow::Owned(kept.collect::<String>() + "…")
}

/// How many columns of a terminal `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [1234.5, -2000.0, 12.34, 0.12345, 0.0, 1e20].map(number),
            ["1,235", "-2,000", "12.3", "0.123", "0.000", "1.000e20"]
        );
        assert_eq!(
            [0.0, 0.05, 1.5, 20.0, 15_000.0, 2e6, 1000.0, -0.5].map(short),
            ["0", "0.05", "1.5", "20", "15k", "2M", "1,000", "-0.5"]
        );
        assert_eq!([0.0, 0.0001, 0.25, 0.9996, 1.0].map(percent), ["0.0 %", "<0.1 %", "25.0 %", ">99.9 %", "100.0 %"]);
    }

    #[test]
    fn wide_names_are_cut_at_their_width() {
        assert_eq!(fitted("plain", 5), "plain");
        assert_eq!(fitted("too long", 5), "too …");
        assert_eq!(fitted("新聞記事", 8), "新聞記事");
        assert_eq!(fitted("新聞記事", 7), "新聞記…");
        assert_eq!(fitted("新聞記事", 6), "新聞…");
        assert_eq!(fitted("a\u{1b}[31m\u{fffe}", 20), "a\\u{1b}[31m\\u{fffe}");
    }
}
