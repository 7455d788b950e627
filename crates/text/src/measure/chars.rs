//! What is known of each character, looked up once.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory as G, UnicodeGeneralCategory};
use unicode_script::UnicodeScript;

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Digit,
    /// Joins what stands around it, as `_` does.
    Joiner,
    /// Belongs to the character before it.
    Mark,
    /// A word of its own.
    Ideograph,
    Hiragana,
    Katakana,
    /// Letters of a script that puts no space between words: Thai, Lao, Khmer, Burmese.
    Unspaced,
    Other,
}

/// What is known of a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) class: Class,
    pub(super) category: u8,
    pub(super) script: u8,
    pub(super) alphabetic: bool,
    pub(super) alphanumeric: bool,
    /// In lower case; nothing where that takes several characters.
    pub(super) lower: Option<char>,
}

/// The general categories by their number in [`Facts`].
pub(super) const CATEGORIES: [&str; 30] = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
];

const BLOCK: usize = 256;

/// Blocks of characters: looking a property up in its table takes a search, and of most blocks no text has any.
static BLOCKS: [OnceLock<Box<[Facts; BLOCK]>>; 0x11_0000 / BLOCK] = [const { OnceLock::new() }; 0x11_0000 / BLOCK];

/// The names of the scripts that were met, by number.
static SCRIPTS: [OnceLock<&str>; 256] = [const { OnceLock::new() }; 256];

/// What is known of `c`.
#[inline]
pub(super) fn facts(c: char) -> Facts {
    let at = c as usize;
    facts_of(at / BLOCK)[at % BLOCK]
}

/// What is known of each ASCII character and of those after them.
pub(super) fn first_facts() -> &'static [Facts] {
    facts_of(0)
}

#[inline]
fn facts_of(number: usize) -> &'static [Facts; BLOCK] {
    BLOCKS[number].get_or_init(|| block(number))
}

/// Appends `word` in lower case, character by character, to `out`.
pub fn push_lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    let mut rest = word;
    while let Some((at, c)) = first_not_lower(rest) {
        out.push_str(&rest[..at]);
        match facts(c).lower {
            Some(lower) => out.push(lower),
            None => out.extend(c.to_lowercase()),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

/// The first character of `word` that is another one in lower case, and where it is: of most scripts there is none.
pub(super) fn first_not_lower(word: &str) -> Option<(usize, char)> {
    word.char_indices().find(|(_, c)| facts(*c).lower != Some(*c))
}

/// The name of a script that was met.
pub(super) fn script_name(script: u8) -> &'static str {
    SCRIPTS[script as usize].get().copied().unwrap_or("Unknown")
}

/// Ideographs and Hangul: a text may need many blocks of them at once, and the characters of each range are alike.
const ALIKE: [RangeInclusive<char>; 3] = ['\u{3400}'..='\u{4DBF}', '\u{4E00}'..='\u{9FFF}', '\u{AC00}'..='\u{D7A3}'];

#[cold]
fn block(number: usize) -> Box<[Facts; BLOCK]> {
    let of = |i: usize| u32::try_from(number * BLOCK + i).ok().and_then(char::from_u32);
    if let (Some(first), Some(last)) = (of(0), of(BLOCK - 1))
        && ALIKE.iter().any(|range| range.contains(&first) && range.contains(&last))
    {
        let facts = look_up(first);
        return Box::new(std::array::from_fn(|i| Facts { lower: of(i), ..facts }));
    }
    // Surrogates are no characters; nothing asks for them.
    Box::new(std::array::from_fn(|i| of(i).map_or(NOTHING, look_up)))
}

const NOTHING: Facts =
    Facts { class: Class::Other, category: 29, script: 0xFF, alphabetic: false, alphanumeric: false, lower: None };

fn look_up(c: char) -> Facts {
    let script = c.script();
    SCRIPTS[script as usize].get_or_init(|| script.full_name());
    let mut lower = c.to_lowercase();
    Facts {
        class: class(c),
        category: category(c),
        script: script as u8,
        alphabetic: c.is_alphabetic(),
        alphanumeric: c.is_alphanumeric(),
        lower: lower.next().filter(|_| lower.next().is_none()),
    }
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' | '\u{203F}' | '\u{2040}' => Class::Joiner,
        '\0'..='\u{7F}' => Class::Other,
        'À'..='\u{24F}' if c != '×' && c != '÷' => Class::Letter,
        '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => Class::Mark,
        '\u{2010}'..='\u{2027}' => Class::Other,
        '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' => Class::Hiragana,
        // Marks of voice that stand by themselves.
        '\u{309B}' | '\u{309C}' => Class::Mark,
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => {
            Class::Katakana
        }
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::Ideograph,
        _ if is_combining_mark(c) => Class::Mark,
        '\u{0E01}'..='\u{0EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17DD}' if c.is_alphabetic() => {
            Class::Unspaced
        }
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

/// The number of the general category of `c` in [`CATEGORIES`].
fn category(c: char) -> u8 {
    match c.general_category() {
        G::UppercaseLetter => 0,
        G::LowercaseLetter => 1,
        G::TitlecaseLetter => 2,
        G::ModifierLetter => 3,
        G::OtherLetter => 4,
        G::NonspacingMark => 5,
        G::SpacingMark => 6,
        G::EnclosingMark => 7,
        G::DecimalNumber => 8,
        G::LetterNumber => 9,
        G::OtherNumber => 10,
        G::ConnectorPunctuation => 11,
        G::DashPunctuation => 12,
        G::OpenPunctuation => 13,
        G::ClosePunctuation => 14,
        G::InitialPunctuation => 15,
        G::FinalPunctuation => 16,
        G::OtherPunctuation => 17,
        G::MathSymbol => 18,
        G::CurrencySymbol => 19,
        G::ModifierSymbol => 20,
        G::OtherSymbol => 21,
        G::SpaceSeparator => 22,
        G::LineSeparator => 23,
        G::ParagraphSeparator => 24,
        G::Control => 25,
        G::Format => 26,
        G::Surrogate => 27,
        G::PrivateUse => 28,
        G::Unassigned => 29,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_lower_case() {
        for word in ["ABC d", "İstanbul É ẞ Σ", "日本 ЖЖ"] {
            let mut lower = String::new();
            push_lower(word, &mut lower);
            assert_eq!(lower, word.chars().flat_map(char::to_lowercase).collect::<String>());
        }
    }

    #[test]
    fn characters_are_as_their_properties_say() {
        for c in ('\0'..'\u{11000}').chain('\u{1F000}'..'\u{21000}') {
            let found = facts(c);
            let mut lower = String::new();
            push_lower(&c.to_string(), &mut lower);
            assert_eq!(found.class, class(c), "{c:?}");
            assert_eq!((found.category, found.script), (category(c), c.script() as u8), "{c:?}");
            assert_eq!((found.alphabetic, found.alphanumeric), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
            assert!(lower.chars().eq(c.to_lowercase()), "{c:?}");
        }
    }

    #[test]
    fn some_characters() {
        for (c, class, category, script) in [
            ('a', Class::Letter, "Ll", "Latin"),
            ('7', Class::Digit, "Nd", "Common"),
            ('я', Class::Letter, "Ll", "Cyrillic"),
            ('\u{301}', Class::Mark, "Mn", "Inherited"),
            ('京', Class::Ideograph, "Lo", "Han"),
            ('ก', Class::Unspaced, "Lo", "Thai"),
            ('€', Class::Other, "Sc", "Common"),
            ('\u{10FFFF}', Class::Other, "Cn", "Unknown"),
        ] {
            let found = facts(c);
            let names = (CATEGORIES[found.category as usize], script_name(found.script));
            assert_eq!((found.class, names), (class, (category, script)), "{c:?}");
        }
    }
}
