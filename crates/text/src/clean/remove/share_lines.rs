use std::sync::LazyLock;

use super::lines;
use super::phrases::Phrases;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "share-lines",
    group: Group::Remove,
    help: "Lines that ask to share, follow, subscribe, sign up or read on go",
    example: ("One.\n\nRead or Share this story: http://example.org/1\n\nTwo.", "One.\n\nTwo."),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("share_lines.txt")));

/// Whole lines by a list, in the languages of larger news sites. What such a line says in a sentence
/// (`Share this story, he said`) is not on it.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    lines::remove(text, edits, |line| PHRASES.have(line));
}
