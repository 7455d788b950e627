use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "accents",
    group: Group::Fold,
    help: "Latin and Greek letters without their accents",
    example: ("Čeština, naïve, Αθήνα, øre, йод", "Cestina, naive, Αθηνα, øre, йод"),
    presets: Presets::NONE,
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// By Unicode's canonical decomposition, so letters that have none (ø, ł, đ, ß, æ) stay; the rule `ascii`
/// takes them. In Cyrillic only the accents that show the stress go: й, ї and ё are letters of their own.
/// In other scripts marks are vowels or change the sound, and stay.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let mut last = None;
    for (at, c) in text.char_indices() {
        if is_accent(c) {
            if last.is_some_and(|base| loses(base, c)) {
                edits.remove(at..at + c.len_utf8());
            }
            continue;
        }
        last = Some(c);
        if c < '\u{c0}' {
            continue;
        }
        let (mut base, mut plain) = (c, true);
        let mut n = 0;
        decompose_canonical(c, |part| {
            if n == 0 {
                base = part;
            } else {
                plain &= loses(base, part);
            }
            n += 1;
        });
        if n > 1 && plain {
            edits.replace(at..at + c.len_utf8(), base.encode_utf8(&mut [0; 4]));
            last = Some(base);
        }
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') && is_combining_mark(c)
}

/// Whether a letter loses this mark.
fn loses(base: char, mark: char) -> bool {
    is_accent(mark)
        && match base {
            // Latin and Greek.
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => true,
            // Macedonian ѓ and ќ.
            'г' | 'Г' | 'к' | 'К' => false,
            '\u{400}'..='\u{4ff}' => matches!(mark, '\u{300}' | '\u{301}'),
            _ => false,
        }
}
