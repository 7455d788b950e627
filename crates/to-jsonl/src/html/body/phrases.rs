//! What short lines beside an article begin with, in lower case, one phrase a line.

/// Labels of what comes behind an article, or between its paragraphs: comments, related articles.
pub(super) const ENDS: &str = include_str!("ends.txt");

/// Lines that stand alone: advertisements, sources of pictures, pointers to other articles.
pub(super) const BESIDE: &str = include_str!("beside.txt");

/// Whether `text` begins with one of `phrases`, as whole words.
pub(super) fn begins_with_one(text: &str, phrases: &str) -> bool {
    const LONGEST: usize = 40;
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let start: String = text.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    let begins = |phrase: &str| start.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    phrases.lines().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_in_lower_case_and_stand_once() {
        for phrases in [ENDS, BESIDE] {
            let mut seen = std::collections::HashSet::new();
            for phrase in phrases.lines() {
                assert!(!phrase.is_empty() && phrase == phrase.to_lowercase() && seen.insert(phrase), "{phrase:?}");
            }
        }
    }

    #[test]
    fn whole_words() {
        assert!(begins_with_one("» Related articles:", ENDS) && begins_with_one("RELATED", ENDS));
        assert!(!begins_with_one("Relatedness is", ENDS) && !begins_with_one("", ENDS));
    }
}
