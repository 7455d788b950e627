use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "nfkc",
    group: Group::Normalise,
    help: "Unicode normalisation form KC: also ², ①, ™ and full-width forms become plain",
    example: ("ﬁve m² ① Ｎ", "five m2 1 N"),
    presets: Presets::NONE,
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// Unicode Standard Annex #15. It loses meaning (`2²` becomes `22`, every no-break space a plain one),
/// so no preset has it.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return;
    }
    // Piece by piece, each beginning with a character that nothing before it combines with.
    let (mut start, mut sure) = (0, true);
    let mut composed = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        if is_quick(c) {
            if !sure {
                composed.clear();
                composed.extend(text[start..at].nfkc());
                edits.replace(start..at, &composed);
            }
            (start, sure) = (at, true);
        } else {
            sure = false;
        }
    }
}

fn is_quick(c: char) -> bool {
    c.is_ascii() || canonical_combining_class(c) == 0 && is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_the_form() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        for text in ["e\u{301}ﬁ", "\u{fdfa}", "ｶﾞ", "…x\u{301}", "a\u{a0}b", "¨\u{301}"] {
            assert_eq!(cleaned(text).unwrap(), text.nfkc().collect::<String>());
        }
        assert_eq!(cleaned("“é” – 北"), None);
    }
}
