//! Encodings whose bytes are all ASCII, so that they are UTF-8 too: told by their marks.

use encoding_rs::ISO_2022_JP;
use memchr::{memchr, memmem};

use super::charset::Charset;
use super::cjk::Cjk;
use super::model::BIT;
use super::own::{HZ, ISO_2022_KR};

/// The encoding of `bytes`, if they have the marks of one and decode in it.
pub(super) fn seven_bit(bytes: &[u8]) -> Option<Charset> {
    // One of two marks is needed, which hardly any other text has.
    if let Some(at) = memchr(0x1b, bytes) {
        let escaped = bytes.get(at + 1..at + 3);
        let found = match escaped {
            Some(b"$)") => Charset::Own(&ISO_2022_KR),
            Some(b"$B" | b"$@" | b"(J" | b"(I") => Charset::Standard(ISO_2022_JP),
            _ => return None,
        };
        return fits(found, bytes).then_some(found);
    }
    let hz = Charset::Own(&HZ);
    (memmem::find(bytes, b"~{").is_some() && fits(hz, bytes)).then_some(hz)
}

/// Whether `bytes` are Chinese, Japanese or Korean in `charset`, in more than one character.
fn fits(charset: Charset, bytes: &[u8]) -> bool {
    if !bytes.is_ascii() {
        return false;
    }
    let Ok(text) = charset.decode(bytes) else { return false };
    let others: Vec<char> = text.chars().filter(|c| !c.is_ascii()).take(1000).collect();
    let cost = |language: Cjk| others.iter().map(|c| language.char_cost(*c)).sum::<u32>();
    let least = Cjk::ALL.into_iter().map(cost).min().unwrap_or(0);
    others.len() > 1 && least / BIT <= 14 * others.len() as u32
}
