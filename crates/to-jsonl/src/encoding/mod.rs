//! Which encoding bytes are in, and reading them.
//!
//! Asked in this order: a byte order mark; whether the bytes are UTF-8; what each encoding would
//! cost a sample of them ([`rank`]), where one that the text declares of itself has an advantage. How
//! much a text costs in an encoding is told by models of languages ([`model`], [`cjk`]) that know
//! which characters stand behind which; the tables are made by `train.rs`.

mod bytes;
mod candidates;
mod charset;
mod cjk;
mod classes;
mod declared;
mod latin;
mod model;
mod own;
mod pairs;
mod rank;
mod sample;
mod seven_bit;
mod singles;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod train;
mod wide;

pub(crate) use charset::{Charset, Decoder};

use std::borrow::Cow;

use rank::Ranked;

/// How far from the beginning NUL says that text may be UTF-16 or UTF-32.
const HEAD: usize = 4096;

/// What bytes are in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Detected {
    pub(crate) charset: Charset,
    /// How long the byte order mark is that they begin with.
    pub(crate) mark: usize,
}

/// The encoding of `bytes`, which are all there is. `hint` is what their container says they are in.
#[cfg(test)]
pub(crate) fn detect(bytes: &[u8], hint: Option<Charset>) -> Detected {
    look(bytes, hint, false).0
}

/// The encoding of bytes that begin with `head`, which may end inside a character.
#[allow(dead_code, reason = "for formats that are read piece by piece")]
pub(crate) fn detect_head(head: &[u8], hint: Option<Charset>) -> Detected {
    look(head, hint, true).0
}

/// The text of `bytes` in the encoding that they are found to be in.
///
/// # Errors
/// The offset of the first byte that is no text in it.
pub(crate) fn read(bytes: &[u8], hint: Option<Charset>) -> (Charset, Result<Cow<'_, str>, usize>) {
    let (Detected { charset, mark }, text) = look(bytes, hint, false);
    let text = text.map_or_else(|| charset.decode(&bytes[mark..]).map_err(|at| mark + at), Ok);
    (charset, text)
}

/// The text is there if it was made on the way.
fn look(bytes: &[u8], hint: Option<Charset>, cut: bool) -> (Detected, Option<Cow<'_, str>>) {
    if let Some((charset, mark)) = Charset::for_bom(bytes) {
        return (Detected { charset, mark }, None);
    }
    let (charset, text) = without_mark(bytes, hint, cut);
    (Detected { charset, mark: 0 }, text)
}

fn without_mark(bytes: &[u8], hint: Option<Charset>, cut: bool) -> (Charset, Option<Cow<'_, str>>) {
    let has_nul = memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_some();
    if has_nul && let Some(charset) = wide::utf32(bytes) {
        return (charset, None);
    }
    let utf8 = simdutf8::basic::from_utf8(bytes).ok();
    if utf8.is_some() || cut && ends_inside_utf8(bytes) {
        // NUL is no character of a text, but half of UTF-16 is NUL in many.
        let wide = if has_nul { wide::utf16(bytes) } else { None };
        return match wide.map(|(charset, _)| charset).or_else(|| seven_bit::seven_bit(bytes)) {
            Some(charset) => (charset, None),
            None => (Charset::UTF_8, utf8.map(Cow::Borrowed)),
        };
    }
    let declared = hint.or_else(|| declared::declared(bytes)).filter(|charset| *charset != Charset::UTF_8);
    let found = choose(&rank::rank(bytes, declared), bytes, cut);
    // What is declared and does not decode is not believed.
    let wrong = found.1.is_none() && !cut && declared.is_some();
    if wrong { choose(&rank::rank(bytes, None), bytes, cut) } else { found }
}

fn ends_inside_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none() && e.valid_up_to() > 0)
}

/// The first that all bytes are text in, if it is not much worse than the first of all; else that one:
/// where its text is broken is then reported.
fn choose<'a>(ranked: &[Ranked], bytes: &'a [u8], cut: bool) -> (Charset, Option<Cow<'a, str>>) {
    let Some(&(first, least)) = ranked.first() else { return (Charset::WINDOWS_1252, None) };
    for &(charset, cost) in ranked {
        if cost > rank::near(least) {
            break;
        }
        match charset.decode(bytes) {
            Ok(text) => return (charset, Some(text)),
            Err(at) if cut && at + 4 > bytes.len() => return (charset, None),
            Err(_) => {}
        }
    }
    (first, None)
}
