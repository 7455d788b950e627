//! `--threshold`: how much may change.

use std::str::FromStr;

use super::require::number;

/// How much a measure may differ from the baseline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Threshold {
    /// Which one, or all under it; without, every one.
    pub(crate) path: Option<String>,
    pub(crate) most: f64,
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (path, most) = text.rsplit_once('=').map_or((None, text), |(path, most)| (Some(path.trim()), most.trim()));
        if path == Some("") {
            return Err("must be a share such as 10%, or PATH=10%".to_owned());
        }
        let most = number(most)?;
        if most < 0.0 {
            return Err("must not be negative".to_owned());
        }
        Ok(Threshold { path: path.map(str::to_owned), most })
    }
}

/// The threshold for `path`: of those that name it or what it is in, the one with the longest name, and of
/// several the last.
pub(super) fn of(path: &str, thresholds: &[Threshold]) -> Option<f64> {
    let named = |t: &&Threshold| match &t.path {
        Some(part) => path.strip_prefix(part.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
        None => true,
    };
    let length = |t: &&Threshold| t.path.as_ref().map_or(0, String::len);
    thresholds.iter().filter(named).max_by_key(length).map(|t| t.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_decides() {
        let all: Vec<Threshold> =
            ["10%", "words=5%", "words.mean=0.01", "wor=1"].iter().map(|t| t.parse().unwrap()).collect();
        assert_eq!(
            ["records", "words.p50", "words.mean", "words"].map(|p| of(p, &all)),
            [Some(0.1), Some(0.05), Some(0.01), Some(0.05)]
        );
        assert_eq!(of("records", &all[1..]), None);
        for wrong in ["", "=5%", "-1%", "words=", "ten", "words=x=", "nan"] {
            assert!(wrong.parse::<Threshold>().is_err(), "{wrong}");
        }
    }
}
