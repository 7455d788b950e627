use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "whitespace",
    group: Group::Normalise,
    help: "One space between words, none at the ends of lines, one blank line between paragraphs",
    example: (" two  words \n\n\n\nnext\tone", "two words\n\nnext one"),
    presets: Presets::ALL,
    marks: Marks::SPACE,
    reach: Reach::Line,
    apply,
};

/// A single space of a special width stays (French, Chinese and numbers need theirs); next to
/// other white space, all become one plain space.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let (mut at, mut loud_until) = (0, 1);
    while at < bytes.len() {
        if at >= loud_until
            && let Some(window) = bytes[at..].first_chunk()
        {
            if is_quiet(window) {
                at += STEP;
                continue;
            }
            loud_until = at + STEP;
        }
        let Some(first) = space_at(text, at) else {
            at += 1;
            continue;
        };
        let start = at;
        let mut newlines = 0;
        let mut spaces = 0;
        while let Some(space) = space_at(text, at) {
            newlines += usize::from(bytes[at] == b'\n');
            spaces += 1;
            at += space;
        }
        let run = &text[start..at];
        let wanted = match newlines {
            _ if start == 0 || at == bytes.len() => "",
            0 if spaces > 1 || bytes[start] == b'\t' => " ",
            0 => &text[start..start + first],
            1 => "\n",
            _ => "\n\n",
        };
        if run != wanted {
            edits.replace(start..at, wanted);
        }
    }
}

/// So many places are compared at a time.
const STEP: usize = 16;

/// Whether the white space among the first places of `window` is single: most often it is.
#[inline]
fn is_quiet(window: &[u8; STEP + 2]) -> bool {
    let is = u8::from;
    let is_white = |x: u8| is(x == b'\n') | is(x == b' ');
    let mut loud = 0;
    for i in 0..STEP {
        let (a, b, c) = (window[i], window[i + 1], window[i + 2]);
        let (newline_a, newline_b) = (is(a == b'\n'), is(b == b'\n'));
        let (space_a, space_b) = (is(a == b' '), is(b == b' '));
        let pair = (space_a & (space_b | newline_b)) | (newline_a & (space_b | (newline_b & (is_white(c)))));
        // A tab, or one of the spaces outside ASCII: U+00A0, U+1680, U+2000 to U+205F, U+3000.
        let other = is(a == b'\t')
            | (is(a == 0xC2) & is(b == 0xA0))
            | (is(a == 0xE1) & is(b == 0x9A))
            | (is(a == 0xE2) & ((is(b == 0x80) & (is(c <= 0x8A) | is(c == 0xAF))) | is(b == 0x81)))
            | (is(a == 0xE3) & is(b == 0x80) & is(c == 0x80));
        loud |= pair | other;
    }
    // Right behind the last place may be the first byte of one that belongs to a run that begins here.
    let [.., x, y, b, c] = *window;
    let other = |x: u8| is(x == b'\t') | is(x == 0xC2) | is(x.wrapping_sub(0xE1) < 3);
    loud |= (is_white(y) & other(b)) | (is(y == b'\n') & is(b == b'\n') & other(c));
    loud |= is(x == b'\n') & is(y == b'\n') & other(b);
    loud == 0
}

/// The length in bytes of the white space at `at`, if there is any.
#[inline]
fn space_at(text: &str, at: usize) -> Option<usize> {
    match text.as_bytes().get(at)? {
        b' ' | b'\n' | b'\t' => Some(1),
        0xC2 | 0xE1..=0xE3 => text[at..].chars().next().filter(|&c| is_space(c)).map(char::len_utf8),
        _ => None,
    }
}

/// White space within a line. Zero-width space and word joiner are none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}
