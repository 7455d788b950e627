use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "lower-case",
    group: Group::Fold,
    help: "Everything in lower case, in Turkish and Azerbaijani with their dotless i",
    example: ("NATO in Αθήνα, ΟΔΟΣ", "nato in αθήνα, οδος"),
    presets: Presets::NONE,
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// Unicode's full mapping, word by word, as a sigma at the end of one is another letter. The language of the
/// text decides what I becomes.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let dotless = matches!(context.language.split('-').next(), Some("tr" | "tur" | "az" | "aze" | "azj"));
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find(|c: char| c.is_ascii_whitespace()).map_or(text.len(), |n| at + n);
        let word = &text[at..end];
        if word.contains(|c: char| c.is_uppercase() || changes(c)) {
            let lower = if dotless { turkish(word).to_lowercase() } else { word.to_lowercase() };
            edits.replace(at..end, &lower);
        }
        at = end + 1;
    }
}

/// Title case has letters that are not upper case: ǅ.
fn changes(c: char) -> bool {
    !c.is_ascii() && !c.to_lowercase().eq(std::iter::once(c))
}

fn turkish(word: &str) -> String {
    word.replace("I\u{307}", "i").replace('İ', "i").replace('I', "ı")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Cleaner, Rules};

    #[test]
    fn the_language_decides_about_i() {
        let lower = |text: &str, language| {
            Cleaner::new(Rules::NONE.with(RULE.name)).clean(text, language).unwrap_or(text).to_owned()
        };
        assert_eq!(lower("ISPARTA İzmir I\u{307}", "tr"), "ısparta izmir i");
        assert_eq!(lower("ISPARTA", "tr-TR"), "ısparta");
        assert_eq!(lower("ISPARTA İ", "en"), "isparta i\u{307}");
        assert_eq!(lower("ΟΔΟΣ\nΣ ǅ", ""), "οδος\nσ ǆ");
    }
}
