use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "digits",
    group: Group::Normalise,
    help: "Digits of every script become 0 to 9, and Arabic separators between them . and ,",
    example: ("٢٠٢٢ and १२ and ３٫٥", "2022 and 12 and 3.5"),
    presets: Presets::of(Preset::Ascii),
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// Decimal digits (category Nd of Unicode). Superscripts, circled numbers and numerals such as 五 are
/// none.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let digit = digit(c);
        if let Some(digit) = digit.filter(|_| !c.is_ascii()) {
            edits.replace(at..end, digit.encode_utf8(&mut [0; 4]));
        } else if let Some(separator) = separator(c)
            && before.is_some()
            && chars.peek().is_some_and(|&(_, next)| self::digit(next).is_some())
        {
            edits.replace(at..end, separator);
        }
        before = digit;
    }
}

fn separator(c: char) -> Option<&'static str> {
    match c {
        '\u{66b}' => Some("."),
        '\u{66c}' => Some(","),
        _ => None,
    }
}

/// The ASCII digit that `c` means.
fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let code = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= code)].last()?;
    char::from_digit(code - zero, 10).filter(|_| code - zero < 10)
}

/// The zeros of Unicode 15; their nine others follow each.
#[rustfmt::skip]
const ZEROS: [u32; 65] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730,
    0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_digits_alone() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("۱٬۲۳۴ ৯ 𝟗 ９9").unwrap(), "1,234 9 9 99");
        for other in ["123", "² ① Ⅳ 五 ½", "٫ a٬b ١".trim_end_matches([' ', '١'])] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
        assert!(ZEROS.is_sorted());
    }
}
