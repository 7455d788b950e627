//! Sixty-four bytes of a text, looked at together: each answer has a bit for each byte, the lowest for the first.

use wide::u8x16;

/// How many bytes there are in one.
pub(crate) const WIDTH: usize = 64;

/// Sixty-four bytes of a text; zeros stand for those that are not there.
pub(crate) struct Window([u8x16; 4]);

impl Window {
    /// What `bytes` begins with.
    #[inline]
    pub(crate) fn of(bytes: &[u8]) -> Window {
        match bytes.first_chunk::<WIDTH>() {
            Some(all) => Window::new(all),
            None => Window::new(&padded(bytes)),
        }
    }

    /// A byte for each of these, of which there are [`WIDTH`] or fewer.
    #[inline]
    pub(crate) fn each<T>(some: &[T], byte: impl Fn(&T) -> u8) -> Window {
        let mut bytes = [0; WIDTH];
        for (to, from) in bytes.iter_mut().zip(some) {
            *to = byte(from);
        }
        Window::new(&bytes)
    }

    #[inline]
    fn new(bytes: &[u8; WIDTH]) -> Window {
        let (parts, _) = bytes.as_chunks::<16>();
        Window(std::array::from_fn(|i| u8x16::new(parts[i])))
    }

    #[inline]
    fn bits(&self, of: impl Fn(u8x16) -> u8x16) -> u64 {
        let mut bits = 0;
        for (i, part) in self.0.into_iter().enumerate() {
            // Sixteen bits, of which none is a sign.
            bits |= u64::from(of(part).move_mask() as u16) << (16 * i);
        }
        bits
    }

    /// Bytes of characters beyond ASCII.
    #[inline]
    pub(crate) fn beyond_ascii(&self) -> u64 {
        self.bits(|part| part)
    }

    /// Small letters of ASCII.
    #[inline]
    pub(crate) fn small_letters(&self) -> u64 {
        self.bits(|part| among(part, b'a', b'z'))
    }

    /// Bytes in which this bit is set.
    #[inline]
    pub(crate) fn with(&self, bit: u8) -> u64 {
        let bit = u8x16::splat(bit);
        self.bits(|part| (part & bit).cmp_eq(bit))
    }

    /// Spaces.
    #[inline]
    pub(crate) fn spaces(&self) -> u64 {
        self.bits(|part| part.cmp_eq(u8x16::splat(b' ')))
    }

    /// Letters and digits of ASCII.
    #[inline]
    pub(crate) fn alphanumerics(&self) -> u64 {
        self.bits(|part| among(part | u8x16::splat(0x20), b'a', b'z') | among(part, b'0', b'9'))
    }

    /// `_` and bytes of characters beyond ASCII.
    #[inline]
    pub(crate) fn joiners(&self) -> u64 {
        self.bits(|part| part | part.cmp_eq(u8x16::splat(b'_')))
    }

    /// Bytes that may end a sentence or a line, or begin a character beyond ASCII that does: some more are among them,
    /// but no letter, no space and no byte that goes on with a character.
    #[inline]
    pub(crate) fn maybe_ends(&self) -> u64 {
        self.bits(|part| among(part, b'\n', b'\r') | among(part, b'!', b'?') | among(part, 0xC0, 0xFF))
    }

    /// What may stand inside a word: `'`, `.`, `:`, `,` and `;`.
    #[inline]
    pub(crate) fn middles(&self) -> u64 {
        self.bits(|part| {
            let is = |byte| part.cmp_eq(u8x16::splat(byte));
            is(b'\'') | is(b'.') | is(b':') | is(b',') | is(b';')
        })
    }
}

/// `bytes`, of which there are not more, with zeros behind them.
#[inline]
pub(crate) fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut all = [0; N];
    all[..bytes.len()].copy_from_slice(bytes);
    all
}

/// Bytes from `first` to `last`.
#[inline]
fn among(part: u8x16, first: u8, last: u8) -> u8x16 {
    let from = part - u8x16::splat(first);
    from.min(u8x16::splat(last - first)).cmp_eq(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_by_itself() {
        for byte in 0..=255_u8 {
            for at in [0, 15, 16, 40, 63] {
                let mut bytes = [b'\n'; WIDTH];
                bytes[at] = byte;
                let window = Window::of(&bytes);
                let is = |yes: bool| u64::from(yes) << at;
                assert_eq!(window.beyond_ascii(), is(byte >= 0x80), "{byte}");
                assert_eq!(window.small_letters(), is(byte.is_ascii_lowercase()), "{byte}");
                assert_eq!(window.with(4) & 1 << at, is(byte & 4 > 0), "{byte}");
                assert_eq!(window.spaces(), is(byte == b' '), "{byte}");
                assert_eq!(window.alphanumerics(), is(byte.is_ascii_alphanumeric()), "{byte}");
                assert_eq!(window.joiners(), is(byte == b'_' || byte >= 0x80), "{byte}");
                let maybe = matches!(byte, b'\n'..=b'\r' | b'!'..=b'?' | 0xC0..);
                assert_eq!(window.maybe_ends(), is(maybe) | (u64::MAX ^ 1 << at), "{byte}");
                assert_eq!(window.middles(), is(b"'.:,;".contains(&byte)), "{byte}");
            }
        }
        assert_eq!(Window::of(b"a b").small_letters(), 0b101);
    }
}
