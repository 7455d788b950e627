//! Word lists: what the words in `words/*.txt` do near a terminator.
//!
//! A file holds sections, `[name]`, of words separated by white space; `#` begins a comment. Abbreviations stand
//! without their last full stop. A word written with a capital is met with a capital only, so that `Sat` is the day
//! and `sat` is not; one written with a hyphen first is met at the end of longer words, as `-str` in `Lindenstr`.
//!
//! | section | its words |
//! |---|---|
//! | `title` | a name follows; before one, a sentence may begin after an abbreviation: `It is late in the U.S. Mr. Low left.` |
//! | `office` | titles too, but they go on after an abbreviation: `U.S. Sen. Low` |
//! | `introduces` | what they introduce follows: `e.g.` |
//! | `may end` | end a sentence before any capital: `etc.` |
//! | `rarely ends` | end one only before a `starter`: `Inc.` |
//! | `numbered` | a number follows: `No. 5`; without one they are ordinary words |
//! | `clock`, `year` | end a sentence behind a number, unless what follows belongs to it: `a.m.`; behind a year: `г.` |
//! | `after clock`, `after ordinal` | go on with a time of day; are counted by an ordinal: `3. Oktober` |
//! | `starter` | begin sentences, and hardly any name |
//! | `preposition` | with one word more they are no sentence yet: `At 5 a.m. Mr. Low left.` |
//! | `says`, `clause` | say who spoke a quote; begin what such a verb governs instead |
//! | `exclaimed` | names with `!` at their end |
//! | `word` | would pass for abbreviations and are none |
//! | `last`, `first`, `opens` | particles of scripts without spaces between words: end sentences, begin them, let nothing end after them |

use super::particles::Particles;
use super::roles::Role;
use super::table::{Entry, Key, LONGEST, Lengths, Table, key, key_of_two};

/// The lists of one language, ready for lookups.
#[derive(Default)]
pub(super) struct Words {
    /// The lengths that words have, as bits, by their first and by their last byte: most words of a text are told to be
    /// in no list by these alone.
    first: Lengths,
    last: Lengths,
    roles: Table,
    /// Compounds share a role by their endings; there are a few in few languages, so each is tried.
    endings: Vec<(Box<str>, Role)>,
    particles: Particles,
}

impl Words {
    /// Adds the words of a file of this crate. An unknown section is left out; a test sees to it that there is none.
    pub(super) fn add(&mut self, file: &str) {
        self.add_lines(file, Role::default());
    }

    /// Adds a user's own words; without a section they are abbreviations that rarely end a sentence. Gives the line
    /// and the name of the first section that there is not.
    pub(super) fn add_own(&mut self, text: &str) -> Option<(usize, String)> {
        self.add_lines(text, Role::RARELY_ENDS)
    }

    fn add_lines(&mut self, text: &str, mut role: Role) -> Option<(usize, String)> {
        let mut fault = None;
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or("").trim();
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let found = Role::NAMES.iter().find(|(n, _)| *n == name);
                if found.is_none() && fault.is_none() {
                    fault = Some((number + 1, name.to_owned()));
                }
                role = found.map(|(_, role)| *role).unwrap_or_default();
                continue;
            }
            for word in line.split_whitespace() {
                self.add_word(word.strip_suffix('.').unwrap_or(word), role);
            }
        }
        fault
    }

    fn add_word(&mut self, word: &str, role: Role) {
        if let Some(ending) = word.strip_prefix('-') {
            self.endings.push((ending.into(), role));
            return;
        }
        if role.is(Role::PARTICLE) {
            self.particles.add(word, role);
            return;
        }
        let mut space = [0; LONGEST];
        let Some(key) = key(word, &mut space) else { return };
        // A key has at most `LONGEST` bytes, less than the 64 bits of a length.
        self.first.add(key.first(), key.len());
        self.last.add(key.last(), key.len());
        let entry = self.roles.entry(key);
        if begins_with_capital(word) {
            entry.capitalised = entry.capitalised.or(role);
        } else {
            entry.always = entry.always.or(role);
        }
    }

    /// What ends and begins sentences in a script without spaces between words, where no word can be looked up.
    pub(super) fn particles(&self) -> &Particles {
        &self.particles
    }

    /// The names of all sections, for a person to read.
    pub(super) fn sections() -> String {
        Role::NAMES.iter().map(|(name, _)| format!("[{name}]")).collect::<Vec<_>>().join(", ")
    }

    /// What `word` does, written as in a text and without a full stop at its end.
    pub(super) fn role(&self, word: &str) -> Role {
        self.look_up(word, begins_with_capital(word))
    }

    #[inline]
    fn look_up(&self, word: &str, capital: bool) -> Role {
        let mut space = [0; LONGEST];
        match key(word, &mut space).and_then(|key| self.entry(key)) {
            Some(entry) => entry.role(capital),
            None if self.endings.is_empty() => Role::default(),
            None => self.role_of_ending(word),
        }
    }

    /// What `first.second` does, two words of two characters each at most. No list has an ending with a full stop.
    fn role_of_two(&self, first: &str, second: &str, capital: bool) -> Role {
        let mut space = [0; LONGEST];
        let entry = key_of_two(first, second, &mut space).and_then(|key| self.entry(key));
        entry.map(|entry| entry.role(capital)).unwrap_or_default()
    }

    #[inline]
    fn entry(&self, key: Key<'_>) -> Option<Entry> {
        let listed = self.last.has(key.last(), key.len()) && self.first.has(key.first(), key.len());
        if listed { self.roles.get(key) } else { None }
    }

    #[inline(never)]
    fn role_of_ending(&self, word: &str) -> Role {
        let ending = self.endings.iter().find(|(ending, _)| word.ends_with(&**ending));
        ending.map(|(_, role)| *role).unwrap_or_default()
    }
}

/// The words that count in a text: those of its language, and a user's own.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'a> {
    pub(super) language: &'static Words,
    pub(super) own: Option<&'a Words>,
}

impl Lexicon<'_> {
    /// What `word` does, written as in a text and without a full stop at its end.
    pub(super) fn role(self, word: &str) -> Role {
        let role = self.language.role(word);
        self.own.map_or(role, |own| role.or(own.role(word)))
    }

    /// What `first.second` does, two words of two characters each at most.
    pub(super) fn role_of_two(self, first: &str, second: &str) -> Role {
        let capital = begins_with_capital(first);
        let role = self.language.role_of_two(first, second, capital);
        self.own.map_or(role, |own| role.or(own.role_of_two(first, second, capital)))
    }

    /// What `word` would do if it began with a capital.
    pub(super) fn role_as_capital(self, word: &str) -> Role {
        let role = self.language.look_up(word, true);
        self.own.map_or(role, |own| role.or(own.look_up(word, true)))
    }
}

fn begins_with_capital(word: &str) -> bool {
    if let Some(b) = word.as_bytes().first().filter(|b| b.is_ascii()) {
        return b.is_ascii_uppercase();
    }
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(file: &'static str) -> Words {
        let mut words = Words::default();
        words.add(file);
        words
    }

    #[test]
    fn a_capital_in_the_list_asks_for_one_in_the_text() {
        let words = words("# days\n[rarely ends]\nSat\n[title]\ndr # and so on\n");
        assert!(words.role("Sat").is(Role::RARELY_ENDS));
        assert!(words.role("SAT").is(Role::RARELY_ENDS));
        assert_eq!(words.role("sat"), Role::default());
        assert!(words.role("dr").is(Role::TITLE) && words.role("Dr").is(Role::TITLE));
        assert_eq!(words.role("and"), Role::default());
    }

    #[test]
    fn an_ending_counts_in_longer_words() {
        let words = words("[rarely ends]\n-str\n[title]\nstr\n");
        assert_eq!(words.role("Lindenstr"), Role::RARELY_ENDS);
        assert_eq!(words.role("str"), Role::TITLE);
    }

    #[test]
    fn a_word_may_have_two_roles() {
        let words = words("[numbered]\nNo\n[starter]\nno\n");
        assert!(words.role("No").is(Role::NUMBERED) && words.role("No").is(Role::STARTER));
        assert!(!words.role("no").is(Role::NUMBERED));
    }

    #[test]
    fn case_folds_beyond_ascii_and_long_words_are_no_matter() {
        let words = words("[rarely ends]\nул\n");
        assert!(words.role("Ул").is(Role::RARELY_ENDS));
        assert_eq!(words.role(&"x".repeat(5000)), Role::default());
    }

    #[test]
    fn every_file_is_well_formed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sentences/words");
        let mut files = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let mut section = None;
            let mut seen = std::collections::HashSet::new();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                let line = line.split('#').next().unwrap().trim();
                if line.starts_with('[') {
                    let name = line.trim_start_matches('[').trim_end_matches(']');
                    assert!(Role::NAMES.iter().any(|(n, _)| *n == name), "{}: {line}", path.display());
                    section = Some(name.to_owned());
                    continue;
                }
                for word in line.split_whitespace() {
                    assert!(section.is_some(), "{}: {word} is in no section", path.display());
                    assert!(!word.ends_with('.'), "{}: {word} has its full stop", path.display());
                    assert!(word.len() <= LONGEST, "{}: {word} is too long", path.display());
                    assert!(
                        seen.insert((section.clone(), word.to_owned())),
                        "{}: {word} is there twice",
                        path.display()
                    );
                }
            }
            files += 1;
        }
        assert!(files >= 11);
    }
}
