//! Phrases by which C4 (Raffel et al. 2020) leaves lines out.

use memchr::memmem::find;

const POLICY: [&str; 6] =
    ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"];

/// Whether a text that does not have such a word, in lower case, has no phrase either.
pub(super) fn may_have(word: &str) -> bool {
    matches!(word, "terms" | "privacy" | "cookie" | "cookies") || word.len() >= 10 && word.contains("javascript")
}

/// Whether there may be one in `text`, of which a word says so: most terms are not terms of use.
pub(super) fn are_in(text: &str) -> bool {
    const PARTS: [&str; 10] = [
        "ookie",
        "OOKIE",
        "rivacy",
        "RIVACY",
        "ascript",
        "aScript",
        "ASCRIPT",
        "erms of use",
        "erms of Use",
        "ERMS OF USE",
    ];
    PARTS.iter().any(|part| find(text.as_bytes(), part.as_bytes()).is_some())
}

/// Whether `line` speaks of JavaScript.
pub(super) fn javascript(line: &str) -> bool {
    find(line.to_lowercase().as_bytes(), b"javascript").is_some()
}

/// Whether `line` is about terms of use, privacy or cookies.
pub(super) fn policy(line: &str) -> bool {
    let line = line.to_lowercase();
    POLICY.iter().any(|phrase| find(line.as_bytes(), phrase.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn every_phrase_has_a_word_that_shows_it() {
        for phrase in POLICY.into_iter().chain(["javascript", "enable-javascript", "javascript:void"]) {
            assert!(words(phrase).any(|range| may_have(&phrase[range])), "{phrase}");
            assert!(policy(&phrase.to_uppercase()) || javascript(&phrase.to_uppercase()));
        }
    }
}
