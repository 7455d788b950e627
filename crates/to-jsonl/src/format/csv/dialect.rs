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

/// More cells than that are only counted while a delimiter is looked for.
const MOST_CELLS: usize = 1;

/// How many rows are looked at.
const ROWS: usize = 50;

impl Dialect {
    pub(super) const CSV: Dialect = Dialect { delimiter: b',', quote: Some(b'"') };
    pub(super) const TSV: Dialect = Dialect { delimiter: b'\t', ..Dialect::CSV };

    /// The dialect that takes the rows in `bytes` apart best, with a delimiter of its own if
    /// `delimiters` and without quotes if `quotes` allow it: most rows have as many cells as the
    /// first, and a delimiter follows their quotes. Where none does, it stays as it is.
    pub(super) fn found_in(self, bytes: &[u8], delimiters: bool, quotes: bool) -> Dialect {
        let delimiters = if delimiters { &DELIMITERS[..] } else { &[self.delimiter] };
        let without = quotes.then_some(None);
        let mut best = (0, self);
        for quote in [Some(self.quote), without].into_iter().flatten() {
            for &delimiter in delimiters {
                let dialect = Dialect { delimiter, quote };
                let score = dialect.fit(bytes);
                if score > best.0 {
                    best = (score, dialect);
                }
            }
        }
        best.1
    }

    /// How many of a thousand rows fit; 0 where they do not have several cells, or few fit.
    fn fit(self, bytes: &[u8]) -> usize {
        let (mut row, mut at, mut first, mut alike, mut all) = (Row::default(), 0, 0, 0, 0);
        while all < ROWS
            && let Some(raw) = row.read(bytes, at, self, MOST_CELLS)
        {
            // The last row may go on behind these bytes.
            if raw.end == bytes.len() && all > 0 && !bytes.ends_with(b"\n") {
                break;
            }
            first = if all == 0 { row.count } else { first };
            alike += usize::from(row.count == first && !row.loose);
            all += 1;
            at = raw.end;
        }
        if first > 1 && alike * 2 > all { alike * 1000 / all } else { 0 }
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
            assert_eq!(Dialect::CSV.found_in(text.as_bytes(), true, true).delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn quotes_that_are_none_are_found() {
        let quote = |text: &str| Dialect::TSV.found_in(text.as_bytes(), false, true).quote;
        assert_eq!(quote("title\ttext\n\"A\tone\n\"B\ttwo\n"), None);
        assert_eq!(quote("title\ttext\n\"Yes\" he said\tone\n"), None);
        assert_eq!(quote("title\ttext\n\"A\nB\"\tone\n"), Some(b'"'));
        assert_eq!(quote("title\ttext\nA\tone\n"), Some(b'"'));
    }
}
