//! Bytes to text.

use std::borrow::Cow;

use copydesk_cli::stream::{BadRecord, Kind};

use crate::encoding::{Charset, read};

/// Bytes that are no text in the encoding that was named or found.
const NOT_DECODABLE: Kind = Kind("not-decodable");

/// The text of `bytes` and the encoding that it was read in: `wanted`, else the one that they look
/// like ([`crate::encoding`]). The flag tells whether some bytes did not decode.
pub(crate) fn decode(bytes: &[u8], wanted: Option<Charset>) -> (Cow<'_, str>, Charset, bool) {
    if let Some(charset) = wanted {
        return decode_as(bytes, charset);
    }
    match read(bytes, None) {
        (charset, Ok(text)) => (text, charset, false),
        (charset, Err(_)) => (charset.decode_lossy(bytes), charset, true),
    }
}

fn decode_as(bytes: &[u8], charset: Charset) -> (Cow<'_, str>, Charset, bool) {
    let bytes = &bytes[mark(bytes, charset)..];
    match charset.decode(bytes) {
        Ok(text) => (text, charset, false),
        Err(_) => (charset.decode_lossy(bytes), charset, true),
    }
}

/// How long the byte order mark of `charset` is that `bytes` begin with.
fn mark(bytes: &[u8], charset: Charset) -> usize {
    Charset::for_bom(bytes).filter(|(of, _)| *of == charset).map_or(0, |(_, mark)| mark)
}

/// Says where `bytes` stop being text in `charset`.
pub(crate) fn undecodable(bytes: &[u8], charset: Charset) -> BadRecord {
    let mark = mark(bytes, charset);
    let at = mark + charset.decode(&bytes[mark..]).err().unwrap_or(bytes.len() - mark);
    BadRecord::new(NOT_DECODABLE, format!("byte {} is not {} (name another --encoding?)", at + 1, charset.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_lone_pound_sign_is_windows_1252() {
        let (text, charset, broken) = decode(b"cost \xa35", None);
        assert_eq!((&*text, charset.name(), broken), ("cost £5", "windows-1252", false));
    }

    #[test]
    fn marks_and_labels() {
        assert_eq!(decode(b"\xff\xfea\0", None).0, "a");
        assert_eq!(decode(b"\xfe\xff\0a", None).0, "a");
        assert_eq!(decode(b"\xef\xbb\xbfa", None).0, "a");
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0", None).0, "a");
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0a", None).0, "a");
        assert_eq!(decode(b"\xfd", Charset::for_label("windows-1254")).0, "ı");
        assert_eq!(decode(b"\x9f", Charset::for_label("cp852")).0, "č");
        assert!(decode(b"\xff", Some(Charset::UTF_8)).2);
        assert_eq!(
            undecodable(b"a\xc3\xa9\xff", Charset::UTF_8).message,
            "byte 4 is not UTF-8 (name another --encoding?)"
        );
        assert_eq!(
            undecodable(b"\xef\xbb\xbfa\xff", Charset::UTF_8).message,
            "byte 5 is not UTF-8 (name another --encoding?)"
        );
    }
}
