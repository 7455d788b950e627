//! What tells code from text: marks where prose has none, and how lines begin and end.

use crate::scan::{beginning, count};

/// How much of a text's beginning is looked at.
const LOOK: usize = 1 << 10;
/// Marks of code for each letter that make a text code.
const CODE: f64 = 0.06;
/// A formula has fewer letters than this.
const FORMULA: u32 = 30;
/// A token of so many characters without a space is looked at.
pub(super) const LONG_TOKEN: usize = 16;

/// What a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// The first byte of a character that is not ASCII; most of them are letters.
    Wide,
    /// Another byte of one.
    Continuation,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=b' ' | 0x7f => Class::Space,
            0x80..0xc0 => Class::Continuation,
            // Mostly punctuation, as no-break spaces.
            0xc0..0xc3 | 0xe2 => Class::Continuation,
            0xc3.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// Counts at the beginning of a text.
#[derive(Default)]
pub(super) struct Look {
    pub(super) letters: u32,
    pub(super) digits: u32,
    /// Marks that are code where they stand.
    code: u32,
    /// Colons with white space behind them.
    colons: u32,
    /// Whether a long token has digits or capitals inside.
    pub(super) encoded: bool,
    /// Whether something looks like an address.
    pub(super) address: bool,
}

impl Look {
    pub(super) fn at(text: &str) -> Look {
        let bytes = beginning(text, LOOK).as_bytes();
        let mut look = Look {
            letters: count(bytes, is_letter),
            digits: count(bytes, |byte| byte.is_ascii_digit()),
            encoded: has_encoded(bytes),
            ..Look::default()
        };
        for (at, &byte) in bytes.iter().enumerate() {
            if CLASSES[usize::from(byte)] == Class::Mark {
                look.mark(bytes, at, byte);
            }
        }
        look
    }

    /// Whether the text is code.
    pub(super) fn is_code(&self, text: &str) -> bool {
        // Most texts have none of it.
        if self.code + self.colons + self.digits == 0 {
            return false;
        }
        if self.letters < FORMULA && self.code + self.digits > 0 && is_formula(text) {
            return true;
        }
        let enough = |code: u32| code >= 3 && f64::from(code) >= CODE * f64::from(self.letters);
        let text = beginning(text, LOOK);
        // Most texts would need more lines for it than they have.
        let most = MOST_OF_A_LINE * (count(text.as_bytes(), |byte| byte == b'\n') + 1);
        enough(self.code) || enough(self.code + most) && enough(self.code + lines(text))
    }

    /// Counts a mark that is code where it stands.
    fn mark(&mut self, bytes: &[u8], at: usize, byte: u8) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let code = match byte {
            b'{' | b'}' | b'\\' | b'|' | b'^' | b'~' | b'<' | b'>' => true,
            // Two are a quotation mark.
            b'`' => before != b'`' && after != b'`',
            b'=' => {
                // Without spaces it counts twice.
                self.code += u32::from(before.is_ascii_alphanumeric() && !after.is_ascii_whitespace());
                true
            }
            b'_' => before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric(),
            b';' => {
                let next = bytes.get(at + 2).copied().unwrap_or_default();
                (matches!(after, b'\n' | b'\r') || !after.is_ascii_whitespace() || next == b'}')
                    && !ends_entity(&bytes[..at])
            }
            b'(' | b'[' => before.is_ascii_alphanumeric() || matches!(before, b'_' | b'(' | b'['),
            b')' | b']' => {
                matches!(after, b';' | b'{' | b':' | b'.' | b'(' | b'[' | b')') && before != b' '
                    || matches!(before, b'"' | b'\'')
            }
            b'*' if after == b'.' => true,
            b'*' | b'+' | b'%' | b'&' | b'/' | b'!' => {
                (before.is_ascii_alphabetic() || before == byte) && (after.is_ascii_alphanumeric() || after == byte)
                    || matches!((byte, after), (b'!' | b'+' | b'*' | b'/', b'='))
            }
            b'.' => !matches!(before, b'.' | 0x80..) && after.is_ascii_lowercase(),
            b':' => {
                self.colons += u32::from(after.is_ascii_whitespace());
                after == b':' || before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
            }
            b'"' | b'\'' => matches!(before, b'=' | b'(' | b'{' | b'[' | b':') || matches!(after, b':' | b'}' | b']'),
            b'$' => after.is_ascii_alphabetic(),
            b'#' => after.is_ascii_alphanumeric() && before != b'&',
            b'-' => {
                let next = bytes.get(at + 2).copied().unwrap_or(b'\n');
                after == b'>'
                    || before == b'-' && after.is_ascii_alphabetic()
                    || before == b' ' && after.is_ascii_lowercase() && next.is_ascii_whitespace()
            }
            b'@' => {
                self.address |= before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
                false
            }
            _ => false,
        };
        self.address |= byte == b':' && bytes[at..].starts_with(b"://");
        self.address |= byte == b'.' && before.eq_ignore_ascii_case(&b'w') && after.is_ascii_alphanumeric();
        self.code += u32::from(code);
    }
}

/// A letter of ASCII, or the first byte of a character that most likely is one.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xc3 && byte != 0xe2
}

/// Whether a token of [`LONG_TOKEN`] bytes or more has digits, or capitals behind small letters.
fn has_encoded(bytes: &[u8]) -> bool {
    let ends = |byte: &u8| !matches!(CLASSES[usize::from(*byte)], Class::Letter | Class::Digit | Class::Mark);
    let mut start = 0;
    // Where a long token that begins here would still go on, most are over: the last end before that is the next start.
    while let Some(token) = bytes.get(start..start + LONG_TOKEN) {
        if let Some(end) = token.iter().rposition(ends) {
            start += end + 1;
            continue;
        }
        let end = bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length);
        let token = &bytes[start..end];
        let inside = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
        if token.iter().any(u8::is_ascii_digit) || token.windows(2).any(inside) {
            return true;
        }
        start = end;
    }
    false
}

/// Whether letters stand alone and are ASCII, as in formulas.
fn is_formula(text: &str) -> bool {
    let mut before = false;
    text.chars().all(|c| {
        let is_letter = c.is_alphabetic();
        let is_alone = !is_letter || c.is_ascii() && !before;
        before = is_letter;
        is_alone
    })
}

/// Whether an HTML entity (`&#39`, `&quot`) is at the end.
fn ends_entity(bytes: &[u8]) -> bool {
    let mut before = bytes.iter().rev().take(8).skip_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
    before.next() == Some(&b'&')
}

/// What [`lines`] says of one line at most.
const MOST_OF_A_LINE: u32 = 4;

/// What lines say: keywords of programming languages at their beginning, where their end is no sentence's; a name with
/// one value; a heading in brackets.
fn lines(text: &str) -> u32 {
    let mut code = 0;
    for line in text.lines().map(str::trim) {
        let word = line.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let is_word = |keyword: &&str| word.eq_ignore_ascii_case(keyword);
        if line.ends_with([':', '{', ';', ')', '(']) && KEYWORDS.iter().any(is_word) {
            code += 2;
        }
        if let Some((name, value)) = line.split_once(':')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
            && !value.trim().contains(char::is_whitespace)
        {
            code += 1;
        }
        code += u32::from(line.len() > 2 && line.starts_with('[') && line.ends_with(']'));
    }
    code
}

/// Words that statements begin with.
static KEYWORDS: [&str; 58] = [
    "alter",
    "async",
    "await",
    "begin",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "create",
    "def",
    "default",
    "delete",
    "do",
    "drop",
    "elif",
    "else",
    "enum",
    "except",
    "export",
    "final",
    "fn",
    "for",
    "from",
    "func",
    "function",
    "if",
    "impl",
    "import",
    "insert",
    "int",
    "interface",
    "let",
    "match",
    "module",
    "namespace",
    "new",
    "package",
    "print",
    "private",
    "protected",
    "pub",
    "public",
    "return",
    "select",
    "static",
    "struct",
    "switch",
    "throw",
    "try",
    "type",
    "update",
    "use",
    "using",
    "val",
    "var",
    "void",
    "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_the_classes() {
        for byte in 0..=255 {
            let class = CLASSES[usize::from(byte)];
            assert_eq!(is_letter(byte), class == Class::Letter || class == Class::Wide, "{byte}");
            assert_eq!(byte.is_ascii_digit(), class == Class::Digit, "{byte}");
        }
    }

    #[test]
    fn no_line_says_more_than_the_most() {
        let name_and_value = "[class:x\nfoo: {\n";
        for line in
            ["[class]", "class:", "def x():", "def:", "[def:]", "if: x", "do: [x]", "a-b: c", "class {", name_and_value]
        {
            let most = MOST_OF_A_LINE * line.lines().count() as u32;
            assert!((1..=most).contains(&lines(line)), "{line}: {}", lines(line));
        }
        // Lines alone can make a text code.
        let text = "if x (\n  if y (\n    if z (\n  go on, 1\n".repeat(3);
        assert!(Look::at(&text).is_code(&text));
    }

    #[test]
    fn long_tokens_with_digits_or_capitals_are_encoded() {
        for (text, encoded) in [
            ("abcdefghijklmno1", true),
            ("abcdefghijklmn1", false),
            ("x 1bcdefghijklmnop y", true),
            ("a word, abcdefghijklmnoP.", true),
            ("Internationalisation, UNCHARACTERISTICALLY", false),
            ("1234567890 12345 Aa Bb aB", false),
            ("x\u{A0}aBcdefghijklmno aBcdefghijklmnop", true),
            ("été-abcdefghijklmnop1", true),
            ("éabcdefghijkl1éabcdefgh", false),
            ("one two three four five six seven eight nine abcdefghijklmnopqrst9", true),
            ("", false),
        ] {
            assert_eq!(Look::at(text).encoded, encoded, "{text}");
        }
    }
}
