//! The page on measures says what the table of measures says.

use copydesk_stats::measures::MEASURES;

#[test]
fn every_measure_has_its_line() {
    let page = include_str!("../../../docs/stats.md");
    for m in MEASURES {
        let line = format!("| `{}` | {} | {} | {} |", m.path, m.unit, m.help, m.source);
        assert!(page.lines().any(|l| l == line), "docs/stats.md lacks {line}");
    }
    let lines = page.lines().filter(|l| l.starts_with("| `")).count();
    assert_eq!(lines, MEASURES.len(), "docs/stats.md has lines of measures that are not there");
}
