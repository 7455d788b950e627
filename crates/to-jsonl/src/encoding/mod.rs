//! Which encoding bytes are in, and reading them.
//!
//! Asked in this order: a byte order mark; whether the bytes are UTF-8; what each encoding would
//! cost a sample of them ([`rank`]), where one that the text declares of itself has an advantage. How
//! much a text costs in an encoding is told by models of languages ([`model`], [`cjk`]) that know
//! which characters stand behind which; the tables are made by `train.rs`.

mod candidates;
mod charset;
mod cjk;
mod declared;
mod model;
mod own;
mod rank;
mod sample;
mod seven_bit;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod train;
mod wide;

pub(crate) use charset::{Charset, Decoder};

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
pub(crate) fn detect(bytes: &[u8], hint: Option<Charset>) -> Detected {
    look(bytes, hint, false)
}

/// The encoding of bytes that begin with `head`, which may end inside a character.
#[allow(dead_code, reason = "for formats that are read piece by piece")]
pub(crate) fn detect_head(head: &[u8], hint: Option<Charset>) -> Detected {
    look(head, hint, true)
}

fn look(bytes: &[u8], hint: Option<Charset>, cut: bool) -> Detected {
    if let Some((charset, mark)) = Charset::for_bom(bytes) {
        return Detected { charset, mark };
    }
    Detected { charset: without_mark(bytes, hint, cut), mark: 0 }
}

fn without_mark(bytes: &[u8], hint: Option<Charset>, cut: bool) -> Charset {
    let has_nul = memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_some();
    if has_nul && let Some(charset) = wide::utf32(bytes) {
        return charset;
    }
    if is_utf8(bytes, cut) {
        // NUL is no character of a text, but half of UTF-16 is NUL in many.
        let wide = if has_nul { wide::utf16(bytes) } else { None };
        return wide.map(|(charset, _)| charset).or_else(|| seven_bit::seven_bit(bytes)).unwrap_or(Charset::UTF_8);
    }
    choose(&rank::rank(bytes, hint.or_else(|| declared::declared(bytes))), bytes, cut)
}

fn is_utf8(bytes: &[u8], cut: bool) -> bool {
    simdutf8::basic::from_utf8(bytes).is_ok()
        || cut && std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none() && e.valid_up_to() > 0)
}

/// The first that all bytes are text in, if it is not much worse than the first of all; else that one:
/// where its text is broken is then reported.
fn choose(ranked: &[Ranked], bytes: &[u8], cut: bool) -> Charset {
    let Some(&(first, least)) = ranked.first() else { return Charset::WINDOWS_1252 };
    let most = rank::near(least);
    let decodes = |charset: Charset| match charset.decode(bytes) {
        Ok(_) => true,
        Err(at) => cut && at + 4 > bytes.len(),
    };
    ranked.iter().take_while(|r| r.1 <= most).map(|r| r.0).find(|c| decodes(*c)).unwrap_or(first)
}
