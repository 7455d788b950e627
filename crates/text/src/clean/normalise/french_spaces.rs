use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "french-spaces",
    group: Group::Normalise,
    help: "In French, the spaces before ; : ! ? » and after « become no-break spaces",
    example: ("sans langue : rien", "sans langue : rien"),
    presets: Presets::NONE,
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// Only where the language is known to be French, and only for spaces that are there: none is put in
/// (`12:30`, `http://`). The no-break space is U+00A0, which is what French newspapers send. With rules that
/// make plain spaces of them it does nothing.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    if !context.is_in(&["fr", "fra", "fre"]) || context.rules.has("nfkc") || context.rules.has("ascii") {
        return;
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b' ', bytes) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let is_before = after.starts_with([';', ':', '!', '?', '»']) && !before.ends_with([' ', '\n']);
        // `:` and `;` may begin a smiley; a mark of punctuation ends with its word.
        let ends = after.chars().nth(1).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | ')' | '('));
        if (is_before && ends && !before.is_empty()) || (before.ends_with('«') && !after.starts_with([' ', '\n'])) {
            edits.replace(at..at + 1, "\u{a0}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Cleaner, Rules};

    #[test]
    fn only_in_french() {
        let mut cleaner = Cleaner::new(Rules::NONE.with(RULE.name));
        let text = "Il dit : « Quoi ? » ; non !";
        let spaced = "Il dit\u{a0}: «\u{a0}Quoi\u{a0}?\u{a0}»\u{a0}; non\u{a0}!";
        assert_eq!(cleaner.clean(text, "fr"), Some(spaced));
        assert_eq!(cleaner.clean(text, "fra"), Some(spaced));
        assert_eq!(cleaner.clean(spaced, "fr"), None);
        assert_eq!(cleaner.clean(text, "en"), None);
        assert_eq!(cleaner.clean("12:30 :) x :-( http://a", "fr"), None);
        let both = Rules::NONE.with(RULE.name).with("nfkc");
        assert_eq!(Cleaner::new(both).clean(spaced, "fr"), Some(text));
    }
}
