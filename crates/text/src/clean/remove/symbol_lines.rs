use super::{emoji, lines};
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "symbol-lines",
    group: Group::Remove,
    help: "Lines without any letter or digit go",
    example: ("One.\n\n* * *\n\nTwo.\n___", "One.\n\nTwo."),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// Letters and digits are those of Unicode, whatever the script. A line of emoji says something, and a
/// single sign that ends or closes something belongs to a line that was torn: both stay.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    lines::remove(text, edits, |line| {
        !(line.chars().any(|c| c.is_alphanumeric() || emoji::is_emoji(c)) || line.chars().count() == 1 && ends(line))
    });
}

fn ends(sign: &str) -> bool {
    sign.contains([')', ']', '}', '"', '”', '’', '»', '「', '」', '%', '?', '!', '。', '？', '！'])
}
