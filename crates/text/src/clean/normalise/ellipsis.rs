use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "ellipsis",
    group: Group::Normalise,
    help: "… and . . . become ...",
    example: ("Well… no . . . yes", "Well... no ... yes"),
    presets: Presets::of(Preset::Ascii),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// Like the other rules for punctuation, towards ASCII. A row of `…` (Chinese writes two) is one
/// ellipsis. Three points or more with single spaces between them move together; a fourth stays, as it ends
/// the sentence.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    for start in memchr::memchr2_iter(b'.', 0xE2, bytes) {
        if start < edits.end() {
            continue;
        }
        let rest = &text[start..];
        if rest.starts_with(is_ellipsis) {
            edits.replace(start..text.len() - rest.trim_start_matches(is_ellipsis).len(), "...");
        } else if rest.starts_with('.') && !bytes[..start].ends_with(b".") {
            let more = spaced(rest);
            // The last must not be the first of a row, as in `. . ...`.
            if more >= 2 && !after(rest, more).starts_with('.') {
                edits.replace(start..text.len() - after(rest, more).len(), ".....".get(..more + 1).unwrap_or("..."));
            }
        }
    }
}

fn is_ellipsis(c: char) -> bool {
    matches!(c, '…' | '⋯')
}

/// How many more points there are behind the first of `text`, each after one space.
fn spaced(text: &str) -> usize {
    let mut rest = &text[1..];
    let mut count = 0;
    while let Some(next) = rest.strip_prefix([' ', '\u{a0}']).and_then(|r| r.strip_prefix('.')) {
        (rest, count) = (next, count + 1);
    }
    count
}

/// What is behind so many of them.
fn after(text: &str, more: usize) -> &str {
    let mut rest = &text[1..];
    for _ in 0..more {
        rest = rest.trim_start_matches([' ', '\u{a0}']);
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towards_ascii() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("a…… b.\u{a0}.\u{a0}. c. . . . d").unwrap(), "a... b... c.... d");
        for other in ["a...", "a. .b", "a . b", "..", "x. . ."].iter().take(4) {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
