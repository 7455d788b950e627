//! Numbers that are written in groups, such as `+44 (0)20 7946-0958`.

use super::before;

/// So many groups are read at most.
const MOST: usize = 10;

/// Groups of digits and what stands between them.
pub(super) struct Run<'a> {
    /// Where it begins, with a `+` or a bracket before it.
    pub(super) start: usize,
    text: &'a str,
    groups: [(usize, usize); MOST],
    count: usize,
}

impl<'a> Run<'a> {
    /// The run whose first digit is at `at`.
    pub(super) fn at(text: &'a str, at: usize) -> Run<'a> {
        let bytes = text.as_bytes();
        let mut start = at;
        // `+(44)`, `(+44)`, and each alone.
        for c in [b'(', b'+', b'('] {
            if start > 0 && bytes[start - 1] == c {
                start -= 1;
            }
        }
        let mut run = Run { start, text, groups: [(0, 0); MOST], count: 0 };
        let mut from = at;
        while run.count < MOST {
            let end = from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
            run.groups[run.count] = (from, end);
            run.count += 1;
            let Some(next) = separator(&text[end..]) else { break };
            from = end + next;
        }
        // A bracket that the number does not close is none of it: `(202-555-0123)`.
        if text.as_bytes()[start] == b'(' && !text[at..run.end()].contains(')') {
            run.start += 1;
        }
        run
    }

    /// How many groups there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The digits of a group.
    pub(super) fn group(&self, i: usize) -> &'a str {
        let (start, end) = self.groups[i];
        &self.text[start..end]
    }

    /// Where a group stands.
    pub(super) fn span(&self, i: usize) -> (usize, usize) {
        self.groups[i]
    }

    /// What stands before a group that is not the first.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        &self.text[self.groups[i - 1].1..self.groups[i].0]
    }

    /// Whether what stands before the first digit begins with this.
    pub(super) fn begins_with(&self, sign: &str) -> bool {
        self.text[self.start..self.groups[0].0].starts_with(sign)
    }

    /// Where its last group ends.
    pub(super) fn end(&self) -> usize {
        self.groups[self.count - 1].1
    }

    /// Whether a group may begin a number: not where a longer number, a word or an amount goes on.
    pub(super) fn begins(&self, start: usize) -> bool {
        match before(self.text, start) {
            Some(c) if super::is_word(c) || matches!(c, '$' | '€' | '£' | '¥' | '#' | '=' | '&' | '%' | '@' | '+') => {
                false
            }
            Some(c @ ('.' | ',' | '-' | '/' | ':')) => {
                !before(self.text, start - c.len_utf8()).is_some_and(|c| c.is_ascii_digit())
            }
            _ => true,
        }
    }

    /// Whether a group may end a number.
    pub(super) fn ends(&self, end: usize) -> bool {
        let mut rest = self.text[end..].chars();
        match rest.next() {
            Some(c) if super::is_word(c) || matches!(c, '%' | '$' | '€' | '£' | '¥' | '=' | '@') => false,
            Some('.' | ',' | '-' | '/' | ':') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }
}

/// The length of what may stand between two groups, if one follows: a space, a hyphen, a point or a slash,
/// with a bracket before or after.
fn separator(rest: &str) -> Option<usize> {
    let gap =
        rest.chars().take(3).take_while(|c| matches!(c, ' ' | '\u{a0}' | '\u{2011}' | '-' | '.' | '/' | '(' | ')'));
    let length: usize = gap.map(char::len_utf8).sum();
    let known = matches!(
        &rest[..length],
        " " | "\u{a0}" | "\u{2011}" | "-" | "." | "/" | ")" | ") " | ")\u{a0}" | ")-" | " (" | "(" | "-(" | ")/"
    );
    let group = rest[length..].bytes().take_while(u8::is_ascii_digit).count();
    // A bracket must close: otherwise another number follows in it.
    let closed = !rest[..length].ends_with('(') || rest[length + group..].starts_with(')');
    (known && closed && group > 0).then_some(length)
}
