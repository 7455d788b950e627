use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "ligatures",
    group: Group::Normalise,
    help: "Ligatures of typesetters become letters: ﬁ, ﬂ, ﬀ, ﬃ, ﬄ, ﬅ, ﬆ",
    example: ("eﬃcient ﬂow", "efficient flow"),
    presets: Presets::USUAL,
    marks: Marks::WIDE,
    reach: Reach::Text,
    apply,
};

/// Latin and Armenian ligatures, which come out of PDF files. Letters of a language stay: æ, œ, ß, ĳ, ǆ.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for at in memchr::memchr_iter(0xEF, text.as_bytes()) {
        if let Some(letters) = text[at..].chars().next().and_then(letters) {
            edits.replace(at..at + 3, letters);
        }
    }
}

fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ﬓ' => "մն",
        'ﬔ' => "մե",
        'ﬕ' => "մի",
        'ﬖ' => "վն",
        'ﬗ' => "մխ",
        _ => return None,
    })
}
