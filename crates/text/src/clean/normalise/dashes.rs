use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "dashes",
    group: Group::Normalise,
    help: "Dashes, hyphens and minus signs of every length become -",
    example: ("work – peace—or war, 10–12, −5", "work - peace - or war, 10-12, -5"),
    presets: Presets::of(Preset::Ascii),
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// A long dash right between two words gets spaces, or it would read as a hyphen; a row of dashes
/// becomes one. The Japanese mark of a long vowel (ー) is none.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for start in memchr::memchr2_iter(0xE2, 0xEF, text.as_bytes()) {
        if start < edits.end() || !text[start..].starts_with(is_dash) {
            continue;
        }
        let rest = text[start..].trim_start_matches(is_dash);
        let end = text.len() - rest.len();
        let is_long = text[start..end].contains(['—', '―', '⸺', '⸻']);
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_between = joins(text[..start].chars().next_back()) && joins(rest.chars().next());
        edits.replace(start..end, if is_long && is_between { " - " } else { "-" });
    }
}

/// Hyphens, dashes, the minus sign, and their small and wide forms.
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '⁃' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－')
}
