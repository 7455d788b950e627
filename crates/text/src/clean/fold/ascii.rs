use deunicode::deunicode_with_tofu;

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "ascii",
    group: Group::Fold,
    help: "Everything in ASCII: accents go, other scripts are transliterated",
    example: ("“Čeština”, 北京", "\"Cestina\", Bei Jing"),
    presets: Presets::of(Preset::Ascii),
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// What stands for a character that has no transliteration.
const UNKNOWN: &str = "?";

/// By the tables of the crate deunicode. They put a space behind each syllable of Chinese; it goes at the
/// end of what is not ASCII, unless a letter or a digit follows.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|b| !b.is_ascii()).map(|n| at + n) {
        at = bytes[start..].iter().position(u8::is_ascii).map_or(bytes.len(), |n| start + n);
        let run = &text[start..at];
        let mut plain = deunicode_with_tofu(run, UNKNOWN);
        let spaced = run.chars().next_back().and_then(deunicode::deunicode_char).is_some_and(|s| s.ends_with(' '));
        if spaced && bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) && !plain.ends_with(' ') {
            plain.push(' ');
        }
        edits.replace(start..at, &plain);
    }
}
