use super::lines;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "boilerplate",
    group: Group::Remove,
    help: "Lines go that were learnt to recur in many documents",
    example: ("No list was given.", "No list was given."),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// By the list that the cleaner was given; without one, nothing.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let Some(list) = context.boilerplate.filter(|list| !list.is_empty()) else { return };
    let mut folded = String::new();
    lines::remove(text, edits, |line| list.has(line, &mut folded));
}
