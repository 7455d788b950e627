//! Whole numbers on a command line.

use std::ops::{Bound, RangeBounds};

/// Reads a whole number in `range`, for clap. What is none is told what it may be, in the words of people.
pub fn whole<T: TryFrom<u64>>(range: impl RangeBounds<u64> + Clone) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| match (least(&range), most(&range)) {
            (0, None) => "must be a whole number".to_owned(),
            (least, None) => format!("must be a whole number, and at least {least}"),
            (least, Some(most)) => format!("must be a whole number from {least} to {most}"),
        })
    }
}

fn least(range: &impl RangeBounds<u64>) -> u64 {
    match range.start_bound() {
        Bound::Included(least) => *least,
        Bound::Excluded(least) => least.saturating_add(1),
        Bound::Unbounded => 0,
    }
}

fn most(range: &impl RangeBounds<u64>) -> Option<u64> {
    match range.end_bound() {
        Bound::Included(most) => Some(*most),
        Bound::Excluded(most) => most.checked_sub(1),
        Bound::Unbounded => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_is_said() {
        assert_eq!(whole::<u8>(1..=255)("7"), Ok(7));
        for wrong in ["", "abc", "-1", "0", "1.5", "256", "99999999999999999999", " 1"] {
            assert_eq!(whole::<u8>(1..=255)(wrong), Err("must be a whole number from 1 to 255".to_owned()), "{wrong}");
        }
        assert_eq!(whole::<usize>(1..)("0"), Err("must be a whole number, and at least 1".to_owned()));
        assert_eq!(whole::<u64>(..)("x"), Err("must be a whole number".to_owned()));
    }
}
