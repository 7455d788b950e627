//! White space and lines: paragraphs, hard wraps, headings and lists.

use super::characters::{columns, is_bullet, is_dash, is_hiragana, is_ideographic, is_line_break, is_word};
use super::context::{self, Lead, char_at, char_before, word_at};
use super::rule::Rule;

/// A line with its successor's first word narrower than this, in columns, was not wrapped for want of room.
const SHORT: usize = 45;
/// A line wider than this, in columns, was not hard-wrapped: its end is an end.
const LONG: usize = 120;
/// The entry of a list without marks has at most this many bytes.
const ENTRY: usize = 40;
/// The longest marker with the white space before it and without what closes it, in bytes: ` (xviii`.
const MARKER: usize = 7;
/// The numbers of [`Marker`]s that are letters are greater than this.
pub(super) const LETTERS: u32 = 1000;
/// The same of capitals.
const CAPITALS: u32 = 2000;

/// How much the white space at a place separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// There is none.
    None,
    Space,
    /// One line break.
    Line,
    /// A blank line, or another break of a paragraph.
    Blank,
}

/// The white space from byte `from` on, and where it ends. It must not begin inside a CRLF.
pub(super) fn gap(text: &str, from: usize) -> (Gap, usize) {
    // No or one character of white space before ASCII: what stands at most places.
    let visible = |i: usize| text.as_bytes().get(i).is_some_and(u8::is_ascii_graphic);
    match text.as_bytes().get(from) {
        Some(b' ') if visible(from + 1) => return (Gap::Space, from + 1),
        Some(b'\n') if visible(from + 1) => return (Gap::Line, from + 1),
        Some(b'\r') if text.as_bytes().get(from + 1) == Some(&b'\n') && visible(from + 2) => {
            return (Gap::Line, from + 2);
        }
        Some(b) if b.is_ascii_graphic() => return (Gap::None, from),
        _ => {}
    }
    let rest = text.get(from..).unwrap_or("");
    let mut breaks = 0;
    let mut last = ' ';
    for (i, c) in rest.char_indices() {
        if !c.is_whitespace() {
            let gap = match breaks {
                _ if i == 0 => Gap::None,
                0 => Gap::Space,
                1 => Gap::Line,
                _ => Gap::Blank,
            };
            return (gap, from + i);
        }
        breaks += line_breaks(c, last);
        last = c;
    }
    (Gap::Blank, text.len())
}

/// Where text that ends before byte `at` ends without its white space.
pub(super) fn trimmed(text: &str, at: usize) -> usize {
    let Some(head) = text.get(..at) else { return at };
    if head.as_bytes().last().is_some_and(u8::is_ascii_graphic) { at } else { head.trim_end().len() }
}

/// Whether `gap`, the white space between two sentences, separates paragraphs.
///
/// ```
/// use copydesk_text::sentences::separates_paragraphs;
///
/// assert!(separates_paragraphs("\n \n"));
/// assert!(!separates_paragraphs(" \r\n"));
/// ```
#[must_use]
pub fn separates_paragraphs(gap: &str) -> bool {
    let mut last = ' ';
    let mut breaks = 0;
    for c in gap.chars() {
        breaks += line_breaks(c, last);
        last = c;
    }
    breaks > 1
}

/// Whether a paragraph begins at byte `at`, where a sentence does.
pub(super) fn begins_paragraph(text: &str, at: usize) -> bool {
    let head = trimmed(text, at);
    head == 0 || text.get(head..at).is_some_and(separates_paragraphs)
}

/// How many line breaks the character `c` makes after `last`: none behind the return of a CRLF, two between paragraphs.
fn line_breaks(c: char, last: char) -> usize {
    match c {
        '\n' if last == '\r' => 0,
        '\u{2029}' | '\u{0C}' => 2,
        c => usize::from(is_line_break(c)),
    }
}

/// Whether the line that runs from byte `line` to `end` without a terminator ends a sentence, before the line at
/// `next`.
pub(super) fn line_ends(text: &str, line: usize, end: usize, next: usize) -> Rule {
    if begins_item(text, next) {
        return Rule::ListItem;
    }
    if line_is_complete(text, line, end, next) { Rule::CompleteLine } else { Rule::WrappedLine }
}

fn line_is_complete(text: &str, line: usize, end: usize, next: usize) -> bool {
    let body = text.get(line..end).unwrap_or("");
    let drawn = |at: usize| char_at(text, at).is_some_and(is_drawn);
    if drawn(line) && is_rule(body) || drawn(next) && is_rule(first_line(text, next)) {
        return true;
    }
    let lead = context::after(text, next);
    let last = char_before(text, end);
    if last == Some(',') || last.is_some_and(|c| particle_follows(body, c)) {
        return false;
    }
    if lead.lead == Lead::Lower {
        // One word or two a line, and the space that wraps leave is not there: a list without marks.
        let spaced = text.get(..end + 1).is_some_and(|head| head.ends_with(' '));
        return !spaced && is_entry(body) && entry_follows(text, next);
    }
    if !matches!(lead.lead, Lead::Upper | Lead::Caseless | Lead::Digit) {
        return false;
    }
    // `(Picture: a ferry)` is a caption.
    if body.starts_with('(') && body.ends_with(')') && body.len() <= 4 * LONG {
        return true;
    }
    let mut width = 0;
    if body.len() <= LONG && body.is_ascii() {
        width = body.len();
    } else {
        for c in body.chars() {
            width += columns(c);
            if width > LONG {
                return true;
            }
        }
    }
    // Where words have no spaces between them, a line is full only when no character fits.
    let word = word_at(text, lead.word);
    let first = char_at(text, lead.word).filter(|&c| is_ideographic(c));
    width + first.map_or_else(|| 1 + word.chars().map(columns).sum::<usize>(), columns) < SHORT
}

/// The line at byte `at`, as far as an entry of a list or a rule may go: no look at what lies behind.
fn first_line(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let mut end = rest.bytes().take(LONG).take_while(u8::is_ascii_graphic).count();
    // As many characters as bytes so far.
    for c in rest.get(end..).unwrap_or("").chars().take(LONG - end) {
        if is_line_break(c) {
            return rest.get(..end).unwrap_or("").trim_end();
        }
        end += c.len_utf8();
    }
    if end == rest.len() { rest.trim_end() } else { rest.get(..end).unwrap_or("") }
}

/// Whether the line at byte `at` is an entry.
fn entry_follows(text: &str, at: usize) -> bool {
    for (n, &b) in text.as_bytes().get(at..).unwrap_or(&[]).iter().take(ENTRY).enumerate() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {}
            b'\n' | b'\r' if n > 0 => return true,
            // Where this is not the first of a line of letters, all of it counts.
            _ => break,
        }
    }
    is_entry(first_line(text, at))
}

/// What lines are drawn with.
fn is_drawn(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '—' | '─')
}

/// A line drawn with one sign, as `-----` or `* * *`.
fn is_rule(line: &str) -> bool {
    let mut chars = line.chars().filter(|&c| c != ' ').take(LONG);
    let Some(first) = chars.next() else { return false };
    let mut more = 0;
    chars.all(|c| {
        more += 1;
        c == first
    }) && more > 1
}

/// A word or two without punctuation, as a list without marks has them.
fn is_entry(line: &str) -> bool {
    let mut spaces = 0;
    line.len() <= ENTRY
        && !line.ends_with(',')
        && line.chars().all(|c| {
            spaces += usize::from(c == ' ');
            spaces <= 1 && (is_word(c) || matches!(c, ' ' | '-' | ',' | '/' | '&'))
        })
}

/// Whether a line of Japanese ends in a particle that nothing but a phrase can follow.
fn particle_follows(line: &str, last: char) -> bool {
    matches!(last, 'の' | 'を' | 'が' | 'は' | 'に' | 'へ' | 'と' | '、')
        && line.chars().rev().nth(1).is_some_and(|c| is_ideographic(c) && !is_hiragana(c))
}

/// Whether the text at byte `at`, the start of a line, begins an item of a list: a bullet, or a number or letter
/// with `.` or `)`, and a space.
pub(super) fn begins_item(text: &str, at: usize) -> bool {
    let mut chars = text.get(at..).unwrap_or("").chars();
    let Some(c) = chars.next() else { return false };
    if c.is_ascii_alphanumeric() {
        return marker(text, at).is_some();
    }
    if is_bullet(c) || matches!(c, '①'..='⑳') {
        return true;
    }
    if is_dash(c) || c == '*' {
        return chars.next() == Some(' ');
    }
    marker(text, at).is_some()
}

/// The number or letter of a list's item, as in `1.`, `2)`, `3.)`, `(4)`, `b.`, `C)` or `iv)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// `1` is 1, `a` is 1001 and `A` is 2001; roman numbers of several letters are all 3000, and none
    /// follows them.
    pub(super) number: u32,
    /// Whether it closes with `)` and no full stop.
    pub(super) bracket: bool,
    /// Where it ends, in bytes, before the space.
    pub(super) end: usize,
}

impl Marker {
    /// The last digit or letter of the marker that follows this.
    pub(super) fn last_of_next(self) -> u8 {
        let (first, place) = match self.number {
            ..LETTERS => (b'0', (self.number + 1) % 10),
            LETTERS..CAPITALS => (b'a', self.number - LETTERS),
            _ => (b'A', self.number - CAPITALS),
        };
        // Nothing follows roman numbers, which are greater than all letters.
        u8::try_from(place).map_or(0, |place| first.saturating_add(place))
    }
}

/// Where a marker would begin whose full stop or bracket is at byte `at`: behind the white space that stands near.
pub(super) fn marker_start(text: &str, at: usize) -> Option<usize> {
    let near = text.as_bytes().get(..at)?.iter().rev().take(MARKER).position(u8::is_ascii_whitespace)?;
    Some(at - near)
}

/// The marker at byte `at`, if there is one with white space after it.
#[inline]
pub(super) fn marker(text: &str, at: usize) -> Option<Marker> {
    // Most words are told by their second byte to be none.
    let &[first, second] = text.as_bytes().get(at..at + 2)? else { return None };
    let may = matches!(second, b'.' | b')' | b'0'..=b'9' | b'i' | b'v' | b'x') || first == b'(';
    if may { read_marker(text, at) } else { None }
}

fn read_marker(text: &str, at: usize) -> Option<Marker> {
    let bytes = text.as_bytes();
    let mut i = at;
    let mut number = 0;
    if bytes.get(i) == Some(&b'(') {
        i += 1;
    }
    let first = *bytes.get(i)?;
    let roman = match first {
        b'i' | b'v' | b'x' => bytes.get(i..)?.iter().take(5).take_while(|b| matches!(b, b'i' | b'v' | b'x')).count(),
        _ => 0,
    };
    if roman > 1 {
        number = 3000;
        i += roman;
    } else if first.is_ascii_lowercase() {
        number = 1001 + u32::from(first - b'a');
        i += 1;
    } else if first.is_ascii_uppercase() {
        // `B.` is an initial.
        bytes.get(i + 1).filter(|&&b| b == b')')?;
        number = 2001 + u32::from(first - b'A');
        i += 1;
    } else {
        let digits = i;
        while let Some(b) = bytes.get(i).filter(|b| b.is_ascii_digit() && i - digits < 3) {
            number = number * 10 + u32::from(b - b'0');
            i += 1;
        }
        if i == digits {
            return None;
        }
    }
    let stop = bytes.get(i) == Some(&b'.');
    i += usize::from(stop);
    let bracket = bytes.get(i) == Some(&b')');
    i += usize::from(bracket);
    // `vi.` may be a word.
    let closed = bracket && !stop || stop && roman < 2;
    let space = || char_at(text, i).is_none_or(char::is_whitespace);
    (closed && space()).then_some(Marker { number, bracket: bracket && !stop, end: i })
}

/// Whether a bullet at byte `at` begins an item within a line: white space before it and a word after it.
pub(super) fn bullet_begins_item(text: &str, at: usize, bullet: char) -> bool {
    let after = at + bullet.len_utf8();
    let (gap, next) = gap(text, after);
    matches!(gap, Gap::None | Gap::Space)
        && char_at(text, next).is_some_and(is_word)
        && text.get(..at).is_some_and(|head| head.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_told_apart() {
        assert_eq!(gap("a", 0), (Gap::None, 0));
        assert_eq!(gap("  a", 0), (Gap::Space, 2));
        assert_eq!(gap(" \r\n a", 0), (Gap::Line, 4));
        assert_eq!(gap("\n \t\n a", 0), (Gap::Blank, 5));
        assert_eq!(gap("\r\r a", 0), (Gap::Blank, 3));
        assert_eq!(gap("\u{2028}a", 0), (Gap::Line, 3));
        assert_eq!(gap("\u{2029}a", 0), (Gap::Blank, 3));
        assert_eq!(gap("  ", 0), (Gap::Blank, 2));
    }

    #[test]
    fn the_end_of_the_next_marker_is_told() {
        for (one, next) in [("1.", '2'), ("9.", '0'), ("19)", '0'), ("a.", 'b'), ("A)", 'B')] {
            assert_eq!(marker(one, 0).unwrap().last_of_next(), next as u8, "{one}");
        }
    }

    #[test]
    fn items_begin_with_a_marker_and_a_space() {
        for item in
            ["- a", "* a", "•a", "1. a", "12) a", "(3) a", "4.) a", "b. a", "c) a", "D) a", "iv) a", "(ii) a", "1."]
        {
            assert!(begins_item(item, 0), "{item}");
        }
        for text in ["-a", "1.5 a", "1999. a", "ab. a", "1 a", "a", "", "B. a", "vi. a", "Ab) a"] {
            assert!(!begins_item(text, 0), "{text}");
        }
    }
}
