//! Which bytes of a sample stand behind which.

use std::cmp::Reverse;

use super::bytes::Bytes;

/// Two bytes, one behind the other, and how often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) count: u32,
}

pub(super) struct Pairs {
    /// Those in which not both are ASCII, common ones first.
    pub(super) pairs: Vec<Pair>,
    /// Pairs of ASCII with a letter as the second: they are the same in most encodings, and tell the
    /// language.
    pub(super) ascii: Vec<Pair>,
    /// Which bytes there are.
    pub(super) present: Bytes,
}

/// Signs of ASCII that no encoding that keeps ASCII and no model tells apart are one here.
const KIND: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut byte = 0u8;
    loop {
        kinds[byte as usize] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => b' ',
            b'0'..=b'9' => b'0',
            b'a'..=b'z' | b'A'..=b'Z' => byte,
            b'!'..=b'~' => b'.',
            _ => byte,
        };
        if byte == u8::MAX {
            return kinds;
        }
        byte += 1;
    }
}

impl Pairs {
    /// Pairs of `part`; of ASCII alone too, as it stands, if `all`.
    pub(super) fn new(part: &[u8], all: bool) -> Pairs {
        let present = Bytes::of(&[part, b" "]);
        // Bytes that there are get numbers, so that the table of pairs is small.
        let (mut bytes, mut number) = (Vec::with_capacity(256), [0; 256]);
        for byte in present.iter() {
            let kind = if all { byte } else { KIND[usize::from(byte)] };
            if bytes.get(number[usize::from(kind)]) != Some(&kind) {
                number[usize::from(kind)] = bytes.len();
                bytes.push(kind);
            }
            number[usize::from(byte)] = number[usize::from(kind)];
        }
        let shift = bytes.len().next_power_of_two().trailing_zeros();
        let mut counts = vec![0u32; bytes.len() << shift];
        // Most pairs do not stand there, so those that do are noted.
        let mut there = Vec::with_capacity(1024);
        let mut last = number[usize::from(b' ')] << shift;
        for &byte in part.iter().chain(b" ") {
            let next = number[usize::from(byte)];
            let count = &mut counts[last | next];
            if *count == 0 {
                there.push(last | next);
            }
            *count += 1;
            last = next << shift;
        }
        let (mut pairs, mut ascii) = (Vec::with_capacity(512), Vec::with_capacity(512));
        for at in there {
            let (first, second) = (bytes[at >> shift], bytes[at & ((1 << shift) - 1)]);
            let pair = Pair { first, second, count: counts[at] };
            if all || !first.is_ascii() || !second.is_ascii() {
                pairs.push(pair);
            } else if second.is_ascii_alphabetic() {
                ascii.push(pair);
            }
        }
        let mut pairs = Pairs { pairs, ascii, present };
        pairs.sort();
        pairs
    }

    /// Common ones first, so far as whoever counts a few of them first needs it.
    fn sort(&mut self) {
        let mut rest = self.pairs.as_mut_slice();
        for common in [360, 128, 48, 16, 6] {
            if rest.len() > common {
                rest.select_nth_unstable_by_key(common, |pair| Reverse(pair.count));
                rest = &mut rest[..common];
            }
        }
    }
}
