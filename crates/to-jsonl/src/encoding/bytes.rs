//! A set of bytes.

/// Which of the 256 bytes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    pub(super) fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    /// Those that stand in `parts`.
    pub(super) fn of(parts: &[&[u8]]) -> Bytes {
        // Stores that do not depend on each other are faster than one growing set.
        let mut seen = [false; 256];
        parts.iter().copied().flatten().for_each(|byte| seen[usize::from(*byte)] = true);
        let mut bytes = Bytes::default();
        (0..=255).filter(|byte| seen[usize::from(*byte)]).for_each(|byte| bytes.insert(byte));
        bytes
    }

    pub(super) fn union(self, with: Bytes) -> Bytes {
        let mut all = self;
        all.0.iter_mut().zip(with.0).for_each(|(these, those)| *these |= those);
        all
    }

    pub(super) fn is_subset(self, of: Bytes) -> bool {
        self.0.iter().zip(of.0).all(|(these, those)| these & !those == 0)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        (0..=255).filter(move |byte: &u8| self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let some = Bytes::of(&[b"b\xff", b"\0b"]);
        assert_eq!(some.iter().collect::<Vec<_>>(), b"\0b\xff");
        assert!(some.is_subset(Bytes::of(&[b"\xffab\0"])) && !some.is_subset(Bytes::of(&[b"b\xff"])));
    }
}
