//! Languages: which words and which habits.

use std::sync::OnceLock;

use super::characters::{is_armenian, is_greek};
use super::context::char_before;
use super::scan::{self, Table};
use super::words::Words;

/// The language that a text is taken to be in.
///
/// The default knows abbreviations that many languages share and every terminator of every script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Language(u8);

/// How a language writes, beyond its words.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// `3.` is "third", so a number and a full stop end a sentence only on good evidence.
    pub(super) ordinals: bool,
    /// Nouns begin with a capital, so that one after an ordinal tells nothing.
    pub(super) capital_nouns: bool,
    /// The number of a paragraph, as in `1. Затвердити`, is counted as a sentence of its own.
    pub(super) numbers_apart: bool,
    /// ASCII characters that may end sentences here only, as `;` asks in Greek.
    pub(super) also: &'static [u8],
    /// `.` is a pause and never the end, as in Armenian.
    pub(super) weak_stop: bool,
    /// A heading and what it heads stand on one line, with a colon between them.
    pub(super) labels: bool,
    /// Words end in vowels, so that what ends in a consonant is cut short.
    pub(super) vowels: bool,
    /// Words are cut short so often that only a long one before lower case is taken for a whole one.
    pub(super) shortens: bool,
}

struct Profile {
    codes: &'static [&'static str],
    files: &'static [&'static str],
    habits: Habits,
    table: Table,
    /// The same with `)`, while a list that is numbered `1)` runs.
    list_table: Table,
}

const PLAIN: Habits = Habits {
    ordinals: false,
    capital_nouns: false,
    numbers_apart: false,
    also: b"",
    weak_stop: false,
    labels: false,
    vowels: false,
    shortens: false,
};
const ORDINALS: Habits = Habits { ordinals: true, ..PLAIN };
/// The same, and words are cut short often.
const SHORTENS: Habits = Habits { shortens: true, ..ORDINALS };
/// Thai, Lao, Khmer and Burmese, where a space may end a sentence.
const SPACES: Habits = Habits { also: b" ", ..PLAIN };

const fn profile(codes: &'static [&'static str], files: &'static [&'static str], habits: Habits) -> Profile {
    Profile { codes, files, habits, table: scan::table(habits.also, b""), list_table: scan::table(habits.also, b")") }
}

macro_rules! words {
    ($($name:literal),*) => { &[include_str!("words/default.txt"), $(include_str!(concat!("words/", $name, ".txt"))),*] };
}

/// A language is one line here and its words; the first is the default, which reads each script by its own marks.
static PROFILES: &[Profile] = &[
    profile(&[], words!(), Habits { also: b":;", ..PLAIN }),
    profile(&["en", "eng"], words!("en"), PLAIN),
    profile(&["de", "deu", "ger", "nds", "lb", "ltz"], words!("de"), Habits { capital_nouns: true, ..SHORTENS }),
    profile(&["fr", "fra", "fre", "oc", "oci"], words!("fr"), PLAIN),
    profile(&["es", "spa", "gl", "glg", "ast"], words!("es"), PLAIN),
    profile(&["it", "ita"], words!("it"), Habits { vowels: true, ..PLAIN }),
    profile(&["pt", "por"], words!("pt"), PLAIN),
    profile(&["nl", "nld", "dut"], words!("nl"), Habits { shortens: true, ..PLAIN }),
    profile(&["ru", "rus"], words!("ru"), PLAIN),
    profile(&["pl", "pol"], words!("pl"), Habits { shortens: true, ..PLAIN }),
    profile(&["tr", "tur"], words!("tr"), ORDINALS),
    profile(&["da", "dan"], words!("da"), SHORTENS),
    profile(&["no", "nor", "nb", "nob", "nn", "nno"], words!("da", "no"), SHORTENS),
    profile(&["sv", "swe"], words!("sv"), Habits { shortens: true, ..PLAIN }),
    profile(&["fi", "fin"], words!("fi"), ORDINALS),
    profile(&["cs", "ces", "cze"], words!("cs"), SHORTENS),
    profile(&["sk", "slk", "slo"], words!("cs", "sk"), SHORTENS),
    profile(&["hu", "hun"], words!("hu"), SHORTENS),
    profile(&["ro", "ron", "rum", "mo", "mol"], words!("ro"), PLAIN),
    profile(&["bg", "bul"], words!("bg"), PLAIN),
    profile(&["uk", "ukr"], words!("uk"), Habits { numbers_apart: true, ..PLAIN }),
    profile(&["hr", "hrv", "bs", "bos"], words!("hr"), SHORTENS),
    profile(&["el", "ell", "gre"], words!("el"), Habits { also: b";", ..PLAIN }),
    profile(&["hy", "hye", "arm", "hyw"], words!("hy"), Habits { also: b":", weak_stop: true, ..PLAIN }),
    profile(&["kk", "kaz"], words!("kk"), PLAIN),
    profile(&["ar", "ara", "arb"], words!("ar"), Habits { also: b":", labels: true, ..PLAIN }),
    profile(&["hi", "hin", "ne", "nep"], words!("hi"), PLAIN),
    profile(&["mr", "mar"], words!("hi", "mr"), PLAIN),
    profile(&["ta", "tam"], words!("ta"), PLAIN),
    profile(&["zh", "zho", "chi", "yue", "cmn"], words!("zh"), PLAIN),
    profile(&["ja", "jpn"], words!("ja"), PLAIN),
    profile(&["ca", "cat"], words!("es", "ca"), PLAIN),
    profile(&["vi", "vie"], words!("vi"), PLAIN),
    profile(&["id", "ind"], words!("id"), PLAIN),
    profile(&["ms", "msa", "zsm", "zlm"], words!("id", "ms"), PLAIN),
    profile(&["fa", "fas", "per", "prs"], words!("fa"), PLAIN),
    profile(&["ur", "urd"], words!("fa", "ur"), PLAIN),
    profile(&["he", "heb", "iw", "yi", "yid"], words!("he"), PLAIN),
    profile(&["ko", "kor"], words!("ko"), PLAIN),
    profile(&["th", "tha"], words!("th"), SPACES),
    profile(&["lo", "lao"], words!("lo"), SPACES),
    profile(&["km", "khm"], words!("km"), SPACES),
    profile(&["my", "mya", "bur"], words!("my"), SPACES),
    profile(&["bn", "ben", "as", "asm"], words!("bn"), PLAIN),
    profile(&["gu", "guj"], words!("gu"), PLAIN),
    profile(&["pa", "pan"], words!("pa"), PLAIN),
    profile(&["te", "tel"], words!("te"), PLAIN),
    profile(&["am", "amh", "ti", "tir"], words!("am"), PLAIN),
    profile(&["ka", "kat", "geo"], words!("ka"), PLAIN),
    profile(&["mn", "mon", "khk"], words!("mn"), PLAIN),
    profile(&["az", "aze", "azj"], words!("az"), ORDINALS),
    profile(&["be", "bel"], words!("be"), PLAIN),
    profile(&["mk", "mkd", "mac"], words!("mk"), PLAIN),
    profile(&["sr", "srp"], words!("sr"), SHORTENS),
    profile(&["sl", "slv"], words!("sl"), SHORTENS),
    profile(&["sq", "sqi", "alb"], words!("sq"), PLAIN),
    profile(&["et", "est", "ekk"], words!("et"), SHORTENS),
    profile(&["lv", "lav", "lvs"], words!("lv"), SHORTENS),
    profile(&["lt", "lit"], words!("lt"), Habits { shortens: true, ..PLAIN }),
    profile(&["is", "isl", "ice", "fo", "fao"], words!("is"), SHORTENS),
    profile(&["eu", "eus", "baq"], words!("eu"), ORDINALS),
    profile(&["af", "afr"], words!("nl", "af"), Habits { shortens: true, ..PLAIN }),
    profile(&["ga", "gle", "gd", "gla"], words!("ga"), PLAIN),
    profile(&["cy", "cym", "wel"], words!("cy"), PLAIN),
    profile(&["eo", "epo"], words!("eo"), PLAIN),
    profile(&["la", "lat"], words!("la"), PLAIN),
    profile(&["sw", "swa", "swh"], words!("sw"), PLAIN),
    profile(&["so", "som"], words!("so"), PLAIN),
    profile(&["tl", "tgl", "fil"], words!("tl"), PLAIN),
    profile(&["yo", "yor"], words!("yo"), PLAIN),
    profile(&["zu", "zul", "xh", "xho", "nr", "nbl", "ss", "ssw", "nd", "nde"], words!("zu"), PLAIN),
    profile(&["sn", "sna"], words!("sn"), PLAIN),
    profile(&["st", "sot", "tn", "tsn", "nso"], words!("st"), PLAIN),
    profile(&["ts", "tso"], words!("ts"), PLAIN),
    profile(&["lg", "lug"], words!("lg"), PLAIN),
    profile(&["mi", "mri", "mao"], words!("mi"), PLAIN),
];

/// As many as [`PROFILES`] and to spare; a test compares.
static WORDS: [OnceLock<Words>; 96] = [const { OnceLock::new() }; 96];

impl Language {
    /// The language of an ISO 639-1 or 639-3 code or a BCP 47 tag (`en`, `eng`, `en-GB`), in any case; the default
    /// for one that has no rules of its own.
    ///
    /// ```
    /// use copydesk_text::sentences::Language;
    ///
    /// assert_eq!(Language::from_code("en-GB"), Language::from_code("eng"));
    /// assert_eq!(Language::from_code("tlh"), Language::default());
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or("");
        let same = |c: &&str| c.eq_ignore_ascii_case(primary);
        let found = PROFILES.iter().position(|p| p.codes.iter().any(same));
        Self(found.and_then(|i| u8::try_from(i).ok()).unwrap_or(0))
    }

    fn profile(self) -> &'static Profile {
        // A value is only ever made from a place in the table.
        &PROFILES[usize::from(self.0)]
    }

    /// Whether the `:` or `;` at byte `at` may end a sentence: in its own language, or in any text after a letter of its
    /// script.
    pub(super) fn ends_with(self, text: &str, at: usize, c: char) -> bool {
        let script = match c {
            ':' => is_armenian,
            _ => is_greek,
        };
        let habits = self.habits();
        !habits.labels && self != Self::default() || char_before(text, at).is_some_and(script)
    }

    pub(super) fn habits(self) -> Habits {
        self.profile().habits
    }

    pub(super) fn table(self) -> &'static Table {
        &self.profile().table
    }

    pub(super) fn list_table(self) -> &'static Table {
        &self.profile().list_table
    }

    pub(super) fn words(self) -> &'static Words {
        WORDS[usize::from(self.0)].get_or_init(|| {
            let mut words = Words::default();
            self.profile().files.iter().for_each(|file| words.add(file));
            words
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_kind_find_a_language_and_none_is_there_twice() {
        assert_ne!(Language::from_code("de"), Language::default());
        assert_eq!(Language::from_code("DE_at"), Language::from_code("deu"));
        assert_eq!(Language::from_code(""), Language::default());
        assert_eq!(Language::from_code("und"), Language::default());
        let mut seen = std::collections::HashSet::new();
        for code in PROFILES.iter().flat_map(|p| p.codes) {
            assert!(seen.insert(code), "{code}");
        }
    }

    #[test]
    fn what_ends_sentences_in_one_language_is_in_its_tables() {
        assert!(PROFILES.len() <= WORDS.len());
        for p in PROFILES {
            for &b in p.habits.also {
                assert!(p.table[b as usize] != 0 && p.list_table[b as usize] != 0, "{:?}", p.codes);
            }
        }
    }

    /// The languages that the tools detect.
    #[test]
    fn every_language_that_is_detected_has_rules_of_its_own() {
        let detected = "af sq ar hy az eu be bn nb bs bg ca zh hr cs da nl en eo et fi fr lg ka de el gu he hi hu is id \
                        ga it ja kk ko la lv lt mk ms mi mr mn nn fa pl pt pa ro ru sr sn sk sl so st es sw sv tl ta te \
                        th ts tn tr uk ur vi cy xh yo zu";
        assert_eq!(detected.split(' ').filter(|code| !code.is_empty()).count(), 75);
        for code in detected.split_whitespace() {
            assert_ne!(Language::from_code(code), Language::default(), "{code}");
        }
    }
}
