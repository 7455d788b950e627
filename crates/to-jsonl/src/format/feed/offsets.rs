//! Where in bytes a place in their text lies.

use encoding_rs::{Decoder, Encoding, UTF_8};

/// Finds offsets in bytes for offsets in what they were decoded to, which must not go back.
pub(super) struct Offsets<'a> {
    bytes: &'a [u8],
    /// None where text and bytes are the same.
    decoder: Option<Decoder>,
    /// How far the bytes were decoded.
    at: usize,
    /// How much text that gave.
    given: usize,
}

impl<'a> Offsets<'a> {
    /// Of `bytes`, whose text begins at `start`.
    pub(super) fn new(bytes: &'a [u8], start: usize, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Offsets { bytes, decoder, at: start, given: 0 }
    }

    /// The offset in the bytes of the character at `text` in the text.
    pub(super) fn raw(&mut self, text: usize) -> usize {
        let Some(decoder) = &mut self.decoder else { return self.at + text };
        let mut out = [0; 32];
        // Byte after byte, as only so their places are known; faults are rare.
        while self.given < text && self.at < self.bytes.len() {
            let (_, _, written, _) = decoder.decode_to_utf8(&self.bytes[self.at..=self.at], &mut out, false);
            self.given += written;
            self.at += 1;
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_other_encodings() {
        for (label, wanted) in [("iso-8859-1", [0, 1, 2]), ("utf-16le", [0, 2, 4]), ("utf-8", [0, 2, 3])] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let bytes: Vec<u8> = match label {
                "utf-16le" => "é<a".encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => encoding.encode("é<a").0.into_owned(),
            };
            let mut offsets = Offsets::new(&bytes, 0, encoding);
            assert_eq!([0, 2, 3].map(|text| offsets.raw(text)), wanted, "{label}");
        }
        let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("日本<a");
        assert_eq!(Offsets::new(&japanese, 0, encoding_rs::SHIFT_JIS).raw(6), 4);
    }
}
