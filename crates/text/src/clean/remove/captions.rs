use super::lines;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "captions",
    group: Group::Remove,
    help: "Lines left of pictures go: buttons, and credits that stand there twice",
    example: (
        "One.\n\nEnlarge this image toggle caption Jo Doe/Getty Images Jo Doe/Getty Images\n\nTwo.",
        "One.\n\nTwo.",
    ),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest line that is taken for a credit, in bytes.
const LONGEST: usize = 200;

/// What such a line begins with.
const BUTTONS: [&str; 8] = [
    "Enlarge this image",
    "toggle caption",
    "hide caption",
    "Image copyright",
    "Image source,",
    "Media playback is unsupported on your device",
    "Media playback is not supported on this device",
    "View this post on Instagram",
];

/// Whole lines. A caption that was kept behind `Image caption` is text, and so is a credit that stands
/// there once.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    lines::remove(text, edits, |line| {
        line.len() <= LONGEST && (is_button(line) || is_twice(line)) && !line.contains("Image caption")
    });
}

fn is_button(line: &str) -> bool {
    BUTTONS.iter().any(|b| line.strip_prefix(b).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

/// `X/Getty Images X/Getty Images`: a name, a slash, a name, and the same again.
fn is_twice(line: &str) -> bool {
    let half = line.len() / 2;
    if line.len() < 9 || line.as_bytes()[half] != b' ' {
        return false;
    }
    let (first, second) = (&line[..half], &line[half + 1..]);
    first == second
        && first.starts_with(char::is_uppercase)
        && first.split_once('/').is_some_and(|(_, agency)| agency.trim_start().starts_with(char::is_uppercase))
}
