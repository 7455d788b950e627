//! Where in bytes a place in their text lies.

use crate::encoding::{Charset, Decoder};

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
    pub(super) fn new(bytes: &'a [u8], start: usize, encoding: Charset) -> Self {
        let decoder = (encoding != Charset::UTF_8).then(|| encoding.decoder());
        Offsets { bytes, decoder, at: start, given: 0 }
    }

    /// The offset in the bytes of the character at `text` in the text.
    pub(super) fn raw(&mut self, text: usize) -> usize {
        let Some(decoder) = &mut self.decoder else { return self.at + text };
        let mut out = String::new();
        let mut more = 1;
        // Byte after byte, as only so their places are known; faults are rare.
        while self.given < text && self.at + more <= self.bytes.len() {
            out.clear();
            match decoder.decode(&self.bytes[self.at..self.at + more], &mut out, false) {
                Ok(0) => more += 1,
                Ok(read) => {
                    self.at += read;
                    self.given += out.len();
                    more = 1;
                }
                Err(_) => break,
            }
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
            let bytes: Vec<u8> = match label {
                "utf-16le" => "é<a".encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "utf-8" => "é<a".into(),
                _ => b"\xe9<a".into(),
            };
            let mut offsets = Offsets::new(&bytes, 0, Charset::for_label(label).unwrap());
            assert_eq!([0, 2, 3].map(|text| offsets.raw(text)), wanted, "{label}");
        }
        let japanese = b"\x93\xfa\x96\x7b<a";
        assert_eq!(Offsets::new(japanese, 0, Charset::for_label("shift_jis").unwrap()).raw(6), 4);
    }
}
