//! Many numbers that are spread evenly, such as hashes, in little more than the bits that they must take.

use super::{Broken, Reader, Writer};

/// Writes `numbers`, which ascend and differ, as the differences between them in Golomb-Rice codes (Rice and Plaunt
/// 1971): what a difference is over 2^k in ones and a zero, then its k lower bits.
pub(crate) fn write(numbers: &[u64], out: &mut Writer) {
    out.number(numbers.len() as u64);
    let k = shorter(numbers);
    out.number(u64::from(k));
    let (mut bits, mut used) = (0_u8, 0);
    let mut put = |bit: bool, out: &mut Writer| {
        bits |= u8::from(bit) << used;
        used += 1;
        if used == 8 {
            out.raw(&[bits]);
            (bits, used) = (0, 0);
        }
    };
    let mut last = 0;
    for number in numbers {
        let difference = number - last;
        last = *number;
        (0..difference >> k).for_each(|_| put(true, out));
        put(false, out);
        (0..k).for_each(|bit| put(difference >> bit & 1 == 1, out));
    }
    // To the end of the byte.
    (0..7).for_each(|_| put(false, out));
}

/// How many lower bits of each difference are written as they are.
fn shorter(numbers: &[u64]) -> u32 {
    let mean = numbers.last().map_or(0, |last| last / numbers.len() as u64);
    mean.checked_ilog2().unwrap_or(0)
}

/// Reads at most `most` numbers.
pub(crate) fn read(most: usize, from: &mut Reader<'_>) -> Result<Vec<u64>, Broken> {
    let (count, k) = (from.length(most)?, from.length(63)?);
    let (mut bits, mut left) = (0_u8, 0);
    let mut next = |from: &mut Reader<'_>| -> Result<bool, Broken> {
        if left == 0 {
            (bits, left) = (from.raw(1)?[0], 8);
        }
        let bit = bits & 1 == 1;
        (bits, left) = (bits >> 1, left - 1);
        Ok(bit)
    };
    let mut numbers: Vec<u64> = Vec::new();
    for i in 0..count {
        let mut difference = 0_u64;
        while next(from)? {
            difference = difference.checked_add(1 << k).ok_or(Broken)?;
        }
        for bit in 0..k {
            difference |= u64::from(next(from)?) << bit;
        }
        let last = numbers.last().copied().unwrap_or(0);
        let number = last.checked_add(difference).filter(|n| i == 0 || *n > last).ok_or(Broken)?;
        numbers.push(number);
    }
    if bits != 0 || k as u32 != shorter(&numbers) {
        return Err(Broken);
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::measure::mix;
    use proptest::prelude::*;

    #[test]
    fn a_million_hashes_take_less_than_six_megabytes() {
        let mut hashes: Vec<u64> = (1..=1 << 20).map(mix).collect();
        hashes.sort_unstable();
        let mut out = Writer::default();
        write(&hashes, &mut out);
        assert!(out.bytes().len() < 6_000_000, "{}", out.bytes().len());
        assert_eq!(read(1 << 20, &mut Reader::new(out.bytes())), Ok(hashes));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(mut numbers in prop::collection::vec(any::<u64>(), 0..40), small in 1_u64..1 << 40) {
            numbers.iter_mut().for_each(|n| *n /= small);
            numbers.sort_unstable();
            numbers.dedup();
            let mut out = Writer::default();
            write(&numbers, &mut out);
            out.number(7);
            let mut from = Reader::new(out.bytes());
            prop_assert_eq!(read(40, &mut from), Ok(numbers.clone()));
            prop_assert_eq!(from.number(), Ok(7));
            prop_assert!(numbers.is_empty() || read(numbers.len() - 1, &mut Reader::new(out.bytes())).is_err());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(100, &mut Reader::new(&bytes));
        }
    }
}
