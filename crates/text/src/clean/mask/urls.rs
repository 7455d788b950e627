use super::{after, before, is_word};
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "urls",
    group: Group::Mask,
    help: "Web addresses become [URL]",
    example: ("See https://example.org/a?b=1.", "See [URL]."),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest host, in bytes, and the longest label of one.
const LONGEST_HOST: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Last labels of hosts that are known for addresses without a scheme (`bit.ly/abc`).
const TOP: [&str; 30] = [
    "app", "at", "be", "br", "ca", "ch", "co", "com", "de", "edu", "es", "eu", "fr", "gl", "gov", "gy", "info", "int",
    "io", "it", "ly", "me", "ms", "net", "nl", "org", "ru", "tv", "uk", "ws",
];

/// What begins with `http://`, `https://`, `ftp://` or `www.`, and a host and a path without either, if
/// the host ends in one of a few names. A host alone (`Amazon.com`) is often a firm's name, and stays.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for at in memchr::memchr3_iter(b':', b'.', b'/', text.as_bytes()) {
        if at < edits.end() {
            continue;
        }
        let Some((start, rest)) = address_at(text, at) else { continue };
        if start < edits.end() {
            continue;
        }
        edits.replace(start..end_of(text, rest), "[URL]");
    }
}

/// Where the address begins whose first colon, point or slash that tells it is at `at`, and from where
/// on it takes what may stand in one.
fn address_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    match bytes[at] {
        b':' => {
            if !text[at..].starts_with("://") || !after(text, at + 3).is_some_and(char::is_alphanumeric) {
                return None;
            }
            let scheme = ["https", "http", "ftp"].into_iter().find(|s| ends_with_word(&bytes[..at], s))?;
            Some((at - scheme.len(), at + 3))
        }
        b'.' => {
            let start = at.checked_sub(3)?;
            if !bytes[start..at].eq_ignore_ascii_case(b"www")
                || text[..start].ends_with(|c| is_word(c) || matches!(c, '.' | '-' | '@' | '/'))
            {
                return None;
            }
            let end = end_of(text, at + 1);
            bytes[at + 1..end].contains(&b'.').then_some((start, at + 1))
        }
        _ => {
            if !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
                return None;
            }
            let near = &bytes[at.saturating_sub(LONGEST_HOST)..at];
            let length =
                near.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
            let start = at - length;
            let (name, top) = text[start..at].rsplit_once('.')?;
            let is_host = TOP.contains(&top.to_ascii_lowercase().as_str())
                && name
                    .split('.')
                    .all(|l| (2..=LONGEST_LABEL).contains(&l.len()) && !l.starts_with('-') && !l.ends_with('-'))
                && name.bytes().any(|b| b.is_ascii_alphabetic());
            // Twitter's pictures are glued to the word before: `2017pic.twitter.com/x`.
            if text[start..at].ends_with("pic.twitter.com") {
                return Some((at - "pic.twitter.com".len(), at));
            }
            let alone = !before(text, start).is_some_and(|c| is_word(c) || matches!(c, '@' | '/' | ':'));
            (is_host && alone).then_some((start, at))
        }
    }
}

fn ends_with_word(bytes: &[u8], word: &str) -> bool {
    bytes.len() >= word.len() && bytes[bytes.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
}

/// Where the address ends of which all before `from` was read: not in the punctuation that follows it.
fn end_of(text: &str, from: usize) -> usize {
    let taken = text[from..].find(|c| !may_stand_in_address(c)).map_or(text.len(), |n| from + n);
    let mut address = &text[from..taken];
    let mut open = address.bytes().filter(|b| *b == b'(').count();
    let mut close = address.bytes().filter(|b| *b == b')').count();
    while let Some(last) = address.bytes().next_back() {
        match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'*' | b'_' | b'~' | b'-' => {}
            b'(' => open -= 1,
            b')' if close > open => close -= 1,
            _ => break,
        }
        address = &address[..address.len() - 1];
    }
    from + address.len()
}

/// What RFC 3986 allows but for brackets and the apostrophe, which more often end an address than stand in
/// one, and letters of scripts that put spaces between words.
fn may_stand_in_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '.'
                | '_'
                | '~'
                | ':'
                | '/'
                | '?'
                | '#'
                | '@'
                | '!'
                | '$'
                | '&'
                | '('
                | ')'
                | '*'
                | '+'
                | ','
                | ';'
                | '='
                | '%'
        )
        || (!c.is_ascii() && is_word(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        crate::clean::tests::through(&RULE, text)
    }

    #[test]
    fn addresses_and_where_they_end() {
        for (text, wanted) in [
            ("(see http://a.org/x_(y)), HTTPS://B.ORG!", "(see [URL]), [URL]!"),
            ("www.example.com.", "[URL]."),
            ("at www.example.com'da", "at [URL]'da"),
            ("访问https://a.cn/x。谢谢", "访问[URL]。谢谢"),
            ("https://ru.wikipedia.org/wiki/Россия.", "[URL]."),
            ("pic.twitter.com/abc bit.ly/1a?b", "[URL] [URL]?b".trim_end_matches("?b")),
            ("story:http://usat.ly/1IRE 2017pic.twitter.com/x", "story:[URL] 2017[URL]"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "Amazon.com",
            "and/or",
            "http://",
            "www.",
            "www.x",
            "1.5/2",
            "a.b/c",
            "A.co/b",
            "either.Or/and",
            "U.S./U.K.",
            "me@www.example",
            "km/h",
            "24/7",
            "it.me",
            "No.1/2",
            "std::io",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
