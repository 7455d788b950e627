use super::scan::Marks;
use super::{Rule, Rules};

pub(super) const RULE: Rule = Rule {
    name: "controls",
    help: "Control characters and invisible marks without meaning in text go",
    example: ("nul\0 and\u{feff} mark", "nul and mark"),
    default: true,
    marks: Marks::CONTROL.and(Marks::LINE_END),
    apply,
};

fn apply(text: &str, _: Rules, out: &mut String) -> bool {
    out.extend(text.chars().filter(|&c| !is_control(c)));
    out.len() != text.len()
}

/// C0 controls but tab and line ends, DEL, byte order marks, deprecated format characters and
/// interlinear annotation. C1 controls stay: they are most often characters decoded wrongly.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}' | '\u{feff}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffc}')
        && !matches!(c, '\t' | '\n' | '\r')
}
