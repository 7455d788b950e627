use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "whitespace",
    group: Group::Normalise,
    help: "One space between words, none at the ends of lines, one blank line between paragraphs",
    example: (" two  words \n\n\n\nnext\tone", "two words\n\nnext one"),
    presets: Presets::ALL,
    marks: Marks::SPACE,
    apply,
};

/// A single space of a special width stays (French, Chinese and numbers need theirs); next to
/// other white space, all become one plain space.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if at > 0
            && let Some(window) = bytes[at..].first_chunk()
            && is_quiet(window)
        {
            at += STEP;
            continue;
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
    let mut loud = 0;
    for i in 0..STEP {
        let (a, b, c) = (window[i], window[i + 1], window[i + 2]);
        let (newline_a, newline_b) = (is(a == b'\n'), is(b == b'\n'));
        let (space_a, space_b) = (is(a == b' '), is(b == b' '));
        // Tabs and leading bytes of the spaces outside ASCII, also right behind the last place, where
        // they would belong to a run that begins in it.
        let other = |x: u8| is(x == b'\t') | is(x == 0xC2) | is(x.wrapping_sub(0xE1) < 3);
        let white_c = is(c == b'\n') | is(c == b' ') | other(c);
        let pair = (space_a & (space_b | newline_b)) | (newline_a & (space_b | (newline_b & white_c)));
        loud |= pair | other(a) | other(b);
    }
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
