//! Word lists: what the words in `words/*.txt` do near a terminator.
//!
//! A file holds sections, `[name]`, of words separated by white space; `#` begins a comment. Abbreviations stand
//! without their last full stop. A word written with a capital is met with a capital only, so that `Sat` is the day
//! and `sat` is not; one written with a hyphen first is met at the end of longer words, as `-str` in `Lindenstr`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a word does, as bits; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u32);

impl Role {
    /// `Dr.`: a name follows, so it ends no sentence.
    pub(super) const TITLE: Role = Role(1);
    /// `Rep.`: a title that goes on after an abbreviation, as in `U.S. Rep. Low`, where `Mr.` begins a sentence.
    pub(super) const OFFICE: Role = Role(262_144);
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
    /// `a.m.`: a time of day ends with it, so that it ends a sentence unless what follows belongs to the time.
    pub(super) const CLOCK: Role = Role(512);
    /// `Monday`: goes on with a time of day.
    pub(super) const AFTER_CLOCK: Role = Role(1024);
    /// `г`: behind a year, it ends a sentence if there is enough of one before it.
    pub(super) const YEAR: Role = Role(131_072);
    /// `At`: with what follows it alone it is no sentence.
    pub(super) const PREPOSITION: Role = Role(2048);
    /// `that`: begins what a verb of speech governs, so that it does not look back at a quote.
    pub(super) const CLAUSE: Role = Role(4096);
    /// `o`: a word that would pass for an abbreviation, and is none.
    pub(super) const WORD: Role = Role(8192);
    /// `ครับ`: ends sentences in a script without spaces between words.
    pub(super) const LAST: Role = Role(16384);
    /// `ว่า`: what it opens follows after a space in such a script.
    pub(super) const OPENS: Role = Role(65536);
    /// `แต่`: begins sentences in such a script.
    pub(super) const FIRST: Role = Role(32768);

    /// What stands in no list of words, but is looked for at the ends of text without spaces.
    const PARTICLE: Role = Role::LAST.or(Role::FIRST).or(Role::OPENS);

    const NAMES: [(&'static str, Role); 19] = [
        ("title", Role::TITLE),
        ("office", Role::OFFICE.or(Role::TITLE)),
        ("introduces", Role::INTRODUCES),
        ("may end", Role::MAY_END),
        ("rarely ends", Role::RARELY_ENDS),
        ("numbered", Role::NUMBERED),
        ("starter", Role::STARTER),
        ("says", Role::SAYS),
        ("after ordinal", Role::AFTER_ORDINAL),
        ("exclaimed", Role::EXCLAIMED),
        ("clock", Role::CLOCK),
        ("after clock", Role::AFTER_CLOCK),
        ("year", Role::YEAR),
        ("preposition", Role::PREPOSITION),
        ("clause", Role::CLAUSE),
        ("word", Role::WORD),
        ("last", Role::LAST),
        ("first", Role::FIRST),
        ("opens", Role::OPENS),
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

/// Bits of lengths by a byte.
struct Lengths([u64; 256]);

impl Default for Lengths {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Lengths {
    fn add(&mut self, byte: Option<&u8>, len: usize) {
        if let Some(&byte) = byte {
            self.0[usize::from(byte)] |= 1 << len;
        }
    }

    fn has(&self, byte: Option<&u8>, len: usize) -> bool {
        byte.is_some_and(|&byte| self.0[usize::from(byte)] >> len & 1 != 0)
    }
}

/// The lists of one language, ready for lookups.
#[derive(Default)]
pub(super) struct Words {
    /// The lengths that words have, as bits, by their first and by their last byte: most words of a text are told to be
    /// in no list by these alone.
    first: Lengths,
    last: Lengths,
    roles: HashMap<Box<[u8]>, Entry, BuildHasherDefault<Fnv>>,
    /// Compounds share a role by their endings; there are a few in few languages, so each is tried.
    endings: Vec<(Box<str>, Role)>,
    /// What ends, begins and carries on sentences in a script without spaces between words, where no word can be looked up.
    particles: Vec<(Box<str>, Role)>,
    /// The bytes that particles end with, and those that end the first characters of what begins sentences.
    particle_ends: Lengths,
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
            let first = word.chars().next().map_or(0, char::len_utf8);
            let byte = if role == Role::FIRST {
                first.checked_sub(1).and_then(|i| word.as_bytes().get(i))
            } else {
                word.as_bytes().last()
            };
            self.particle_ends.add(byte, usize::from(role == Role::FIRST));
            self.particles.push((word.into(), role));
            return;
        }
        let mut space = [0; LONGEST];
        let Some(key) = fold(word, &mut space) else { return };
        // A key has at most `LONGEST` bytes, less than the 64 bits of a length.
        self.first.add(key.first(), key.len());
        self.last.add(key.last(), key.len());
        let entry = self.roles.entry(key.into()).or_default();
        if begins_with_capital(word) {
            entry.capitalised = entry.capitalised.or(role);
        } else {
            entry.always = entry.always.or(role);
        }
    }

    /// Whether `head` ends in a particle of the role `role`.
    pub(super) fn ends_in(&self, role: Role, head: &str) -> bool {
        self.particle_ends.has(head.as_bytes().last(), 0)
            && self.particles.iter().any(|(particle, of)| *of == role && head.ends_with(&**particle))
    }

    /// Whether `rest` begins with a word that begins sentences.
    pub(super) fn begins_in(&self, rest: &str) -> bool {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.particle_ends.has(first.checked_sub(1).and_then(|i| rest.as_bytes().get(i)), 1)
            && self.particles.iter().any(|(word, of)| *of == Role::FIRST && rest.starts_with(&**word))
    }

    /// The names of all sections, for a person to read.
    pub(super) fn sections() -> String {
        Role::NAMES.iter().map(|(name, _)| format!("[{name}]")).collect::<Vec<_>>().join(", ")
    }

    /// What `word` does, written as in a text and without a full stop at its end.
    pub(super) fn role(&self, word: &str) -> Role {
        self.look_up(word, begins_with_capital(word))
    }

    fn look_up(&self, word: &str, capital: bool) -> Role {
        let mut space = [0; LONGEST];
        let listed = |key: &&[u8]| self.first.has(key.first(), key.len()) && self.last.has(key.last(), key.len());
        let Some(entry) = fold(word, &mut space).filter(listed).and_then(|key| self.roles.get(key)) else {
            let ending = self.endings.iter().find(|(ending, _)| word.ends_with(&**ending));
            return ending.map(|(_, role)| *role).unwrap_or_default();
        };
        if capital { entry.always.or(entry.capitalised) } else { entry.always }
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

    /// What `word` would do if it began with a capital.
    pub(super) fn role_as_capital(self, word: &str) -> Role {
        let role = self.language.look_up(word, true);
        self.own.map_or(role, |own| role.or(own.look_up(word, true)))
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
