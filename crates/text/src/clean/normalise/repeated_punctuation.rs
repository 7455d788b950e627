use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "repeated-punctuation",
    group: Group::Normalise,
    help: "Of more than three marks in a row (!!!!!) three stay, of two commas one",
    example: ("Goal!!!!!! Why????,, well......", "Goal!!! Why???, well..."),
    presets: Presets::NONE,
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// Three of `!` and `?` are kept, as one is another tone; four points may be an ellipsis and the end of a
/// sentence, so five are what is too much. Rows of dashes, stars and underscores are
/// rules and stay. It changes the writer's tone, so no preset has it.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].windows(2).position(|w| w[0] == w[1] && most(w[0]).is_some()).map(|n| at + n) {
        let mark = bytes[start];
        at = start + bytes[start..].iter().take_while(|&&b| b == mark).count();
        let Some((most, kept)) = most(mark) else { continue };
        if at - start > most {
            edits.remove(start + kept..at);
        }
    }
}

/// How many of a mark may stand in a row, and how many are kept of more.
fn most(mark: u8) -> Option<(usize, usize)> {
    match mark {
        b'!' | b'?' => Some((3, 3)),
        b'.' => Some((4, 3)),
        b',' => Some((1, 1)),
        b';' => Some((2, 1)),
        _ => None,
    }
}
