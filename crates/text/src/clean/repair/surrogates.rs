use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "surrogates",
    group: Group::Repair,
    help: "Characters written as two escapes or two references become characters",
    example: (r"\ud83d\ude00 &#55357;&#56832;", "😀 😀"),
    presets: Presets::USUAL,
    marks: Marks::AMPERSAND.and(Marks::ESCAPE),
    reach: Reach::Text,
    apply,
};

/// A pair of UTF-16 surrogates, both as `\ud83d` of JSON and JavaScript, or both as references of
/// HTML. Half a pair stays as it is, since nobody knows the other half, and so does U+FFFD, which is
/// all that is left of one. Other escapes (`\u00e9`, `\n`) stay: text about programs has them.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for start in memchr::memchr2_iter(b'\\', b'&', text.as_bytes()) {
        if start < edits.end() {
            continue;
        }
        let half = if text.as_bytes()[start] == b'&' { reference } else { escape };
        let Some((first, length)) = half(&text[start..]) else { continue };
        let Some((second, more)) = half(&text[start + length..]) else { continue };
        if let Some(Ok(c)) = char::decode_utf16([first, second]).next()
            && u32::from(c) > 0xffff
        {
            edits.replace(start..start + length + more, c.encode_utf8(&mut [0; 4]));
        }
    }
}

/// The unit that `\uXXXX` at the start of `text` stands for, and its length.
fn escape(text: &str) -> Option<(u16, usize)> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let unit = digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok());
    Some((unit??, 6))
}

/// The same for `&#55357;` and `&#xD83D;`.
fn reference(text: &str) -> Option<(u16, usize)> {
    let number = text.strip_prefix("&#")?;
    let length = number.bytes().take(8).position(|b| b == b';')?;
    let number = &number[..length];
    let unit = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u16::from_str_radix(hex, 16),
        None => number.parse(),
    };
    Some((unit.ok()?, length + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_pairs_alone() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned(r"a\uD83D\uDE00\ud83d").unwrap(), r"a😀\ud83d");
        assert_eq!(cleaned("&#xD83D;&#56832;").unwrap(), "😀");
        for other in [
            r"\ud83d",
            r"\ude00\ud83d",
            r"\u00e9\u00e9",
            r"\ud83d&#56832;",
            r"\ud83d \ude00",
            r"\ud83d\ude0",
            r"\ud83d\u+e00",
            r"\ud83é",
            "&#55357;",
            "&#55357;&#56832",
            "&#55357;&#11111111111;",
            "\u{fffd}\u{fffd}",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
