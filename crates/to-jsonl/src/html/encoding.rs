//! The bytes of a page to text.

use std::borrow::Cow;

use crate::encoding::{self, Charset};

/// The text of a page, the encoding that it was read in (`wanted`, else the one that it looks
/// like, for which `hint` counts, what its container says), and the offset of the first byte that did not decode, if there is one.
///
/// What does not decode becomes U+FFFD, as in browsers: a stray byte in an advertisement is no
/// reason to lose an article. NULs are left out.
pub(crate) fn text(
    bytes: &[u8],
    wanted: Option<Charset>,
    hint: Option<Charset>,
) -> (Cow<'_, str>, Charset, Option<usize>) {
    let (charset, text) = match wanted {
        Some(charset) => {
            let mark = Charset::for_bom(bytes).filter(|(of, _)| *of == charset).map_or(0, |(_, mark)| mark);
            (charset, charset.decode(&bytes[mark..]).map_err(|at| mark + at))
        }
        None => encoding::read(bytes, hint),
    };
    let (text, broken) = match text {
        Ok(text) => (text, None),
        Err(at) => (charset.decode_lossy(bytes), Some(at)),
    };
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text };
    (text, charset, broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_declarations_and_stray_bytes() {
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa9", None, None).0, "é");
        let (page, charset, broken) =
            text(b"<META CharSet='iso-8859-2'><p>Dzi\xea za wszystko, prosz\xea pana", None, None);
        assert!(page.ends_with("proszę pana") && broken.is_none(), "{page} {}", charset.name());
        assert_eq!(text(b"a\0b", None, None).0, "ab");
        assert_eq!(text(b"\xfd", Charset::for_label("windows-1254"), None).0, "ı");
        let (page, _, broken) = text(b"ab\xff", Some(Charset::UTF_8), None);
        assert_eq!((&*page, broken), ("ab\u{fffd}", Some(2)));
    }
}
