//! One look at a text that says which rules have anything to look at.

use std::ops::Range;

use super::repair::mojibake::signs;

/// What was seen in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    /// A carriage return or another character that ends a line, but is not `\n`.
    pub(super) const LINE_END: Marks = Marks(1);
    /// Another control character, or an invisible one without meaning in text.
    pub(super) const CONTROL: Marks = Marks(2);
    /// `&`
    pub(super) const AMPERSAND: Marks = Marks(4);
    /// White space that may have to go: next to other white space, a tab, at the ends.
    pub(super) const SPACE: Marks = Marks(8);
    /// A character that may not stand in NFC, or not where it stands.
    pub(super) const NFC: Marks = Marks(16);
    /// Anything outside ASCII.
    pub(super) const NON_ASCII: Marks = Marks(32);
    /// A colon between a digit and a capital or a character outside ASCII.
    pub(super) const COLON: Marks = Marks(64);
    /// `<` and a letter, `/` or `!`.
    pub(super) const TAG: Marks = Marks(128);
    /// A small letter, a mark that ends a sentence, and a capital.
    pub(super) const GLUED: Marks = Marks(256);
    /// A question mark, an `s` or a `t` alone between two spaces.
    pub(super) const SPACED: Marks = Marks(512);
    /// `\u`
    pub(super) const ESCAPE: Marks = Marks(1024);
    /// A line that begins with a small letter or a letter outside ASCII, and no blank line before it.
    pub(super) const WRAP: Marks = Marks(2048);
    /// A soft hyphen, or a character without width or direction.
    pub(super) const INVISIBLE: Marks = Marks(4096);
    /// A ligature, or a form of full or half width.
    pub(super) const WIDE: Marks = Marks(8192);

    /// A pair of characters that text in order does not have.
    pub(super) const MOJIBAKE: Marks = Marks(1 << 14);
    /// Any text, for rules that no preset has but those who pay for them: they look for themselves.
    pub(super) const ANY: Marks = Marks(1 << 31);

    pub(super) const NONE: Marks = Marks(0);

    /// Whether any of `others` was seen.
    pub(super) fn meet(self, others: Marks) -> bool {
        self.0 & others.0 != 0
    }

    pub(super) const fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    fn see(&mut self, mark: Marks, seen: bool) {
        if seen {
            self.0 |= mark.0;
        }
    }
}

/// Looks at all of `text`.
pub(super) fn marks(text: &str) -> Marks {
    let bytes = text.as_bytes();
    let mut marks = look(bytes).and(Marks::ANY);
    at_ends(bytes, &mut marks);
    marks
}

/// Looks at the lines of `text` that `places` touch, which are in order. What is next to them is seen too,
/// as far as it matters to them.
pub(super) fn marks_of_lines(text: &str, places: &[Range<usize>]) -> Marks {
    let bytes = text.as_bytes();
    let mut marks = Marks::ANY;
    let mut seen = 0;
    for place in places {
        if place.end < seen {
            continue;
        }
        let start = memchr::memrchr(b'\n', &bytes[..place.start]).unwrap_or(0);
        let end = memchr::memchr(b'\n', &bytes[place.end..]).map_or(bytes.len(), |n| place.end + n);
        // A run of white space that the change made longer shows in these few bytes.
        let mut start = start.saturating_sub(BESIDE).max(seen.min(start));
        let mut end = end.saturating_add(BESIDE).min(bytes.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        marks = marks.and(look(&bytes[start..end]));
        seen = end;
    }
    at_ends(bytes, &mut marks);
    marks
}

fn look(bytes: &[u8]) -> Marks {
    let mut marks = ascii(bytes);
    if marks.meet(Marks::NON_ASCII) {
        beyond_ascii(bytes, &mut marks);
    }
    marks
}

/// White space at the ends of a text.
fn at_ends(bytes: &[u8], marks: &mut Marks) {
    let is_space = |b: Option<&u8>| matches!(b, Some(b' ' | b'\n' | b'\t'));
    marks.see(Marks::SPACE, is_space(bytes.first()) || is_space(bytes.last()));
}

/// So many bytes beside a line are looked at with it.
const BESIDE: usize = 16;

/// Whether the line `text` has a mark of text decoded wrongly.
pub(super) fn is_suspicious(text: &str) -> bool {
    let mut marks = Marks::NONE;
    beyond_ascii(text.as_bytes(), &mut marks);
    marks.meet(Marks::MOJIBAKE)
}

/// What shows in single bytes and in bytes side by side: in one look all that is common, and whether
/// there is anything rare; where there is, that is told apart in a second.
fn ascii(bytes: &[u8]) -> Marks {
    let mut common = Common::default();
    let mut rare = Rare::default();
    let mut seen = false;
    let mut rest = bytes;
    while !rest.is_empty() {
        let piece = &rest[..rest.len().min(PIECE + 2)];
        each_window(piece, |window| common.look(window));
        if any(&common.rare) {
            each_window(piece, |window| rare.look(window));
            common.rare = Default::default();
            seen = true;
        }
        rest = &rest[rest.len().min(PIECE)..];
    }
    let mut marks = Marks::NONE;
    marks.see(Marks::SPACE, any(&common.space));
    marks.see(Marks::NON_ASCII, common.high.iter().any(|&b| b >= 0x80));
    marks.see(Marks::WRAP, any(&common.wrap));
    if seen {
        rare.see(&mut marks);
    }
    marks
}

/// So many places, and the two behind them, are looked at before it is asked whether they have anything rare.
const PIECE: usize = 32 * STEP;

/// Shows each place of `bytes` once, with the two bytes behind it.
#[inline(always)]
fn each_window(bytes: &[u8], mut look: impl FnMut(&[u8; STEP + 2])) {
    let mut at = 0;
    while let Some(window) = bytes[at..].first_chunk::<{ STEP + 2 }>() {
        look(window);
        at += STEP;
    }
    if at == PIECE {
        // What is left is shown with the next piece.
        return;
    }
    // Up to STEP + 1 are left; letters stand in for what is behind the end.
    let mut rest = [b'x'; 2 * STEP + 2];
    rest[..bytes.len() - at].copy_from_slice(&bytes[at..]);
    for at in [0, STEP] {
        if let Some(window) = rest[at..].first_chunk() {
            look(window);
        }
    }
}

fn any(lanes: &[u8; STEP]) -> bool {
    lanes.iter().any(|&b| b != 0)
}

/// So many places are compared at a time.
const STEP: usize = 16;

/// What was seen, place by place: in this form the compiler keeps each in one vector register.
#[derive(Default)]
struct Common {
    space: [u8; STEP],
    high: [u8; STEP],
    wrap: [u8; STEP],
    rare: [u8; STEP],
}

impl Common {
    #[inline(always)]
    fn look(&mut self, window: &[u8; STEP + 2]) {
        let [a, b, c] = [0, 1, 2].map(|from| *window[from..].first_chunk::<STEP>().unwrap_or(&[0; STEP]));
        // All bits, not one: that is what a comparison of vectors gives.
        let is = |x: bool| if x { 0xff } else { 0u8 };
        for i in 0..STEP {
            let (a, b, c) = (a[i], b[i], c[i]);
            let (newline_a, newline_b) = (is(a == b'\n'), is(b == b'\n'));
            let (space_a, space_b) = (is(a == b' '), is(b == b' '));
            self.space[i] |= is(a == b'\t')
                | (space_a & (space_b | newline_b))
                | (newline_a & (space_b | (newline_b & is(c == b'\n'))));
            self.high[i] |= a;
            // Sure to see everything that `Rare` sees, and little else: each comparison here is one in all of a text.
            // `<` and `\` differ in bits that only `|` and a control character differ in from both.
            let single = (is(a < 0x20) & !newline_a) | is(a == 0x7f) | is(a == b'&') | is(a | 0x60 == 0x7c);
            let capital_c = is(c.wrapping_sub(b'A') < 26);
            let stop = is(b == b'.') | is(b == b'!') | is(b == b'?');
            let glued = is(a.cast_signed() > 0x60) & stop & capital_c;
            let colon = is(b == b':') & (capital_c | is(c >= 0x80));
            let spaced = space_a & is(c == b' ') & (is(b == b'?') | is(b.wrapping_sub(b's') < 2));
            // Small letters, four marks of ASCII, and what is beyond it, but for marks.
            let letter_c = is(c >= b'a') & is(c != 0xE2);
            self.wrap[i] |= newline_b & !newline_a & letter_c;
            self.rare[i] |= single | glued | colon | spaced;
        }
    }
}

/// The same for what few texts have.
#[derive(Default)]
struct Rare {
    line_end: [u8; STEP],
    control: [u8; STEP],
    ampersand: [u8; STEP],
    colon: [u8; STEP],
    tag: [u8; STEP],
    escape: [u8; STEP],
    glued: [u8; STEP],
    spaced: [u8; STEP],
}

impl Rare {
    #[inline(always)]
    fn look(&mut self, window: &[u8; STEP + 2]) {
        let is = u8::from;
        for i in 0..STEP {
            let (a, b, c) = (window[i], window[i + 1], window[i + 2]);
            self.line_end[i] |= is(a.wrapping_sub(0x0b) < 3);
            self.control[i] |= is(a < 0x20) & is(a.wrapping_sub(b'\t') > 4) | is(a == 0x7f);
            self.ampersand[i] |= is(a == b'&');
            let capital_c = is(c.wrapping_sub(b'A') < 26);
            self.colon[i] |= is(a.wrapping_sub(b'0') < 10) & is(b == b':') & (capital_c | is(c >= 0x80));
            let small_b = is((b | 0x20).wrapping_sub(b'a') < 26);
            self.tag[i] |= is(a == b'<') & (small_b | is(b == b'/') | is(b == b'!'));
            self.escape[i] |= is(a == b'\\') & is(b == b'u');
            let stop = is(b == b'.') | is(b == b'!') | is(b == b'?');
            self.glued[i] |= is(a.wrapping_sub(b'a') < 26) & stop & capital_c;
            self.spaced[i] |= is(a == b' ') & is(c == b' ') & (is(b == b'?') | is(b.wrapping_sub(b's') < 2));
        }
    }

    fn see(&self, marks: &mut Marks) {
        marks.see(Marks::LINE_END, any(&self.line_end));
        marks.see(Marks::CONTROL, any(&self.control));
        marks.see(Marks::AMPERSAND, any(&self.ampersand));
        marks.see(Marks::COLON, any(&self.colon));
        marks.see(Marks::TAG, any(&self.tag));
        marks.see(Marks::ESCAPE, any(&self.escape));
        marks.see(Marks::GLUED, any(&self.glued));
        marks.see(Marks::SPACED, any(&self.spaced));
    }
}

/// What shows in the bytes of characters outside ASCII. It may mark what turns out to be in
/// order, as the rules look again, but misses nothing.
fn beyond_ascii(bytes: &[u8], marks: &mut Marks) {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = 0;
    while at < bytes.len() {
        if let Some(word) = bytes[at..].first_chunk::<8>() {
            let high = u64::from_le_bytes(*word) & HIGH;
            if high == 0 {
                at += 8;
                continue;
            }
            at += (high.trailing_zeros() / 8) as usize;
        } else if bytes[at] < 0x80 {
            at += 1;
            continue;
        }
        // Scripts that come in long runs, each in a loop of its own, which a processor foresees.
        while matches!(bytes.get(at), Some(0xD0 | 0xD1)) {
            marks.see(Marks::MOJIBAKE, signs::two_bytes(bytes, at));
            at += 2;
        }
        while let Some(0xE0) = bytes.get(at) {
            marks.see(Marks::NFC, true);
            at += 3;
        }
        while let Some(0xE4..=0xE9) = bytes.get(at) {
            at += 3;
        }
        let Some(&first) = bytes.get(at) else { return };
        if first < 0x80 {
            continue;
        }
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        let third = bytes.get(at + 2).copied().unwrap_or(0);
        at += match first {
            // U+0080 to U+02FF: all in NFC, none composes with what stands before.
            0xC2 => {
                marks.see(Marks::SPACE, second == 0xA0);
                marks.see(Marks::MOJIBAKE, second < 0xA0 || signs::two_bytes(bytes, at));
                marks.see(Marks::INVISIBLE, second == 0xAD);
                2
            }
            0xC3..=0xCB => {
                marks.see(Marks::MOJIBAKE, signs::two_bytes(bytes, at));
                2
            }
            // Combining marks; then Greek and Cyrillic, with few characters that NFC changes.
            0xCC | 0xCD => {
                marks.see(Marks::NFC, true);
                2
            }
            0xCE => {
                marks.see(Marks::NFC, second == 0x87);
                marks.see(Marks::MOJIBAKE, signs::two_bytes(bytes, at));
                2
            }
            0xD2 => {
                marks.see(Marks::NFC, (0x83..=0x87).contains(&second));
                2
            }
            0xCF..=0xD1 => {
                marks.see(Marks::MOJIBAKE, signs::two_bytes(bytes, at));
                2
            }
            0xD3..=0xD5 => 2,
            // Hebrew and Arabic have combining marks for their vowels, which most text leaves out; their
            // neighbours have them everywhere.
            0xD6..=0xDF => {
                let combines = match bytes[at] {
                    0xD6 => second >= 0x91,
                    0xD7 => second < 0x90,
                    0xD8 => (0x90..=0x9A).contains(&second),
                    0xD9 => matches!(second, 0x8B..=0x9F | 0xB0),
                    0xDA => false,
                    0xDB => second >= 0x96,
                    _ => true,
                };
                marks.see(Marks::NFC, combines);
                marks.see(Marks::MOJIBAKE, signs::two_bytes(bytes, at));
                2
            }
            0xE0 => {
                marks.see(Marks::NFC, true);
                3
            }
            // Georgian, Ethiopic and Vietnamese letters are whole.
            0xE1 => {
                marks.see(Marks::NFC, !matches!(second, 0x83 | 0x88..=0x8C | 0xBA | 0xBB));
                marks.see(Marks::SPACE, second == 0x9A && third == 0x80);
                marks.see(Marks::INVISIBLE, second == 0xA0 && third == 0x8E);
                3
            }
            // General punctuation.
            0xE2 if second == 0x80 => {
                marks.see(Marks::NFC, third <= 0x81);
                marks.see(Marks::SPACE, third <= 0x8A || third == 0xAF);
                marks.see(Marks::LINE_END, third == 0xA8 || third == 0xA9);
                marks.see(Marks::MOJIBAKE, signs::e2(bytes, at));
                marks.see(Marks::INVISIBLE, matches!(third, 0x8B..=0x8F | 0xAA..=0xAE));
                // A closing quotation mark may stand behind the end of the sentence.
                marks.see(Marks::GLUED, third == 0x9D && bytes.get(at + 3).is_some_and(u8::is_ascii_uppercase));
                3
            }
            0xE2 => {
                marks.see(Marks::MOJIBAKE, signs::e2(bytes, at));
                marks.see(Marks::NFC, matches!(second, 0x83 | 0x8C | 0xAB..=0xB7) || (second == 0x84 && third >= 0xA6));
                marks.see(Marks::SPACE, second == 0x81 && third == 0x9F);
                marks.see(Marks::CONTROL, second == 0x81 && third >= 0xAA);
                marks.see(Marks::INVISIBLE, second == 0x81 && third >= 0xA0);
                3
            }
            // Kana has two combining marks, and the ideographic space stands before it.
            0xE3 => {
                marks.see(
                    Marks::NFC,
                    (second == 0x80 && third >= 0xAA) || (second == 0x82 && matches!(third, 0x99 | 0x9A)),
                );
                marks.see(Marks::SPACE, second == 0x80 && third == 0x80);
                3
            }
            // Ideographs and Hangul syllables.
            0xE4..=0xE9 | 0xEB..=0xEE => 3,
            0xEA => {
                marks.see(Marks::NFC, second < 0xB0);
                3
            }
            0xEF => {
                marks.see(Marks::NFC, matches!(second, 0xA4..=0xAD | 0xB8));
                marks.see(Marks::WIDE, second >= 0xAC);
                marks.see(Marks::CONTROL, (second == 0xBB && third == 0xBF) || (second == 0xBF && third >= 0xB9));
                3
            }
            // Pictures are the most of what is beyond 16 bits.
            _ => {
                marks.see(Marks::NFC, second != 0x9F);
                4
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{normalise, repair};
    use super::*;

    fn text(c: char) -> String {
        format!("ab{c}cd")
    }

    #[test]
    fn no_character_that_nfc_may_change_goes_unseen() {
        use unicode_normalization::{
            IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
        };
        for c in '\u{80}'..=char::MAX {
            let inert = canonical_combining_class(c) == 0
                && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
                && std::iter::once(c).nfc().eq(std::iter::once(c));
            assert!(inert || marks(&text(c)).meet(Marks::NFC), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn no_space_and_no_control_goes_unseen() {
        for c in '\0'..=char::MAX {
            let marks = marks(&format!("a{c}b"));
            let acts = |rule| super::super::tests::alone(rule, &format!("a{c} b")).is_some();
            if acts(&repair::controls::RULE) {
                assert!(marks.meet(Marks::CONTROL.and(Marks::LINE_END)), "U+{:04X}", u32::from(c));
            }
            if acts(&normalise::line_ends::RULE) {
                assert!(marks.meet(Marks::LINE_END), "U+{:04X}", u32::from(c));
            }
            if acts(&repair::invisible::RULE) {
                assert!(marks.meet(Marks::INVISIBLE), "U+{:04X}", u32::from(c));
            }
            if acts(&normalise::width::RULE) || acts(&normalise::ligatures::RULE) {
                assert!(marks.meet(Marks::WIDE), "U+{:04X}", u32::from(c));
            }
            if acts(&normalise::whitespace::RULE) && c != '\n' && c != ' ' {
                assert!(marks.meet(Marks::SPACE), "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn clean_text_has_no_marks() {
        assert_eq!(marks("One line.\n\nTwo: \"lines\" at 10:30, {ok}."), Marks::ANY);
        assert_eq!(marks("Ünïcode – “quotes” 中文 Привет"), Marks::NON_ASCII.and(Marks::ANY));
    }

    #[test]
    fn marks_are_seen_wherever_they_stand() {
        for n in 0..70 {
            let s = format!("{}&", "x".repeat(n));
            assert_eq!(marks(&s), Marks::AMPERSAND.and(Marks::ANY), "{n}");
        }
        for (what, mark) in [
            ("  ", Marks::SPACE),
            (" \n", Marks::SPACE),
            ("\n ", Marks::SPACE),
            ("\n\n\n", Marks::SPACE),
            ("\t", Marks::SPACE),
            ("\r", Marks::LINE_END),
            ("\u{c}", Marks::LINE_END),
            ("\0", Marks::CONTROL),
            ("\u{7f}", Marks::CONTROL),
            ("&", Marks::AMPERSAND),
            ("6:U", Marks::COLON),
            ("6:É", Marks::COLON),
            ("<b", Marks::TAG),
            ("</", Marks::TAG),
            ("<!", Marks::TAG),
            ("e.F", Marks::GLUED),
            ("z?Z", Marks::GLUED),
            ("a!A", Marks::GLUED),
            (".”A", Marks::GLUED),
            (" ? ", Marks::SPACED),
            (" t ", Marks::SPACED),
            (" s ", Marks::SPACED),
            ("\\u", Marks::ESCAPE),
            ("\nz", Marks::WRAP),
            ("\né", Marks::WRAP),
            ("\n北", Marks::WRAP),
            ("\u{ad}", Marks::INVISIBLE),
            ("ﬁ", Marks::WIDE),
            ("！", Marks::WIDE),
            ("ｶ", Marks::WIDE),
        ] {
            for at in (0..40).chain(PIECE - 5..PIECE + 3).chain(2 * PIECE - 5..2 * PIECE + 3) {
                for behind in [0, 1, 2, 40] {
                    let s = format!("{}{what}{}", "x".repeat(at + 1), "y".repeat(behind));
                    assert!(marks(&s).meet(mark), "{what:?} at {at}");
                }
            }
        }
    }
}
