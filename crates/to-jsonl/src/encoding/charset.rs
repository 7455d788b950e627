use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::own::{self, Own};

/// A way to read bytes as text: one of the WHATWG Encoding Standard, or one of our own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Charset {
    Standard(&'static Encoding),
    Own(&'static Own),
}

impl PartialEq for Charset {
    fn eq(&self, other: &Charset) -> bool {
        self.name() == other.name()
    }
}

impl Charset {
    pub(crate) const UTF_8: Charset = Charset::Standard(UTF_8);
    pub(crate) const WINDOWS_1252: Charset = Charset::Standard(WINDOWS_1252);

    /// The encoding that a label of the WHATWG standard, or a name or label of ours, means.
    pub(crate) fn for_label(label: &str) -> Option<Charset> {
        let standard = Encoding::for_label_no_replacement(label.as_bytes());
        // The standard takes these two labels for "replacement", as pages misuse what they mean.
        standard.map(Charset::Standard).or_else(|| own::for_label(label).map(Charset::Own))
    }

    /// The encoding that a byte order mark says, and how long the mark is.
    pub(crate) fn for_bom(bytes: &[u8]) -> Option<(Charset, usize)> {
        match bytes {
            // Text in UTF-16 does not begin with NUL.
            [0xff, 0xfe, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some((Charset::Own(&own::UTF_32LE), 4)),
            [0, 0, 0xfe, 0xff, ..] => Some((Charset::Own(&own::UTF_32BE), 4)),
            _ => Encoding::for_bom(bytes).map(|(encoding, length)| (Charset::Standard(encoding), length)),
        }
    }

    /// WHATWG's name, or for ours IANA's.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Charset::Standard(encoding) => encoding.name(),
            Charset::Own(own) => own.name,
        }
    }

    /// Whether line ends, quotes and commas are the bytes that they are in ASCII, and no others.
    pub(crate) fn keeps_ascii(self) -> bool {
        match self {
            Charset::Standard(encoding) => ![UTF_16LE, UTF_16BE, ISO_2022_JP].contains(&encoding),
            Charset::Own(own) => own.keeps_ascii(),
        }
    }

    /// The text of `bytes`, in which a byte order mark is a character like others.
    ///
    /// # Errors
    /// The offset of the first byte that is no text.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        match self {
            Charset::Standard(encoding) if encoding == UTF_8 => match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(_) => Err(std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len)),
            },
            Charset::Standard(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(bytes)
                .ok_or_else(|| first_error(encoding, bytes)),
            Charset::Own(own) => {
                let mut text = String::with_capacity(bytes.len());
                own.decoder().decode(bytes, &mut text, true).map(|_| Cow::Owned(text))
            }
        }
    }

    /// The text of `bytes`, with U+FFFD for what is no text.
    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Charset::Standard(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Charset::Own(own) => {
                let (mut decoder, mut text, mut rest) = (own.decoder(), String::new(), bytes);
                while let Err(at) = decoder.decode(rest, &mut text, true) {
                    text.push('\u{fffd}');
                    rest = &rest[at..];
                    rest = &rest[decoder.bad(rest).min(rest.len())..];
                }
                Cow::Owned(text)
            }
        }
    }

    /// The character that each byte is by itself in an encoding with a byte to a character; U+FFFD where
    /// it is none.
    pub(super) fn chars(self) -> Vec<char> {
        match self {
            Charset::Own(own) => own.chars(),
            Charset::Standard(encoding) => {
                let bytes: Vec<u8> = (0..=255).collect();
                encoding.decode_without_bom_handling(&bytes).0.chars().collect()
            }
        }
    }

    /// A decoder for bytes that come piece by piece.
    pub(crate) fn decoder(self) -> Decoder {
        match self {
            Charset::Standard(encoding) => Decoder::Standard(encoding.new_decoder_without_bom_handling()),
            Charset::Own(own) => Decoder::Own(own.decoder()),
        }
    }
}

/// The offset of the first byte that is no text.
fn first_error(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = Decoder::Standard(encoding.new_decoder_without_bom_handling());
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        out.clear();
        let end = bytes.len().min(at + (1 << 16));
        match decoder.decode(&bytes[at..end], &mut out, end == bytes.len()) {
            Ok(read) => at += read,
            Err(bad) => return at.saturating_add_signed(bad),
        }
    }
    at
}

/// Decodes bytes that come piece by piece.
pub(crate) enum Decoder {
    Standard(encoding_rs::Decoder),
    Own(own::Decoder),
}

impl Decoder {
    /// Appends the text of `bytes` to `out` and says how many of them were read; the rest is to come
    /// again with more behind it.
    ///
    /// # Errors
    /// The offset of what is no text: it may have begun before `bytes`.
    pub(crate) fn decode(&mut self, bytes: &[u8], out: &mut String, last: bool) -> Result<usize, isize> {
        match self {
            Decoder::Standard(decoder) => {
                out.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()));
                match decoder.decode_to_string_without_replacement(bytes, out, last) {
                    (DecoderResult::Malformed(length, after), read) => {
                        Err(read.cast_signed() - isize::from(length) - isize::from(after))
                    }
                    (_, read) => Ok(read),
                }
            }
            Decoder::Own(decoder) => decoder.decode(bytes, out, last).map_err(usize::cast_signed),
        }
    }
}
