//! Words as lingua cuts them.

use unicode_normalization::char::is_combining_mark;

use super::scripts::Script;

/// Scripts whose runs, marks included, are words.
const RUNS: [Script; 8] = [
    Script::Bengali,
    Script::Devanagari,
    Script::Gujarati,
    Script::Gurmukhi,
    Script::Hangul,
    Script::Tamil,
    Script::Telugu,
    Script::Thai,
];
/// Scripts of which every character is a word.
const SINGLE: [Script; 3] = [Script::Han, Script::Hiragana, Script::Katakana];

/// The general category L.
fn is_letter(c: char) -> bool {
    let number = matches!(u32::from(c), 0x16ee..=0x16f0 | 0x2160..=0x2188 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303a
        | 0xa6e6..=0xa6ef | 0x10140..=0x10174);
    let symbol = matches!(u32::from(c), 0x24b6..=0x24e9 | 0x1f130..=0x1f189);
    c.is_alphabetic() && !is_combining_mark(c) && !number && !symbol
}

/// The words of `text`, in small letters.
pub(super) fn words(text: &str) -> Vec<Vec<char>> {
    let text: Vec<char> = text.trim().to_lowercase().chars().collect();
    let mut words = Vec::new();
    let mut rest = &text[..];
    while let Some(&c) = rest.first() {
        let length = if SINGLE.iter().any(|script| script.has(c)) {
            1
        } else if let Some(script) = RUNS.iter().find(|script| script.has(c)) {
            rest.iter().take_while(|c| script.has(**c)).count()
        } else {
            rest.iter().take_while(|c| is_letter(**c)).count()
        };
        let (word, others) = rest.split_at(length.max(1));
        if length > 0 {
            words.push(word.to_vec());
        }
        rest = others;
    }
    words
}
