use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "ansi",
    group: Group::Repair,
    help: "Escape sequences of terminals (colours, titles, links) go",
    example: ("\u{1b}[1;31mred\u{1b}[0m text", "red text"),
    presets: Presets::ALL,
    marks: Marks::CONTROL,
    reach: Reach::Text,
    apply,
};

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;

/// Sequences of ECMA-48 that begin with an escape character. Of those that are one letter long none
/// is taken: in text that lost its way it is the first letter of a word. Half a sequence stays, and so
/// does the 8-bit form: U+009B is most often a character decoded wrongly.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    for start in memchr::memchr_iter(ESCAPE, bytes) {
        if start >= edits.end()
            && let Some(length) = sequence(&bytes[start + 1..])
        {
            edits.remove(start..start + 1 + length);
        }
    }
}

/// The length of the sequence whose escape character stands before `bytes`.
fn sequence(bytes: &[u8]) -> Option<usize> {
    match *bytes.first()? {
        b'[' => control(bytes),
        b']' | b'P' | b'X' | b'^' | b'_' => string(bytes),
        // Character sets.
        b'(' | b')' => bytes.get(1).filter(|b| matches!(b, b'0'..=b'2' | b'A' | b'B' | b'U')).map(|_| 2),
        // Cursor kept and put back, keypad, the end of a string.
        b'7' | b'8' | b'=' | b'>' | b'\\' => Some(1),
        _ => None,
    }
}

/// `[`, parameters, intermediate characters, and the one that says what to do.
fn control(bytes: &[u8]) -> Option<usize> {
    let skip = |from: usize, range: std::ops::RangeInclusive<u8>| {
        bytes[from..].iter().position(|b| !range.contains(b)).map(|n| from + n)
    };
    let end = skip(skip(1, 0x30..=0x3f)?, 0x20..=0x2f)?;
    (0x40..=0x7e).contains(&bytes[end]).then_some(end + 1)
}

/// A string up to a bell or `ESC \`, on one line.
fn string(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memchr3(ESCAPE, BELL, b'\n', bytes)?;
    match bytes[end] {
        BELL => Some(end + 1),
        ESCAPE if bytes.get(end + 1) == Some(&b'\\') => Some(end + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sequences_alone() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("\x1b]8;;http://a.b\x1b\\link\x1b]8;;\x07 \x1b(B\x1b[?25l\x1b[m").unwrap(), "link ");
        assert_eq!(cleaned("\x1b\x1b[K").unwrap(), "\x1b");
        for other in ["\x1bHello", "\x1b", "\x1b[", "\x1b[12", "\x1b[1é", "\x1b]0;no end\nx", "[31m", "\x1b$B"] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
