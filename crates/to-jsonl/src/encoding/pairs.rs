//! Which bytes of a sample stand behind which.

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
        // Bytes that there are get numbers, so that the table of pairs is small: memory is new for most
        // files, and the system clears it.
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
        let mut counts = vec![0u16; bytes.len() << shift];
        // Most pairs do not stand there, so those that do are noted; without a branch, as it could not be
        // foreseen.
        let (mut there, mut length) = (vec![0u16; part.len() + 2], 0);
        let mut last = number[usize::from(b' ')] << shift;
        for &byte in part.iter().chain(b" ") {
            let next = number[usize::from(byte)];
            let count = &mut counts[last | next];
            there[length] = (last | next) as u16;
            length += usize::from(*count == 0);
            *count = count.saturating_add(1);
            last = next << shift;
        }
        let (mut pairs, mut ascii) = (Vec::with_capacity(length), Vec::with_capacity(length));
        for at in there[..length].iter().map(|at| usize::from(*at)) {
            let (first, second) = (bytes[at >> shift], bytes[at & ((1 << shift) - 1)]);
            let pair = Pair { first, second, count: u32::from(counts[at]) };
            if all || !first.is_ascii() || !second.is_ascii() {
                pairs.push(pair);
            } else if second.is_ascii_alphabetic() {
                ascii.push(pair);
            }
        }
        Pairs { pairs: common_first(&pairs), ascii, present }
    }
}

/// In order of how common they are, where rare ones count as equal.
fn common_first(pairs: &[Pair]) -> Vec<Pair> {
    const KINDS: usize = 64;
    let kind = |pair: &Pair| KINDS.saturating_sub(pair.count as usize);
    // Where each kind begins: a counting sort.
    let mut begin = [0; KINDS + 1];
    pairs.iter().for_each(|pair| begin[kind(pair)] += 1);
    let mut sum = 0;
    for begin in &mut begin {
        (*begin, sum) = (sum, sum + *begin);
    }
    let mut sorted = vec![Pair { first: 0, second: 0, count: 0 }; pairs.len()];
    for pair in pairs {
        let place = &mut begin[kind(pair)];
        sorted[*place] = *pair;
        *place += 1;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_a_sample() {
        let pairs = Pairs::new(b"\xe9t\xe9 a1b2.\xe9t", false);
        let pair = |first, second, count| Pair { first, second, count };
        let all =
            [pair(0xe9, b't', 2), pair(b' ', 0xe9, 1), pair(b't', 0xe9, 1), pair(0xe9, b' ', 1), pair(b'.', 0xe9, 1)];
        assert_eq!(pairs.pairs, all);
        assert_eq!(pairs.ascii, [pair(b' ', b'a', 1), pair(b'0', b'b', 1)]);
        assert!(pairs.present.iter().eq(*b" .12abt\xe9"));
    }

    #[test]
    fn signs_are_told_apart_where_all_count() {
        let pairs = Pairs::new(b"12", true);
        assert_eq!(
            pairs.pairs.iter().map(|p| (p.first, p.second)).collect::<Vec<_>>(),
            [(b' ', b'1'), (b'1', b'2'), (b'2', b' ')]
        );
    }
}
