//! What a rule does to a text: one piece replaced after the other.

use std::ops::Range;

/// One change that a rule made: where it stood before, and where what replaced it stands now, in
/// bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that were replaced.
    pub before: Range<usize>,
    /// The bytes that replaced them.
    pub after: Range<usize>,
}

/// Takes in a rule's changes in the order of the text, and makes the new text of them.
pub(super) struct Edits<'a> {
    text: &'a str,
    out: &'a mut String,
    /// Up to where the text was copied.
    at: usize,
    changes: u64,
    touched: &'a mut Touched,
    log: Option<&'a mut Vec<Edit>>,
}

/// Where a rule changed a text.
#[derive(Default)]
pub(super) struct Touched {
    /// The places in the new text, in order; those near each other are one.
    pub(super) places: Vec<Range<usize>>,
    /// Whether anything but white space went or came, or white space went that stood between two characters.
    pub(super) more_than_space: bool,
}

/// Places that are no further from each other are one.
const NEAR: usize = 64;

impl Touched {
    fn touch(&mut self, place: Range<usize>) {
        match self.places.last_mut() {
            Some(last) if place.start <= last.end + NEAR => last.end = place.end,
            _ => self.places.push(place),
        }
    }
}

impl<'a> Edits<'a> {
    /// Changes of `text`, which is written anew to `out`; each is noted in `log`, if somebody wants it.
    pub(super) fn new(
        text: &'a str,
        out: &'a mut String,
        touched: &'a mut Touched,
        log: Option<&'a mut Vec<Edit>>,
    ) -> Self {
        out.clear();
        touched.places.clear();
        touched.more_than_space = false;
        Edits { text, out, at: 0, changes: 0, touched, log }
    }

    /// Puts `with` in place of `span`, which must not lie before the end of the last one. What is the
    /// same already is no change.
    pub(super) fn replace(&mut self, span: Range<usize>, with: &str) {
        let Range { start, end } = span;
        if self.text.get(start..end).is_none_or(|same| same == with) || start < self.at {
            debug_assert!(start >= self.at && self.text.get(start..end).is_some(), "{span:?} behind {}", self.at);
            return;
        }
        self.out.push_str(&self.text[self.at..start]);
        let after = self.out.len();
        self.out.push_str(with);
        let is_space = |text: &str| text.chars().all(char::is_whitespace);
        let parts = !with.is_empty() || start == 0 || end == self.text.len();
        self.touched.more_than_space |= !(parts && is_space(with) && is_space(&self.text[start..end]));
        self.touched.touch(after..self.out.len());
        if let Some(log) = &mut self.log {
            log.push(Edit { before: start..end, after: after..self.out.len() });
        }
        self.at = end;
        self.changes += 1;
    }

    /// Takes `span` out.
    pub(super) fn remove(&mut self, span: Range<usize>) {
        self.replace(span, "");
    }

    /// Puts `with` in at `at`.
    pub(super) fn insert(&mut self, at: usize, with: &str) {
        self.replace(at..at, with);
    }

    /// The end of the last change, before which nothing can be changed any more.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// Copies the rest, and gives how many changes there were; if none, what was written means nothing.
    pub(super) fn finish(self) -> u64 {
        if self.changes > 0 {
            self.out.push_str(&self.text[self.at..]);
        }
        self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_and_where_they_were() {
        let (mut out, mut touched, mut log) = (String::new(), Touched::default(), Vec::new());
        let mut edits = Edits::new("one two three", &mut out, &mut touched, Some(&mut log));
        edits.replace(0..3, "1");
        edits.replace(4..7, "two");
        edits.remove(7..8);
        edits.insert(13, "!");
        assert_eq!(edits.finish(), 3);
        assert_eq!(out, "1 twothree!");
        let spans: Vec<_> = log.into_iter().map(|edit| (edit.before, edit.after)).collect();
        assert_eq!(spans, [(0..3, 0..1), (7..8, 5..5), (13..13, 10..11)]);
        let mut edits = Edits::new("same", &mut out, &mut touched, None);
        edits.replace(0..4, "same");
        assert_eq!(edits.finish(), 0);
    }
}
