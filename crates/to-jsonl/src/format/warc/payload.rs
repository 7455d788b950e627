//! Text from what a record holds. [`article_of_html`] is the one place where a page becomes an
//! article.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::decode::decode;

/// How much of a page is looked through for its encoding, as browsers do.
const PRESCAN: usize = 1024;

/// The text of `bytes`, its encoding, and whether some did not decode: in the encoding that the user
/// names, else that of a byte order mark, of the head, or of the page itself (if `html`), else as text
/// files are read.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    wanted: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
    html: bool,
) -> (Cow<'a, str>, &'static Encoding, bool) {
    if wanted.is_some() || Encoding::for_bom(bytes).is_some() {
        return decode(bytes, wanted);
    }
    let own = || super::head::charset(&bytes[..bytes.len().min(PRESCAN)]).filter(|_| html);
    decode(bytes, declared.or_else(own))
}

/// An article that was found in a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) text: String,
    /// When it was published, in ISO 8601.
    pub(super) created: Option<String>,
}

/// The article in `html`, which came from `uri`.
///
/// SEAM: this is a stand-in that takes tags away and keeps all that can be seen; the extractor of
/// articles goes in here.
pub(super) fn article_of_html(html: &str, _uri: &str) -> Page {
    let mut page = Page::default();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        push_text(&rest[..at], &mut text);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let Some(end) = memchr::memchr(b'>', rest.as_bytes()) else { break };
        let inner = &rest[1..end];
        rest = &rest[end + 1..];
        let name: String = inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.to_ascii_lowercase();
        match &*name {
            "script" | "style" | "title" | "template" | "noscript" => {
                let (inside, behind) = until_end_tag(rest, &name);
                if name == "title" && page.title.is_none() {
                    let mut title = String::new();
                    push_text(inside, &mut title);
                    page.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
                }
                rest = behind;
            }
            "a" | "/a" | "b" | "/b" | "i" | "/i" | "em" | "/em" | "strong" | "/strong" | "span" | "/span" | "abbr"
            | "/abbr" | "sup" | "/sup" | "sub" | "/sub" | "small" | "/small" | "code" | "/code" => {}
            "" | "!" => {}
            _ => text.push('\0'),
        }
    }
    push_text(rest, &mut text);
    for paragraph in text.split('\0') {
        let mut words = paragraph.split_whitespace();
        if let Some(first) = words.next() {
            if !page.text.is_empty() {
                page.text.push_str("\n\n");
            }
            page.text.push_str(first);
            for word in words {
                page.text.push(' ');
                page.text.push_str(word);
            }
        }
    }
    page
}

/// What stands before the end tag of `name`, and what behind its beginning.
fn until_end_tag<'a>(html: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(n) = memchr::memmem::find(&html.as_bytes()[from..], b"</") {
        let at = from + n;
        let tag = html.as_bytes().get(at + 2..at + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return html.split_at(at);
        }
        from = at + 2;
    }
    (html, "")
}

/// Adds text with the commonest of its references resolved. NUL stands between paragraphs.
fn push_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\0']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let found = end.and_then(|end| {
            let c = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                number => {
                    let number = number.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?).filter(|c| *c != '\0')?
                }
            };
            Some((c, end + 1))
        });
        let (c, behind) = found.unwrap_or((if rest.starts_with('&') { '&' } else { '\u{fffd}' }, 1));
        out.push(c);
        rest = &rest[behind..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        let html = "<!doctype html><title>A &amp;\n B</title><style>p{}</style><!-- <p>no -->\
                    <p>One <b>two</b>\nthree &#233; &x;</p><p>Four</p><script>if (a<b) </script>x < y";
        let page = article_of_html(html, "");
        assert_eq!(page.title.as_deref(), Some("A & B"));
        assert_eq!(page.text, "One two three é &x;\n\nFour\n\nx < y");
        for odd in [
            "",
            "<",
            "<p",
            "<!--",
            "<script>",
            "</",
            "&",
            "&#0;",
            "&#xffffffff;",
            "\0",
            "&\u{e9}\u{e9}\u{e9}\u{e9}\u{e9};",
        ] {
            article_of_html(odd, "");
        }
    }

    #[test]
    fn which_encoding() {
        let name = |bytes: &[u8], declared: Option<&str>, html| {
            let declared = declared.and_then(|l| Encoding::for_label(l.as_bytes()));
            text(bytes, None, declared, html).1.name()
        };
        assert_eq!(name(b"<meta charset=koi8-r>\xc1", None, true), "KOI8-R");
        assert_eq!(name(b"<meta charset=koi8-r>\xc1", Some("big5"), true), "Big5");
        assert_eq!(name(b"charset=koi8-r \xc1", None, false), "windows-1252");
        assert_eq!(name(b"\xef\xbb\xbfa", Some("big5"), true), "UTF-8");
        assert_eq!(name(b"\xc3\xa9", None, true), "UTF-8");
    }
}
