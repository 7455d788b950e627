//! Word lists: what the words in `words/*.txt` do near a terminator.
//!
//! A file holds sections, `[name]`, of words separated by white space; `#` begins a comment. Abbreviations stand
//! without their last full stop. A word written with a capital is met with a capital only, so that `Sat` is the day
//! and `sat` is not; one written with a hyphen first is met at the end of longer words, as `-str` in `Lindenstr`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a word does, as bits; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u16);

impl Role {
    /// `Dr.`: a name follows, so it ends no sentence.
    pub(super) const TITLE: Role = Role(1);
    /// `e.g.`: what it introduces follows, so it ends no sentence.
    pub(super) const INTRODUCES: Role = Role(2);
    /// `etc.`: ends a sentence when a capital follows.
    pub(super) const MAY_END: Role = Role(4);
    /// `Inc.`: ends a sentence only when a known starter follows.
    pub(super) const RARELY_ENDS: Role = Role(8);
    /// `No.`: a number follows; without one it is an ordinary word.
    pub(super) const NUMBERED: Role = Role(16);
    /// `The`: begins sentences and hardly ever a name.
    pub(super) const STARTER: Role = Role(32);
    /// `said`: who spoke a quote.
    pub(super) const SAYS: Role = Role(64);
    /// `Oktober`: an ordinal comes before it.
    pub(super) const AFTER_ORDINAL: Role = Role(128);
    /// `Yahoo`: a name that has `!` at its end.
    pub(super) const EXCLAIMED: Role = Role(256);

    const NAMES: [(&'static str, Role); 9] = [
        ("title", Role::TITLE),
        ("introduces", Role::INTRODUCES),
        ("may end", Role::MAY_END),
        ("rarely ends", Role::RARELY_ENDS),
        ("numbered", Role::NUMBERED),
        ("starter", Role::STARTER),
        ("says", Role::SAYS),
        ("after ordinal", Role::AFTER_ORDINAL),
        ("exclaimed", Role::EXCLAIMED),
    ];

    /// Whether this shares a role with `other`.
    pub(super) fn is(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }

    /// These roles and those.
    pub(super) const fn or(self, other: Role) -> Role {
        Role(self.0 | other.0)
    }
}

/// Longer words, in bytes, are in no list: the bound on folding.
const LONGEST: usize = 40;

#[derive(Default)]
struct Entry {
    always: Role,
    capitalised: Role,
}

/// A few dozen bytes a word at most, from lists that are fixed: speed counts, and nobody can choose the keys.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// The lists of one language, ready for lookups.
#[derive(Default)]
pub(super) struct Words {
    roles: HashMap<Box<[u8]>, Entry, BuildHasherDefault<Fnv>>,
    /// Compounds share a role by their endings; there are a few in few languages, so each is tried.
    endings: Vec<(&'static str, Role)>,
}

impl Words {
    /// Adds the words of a file. An unknown section is left out; a test sees to it that there is none.
    pub(super) fn add(&mut self, file: &'static str) {
        let mut role = Role::default();
        for line in file.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                role = Role::NAMES.iter().find(|(n, _)| *n == name).map(|(_, role)| *role).unwrap_or_default();
                continue;
            }
            for word in line.split_whitespace() {
                if let Some(ending) = word.strip_prefix('-') {
                    self.endings.push((ending, role));
                    continue;
                }
                let mut space = [0; LONGEST];
                let Some(key) = fold(word, &mut space) else { continue };
                let entry = self.roles.entry(key.into()).or_default();
                if begins_with_capital(word) {
                    entry.capitalised = entry.capitalised.or(role);
                } else {
                    entry.always = entry.always.or(role);
                }
            }
        }
    }

    /// What `word` does, written as in a text and without a full stop at its end.
    pub(super) fn role(&self, word: &str) -> Role {
        let mut space = [0; LONGEST];
        let Some(entry) = fold(word, &mut space).and_then(|key| self.roles.get(key)) else {
            let ending = self.endings.iter().find(|(ending, _)| word.ends_with(ending));
            return ending.map(|(_, role)| *role).unwrap_or_default();
        };
        if begins_with_capital(word) { entry.always.or(entry.capitalised) } else { entry.always }
    }
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// `word` in lower case, in the space given: no allocation. Nothing for a word that is too long.
fn fold<'a>(word: &str, space: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let mut len = 0;
    if word.is_ascii() {
        for b in word.bytes() {
            *space.get_mut(len)? = b.to_ascii_lowercase();
            len += 1;
        }
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let next = len + c.len_utf8();
            c.encode_utf8(space.get_mut(len..next)?);
            len = next;
        }
    }
    space.get(..len)
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
