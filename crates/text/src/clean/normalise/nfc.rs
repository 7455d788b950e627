use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "nfc",
    group: Group::Normalise,
    help: "Unicode normalisation form C: a letter and its accent are one character",
    example: ("cafe\u{301}", "café"),
    presets: Presets::ALL,
    marks: Marks::NFC,
    apply,
};

/// Unicode Standard Annex #15.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return;
    }
    // Piece by piece, each beginning with a character that nothing before it combines with.
    let (mut start, mut sure) = (0, true);
    let mut composed = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        if is_quick(c) {
            if !sure {
                composed.clear();
                composed.extend(text[start..at].nfc());
                edits.replace(start..at, &composed);
            }
            (start, sure) = (at, true);
        } else {
            sure = false;
        }
    }
}

fn is_quick(c: char) -> bool {
    c.is_ascii() || canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}
