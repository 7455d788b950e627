//! A row taken apart into cells, by the rules of RFC 4180 and of the csv crate: a quote opens only
//! at a cell's beginning, `""` inside quotes is one, and what follows the closing quote stays.

use std::borrow::Cow;
use std::ops::Range;

use super::Dialect;

/// The cells of one row, as places in the bytes that it was read from.
#[derive(Default)]
pub(super) struct Row {
    /// The first of them, at most as many as were asked for and one.
    pub(super) cells: Vec<Cell>,
    /// How many there are in all.
    pub(super) count: usize,
    /// Whether the bytes end inside quotes.
    pub(super) open: bool,
    /// Whether something other than a delimiter follows a closing quote.
    pub(super) loose: bool,
}

/// One cell.
pub(super) struct Cell {
    /// Its content; with its quotes, if it is not the same characters without them.
    span: Range<usize>,
    quoted: bool,
}

impl Cell {
    /// Where it stands.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Its content, of which `raw` is the text where it stands.
    pub(super) fn text<'a>(&self, raw: Cow<'a, str>, dialect: Dialect) -> Cow<'a, str> {
        let Some(quote) = dialect.quote.filter(|_| self.quoted) else { return raw };
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw.strip_prefix(char::from(quote)).unwrap_or(&raw);
        while let Some(at) = memchr::memchr(quote, rest.as_bytes()) {
            // Of two quotes the first stays; behind a single one all is as it stands.
            let doubled = rest.as_bytes().get(at + 1) == Some(&quote);
            out.push_str(&rest[..at + usize::from(doubled)]);
            rest = &rest[at + 1 + usize::from(doubled)..];
            if !doubled {
                break;
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

impl Row {
    /// Reads the first row of `bytes` from `at` on, and gives its place with its line end. Blank
    /// lines before it are passed over; nothing, if there are only such. Cells beyond `most` and one
    /// are only counted.
    pub(super) fn read(&mut self, bytes: &[u8], at: usize, dialect: Dialect, most: usize) -> Option<Range<usize>> {
        self.cells.clear();
        (self.count, self.open, self.loose) = (0, false, false);
        let start = at + bytes[at..].iter().position(|b| !matches!(b, b'\r' | b'\n'))?;
        let mut at = start;
        loop {
            let end = self.cell(bytes, at, dialect);
            self.count += 1;
            self.cells.truncate(most.saturating_add(1));
            match bytes.get(end) {
                None => return Some(start..end),
                Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => return Some(start..end + 2),
                Some(b'\r' | b'\n') => return Some(start..end + 1),
                Some(_) => at = end + 1,
            }
        }
    }

    /// Notes the cell that begins at `at`, and gives the place of the delimiter or line end behind.
    fn cell(&mut self, bytes: &[u8], at: usize, dialect: Dialect) -> usize {
        let plain_end = |from: usize| {
            memchr::memchr3(dialect.delimiter, b'\r', b'\n', &bytes[from..]).map_or(bytes.len(), |n| from + n)
        };
        let Some(quote) = dialect.quote.filter(|q| bytes.get(at) == Some(q)) else {
            let end = plain_end(at);
            self.cells.push(Cell { span: at..end, quoted: false });
            return end;
        };
        let mut doubled = false;
        let mut from = at + 1;
        let close = loop {
            let Some(n) = memchr::memchr(quote, &bytes[from..]) else {
                self.open = true;
                self.cells.push(Cell { span: at..bytes.len(), quoted: true });
                return bytes.len();
            };
            if bytes.get(from + n + 1) != Some(&quote) {
                break from + n;
            }
            doubled = true;
            from += n + 2;
        };
        let end = plain_end(close + 1);
        self.loose |= end != close + 1;
        let simple = !doubled && end == close + 1;
        let span = if simple { at + 1..close } else { at..end };
        self.cells.push(Cell { span, quoted: !simple });
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, dialect: Dialect) -> Vec<(Vec<String>, String)> {
        let (mut row, mut at, mut all) = (Row::default(), 0, Vec::new());
        while let Some(raw) = row.read(text.as_bytes(), at, dialect, usize::MAX) {
            let cell = |c: &Cell| c.text(Cow::Borrowed(&text[c.span.clone()]), dialect).into_owned();
            all.push((row.cells.iter().map(cell).collect(), text[raw.clone()].to_owned()));
            at = raw.end;
        }
        all
    }

    #[test]
    fn a_row_has_its_bytes() {
        let raw: Vec<_> = rows("\n\na,\"b\r\n\"\r\n\r\nc\rd", Dialect::CSV).into_iter().map(|r| r.1).collect();
        assert_eq!(raw, ["a,\"b\r\n\"\r\n", "c\r", "d"]);
    }

    #[test]
    fn without_quotes_they_are_characters() {
        let none = Dialect { quote: None, ..Dialect::TSV };
        assert_eq!(rows("\"a\tb\"\nc\t\"\n", none)[0].0, ["\"a", "b\""]);
    }

    #[test]
    fn open_quotes() {
        for (text, open) in
            [("a,\"b", true), ("\"a\"\"", true), ("\"a\"\"\"", false), ("a\"b", false), ("\"a\" \"", false)]
        {
            let mut row = Row::default();
            row.read(text.as_bytes(), 0, Dialect::CSV, 9);
            assert_eq!(row.open, open, "{text}");
        }
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[aé,\"\r\n]{0,40}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
            let ours: Vec<_> = rows(&text, Dialect::CSV).into_iter().map(|r| r.0).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
