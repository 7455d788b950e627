//! How a table is written: what stands between cells and around them.

use super::cells::Row;

/// The bytes that mean something in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(super) delimiter: u8,
    /// The quote around cells, if there is one.
    pub(super) quote: Option<u8>,
}

/// What is tried where the delimiter is not given; the first of those that fit equally well.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows are looked at.
const ROWS: usize = 50;

impl Dialect {
    pub(super) const CSV: Dialect = Dialect { delimiter: b',', quote: Some(b'"') };
    pub(super) const TSV: Dialect = Dialect { delimiter: b'\t', ..Dialect::CSV };

    /// The dialect with the delimiter that takes the rows in `bytes` apart best: into several cells,
    /// and most of the rows into as many as the first. Where none does, it stays as it is.
    pub(super) fn found_in(self, bytes: &[u8]) -> Dialect {
        let mut best = (0, self);
        for delimiter in DELIMITERS {
            let dialect = Dialect { delimiter, ..self };
            let (mut row, mut at, mut first, mut alike, mut all) = (Row::default(), 0, 0, 0, 0);
            while all < ROWS
                && let Some(raw) = row.read(bytes, at, dialect)
            {
                // The last row may go on behind these bytes.
                if raw.end == bytes.len() && all > 0 && !bytes.ends_with(b"\n") {
                    break;
                }
                first = if all == 0 { row.cells.len() } else { first };
                alike += usize::from(row.cells.len() == first);
                all += 1;
                at = raw.end;
            }
            // In parts of a thousand: a ragged row among many must not outweigh a column.
            let score = if first > 1 && alike * 2 > all { alike * 1000 / all } else { 0 };
            if score > best.0 {
                best = (score, dialect);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2\n2,5;3\n", b';'),
            ("a\tb\n1,2\t3\n", b'\t'),
            ("a|b\n\"1,2|\"|3\n", b'|'),
            ("text\none, two\nthree\n", b','),
            ("text;n\nOne, two, three; and four.;1\nFive, six.;2\nSeven.;3\n", b';'),
            ("", b','),
        ] {
            assert_eq!(Dialect::CSV.found_in(text.as_bytes()).delimiter, delimiter, "{text}");
        }
    }
}
