//! Languages: which words and which habits.

use std::sync::OnceLock;

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
    /// ASCII characters that end sentences here only, as `;` asks in Greek.
    pub(super) also: &'static [u8],
    /// `.` is a pause and never the end, as in Armenian.
    pub(super) weak_stop: bool,
}

struct Profile {
    codes: &'static [&'static str],
    files: &'static [&'static str],
    habits: Habits,
    table: Table,
    /// The same with `)`, while a list that is numbered `1)` runs.
    list_table: Table,
}

const PLAIN: Habits = Habits { ordinals: false, also: b"", weak_stop: false };
const ORDINALS: Habits = Habits { ordinals: true, ..PLAIN };

const fn profile(codes: &'static [&'static str], files: &'static [&'static str], habits: Habits) -> Profile {
    let list_table = match habits.also {
        b";" => scan::table(b";)"),
        b":" => scan::table(b":)"),
        _ => scan::table(b")"),
    };
    Profile { codes, files, habits, table: scan::table(habits.also), list_table }
}

macro_rules! words {
    ($($name:literal),*) => { &[include_str!("words/default.txt"), $(include_str!(concat!("words/", $name, ".txt"))),*] };
}

/// A language is one line here and its words; the first is the default.
static PROFILES: [Profile; 35] = [
    profile(&[], words!(), PLAIN),
    profile(&["en", "eng"], words!("en"), PLAIN),
    profile(&["de", "deu", "ger", "nds", "lb", "ltz"], words!("de"), ORDINALS),
    profile(&["fr", "fra", "fre", "oc", "oci"], words!("fr"), PLAIN),
    profile(&["es", "spa", "gl", "glg", "ast"], words!("es"), PLAIN),
    profile(&["it", "ita"], words!("it"), PLAIN),
    profile(&["pt", "por"], words!("pt"), PLAIN),
    profile(&["nl", "nld", "dut", "af", "afr"], words!("nl"), PLAIN),
    profile(&["ru", "rus", "be", "bel"], words!("ru"), PLAIN),
    profile(&["pl", "pol"], words!("pl"), PLAIN),
    profile(&["tr", "tur", "az", "aze"], words!("tr"), ORDINALS),
    profile(&["da", "dan"], words!("da"), ORDINALS),
    profile(&["no", "nor", "nb", "nob", "nn", "nno"], words!("da", "no"), ORDINALS),
    profile(&["sv", "swe"], words!("sv"), PLAIN),
    profile(&["fi", "fin", "et", "est"], words!("fi"), ORDINALS),
    profile(&["cs", "ces", "cze"], words!("cs"), ORDINALS),
    profile(&["sk", "slk", "slo"], words!("cs", "sk"), ORDINALS),
    profile(&["hu", "hun"], words!("hu"), ORDINALS),
    profile(&["ro", "ron", "rum"], words!("ro"), PLAIN),
    profile(&["bg", "bul", "mk", "mkd"], words!("bg"), PLAIN),
    profile(&["uk", "ukr"], words!("uk"), PLAIN),
    profile(&["hr", "hrv", "sr", "srp", "bs", "bos", "sl", "slv"], words!("hr"), ORDINALS),
    profile(&["el", "ell", "gre"], words!("el"), Habits { also: b";", ..PLAIN }),
    profile(&["hy", "hye", "arm"], words!(), Habits { also: b":", weak_stop: true, ..PLAIN }),
    profile(&["kk", "kaz"], words!("kk"), PLAIN),
    profile(&["ar", "ara"], words!("ar"), PLAIN),
    profile(&["hi", "hin", "mr", "mar", "ne", "nep"], words!("hi"), PLAIN),
    profile(&["ta", "tam"], words!("ta"), PLAIN),
    profile(&["zh", "zho", "chi", "yue", "cmn"], words!("zh"), PLAIN),
    profile(&["ja", "jpn"], words!(), PLAIN),
    profile(&["ca", "cat"], words!("es", "ca"), PLAIN),
    profile(&["lv", "lav", "lt", "lit", "is", "isl", "fo", "fao", "eu", "eus"], words!(), ORDINALS),
    profile(&["vi", "vie"], words!("vi"), PLAIN),
    profile(&["id", "ind", "ms", "msa"], words!("id"), PLAIN),
    profile(&["fa", "fas", "per", "ur", "urd"], words!("fa"), PLAIN),
];

static WORDS: [OnceLock<Words>; PROFILES.len()] = [const { OnceLock::new() }; PROFILES.len()];

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
        for p in &PROFILES {
            for &b in p.habits.also {
                assert!(p.table[b as usize] != 0 && p.list_table[b as usize] != 0, "{:?}", p.codes);
            }
        }
    }
}
