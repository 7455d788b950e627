//! A bit for each word of a text, sixty-four in a number, the lowest for the first: what is true of a word and of those
//! before it is asked of many words at once, and no guess at it can be wrong.

/// The number at `at` of the same bits so many places later, 0 to 63: what is true of words further in front.
#[inline]
pub(super) fn later(bits: &[u64], at: usize, places: u32) -> u64 {
    let before = at.checked_sub(1).map_or(0, |before| bits[before]);
    // In two steps, as it may be moved by none.
    bits[at] << places | before >> (63 - places) >> 1
}

/// The places of the bits that are set in `bits`, which is the number at `at`.
#[inline]
pub(super) fn places(at: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < 64).then_some(at * 64 + place)
    })
}

/// The bits of `items`.
#[cfg(test)]
pub(super) fn bits_of(items: &[bool]) -> Vec<u64> {
    let bits = |some: &[bool]| (0..).zip(some).fold(0, |bits, (at, is)| bits | u64::from(*is) << at);
    items.chunks(64).map(bits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_by_one(items in prop::collection::vec(any::<bool>(), 0..200), by in 1_usize..64) {
            let bits = bits_of(&items);
            let all = |of: &dyn Fn(usize) -> u64| (0..bits.len()).flat_map(|at| places(at, of(at))).collect::<Vec<_>>();
            let set: Vec<usize> = (0..items.len()).filter(|at| items[*at]).collect();
            prop_assert_eq!(all(&|at| bits[at]), set.clone());
            let end = bits.len() * 64;
            let moved: Vec<usize> = set.iter().map(|at| at + by).filter(|at| *at < end).collect();
            prop_assert_eq!(all(&|at| later(&bits, at, by as u32)), moved);
        }
    }
}
