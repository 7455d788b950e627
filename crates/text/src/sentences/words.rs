//! The words that decide: lists in `words/*.txt`, lower case, without their last full stop.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

macro_rules! words {
    ($file:literal) => {
        LazyLock::new(|| {
            let lines = include_str!(concat!("words/", $file, ".txt")).lines();
            lines.filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
        })
    };
}

static NEVER_END: Words = words!("never_end");
static BEFORE_NUMBER: Words = words!("before_number");
static MAY_END: Words = words!("may_end");
static STARTERS: Words = words!("starters");
static ATTRIBUTION: Words = words!("attribution");

/// Longer words are no abbreviations.
const LONGEST: usize = 24;

/// Whether a sentence may end at the full stop behind `word` where `rest`, whose first character
/// is `next`, follows.
pub(super) fn may_end(word: &str, next: char, rest: &str) -> bool {
    if word.len() > LONGEST {
        return true;
    }
    let lower = word.to_lowercase();
    if NEVER_END.contains(lower.as_str()) || (next.is_numeric() && BEFORE_NUMBER.contains(lower.as_str())) {
        return false;
    }
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    if initial || MAY_END.contains(lower.as_str()) {
        let follower = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        return STARTERS.contains(follower.as_str());
    }
    true
}

/// Whether `rest` begins with a speaker's name, of three words at most, and a verb of speaking.
pub(super) fn is_attribution(rest: &str) -> bool {
    let words = rest.split_whitespace().take(4).map(|w| w.trim_end_matches([',', '.', ':']));
    for (i, word) in words.enumerate() {
        if ATTRIBUTION.contains(word) {
            return i > 0;
        }
        if !word.starts_with(char::is_uppercase) && i > 0 {
            return false;
        }
    }
    false
}
