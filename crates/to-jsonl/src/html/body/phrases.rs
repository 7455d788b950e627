//! What short lines beside an article begin with, in lower case, one phrase a line.

use std::sync::LazyLock;

/// Phrases in order.
pub(super) type Phrases = LazyLock<Vec<&'static str>>;

/// Labels of what comes behind an article, or between its paragraphs: comments, related articles.
pub(super) static ENDS: Phrases = LazyLock::new(|| in_order(include_str!("ends.txt")));

/// Lines that stand alone: advertisements, sources of pictures, pointers to other articles.
pub(super) static BESIDE: Phrases = LazyLock::new(|| in_order(include_str!("beside.txt")));

fn in_order(lines: &'static str) -> Vec<&'static str> {
    let mut phrases: Vec<&str> = lines.lines().collect();
    phrases.sort_unstable();
    phrases
}

/// Whether `text` begins with one of `phrases`, as whole words.
pub(super) fn begins_with_one(text: &str, phrases: &Phrases) -> bool {
    const LONGEST: usize = 40;
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let mut start = String::new();
    start.extend(text.chars().take(LONGEST).flat_map(char::to_lowercase));
    let Some(first) = start.chars().next() else { return false };
    let first = &start[..first.len_utf8()];
    let begins = |phrase: &str| start.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let from = phrases.partition_point(|p| *p < first);
    phrases[from..].iter().take_while(|p| p.starts_with(first)).any(|p| begins(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_in_lower_case_and_stand_once() {
        for phrases in [&ENDS, &BESIDE] {
            let mut seen = std::collections::HashSet::new();
            for phrase in phrases.iter() {
                assert!(!phrase.is_empty() && **phrase == phrase.to_lowercase() && seen.insert(phrase), "{phrase:?}");
            }
        }
    }

    #[test]
    fn whole_words() {
        assert!(begins_with_one("» Related articles:", &ENDS) && begins_with_one("RELATED", &ENDS));
        assert!(!begins_with_one("Relatedness is", &ENDS) && !begins_with_one("", &ENDS));
    }
}
