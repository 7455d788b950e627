use std::collections::HashMap;
use std::sync::LazyLock;

use crate::clean::edits::Edits;
use crate::clean::normalise::line_ends;
use crate::clean::repair::{controls, tags};
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "entities",
    group: Group::Repair,
    help: "HTML's character references become characters, also when written twice over",
    example: ("Q&amp;A &#8211; caf&eacute; &amp;quot;", "Q&A – café \""),
    presets: Presets::ALL,
    marks: Marks::AMPERSAND,
    reach: Reach::Text,
    apply,
};

/// The longest reference, from `&` to `;`.
const LONGEST: usize = 34;

/// Decodes every reference that ends in `;` (without one, `&copy` in `a&copy=1` would be hit), and what
/// its ampersand makes a reference of in turn, as references to references are common in feeds.
///
/// Where tags are taken out, what would be one only when it is decoded is left as it is: somebody wrote
/// it to be read.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let keeps_tags = context.rules.has("tags");
    let mut decoded = String::new();
    for start in memchr::memchr_iter(b'&', text.as_bytes()) {
        if start < edits.end() {
            continue;
        }
        let Some((mut end, mut stands_for)) = reference_at(text, start + 1) else { continue };
        while stands_for == [Some('&'), None]
            && let Some((next, deeper)) = reference_at(text, end)
        {
            (end, stands_for) = (next, deeper);
        }
        if keeps_tags && stands_for[0] == Some('<') && tags::may_begin(&text[end..]) {
            continue;
        }
        decoded.clear();
        for c in stands_for.into_iter().flatten() {
            match line_ends::as_newline(c) {
                Some(newline) => decoded.push_str(newline),
                None if controls::is_control(c) => {}
                None => decoded.push(c),
            }
        }
        edits.replace(start..end, &decoded);
    }
}

/// The reference in `text` whose name begins at `name`: where it ends, and the one or two characters that
/// it stands for.
fn reference_at(text: &str, name: usize) -> Option<(usize, [Option<char>; 2])> {
    let bytes = &text.as_bytes()[name..];
    let length = bytes.iter().take(LONGEST).position(|b| !(b.is_ascii_alphanumeric() || *b == b'#'))?;
    if bytes[length] != b';' {
        return None;
    }
    Some((name + length + 1, reference(&text[name..name + length])?))
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
        crate::clean::tests::through(&RULE, text)
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
        assert_eq!(decoded("&amp;amp;quot; &amp;amp;amp; &amp;x;"), "\" & &x;");
        assert_eq!(decoded(&format!("&{};", "amp;".repeat(100_000))), "&;");
    }
}
