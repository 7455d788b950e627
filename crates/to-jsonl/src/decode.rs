//! Bytes to text.

use std::borrow::Cow;

use copydesk_cli::stream::{BadRecord, Kind};
use encoding_rs::{DecoderResult, Encoding, UTF_8, WINDOWS_1252};

/// Bytes that are no text in the encoding that was named.
const NOT_DECODABLE: Kind = Kind("not-decodable");

/// The text of `bytes` and the encoding that it was read in: `wanted`, else what a byte order mark
/// says, else UTF-8, else windows-1252. The flag tells whether some bytes did not decode.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    wanted: Option<&'static Encoding>,
) -> (Cow<'a, str>, &'static Encoding, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && wanted.is_none_or(|w| w == encoding)
    {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text, encoding, broken);
    }
    let encoding = wanted.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (text, encoding, broken)
}

/// Says where `bytes` stop being text in `encoding`.
pub(crate) fn undecodable(bytes: &[u8], encoding: &'static Encoding) -> BadRecord {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut out = vec![0; decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0)];
    let (result, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut out, true);
    let at = match result {
        DecoderResult::Malformed(length, after) => read.saturating_sub(usize::from(length) + usize::from(after)),
        _ => read,
    };
    BadRecord::new(NOT_DECODABLE, format!("byte {} is not {} (name another --encoding?)", at + 1, encoding.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_lone_pound_sign_is_windows_1252() {
        let (text, encoding, broken) = decode(b"cost \xa35", None);
        assert_eq!((&*text, encoding.name(), broken), ("cost £5", "windows-1252", false));
    }

    #[test]
    fn marks_and_labels() {
        assert_eq!(decode(b"\xff\xfea\0", None).0, "a");
        assert_eq!(decode(b"\xfe\xff\0a", None).0, "a");
        assert_eq!(decode(b"\xef\xbb\xbfa", None).0, "a");
        assert_eq!(decode(b"\xfd", Encoding::for_label(b"windows-1254")).0, "ı");
        assert!(decode(b"\xff", Some(UTF_8)).2);
        assert_eq!(undecodable(b"a\xc3\xa9\xff", UTF_8).message, "byte 4 is not UTF-8 (name another --encoding?)");
    }
}
