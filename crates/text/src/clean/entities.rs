use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::scan::Marks;
use super::{Rule, Rules, ascii, controls, line_ends};

pub(super) const RULE: Rule = Rule {
    name: "entities",
    help: "HTML's character references become characters, also when written twice over",
    example: ("Q&amp;A &#8211; caf&eacute; &amp;quot;", "Q&A – café \""),
    default: true,
    marks: Marks::AMPERSAND,
    apply: |text, rules, out| decode(text, rules.without("ascii"), out),
};

/// In ASCII, other characters may have become `&` and `;`.
pub(super) const AFTER_ASCII: Rule =
    Rule { apply: |text, rules, out| rules.has("ascii") && decode(text, rules, out), ..RULE };

/// The longest reference, from `&` to `;`.
const LONGEST: usize = 34;

/// Decodes every reference that ends in `;` (without one, `&copy` in `a&copy=1` would be hit)
/// until none is left, as references to references are common in feeds.
///
/// It looks at each `;` for a reference that ends there in what is written so far. So one that
/// appears only by decoding is seen too, and a second cleaning finds nothing, in linear time.
/// What a reference stands for passes through the rules that ran before, for the same reason:
/// no control, line separator or (if asked) non-NFC or non-ASCII character appears here.
fn decode(text: &str, rules: Rules, out: &mut String) -> bool {
    let mut changed = false;
    let mut at = 0;
    let mut pending = Vec::new();
    for semicolon in memchr::memchr_iter(b';', text.as_bytes()) {
        out.push_str(&text[at..semicolon]);
        at = semicolon + 1;
        pending.push(';');
        while let Some(c) = pending.pop() {
            out.push(c);
            if c == ';'
                && let Some((start, [first, second])) = reference_at_end(out)
            {
                changed = true;
                out.truncate(start);
                let from = pending.len();
                for c in [first, second].into_iter().flatten() {
                    characters(c, rules, &mut pending);
                }
                pending[from..].reverse();
            }
        }
    }
    out.push_str(&text[at..]);
    changed
}

/// The reference that ends where `text` ends: its start, and the one or two characters that it
/// stands for.
fn reference_at_end(text: &str) -> Option<(usize, [Option<char>; 2])> {
    let bytes = text.as_bytes();
    let from = bytes.len().saturating_sub(LONGEST);
    let start = from + memchr::memrchr(b'&', &bytes[from..])?;
    let name = &bytes[start + 1..bytes.len() - 1];
    if !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#') {
        return None;
    }
    Some((start, reference(text.get(start + 1..text.len() - 1)?)?))
}

/// The one or two characters that `&name;` stands for: `name` is one of HTML's, such as `eacute`,
/// or `#233` or `#xE9`.
pub fn reference(name: &str) -> Option<[Option<char>; 2]> {
    match name.strip_prefix('#') {
        Some(number) => Some([Some(numbered(number)?), None]),
        None => NAMES.get(name).copied(),
    }
}

/// `233` or `xE9`. Numbers from 128 to 159 mean windows-1252, as in browsers. What is no
/// character is no reference.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) if !hex.is_empty() => u32::from_str_radix(hex, 16).ok()?,
        Some(_) => return None,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9f => Some(WINDOWS_1252[code as usize - 0x80]),
        _ => char::from_u32(code),
    }
}

/// The HTML standard's table for numeric references of C1 controls.
#[rustfmt::skip]
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What is written for a character that a reference stands for.
fn characters(c: char, rules: Rules, to: &mut Vec<char>) {
    if let Some(newline) = line_ends::as_newline(c) {
        to.extend(newline.chars());
        return;
    }
    let mut one = |c: char| {
        if controls::is_control(c) {
        } else if rules.has("ascii") && !c.is_ascii() {
            to.extend(ascii::of_char(c).chars());
        } else {
            to.push(c);
        }
    };
    if rules.has("nfc") {
        std::iter::once(c).nfc().for_each(&mut one);
    } else {
        one(c);
    }
}

static NAMES: LazyLock<HashMap<&str, [Option<char>; 2]>> = LazyLock::new(|| {
    let lines = include_str!("entities.txt").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(named).collect()
});

fn named(line: &'static str) -> Option<(&'static str, [Option<char>; 2])> {
    let (name, codes) = line.split_once(' ')?;
    let mut codes = codes.split(' ').map(|c| u32::from_str_radix(c, 16).ok().and_then(char::from_u32));
    Some((name, [Some(codes.next()??), codes.next().flatten()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let mut out = String::new();
        decode(text, Rules::NONE, &mut out);
        out
    }

    #[test]
    fn every_line_of_the_table_counts() {
        let lines = include_str!("entities.txt").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!((lines, NAMES.len()), (2125, 2125));
        assert!(NAMES.keys().all(|n| n.len() + 2 <= LONGEST));
    }

    #[test]
    fn names_and_numbers() {
        assert_eq!(decoded("&lt;b&gt; &eacute;&#233;&#xE9;&#XE9; &fjlig; &#150;"), "<b> éééé fj –");
        assert_eq!(
            decoded("AT&T; R&D &nosuch; &copy=1 &#xD800; &#1114112; &#; &#x;"),
            "AT&T; R&D &nosuch; &copy=1 &#xD800; &#1114112; &#; &#x;"
        );
        assert_eq!(decoded("a&#13;b&#3;c&#0;&#xFEFF;d"), "a\nbcd");
    }

    #[test]
    fn references_to_references_leave_none() {
        assert_eq!(decoded("&amp;amp;quot; &&#97;mp; &amp&semi;"), "\" & &");
        let nested = "&semi".repeat(100_000) + ";";
        assert_eq!(decoded(&nested), ";");
    }
}
