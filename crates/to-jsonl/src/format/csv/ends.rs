//! Where rows end, which is all that the reader needs to know of them.

use copydesk_cli::stream::input::{Ends, Found};

use super::dialect::{DELIMITERS, Dialect};

/// Finds the ends of rows: `\n` and `\r` outside quotes. A quote opens only at a cell's beginning;
/// anywhere else it is a character like others.
pub(super) struct RowEnds {
    dialect: Dialect,
    any: bool,
    state: State,
    /// The last byte was a carriage return that ends a row, perhaps with a line feed to come.
    cr: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellStart,
    Cell,
    Quoted,
    /// Behind a quote in a quoted cell: it ends there, or the quote is doubled.
    Quote,
}

impl RowEnds {
    pub(super) fn new(dialect: Dialect) -> Self {
        RowEnds { dialect, any: false, state: State::CellStart, cr: false }
    }

    /// The same while the delimiter is not known: any that it could be may stand before a quote.
    pub(super) fn of_any(dialect: Dialect) -> Self {
        RowEnds { any: true, ..Self::new(dialect) }
    }

    fn is_delimiter(&self, b: u8) -> bool {
        b == self.dialect.delimiter || self.any && DELIMITERS.contains(&b)
    }

    fn quote(&self, bytes: &[u8]) -> Option<usize> {
        memchr::memchr(self.dialect.quote?, bytes)
    }
}

impl Ends for RowEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut ends = None;
        let mut note = |first: usize, last: usize| {
            let first = ends.map_or(first, |e: Found| e.first);
            // Rows are told by their lines and not counted.
            ends = Some(Found { first, last, count: 0 });
        };
        let mut at = 0;
        if std::mem::take(&mut self.cr) {
            // What follows a carriage return is here: the row ends before it, or behind its line feed.
            at = usize::from(new.starts_with(b"\n"));
            note(at, at);
        }
        while let Some(&next) = new.get(at) {
            match self.state {
                State::Quoted => match self.quote(&new[at..]) {
                    Some(n) => {
                        at += n + 1;
                        self.state = State::Quote;
                    }
                    None => break,
                },
                State::Quote => {
                    at += 1;
                    self.state = match next {
                        b if Some(b) == self.dialect.quote => State::Quoted,
                        b'\n' | b'\r' => {
                            let ends = at < new.len() || next == b'\n';
                            self.cr = !ends;
                            // With its line feed; a pair in the middle is found as two.
                            if ends {
                                let end = at + usize::from(next == b'\r' && new.get(at) == Some(&b'\n'));
                                note(end, end);
                            }
                            State::CellStart
                        }
                        b if self.is_delimiter(b) => State::CellStart,
                        _ => State::Cell,
                    };
                }
                State::CellStart | State::Cell => {
                    let quote = self.quote(&new[at..]).map(|n| at + n);
                    let plain = &new[at..quote.unwrap_or(new.len())];
                    // A carriage return that is the last byte of all may be half a line end.
                    self.cr = at + plain.len() == new.len() && plain.ends_with(b"\r");
                    let whole = &plain[..plain.len() - usize::from(self.cr)];
                    if let (Some(first), Some(last)) =
                        (memchr::memchr2(b'\n', b'\r', whole), memchr::memrchr2(b'\n', b'\r', whole))
                    {
                        let pair = usize::from(plain[first..].starts_with(b"\r\n"));
                        note(at + first + 1 + pair, at + last + 1);
                    }
                    if let Some(&before) = plain.last() {
                        let starts = self.is_delimiter(before) || matches!(before, b'\n' | b'\r');
                        self.state = if starts { State::CellStart } else { State::Cell };
                    }
                    match quote {
                        Some(quote) => {
                            self.state = if self.state == State::CellStart { State::Quoted } else { State::Cell };
                            at = quote + 1;
                        }
                        None => break,
                    }
                }
            }
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use copydesk_cli::stream::input::BlockReader;
    use proptest::prelude::*;

    use super::super::cells::{Cell, Row};
    use super::*;
    use crate::cuts::Cuts;

    /// The cells and the bytes of each row.
    fn rows(text: &str) -> Vec<(Vec<String>, String)> {
        let (mut row, mut at, mut all) = (Row::default(), 0, Vec::new());
        while let Some(raw) = row.read(text.as_bytes(), at, Dialect::CSV, usize::MAX) {
            let cell = |c: &Cell| c.text(Cow::Borrowed(&text[c.span()]), Dialect::CSV).into_owned();
            all.push((row.cells.iter().map(cell).collect(), text[raw.clone()].to_owned()));
            at = raw.end;
        }
        all
    }

    proptest! {
        #[test]
        fn rows_are_the_same_wherever_the_input_is_cut(text in "[a,\"\r\n]{0,40}", cut in 1usize..9) {
            let source = Box::new(Cuts(text.clone().into_bytes(), cut));
            let ends = RowEnds::new(Dialect::CSV);
            let mut blocks = BlockReader::new(Arc::from("x"), source, ends, 1 << 20, Default::default());
            let mut all = Vec::new();
            while let Some(block) = blocks.next_block() {
                all.extend(rows(str::from_utf8(block.bytes()).unwrap()));
            }
            prop_assert_eq!(all, rows(&text));
        }
    }
}
