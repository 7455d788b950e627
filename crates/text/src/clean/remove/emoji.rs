use unicode_segmentation::UnicodeSegmentation;

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "emoji",
    group: Group::Remove,
    help: "Emoji go, whole sequences with flags, families and skin colours",
    example: ("Great 👍🏽 news 👩‍👩‍👧!", "Great news!"),
    presets: Presets::NONE,
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// Clusters (Unicode Standard Annex #29) with a character that is shown as an emoji, or with one that
/// asks for it (U+FE0F); the space before goes too if one follows or nothing does. Characters
/// that are symbols as well, such as ©, ™, ✓ and ☎, stay unless U+FE0F follows. In no preset: emoji
/// are the author's words.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|b| !b.is_ascii()).map(|n| at + n) {
        // From the character before, which is a part of it in a keycap.
        let start = start - usize::from(start > at);
        let end = bytes[start + 1..].iter().position(u8::is_ascii).map_or(bytes.len(), |n| start + 1 + n);
        for (offset, cluster) in text[start..end].grapheme_indices(true) {
            if !cluster.chars().any(|c| is_emoji(c) || matches!(c, '\u{fe0f}' | '\u{20e3}')) {
                continue;
            }
            let (from, to) = (start + offset, start + offset + cluster.len());
            let space = from > edits.end() && bytes[from - 1] == b' ' || from == edits.end() && from > 0;
            let alone = bytes.get(to).is_none_or(|b| matches!(b, b' ' | b'\n' | b'.' | b',' | b'!' | b'?' | b')'));
            let from = if space && alone && bytes[from - 1] == b' ' && from > edits.end() { from - 1 } else { from };
            edits.remove(from..to);
        }
        at = end;
    }
}

/// Whether a character is shown as an emoji by itself (`Emoji_Presentation` of Unicode 16), is a part of a
/// flag or a skin colour, or lies in the blocks of pictographs, which hold little else.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}' | '\u{25fd}' | '\u{25fe}'
        | '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}' | '\u{2693}' | '\u{26a1}' | '\u{26aa}' | '\u{26ab}'
        | '\u{26bd}' | '\u{26be}' | '\u{26c4}' | '\u{26c5}' | '\u{26ce}' | '\u{26d4}' | '\u{26ea}' | '\u{26f2}' | '\u{26f3}'
        | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}' | '\u{270a}' | '\u{270b}' | '\u{2728}' | '\u{274c}' | '\u{274e}'
        | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27b0}' | '\u{27bf}' | '\u{2b1b}' | '\u{2b1c}'
        | '\u{2b50}' | '\u{2b55}' | '\u{1f004}' | '\u{1f0cf}' | '\u{1f18e}' | '\u{1f191}'..='\u{1f19a}'
        | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f201}' | '\u{1f21a}' | '\u{1f22f}' | '\u{1f232}'..='\u{1f236}'
        | '\u{1f238}'..='\u{1f23a}' | '\u{1f250}' | '\u{1f251}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f7e0}'..='\u{1f7eb}' | '\u{1f7f0}' | '\u{1f900}'..='\u{1f9ff}' | '\u{1fa70}'..='\u{1faff}'
    )
}
