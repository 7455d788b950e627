use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "citations",
    group: Group::Remove,
    help: "References to notes, such as [1], [2,3] and [citation needed], go",
    example: ("It was cold.[1][2] So they said.[citation needed]", "It was cold. So they said."),
    presets: Presets::of(Preset::Web).and(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest reference, in bytes.
const LONGEST: usize = 32;

const WORDS: [&str; 9] = [
    "citation needed",
    "clarification needed",
    "verification needed",
    "better source needed",
    "when?",
    "who?",
    "by whom?",
    "according to whom?",
    "dubious – discuss",
];

/// Numbers of up to three digits, lists and ranges of them, and Wikipedia's words, in square brackets: right
/// behind what they speak of, or behind a space if something other than a capital follows. At the
/// start of a line stands the note itself, which stays. `[0]`, `[s]` and `[sic]` are none.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    for open in memchr::memchr_iter(b'[', bytes) {
        if open == 0 || open < edits.end() {
            continue;
        }
        let near = &bytes[open..bytes.len().min(open + LONGEST)];
        let Some(length) = memchr::memchr(b']', near) else { continue };
        if !is_reference(&text[open + 1..open + length]) {
            continue;
        }
        let end = open + length + 1;
        let before = text[..open].chars().next_back();
        let start = match before {
            _ if open == edits.end() => open,
            Some(' ') if open > 1 && !matches!(bytes[open - 2], b'\n' | b' ') && may_follow_space(&text[end..]) => {
                open - 1
            }
            Some(c) if c.is_alphanumeric() || ".,;:!?)\"'”’»%。，".contains(c) => open,
            _ => continue,
        };
        edits.remove(start.max(edits.end())..end);
    }
}

fn is_reference(inside: &str) -> bool {
    let inside = inside.strip_prefix("note ").or_else(|| inside.strip_prefix("nb ")).unwrap_or(inside);
    let is_number =
        |n: &str| (1..=3).contains(&n.len()) && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit());
    inside.split([',', '-', '–']).all(|n| is_number(n.trim_start_matches(' '))) || WORDS.contains(&inside)
}

/// A capital behind the space behind it begins the note itself: `[2] Smith, J.`
fn may_follow_space(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        None | Some('.' | ',' | ';' | ':' | ')' | '[' | '\n') => true,
        Some(' ') => rest.next().is_some_and(|c| c.is_lowercase() || c == '('),
        _ => false,
    }
}
