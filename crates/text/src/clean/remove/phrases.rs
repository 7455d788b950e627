//! Lists of lines that are known, in text files beside the rules.

use std::collections::HashMap;

/// The longest line that is compared, in bytes: what is longer has text of its own.
const LONGEST: usize = 240;

/// Patterns of lines: what is said, in lower case, and `*` for anything.
pub(super) struct Phrases {
    /// By their first letters.
    patterns: HashMap<Option<char>, Vec<Vec<&'static str>>>,
}

impl Phrases {
    /// The patterns of a list, one a line; lines that begin with `#` say something about it.
    pub(super) fn new(list: &'static str) -> Phrases {
        let mut patterns: HashMap<_, Vec<_>> = HashMap::new();
        for pattern in list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let parts: Vec<_> = pattern.split('*').collect();
            patterns.entry(parts[0].chars().next()).or_default().push(parts);
        }
        Phrases { patterns }
    }

    /// Whether a line is one of them, whatever stands around its first and last letter. A line that begins
    /// with a small letter goes on with a sentence of the line before.
    pub(super) fn have(&self, line: &str) -> bool {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '/');
        if line.len() > LONGEST || line.starts_with(char::is_lowercase) {
            return false;
        }
        let line = line.to_lowercase().replace('’', "'");
        let Some(patterns) = self.patterns.get(&line.chars().next()) else { return false };
        patterns.iter().any(|parts| fits(&line, parts))
    }
}

fn fits(line: &str, parts: &[&str]) -> bool {
    let [first, between @ .., last] = parts else { return parts == [line] };
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    for part in between {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_order_and_the_last_at_the_end() {
        let phrases = Phrases::new("# x\nfollow*on twitter\nshare\n分享到*");
        for line in ["Follow Jo on Twitter!", "** SHARE **", "分享到微信"] {
            assert!(phrases.have(line), "{line}");
        }
        for line in
            ["Follow Jo on Twitter now", "Shares", "share", "On Twitter follow", "分享", "x", "Follow on twitte", ""]
        {
            assert!(!phrases.have(line), "{line}");
        }
    }

    #[test]
    fn patterns_are_written_as_they_are_compared() {
        for list in [include_str!("share_lines.txt"), include_str!("policy_lines.txt")] {
            for pattern in list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
                let plain = pattern.strip_suffix('*').unwrap_or(pattern);
                assert_eq!(pattern, pattern.to_lowercase());
                assert!(pattern.ends_with('*') || plain.ends_with(char::is_alphanumeric), "{pattern}");
                assert!(pattern.starts_with(char::is_alphabetic), "{pattern}");
            }
        }
    }
}
