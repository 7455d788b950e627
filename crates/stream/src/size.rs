//! Sizes in bytes as people write them.

use std::fmt;
use std::str::FromStr;

/// A number of bytes, written `4096`, `64KiB`, `256MiB`, `1.5GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub u64);

const UNITS: [(&str, u64); 13] = [
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
    ("kb", 1000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("tb", 1_000_000_000_000),
    ("k", 1 << 10),
    ("m", 1 << 20),
    ("g", 1 << 30),
    ("t", 1 << 40),
    ("b", 1),
];

impl FromStr for Size {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let lower = s.trim().to_ascii_lowercase();
        let (number, unit) =
            UNITS.iter().find_map(|&(name, unit)| lower.strip_suffix(name).map(|n| (n, unit))).unwrap_or((&lower, 1));
        let n = times(number.trim_end(), unit).ok_or("must be a number of bytes such as 1000000, 256MiB or 1.5GB")?;
        u64::try_from(n).ok().filter(|&n| n > 0).map(Size).ok_or_else(|| "must be from 1 byte to 16 EiB".into())
    }
}

/// So many decimal places tell one byte of a tebibyte from the next.
const PLACES: usize = 12;

/// `number`, which may have decimal places, times `unit`, without what is left of a byte. There is no part of a byte
/// alone.
fn times(number: &str, unit: u64) -> Option<u128> {
    let (whole, places) = number.split_once('.').map_or((number, ""), |(whole, places)| (whole, places));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let has_places = whole.len() < number.len();
    if !is_number(whole) || has_places && (!is_number(places) || places.len() > PLACES || unit == 1) {
        return None;
    }
    // More digits than these are more than there can be, and not to be multiplied.
    let whole: u128 = whole.parse::<u64>().map_or(1 << 64, u128::from);
    let scale = 10_u128.pow(places.len() as u32);
    let places: u128 = if has_places { places.parse().ok()? } else { 0 };
    Some(whole * u128::from(unit) + places * u128::from(unit) / scale)
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, unit) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] {
            if self.0 >= unit && self.0.is_multiple_of(unit) {
                return write!(f, "{} {name}", self.0 / unit);
            }
        }
        write!(f, "{} bytes", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_and_print() {
        for (s, n) in [
            ("1", 1),
            ("256MiB", 256 << 20),
            ("1 kb", 1000),
            ("2K", 2048),
            ("3GB", 3_000_000_000),
            ("1.5MB", 1_500_000),
            ("0.25 KiB", 256),
            ("1.0001k", 1024),
            ("16777215.999999999999TiB", u64::MAX - 1),
        ] {
            assert_eq!(s.parse(), Ok(Size(n)), "{s}");
        }
        for s in [
            "",
            "0",
            "MiB",
            "-1",
            "+1",
            "1.5",
            "1.5b",
            ".5M",
            "1.M",
            "1.5.5M",
            "1e6",
            "0.0001k",
            "99999999TiB",
            "99999999999999999999",
            "1.0000000000001TB",
        ] {
            assert!(s.parse::<Size>().is_err(), "{s}");
        }
        assert_eq!(Size(256 << 20).to_string(), "256 MiB");
        assert_eq!(Size(1001).to_string(), "1001 bytes");
    }
}
