//! What single characters mean to a sentence.
//!
//! Terminators are those of Unicode's `Sentence_Terminal` property (UAX #29, `STerm` and `ATerm`) that running text
//! uses; the letters' case comes from the standard library.

use std::sync::OnceLock;

/// What kind of terminator a character is: what must follow it for a sentence to end there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terminator {
    /// The full stop of Latin, Cyrillic and other scripts, which also abbreviates.
    Stop,
    /// `!`, `?` and their like: they end a sentence unless it clearly goes on.
    Mark,
    /// `…`, which may stand inside a sentence.
    Ellipsis,
    /// Full stops, questions and exclamations of scripts that put no space after them.
    Wide,
    /// Full stops that do nothing else, such as the danda.
    Full,
}

/// The terminator that `c` is in any language, if it is one.
pub(super) fn terminator(c: char) -> Option<Terminator> {
    Some(match c {
        '.' | '\u{2024}' | '\u{FE52}' => Terminator::Stop,
        // U+037E is the Greek question mark; its look-alike `;` asks in Greek only.
        '!' | '?' | '\u{037E}' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '⸮' | '⸼' | '\u{FE56}' | '\u{FE57}' => {
            Terminator::Mark
        }
        '…' => Terminator::Ellipsis,
        '。' | '！' | '？' | '．' | '｡' | '\u{FE12}' | '\u{FE15}' | '\u{FE16}' => Terminator::Wide,
        // Armenian, Arabic, Syriac, N'Ko, Samaritan.
        '\u{0589}' | '\u{061D}'..='\u{061F}' | '\u{06D4}' | '\u{0700}'..='\u{0702}' | '\u{07F9}' => Terminator::Full,
        '\u{0837}' | '\u{0839}' | '\u{083D}' | '\u{083E}' => Terminator::Full,
        // Indic, Burmese, Ethiopic, Canadian, Philippine, Khmer, Mongolian, Limbu and their neighbours.
        '\u{0964}' | '\u{0965}' | '\u{104A}' | '\u{104B}' | '\u{1362}' | '\u{1367}' | '\u{1368}' => Terminator::Full,
        '\u{166E}' | '\u{1735}' | '\u{1736}' | '\u{17D4}' | '\u{17D5}' | '\u{1803}' | '\u{1809}' => Terminator::Full,
        '\u{1944}' | '\u{1945}' | '\u{1AA8}'..='\u{1AAB}' | '\u{1B5A}' | '\u{1B5B}' | '\u{1B5E}' | '\u{1B5F}' => {
            Terminator::Full
        }
        '\u{1C3B}' | '\u{1C3C}' | '\u{1C7E}' | '\u{1C7F}' => Terminator::Full,
        '\u{A4FF}' | '\u{A60E}' | '\u{A60F}' | '\u{A6F3}' | '\u{A6F7}' | '\u{A876}' | '\u{A877}' => Terminator::Full,
        '\u{A8CE}' | '\u{A8CF}' | '\u{A92F}' | '\u{A9C8}' | '\u{A9C9}' | '\u{AA5D}'..='\u{AA5F}' => Terminator::Full,
        '\u{AAF0}' | '\u{AAF1}' | '\u{ABEB}' => Terminator::Full,
        _ => return None,
    })
}

/// Invisible characters that direct layout (marks of direction, joiners, BOM): they stand between characters that
/// belong together, so rules look through them.
pub(super) fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

/// Characters that break a line. U+2029 and the form feed break a paragraph: see [`super::lines`].
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Quotes and brackets that can only close.
pub(super) fn is_closer(c: char) -> bool {
    is_closing_bracket(c) || matches!(c, '”' | '’' | '›' | '」' | '』' | '｣' | '〞' | '〟' | '﹂' | '﹄')
}

/// Brackets that close.
pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '｝' | '】' | '》' | '〉' | '〕' | '〗' | '〙' | '⟩' | '﹀' | '︾')
}

/// Brackets that open.
pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '｛' | '【' | '《' | '〈' | '〔' | '〖' | '⟨')
}

/// Quotes that close in one language and open in another, or have one shape for both.
pub(super) fn is_either_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '»' | '‹' | '＂')
}

/// What may stand before the first letter of a sentence: quotes and brackets that open, and Spanish `¿ ¡`.
pub(super) fn is_opener(c: char) -> bool {
    is_either_quote(c)
        || matches!(c, '(' | '[' | '{' | '„' | '‚' | '”' | '’' | '›' | '¿' | '¡' | '「' | '『' | '｢')
        || matches!(c, '（' | '［' | '｛' | '【' | '《' | '〈' | '〔' | '〖' | '⟨' | '*' | '_')
}

/// Hyphens and dashes: speech and asides begin with one.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '－' | '~')
}

/// Marks that begin an item of a list wherever they stand at the start of a line.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '⁃'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '►'
            | '▶'
            | '➢'
            | '✓'
            | '✔'
    )
}

/// Punctuation that goes on with a sentence.
pub(super) fn goes_on(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '/' | '&' | '=' | '+' | '%' | '，' | '、' | '；' | '：' | '،' | '؛' | '·' | '№')
        || is_closing_bracket(c)
}

/// Letters and digits, and the marks that belong to a letter in scripts where these are no letters themselves.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter(c) || !is_symbol(c) && is_other_word(c) }
}

/// The same of characters that are not told so quickly: a bit for each of a block of 64, looked up when it is met.
fn is_other_word(c: char) -> bool {
    static BLOCKS: [OnceLock<u64>; 0x11_0000 / 64] = [const { OnceLock::new() }; 0x11_0000 / 64];
    let (block, place) = (u32::from(c) / 64, u32::from(c) % 64);
    let of = |place: &u32| char::from_u32(block * 64 + place).is_some_and(|c| c.is_alphanumeric() || is_mark(c));
    let bits = BLOCKS[block as usize].get_or_init(|| (0..64).filter(of).fold(0, |bits, place| bits | 1 << place));
    bits >> place & 1 > 0
}

/// Letters of much-used blocks, without the way through the tables of Unicode; other letters are not told.
pub(super) fn is_letter(c: char) -> bool {
    // Latin but for × and ÷, Greek, Cyrillic, Hebrew, Arabic, Thai and Lao, Ethiopic, kana, ideographs, Hangul.
    matches!(
        c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{024F}' | 'Α'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ҁ' | 'א'..='ת' | 'ؠ'..='ي'
            | '\u{0E01}'..='\u{0E30}' | '\u{1200}'..='\u{1248}' | '\u{1260}'..='\u{1288}' | '\u{1290}'..='\u{12B0}'
            | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
    )
}

/// Quotes, dashes, arrows and the like, of which no block holds a letter or number.
pub(super) fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206F}' | '\u{2190}'..='\u{23FF}' | '\u{2500}'..='\u{26FF}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}')
}

/// Marks that change a letter rather than follow it: accents, and the vowel signs of Indic scripts.
pub(super) fn is_mark(c: char) -> bool {
    match c {
        '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' => true,
        // The blocks from Devanagari to Sinhala are laid out alike, in 128 characters each.
        '\u{0900}'..='\u{0DFF}' => {
            let place = u32::from(c) & 0x7F;
            place < 0x04
                || (0x3C..=0x4D).contains(&place) && place != 0x3D
                || matches!(place, 0x51..=0x57 | 0x62 | 0x63)
        }
        _ => false,
    }
}

/// Digits above the line, which number notes.
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Lower case. The letters of Georgian count as such in Unicode, but every word is written with them.
pub(super) fn is_lower(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_lowercase() } else { c.is_lowercase() && !matches!(c, '\u{10D0}'..='\u{10FF}') }
}

/// `c` in lower case if it is of a block whose letters have one lower case each, at a fixed distance: nothing else is
/// told.
pub(super) fn lower(c: char) -> Option<char> {
    let distance = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        'Ա'..='Ֆ' => 0x30,
        '\0'..='@' | '['..='\u{7F}' | 'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ' | 'ա'..='ֆ' => 0,
        // Hebrew to Thai and Lao, kana and ideographs, Hangul.
        'א'..='\u{0EFF}' | '\u{3041}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => 0,
        _ => return None,
    };
    char::from_u32(u32::from(c) + distance)
}

/// Letters that have no case.
pub(super) fn is_caseless(c: char) -> bool {
    !c.is_ascii() && is_word(c) && !is_lower(c) && !c.is_uppercase() && !c.is_numeric()
}

/// Chinese characters, kana and their like, written without spaces between words.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Armenian letters, after which `:` ends a sentence and `.` does not.
pub(super) fn is_armenian(c: char) -> bool {
    matches!(c, '\u{0531}'..='\u{0556}' | '\u{0560}'..='\u{0588}')
}

/// Greek letters, after which `;` asks.
pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{0370}'..='\u{037D}' | '\u{037F}'..='\u{0386}' | '\u{0388}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}')
}

/// Hebrew letters, between which quotes and apostrophes mark abbreviations and numbers.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05EA}')
}

/// Syllables of Korean.
pub(super) fn is_syllable(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Hiragana, which begins particles and endings.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}')
}

/// The columns that `c` takes in fixed width: two for East Asian wide characters, one otherwise.
pub(super) fn columns(c: char) -> usize {
    if is_ideographic(c)
        || matches!(c, '\u{1100}'..='\u{115F}' | '\u{3000}'..='\u{303F}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
    {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_both_only_closes_and_goes_either_way() {
        for c in '\0'..=char::MAX {
            assert!(!(is_closer(c) && is_either_quote(c)), "{c}");
            assert!(!(terminator(c).is_some() && (is_closer(c) || is_opener(c) || goes_on(c))), "{c}");
        }
    }

    #[test]
    fn the_quick_way_agrees_with_unicode() {
        for c in '\0'..=char::MAX {
            assert!(!is_letter(c) || c.is_alphabetic(), "{c} U+{:04X}", u32::from(c));
            assert!(!is_symbol(c) || !c.is_alphanumeric() && !is_mark(c), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn words_are_letters_digits_and_marks() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_word(c), c.is_alphanumeric() || is_mark(c), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn lower_case_is_that_of_unicode() {
        for (c, lower) in ('\0'..=char::MAX).filter_map(|c| Some((c, lower(c)?))) {
            assert!(c.to_lowercase().eq([lower]), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn white_space_is_never_part_of_a_word() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            assert!(!is_word(c) && !is_format(c) && terminator(c).is_none(), "{c:?}");
        }
    }

    #[test]
    fn line_breaks_are_white_space() {
        for c in ('\0'..=char::MAX).filter(|&c| is_line_break(c)) {
            assert!(c.is_whitespace(), "{c:?}");
        }
    }
}
