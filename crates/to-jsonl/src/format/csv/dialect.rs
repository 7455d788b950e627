//! How a table is written: what stands between cells and around them.

use copydesk_cli::stream::input::Ends;

use super::cells::Row;
use super::ends::RowEnds;

/// The bytes that mean something in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(super) delimiter: u8,
    /// The quote around cells, if there is one.
    pub(super) quote: Option<u8>,
}

/// What is tried where the delimiter is not given; the first of those that fit equally well.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

impl Dialect {
    pub(super) const CSV: Dialect = Dialect { delimiter: b',', quote: Some(b'"') };
    pub(super) const TSV: Dialect = Dialect { delimiter: b'\t', ..Dialect::CSV };

    /// The dialect with the delimiter that takes the header, the first row in `bytes`, into the most
    /// cells. It is told by the header alone, so that it does not depend on how much is there.
    pub(super) fn found_in(self, bytes: &[u8]) -> Dialect {
        let start = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let bytes = &bytes[start..];
        let end = RowEnds::of_any(self).find(bytes).map_or(bytes.len(), |found| found.first);
        let cells = |delimiter| {
            let (mut row, dialect) = (Row::default(), Dialect { delimiter, ..self });
            row.read(&bytes[..end], 0, dialect, 0);
            row.count
        };
        let best = DELIMITERS.into_iter().rev().max_by_key(|d| cells(*d)).filter(|d| cells(*d) > 1);
        Dialect { delimiter: best.unwrap_or(self.delimiter), ..self }
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
            ("\n\r\na\tb\n1,2\t3\n", b'\t'),
            ("a|\"b\n,,,,\"\n1,2,3,4|3\n", b'|'),
            ("text\none; two; three\n", b','),
            ("", b','),
        ] {
            assert_eq!(Dialect::CSV.found_in(text.as_bytes()).delimiter, delimiter, "{text}");
        }
    }
}
