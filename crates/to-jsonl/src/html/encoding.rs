//! The bytes of a page to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

/// How far into a page its encoding is looked for, in bytes. Browsers look at 1,024.
const HEAD: usize = 16 << 10;

/// The text of a page and the encoding that it was read in: `wanted`, else what a byte order mark
/// says, else UTF-8 if it is that, else what the page declares, else windows-1252.
///
/// What does not decode becomes U+FFFD, as in browsers: a stray byte in an advertisement is no
/// reason to lose an article. NULs are left out.
pub(crate) fn text<'a>(bytes: &'a [u8], wanted: Option<&'static Encoding>) -> (Cow<'a, str>, &'static Encoding) {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if wanted.is_none_or(|w| w == encoding) => (encoding, &bytes[mark..]),
        _ => (wanted.unwrap_or_else(|| of_page(bytes)), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text };
    (text, encoding)
}

fn of_page(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    declared(&bytes[..bytes.len().min(HEAD)]).unwrap_or(WINDOWS_1252)
}

/// What `<meta charset=...>`, `<meta http-equiv=... content="...; charset=...">` or an XML
/// declaration says.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let xml = if head.trim_ascii_start().starts_with(b"<?xml") { after(&head, b"encoding") } else { None };
    let meta = || {
        memmem::find_iter(&head, b"<meta").find_map(|start| {
            let tag = &head[start..];
            let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
            after(&tag[..end], b"charset")
        })
    };
    let encoding = xml.or_else(meta)?;
    // A page whose head can be read as ASCII is not in UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The encoding behind `name` and an equals sign.
fn after(text: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    let at = memmem::find(text, name)? + name.len();
    let value = text[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b'?' | b' ' | b'/'));
    Encoding::for_label(&value[..end.unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_validity_and_declarations() {
        for (bytes, expected, name) in [
            (&b"\xef\xbb\xbf\xc3\xa9"[..], "é", "UTF-8"),
            (b"\xff\xfe\xe9\0", "é", "UTF-16LE"),
            (b"<meta charset=iso-8859-2>\xc3\xa9", "<meta charset=iso-8859-2>é", "UTF-8"),
            (b"<META CharSet='iso-8859-2'>\xb1", "<META CharSet='iso-8859-2'>ą", "ISO-8859-2"),
            (
                b"<meta http-equiv=x content=\"text/html; charset=windows-1251\">\xe9",
                "<meta http-equiv=x content=\"text/html; charset=windows-1251\">й",
                "windows-1251",
            ),
            (b"<?xml version='1.0' encoding='koi8-r'?>\xc1", "<?xml version='1.0' encoding='koi8-r'?>а", "KOI8-R"),
            (b"<meta charset=utf-8>\xff!", "<meta charset=utf-8>\u{fffd}!", "UTF-8"),
            (b"<meta charset=utf-16>\xff!", "<meta charset=utf-16>\u{fffd}!", "UTF-8"),
            (b"<meta charset=klingon>\xa3", "<meta charset=klingon>£", "windows-1252"),
            (b"a\0b", "ab", "UTF-8"),
        ] {
            let (text, encoding) = text(bytes, None);
            assert_eq!((&*text, encoding.name()), (expected, name));
        }
        assert_eq!(text(b"\xfd", Encoding::for_label(b"windows-1254")).0, "ı");
    }
}
