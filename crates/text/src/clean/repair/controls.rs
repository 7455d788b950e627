use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "controls",
    group: Group::Repair,
    help: "Control characters and invisible marks without meaning in text go",
    example: ("nul\0 and\u{feff} mark", "nul and mark"),
    presets: Presets::ALL,
    marks: Marks::CONTROL.and(Marks::LINE_END),
    reach: Reach::Line,
    apply,
};

fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for (at, c) in text.char_indices() {
        if is_control(c) {
            edits.remove(at..at + c.len_utf8());
        }
    }
}

/// C0 controls but tab and line ends, DEL, byte order marks, deprecated format characters and
/// interlinear annotation. C1 controls stay: they are most often characters decoded wrongly.
pub(crate) fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}' | '\u{feff}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffc}')
        && !matches!(c, '\t' | '\n' | '\u{b}'..='\r')
}
