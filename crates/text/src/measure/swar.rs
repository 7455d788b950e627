//! Eight bytes in a number, looked at together (SIMD within a register).

/// The high bit of each byte.
pub(super) const HIGH: u64 = 0x8080_8080_8080_8080;
/// One in each byte.
pub(super) const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bits of bytes from `first` to `last`; bytes are ASCII, and so are these.
#[inline]
pub(super) const fn between(n: u64, first: u8, last: u8) -> u64 {
    let from = n + ONES * (0x80 - first) as u64;
    let after = n + ONES * (0x7F - last) as u64;
    (from ^ after) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_by_itself() {
        for byte in 0..0x80_u8 {
            let n = u64::from_le_bytes([byte, 0, 0x7F, byte, b'a', b'z', b'0', byte]);
            let found = between(n, b'a', b'z').to_le_bytes().map(|b| b == 0x80);
            let inside = byte.is_ascii_lowercase();
            assert_eq!(found, [inside, false, false, inside, true, true, false, inside], "{byte}");
        }
    }
}
