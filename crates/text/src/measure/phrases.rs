//! Phrases by which C4 (Raffel et al. 2020) leaves lines out.

use std::sync::LazyLock;

use memchr::memmem::{Finder, find};

const POLICY: [&str; 6] =
    ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"];

/// Whether a text that does not have such a word, in lower case, has no phrase either, nor `lorem ipsum`.
pub(super) fn may_have(word: &str) -> bool {
    word.starts_with("ipsum")
        || matches!(word, "terms" | "privacy" | "cookie" | "cookies")
        // Few words have a `j`.
        || word.len() >= 10 && word.as_bytes().contains(&b'j') && word.contains("javascript")
}

// Made once, as most texts are short.
static PARTS: LazyLock<[Finder<'_>; 10]> = LazyLock::new(|| {
    ["ookie", "OOKIE", "rivacy", "RIVACY", "ascript", "aScript", "ASCRIPT", "erms of use", "erms of Use", "ERMS OF USE"]
        .map(Finder::new)
});

/// Whether there may be one in `text`, of which a word says so: most terms are not terms of use.
pub(super) fn are_in(text: &str) -> bool {
    PARTS.iter().any(|part| part.find(text.as_bytes()).is_some())
}

/// Whether `line`, in lower case, speaks of JavaScript.
pub(super) fn javascript(line: &str) -> bool {
    find(line.as_bytes(), b"javascript").is_some()
}

/// Whether `line`, in lower case, is about terms of use, privacy or cookies.
pub(super) fn policy(line: &str) -> bool {
    POLICY.iter().any(|phrase| find(line.as_bytes(), phrase.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::each_word;
    use super::*;

    #[test]
    fn every_phrase_has_a_word_that_shows_it() {
        for phrase in POLICY.into_iter().chain(["javascript", "enable-javascript", "javascript:void"]) {
            let mut shown = false;
            each_word(phrase, |range| shown |= may_have(&phrase[range]));
            assert!(shown, "{phrase}");
            assert!(policy(phrase) || javascript(phrase));
        }
    }
}
