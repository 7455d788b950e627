//! The report as rows `group,path,value`, one for each number.

use std::borrow::Cow;

use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::report::printable;

use crate::gate::Comparison;
use crate::report::Node;

/// `report` as CSV (RFC 4180, lines end in a line feed). Histograms are left out.
///
/// # Errors
/// Never, as memory is written to.
pub(crate) fn csv(report: &Node) -> Result<Vec<u8>, Failure> {
    let mut rows = Rows { writer: csv::Writer::from_writer(Vec::new()) };
    rows.row(["group", "path", "value"])?;
    let without_groups = |node: &Node| match node {
        Node::Tree(values) => Node::Tree(values.iter().filter(|(name, _)| name != "groups").cloned().collect()),
        node => node.clone(),
    };
    rows.node("", "", &without_groups(report))?;
    if let Some(Node::Tree(groups)) = report.get("groups.values") {
        for (name, group) in groups {
            // Rows of the whole corpus have no group; a group without a name has one here.
            rows.node(if name.is_empty() { "(empty)" } else { name }, "", group)?;
        }
    }
    for (path, name) in [("groups.other", "(other)"), ("groups.missing", "(missing)")] {
        if let Some(group @ Node::Tree(_)) = report.get(path) {
            rows.node(name, "", group)?;
        }
    }
    rows.end()
}

/// `comparison` as CSV: what was compared, and whether it changed too much.
///
/// # Errors
/// As [`csv`].
pub(crate) fn comparison(comparison: &Comparison) -> Result<Vec<u8>, Failure> {
    let mut rows = Rows { writer: csv::Writer::from_writer(Vec::new()) };
    rows.row(["path", "before", "now", "change", "threshold", "past"])?;
    let of = |n: Option<f64>| n.map_or_else(String::new, |n| Node::number(n).as_f64().unwrap_or(n).to_string());
    for drift in &comparison.drifts {
        let past = drift.is_past().to_string();
        rows.row([&drift.path, &of(drift.before), &of(drift.now), &of(drift.change()), &of(drift.threshold), &past])?;
    }
    rows.end()
}

/// A cell in which names from records neither command a terminal nor are a formula to a spreadsheet: an
/// apostrophe before what would begin one makes it text. Numbers stay what they are.
fn plain(cell: &str) -> Cow<'_, str> {
    let cell = printable(cell);
    if cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err() {
        return Cow::Owned(format!("'{cell}"));
    }
    cell
}

struct Rows {
    writer: csv::Writer<Vec<u8>>,
}

impl Rows {
    fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), Failure> {
        let mut record = csv::StringRecord::new();
        cells.into_iter().for_each(|cell| record.push_field(&plain(cell.as_ref())));
        self.writer.write_record(&record).map_err(|e| Failure::new(format!("cannot make CSV: {e}")))
    }

    fn node(&mut self, group: &str, path: &str, node: &Node) -> Result<(), Failure> {
        let value = match node {
            Node::Tree(values) => {
                for (name, value) in values {
                    let dot = if path.is_empty() { "" } else { "." };
                    self.node(group, &format!("{path}{dot}{name}"), value)?;
                }
                return Ok(());
            }
            Node::List(_) => return Ok(()),
            Node::Nothing => String::new(),
            Node::Count(n) => n.to_string(),
            Node::Number(n) => n.to_string(),
            Node::Flag(yes) => yes.to_string(),
            Node::Text(text) => text.clone(),
        };
        self.row([group, path, &value])
    }

    fn end(self) -> Result<Vec<u8>, Failure> {
        self.writer.into_inner().map_err(|e| Failure::new(format!("cannot make CSV: {e}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_formulas_and_no_commands() {
        assert_eq!(
            ["words", "-1.5", "=1+1", "@a", "-x", "+", "a\u{1b}[31m"].map(plain),
            ["words", "-1.5", "'=1+1", "'@a", "'-x", "'+", "a\\u{1b}[31m"]
        );
    }
}
