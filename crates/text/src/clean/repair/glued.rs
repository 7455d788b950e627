use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "glued",
    group: Group::Repair,
    help: "A space between two sentences that lost the break between them",
    example: ("It rose last year.For those who", "It rose last year. For those who"),
    presets: Presets::USUAL,
    marks: Marks::GLUED,
    reach: Reach::Text,
    apply,
};

/// A word is looked at so far at most.
const LONGEST_WORD: usize = 30;

/// Words behind a point that make a name with the word before.
const NAMES: [&str; 14] =
    ["Ai", "App", "Biz", "Co", "Com", "Edu", "Fm", "Gov", "Inc", "Info", "Io", "Js", "Net", "Org"];

/// A word of two letters or more that ends in lower case, a point, an exclamation or question mark
/// (and perhaps a curly closing quotation mark), and a capital that begins a word. Not in what may be
/// an address or the name of a file or of a function. Letters on both sides are ASCII.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    for stop in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        let after = if bytes[stop + 1..].starts_with("”".as_bytes()) { stop + 1 + "”".len() } else { stop + 1 };
        if bytes.get(after).is_some_and(u8::is_ascii_uppercase)
            && ends_a_sentence(&bytes[..stop])
            && begins_a_sentence(&bytes[after..])
        {
            edits.insert(after, " ");
        }
    }
}

fn ends_a_sentence(bytes: &[u8]) -> bool {
    let is_letter = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let length = bytes.iter().rev().take(LONGEST_WORD).take_while(|b| is_letter(b)).count();
    let before = bytes[..bytes.len() - length].last().copied().unwrap_or(b' ');
    (2..LONGEST_WORD).contains(&length)
        && bytes.last().is_some_and(u8::is_ascii_lowercase)
        && !matches!(before, b'.' | b'@' | b'/' | b'_' | b'#' | b'=' | b'\\' | b'<' | b'&' | b':')
}

fn begins_a_sentence(bytes: &[u8]) -> bool {
    let length = bytes.iter().take(LONGEST_WORD).take_while(|b| b.is_ascii_alphabetic()).count();
    let word = &bytes[..length];
    let next = bytes.get(length).copied().unwrap_or(b' ');
    let is_word = match word {
        [b'I' | b'A'] => matches!(next, b' ' | b'\'' | 0xE2),
        [_, rest @ ..] => !rest.is_empty() && rest.iter().all(u8::is_ascii_lowercase),
        [] => false,
    };
    // A letter outside ASCII may follow within the word, or a curly apostrophe.
    let ends_again = next == b'.' && bytes.get(length + 1).is_none_or(u8::is_ascii_whitespace);
    is_word
        && (ends_again
            || !next.is_ascii()
            || matches!(next, b' ' | b'\n' | b',' | b'\'' | b';' | b':' | b'-' | b'!' | b'?'))
        && !NAMES.iter().any(|n| n.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_between_sentences() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("in it.”But I can.I do?Yes, é.No").unwrap(), "in it.” But I can. I do? Yes, é.No");
        for other in [
            "www.Repatha.com",
            "Abbey.Anderson@uphs.upe",
            "booking.Com is",
            "U.S.Forces went",
            "e.g.This one",
            "a.B or x.Test it",
            "year. For",
            "year.for",
            "the file.TXT is",
            "http://a.bc/last.For those",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
