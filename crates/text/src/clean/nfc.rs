use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::scan::Marks;
use super::{Rule, Rules};

pub(super) const RULE: Rule = Rule {
    name: "nfc",
    help: "Unicode normalisation form C: a letter and its accent are one character",
    example: ("cafe\u{301}", "café"),
    default: true,
    marks: Marks::NFC,
    apply,
};

/// The same rule again, for accents that were entities.
pub(super) const AFTER_ENTITIES: Rule = Rule { ..RULE };

/// Unicode Standard Annex #15.
fn apply(text: &str, _: Rules, out: &mut String) -> bool {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return false;
    }
    out.extend(text.nfc());
    out != text
}
