//! Sizes in bytes as people write them.

use std::fmt;
use std::str::FromStr;

/// A number of bytes, written `4096`, `64KiB`, `256MiB`, `1GB`.
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
        let n: u64 = number.trim_end().parse().map_err(|_| "must be a number of bytes such as 1000000 or 256MiB")?;
        n.checked_mul(unit).filter(|&n| n > 0).map(Size).ok_or_else(|| "must be from 1 byte to 16 EiB".into())
    }
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
        for (s, n) in [("1", 1), ("256MiB", 256 << 20), ("1 kb", 1000), ("2K", 2048), ("3GB", 3_000_000_000)] {
            assert_eq!(s.parse(), Ok(Size(n)), "{s}");
        }
        for s in ["", "0", "MiB", "-1", "1.5M", "99999999TiB"] {
            assert!(s.parse::<Size>().is_err(), "{s}");
        }
        assert_eq!(Size(256 << 20).to_string(), "256 MiB");
        assert_eq!(Size(1001).to_string(), "1001 bytes");
    }
}
