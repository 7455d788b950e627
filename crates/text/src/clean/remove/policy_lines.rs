use std::sync::LazyLock;

use super::lines;
use super::phrases::Phrases;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "policy-lines",
    group: Group::Remove,
    help: "Lines about cookies, terms of use, privacy policies and copyright go",
    example: ("Text.\nThis site uses cookies.\nMore.", "Text.\nMore."),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("policy_lines.txt")));

/// Whole lines by a list. To take every line that names a cookie or a privacy policy, as recipes for
/// training text do, would hit news about both.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    lines::remove(text, edits, |line| PHRASES.have(line));
}
