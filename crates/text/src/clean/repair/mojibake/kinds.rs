//! What sort of character one is, from Unicode's properties and blocks.

use std::sync::LazyLock;

use super::alphabets;

/// A sort of character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Digit,
    /// Other ASCII.
    Ascii,
    Lower,
    Upper,
    /// A letter of a script without case.
    Letter,
    /// A combining mark: of its script, or of any.
    Mark,
    /// Curly double quotes and angle quotes.
    Quote,
    /// ’ and ‘
    Apostrophe,
    /// Quotes and signs that only ever open: „ ‚ ¿ ¡
    Open,
    Ellipsis,
    Dash,
    Currency,
    /// What may stand right behind a plain letter or a figure: ° ² ª and such.
    Raised,
    /// © ® ™ and what else may stand behind any word.
    Trade,
    /// What may stand between letters: × ± · •
    Infix,
    /// Other signs; none belongs into a word.
    Sign,
    /// Straight lines of boxes.
    Line,
    /// Corners of boxes, and shades.
    Corner,
    SoftHyphen,
    C1,
    /// U+FFFD
    Lost,
    /// Emoji, arrows, CJK punctuation and so on: harmless anywhere.
    Other,
    /// What next to no text holds: unassigned, private, letters of no living orthography.
    Rare,
}

/// A character as the costs see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) class: Class,
    /// Of letters and marks: a number from [`SCRIPTS`].
    pub(super) script: u8,
    /// Of Latin letters beyond ASCII: the orthographies.
    pub(super) alphabets: u32,
    pub(super) ascii: bool,
}

pub(super) const NO_SCRIPT: u8 = 0;
pub(super) const LATIN: u8 = 1;
pub(super) const GREEK: u8 = 2;
pub(super) const CYRILLIC: u8 = 3;
pub(super) const ARABIC: u8 = 7;
/// Chinese, Japanese and Korean together.
pub(super) const CJK: u8 = 4;

/// Blocks of the scripts in which news is written today.
const SCRIPTS: &[(u32, u32, u8)] = &[
    (0x00C0, 0x02AF, LATIN),
    (0x0370, 0x03FF, GREEK),
    (0x0400, 0x052F, CYRILLIC),
    (0x0530, 0x058F, 5),
    (0x0590, 0x05FF, 6),
    (0x0600, 0x06FF, ARABIC),
    (0x0700, 0x074F, 8),
    (0x0750, 0x077F, ARABIC),
    (0x0780, 0x07BF, 9),
    (0x08A0, 0x08FF, ARABIC),
    (0x0900, 0x097F, 10),
    (0x0980, 0x09FF, 11),
    (0x0A00, 0x0A7F, 12),
    (0x0A80, 0x0AFF, 13),
    (0x0B00, 0x0B7F, 14),
    (0x0B80, 0x0BFF, 15),
    (0x0C00, 0x0C7F, 16),
    (0x0C80, 0x0CFF, 17),
    (0x0D00, 0x0D7F, 18),
    (0x0D80, 0x0DFF, 19),
    (0x0E00, 0x0E7F, 20),
    (0x0E80, 0x0EFF, 21),
    (0x0F00, 0x0FFF, 22),
    (0x1000, 0x109F, 23),
    (0x10A0, 0x10FF, 24),
    (0x1100, 0x11FF, CJK),
    (0x1200, 0x139F, 25),
    (0x13A0, 0x13FF, 26),
    (0x1400, 0x167F, 27),
    (0x1780, 0x17FF, 28),
    (0x1800, 0x18AF, 29),
    (0x1C80, 0x1C8F, CYRILLIC),
    (0x1C90, 0x1CBF, 24),
    (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, GREEK),
    (0x2D00, 0x2D2F, 24),
    (0x2D30, 0x2D7F, 30),
    (0x3005, 0x3007, CJK),
    (0x3040, 0x318F, CJK),
    (0x31A0, 0x31BF, CJK),
    (0x3400, 0x9FFF, CJK),
    (0xAA60, 0xAA7F, 23),
    (0xAC00, 0xD7AF, CJK),
    (0xF900, 0xFAFF, CJK),
    (0xFB00, 0xFB06, LATIN),
    (0xFB1D, 0xFB4F, 6),
    (0xFB50, 0xFDFF, ARABIC),
    (0xFE70, 0xFEFC, ARABIC),
    (0xFF21, 0xFF5A, LATIN),
    (0xFF66, 0xFF9F, CJK),
    (0x20000, 0x323AF, CJK),
];

fn script(c: char) -> u8 {
    let code = u32::from(c);
    let at = SCRIPTS.partition_point(|&(_, end, _)| end < code);
    SCRIPTS.get(at).filter(|(start, ..)| *start <= code).map_or(NO_SCRIPT, |&(.., script)| script)
}

/// Of the characters below U+2600, that most text consists of.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| ('\0'..'\u{2600}').map(find).collect());

pub(super) fn kind(c: char) -> Kind {
    KINDS.get(u32::from(c) as usize).copied().unwrap_or_else(|| find(c))
}

fn find(c: char) -> Kind {
    let script = script(c);
    let alphabets = if script == LATIN { alphabets::of(c) } else { 0 };
    let class = if c.is_ascii() { of_ascii(c) } else { beyond_ascii(c, script, alphabets) };
    let script = if c.is_ascii_alphabetic() { LATIN } else { script };
    Kind { class, script, alphabets, ascii: c.is_ascii() }
}

fn of_ascii(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Lower,
        'A'..='Z' => Class::Upper,
        ' ' | '\t' | '\n' | '\r' => Class::Space,
        _ => Class::Ascii,
    }
}

fn beyond_ascii(c: char, script: u8, alphabets: u32) -> Class {
    match c {
        '\u{80}'..='\u{9f}' => Class::C1,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Class::Space,
        '\u{ad}' => Class::SoftHyphen,
        '“' | '”' | '«' | '»' | '‹' | '›' => Class::Quote,
        '‘' | '’' => Class::Apostrophe,
        '„' | '‚' | '¿' | '¡' => Class::Open,
        '…' => Class::Ellipsis,
        '\u{2010}'..='\u{2015}' => Class::Dash,
        '¢'..='¥' | '\u{20a0}'..='\u{20cf}' => Class::Currency,
        '°' | '²' | '³' | '¹' | 'ª' | 'º' | '¼'..='¾' => Class::Raised,
        // The Greek signs mark numbers: Γ΄ is third.
        '©' | '®' | '™' | '΄' | '΅' => Class::Trade,
        '×' | '±' | '·' | '•' | '÷' => Class::Infix,
        '¦' | '§' | '¨' | '¬' | '¯' | '´' | 'µ' | '¶' | '¸' => Class::Sign,
        '\u{2c2}'..='\u{2df}'
        | 'ƒ'
        | '†'
        | '‡'
        | '‰'
        | '⁄'
        | '\u{2200}'..='\u{22ff}'
        | '◊'
        | '\u{2320}'
        | '\u{2321}'
        | '⌐' => Class::Sign,
        '─' | '│' | '═' | '║' => Class::Line,
        '\u{2500}'..='\u{259f}' => Class::Corner,
        '\u{fffd}' => Class::Lost,
        '\u{300}'..='\u{36f}' => Class::Mark,
        _ if c.is_alphabetic() => letter(c, script, alphabets),
        _ if script > CYRILLIC && script != CJK => Class::Mark,
        _ if is_harmless(u32::from(c)) || c.is_numeric() => Class::Other,
        _ => Class::Rare,
    }
}

fn letter(c: char, script: u8, alphabets: u32) -> Class {
    let living = match script {
        NO_SCRIPT => {
            matches!(c, '\u{2b0}'..='\u{2c1}' | '\u{2ee}' | '\u{2100}'..='\u{214f}' | '\u{1d400}'..='\u{1d7ff}')
        }
        LATIN => alphabets != 0 || matches!(u32::from(c), 0xFB00..),
        GREEK => ('Ά'..='ώ').contains(&c) || c >= '\u{1f00}',
        CYRILLIC => !('\u{460}'..='\u{489}').contains(&c) && c < '\u{500}',
        _ => true,
    };
    match () {
        () if !living => Class::Rare,
        () if script == NO_SCRIPT => Class::Other,
        () if c.is_uppercase() => Class::Upper,
        () if c.is_lowercase() => Class::Lower,
        () => Class::Letter,
    }
}

/// Blocks of punctuation and symbols that have characters at all their places, or nearly.
fn is_harmless(code: u32) -> bool {
    matches!(code,
        0x0482 | 0x2000..=0x2064 | 0x2066..=0x2069 | 0x2070..=0x209C | 0x2100..=0x218B | 0x2190..=0x2426
        | 0x2460..=0x2BFF | 0x2E00..=0x2E5D | 0x2E80..=0x303F | 0x3190..=0x33FF | 0xFE00..=0xFE0F
        | 0xFE10..=0xFE6B | 0xFEFF | 0xFF01..=0xFFEE | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F)
}
