use super::scan::Marks;
use super::{Rule, Rules};

pub(super) const RULE: Rule = Rule {
    name: "line-ends",
    help: "Carriage returns, form feeds and Unicode's line separators become \\n",
    example: ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    default: true,
    marks: Marks::LINE_END,
    apply,
};

/// Leaves `\n` as the only character that ends a line, except U+0085: in text that was decoded
/// wrongly that is an ellipsis.
fn apply(text: &str, _: Rules, out: &mut String) -> bool {
    let mut chars = text.chars().peekable();
    let mut changed = false;
    while let Some(c) = chars.next() {
        match as_newline(c) {
            Some(newline) => {
                changed = true;
                if c != '\r' || chars.peek() != Some(&'\n') {
                    out.push_str(newline);
                }
            }
            None => out.push(c),
        }
    }
    changed
}

/// What stands for a character that ends a line or a paragraph.
pub(super) fn as_newline(c: char) -> Option<&'static str> {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{2028}' => Some("\n"),
        '\u{2029}' => Some("\n\n"),
        _ => None,
    }
}
