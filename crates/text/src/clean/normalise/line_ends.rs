use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "line-ends",
    group: Group::Normalise,
    help: "Carriage returns, form feeds and Unicode's line separators become \\n",
    example: ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    presets: Presets::ALL,
    marks: Marks::LINE_END,
    reach: Reach::Line,
    apply,
};

/// Leaves `\n` as the only character that ends a line, except U+0085: in text that was decoded
/// wrongly that is an ellipsis.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for (at, c) in text.char_indices() {
        if let Some(newline) = as_newline(c) {
            let pair = c == '\r' && text[at + 1..].starts_with('\n');
            edits.replace(at..at + c.len_utf8(), if pair { "" } else { newline });
        }
    }
}

/// What stands for a character that ends a line or a paragraph.
pub(crate) fn as_newline(c: char) -> Option<&'static str> {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{2028}' => Some("\n"),
        '\u{2029}' => Some("\n\n"),
        _ => None,
    }
}
