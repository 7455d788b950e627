//! What lingua decides by letters alone.

use std::collections::{BTreeMap, BTreeSet};

use super::scripts::Script;
use crate::languages::{LANGUAGES, Writing};

/// A set of languages, by index into [`LANGUAGES`].
pub(super) type Set = BTreeSet<u8>;

/// Letters that only one language has.
const UNIQUE: [(&str, &str); 19] = [
    ("az", "Əə"),
    ("ca", "Ïï"),
    ("cs", "ĚěŘřŮů"),
    ("eo", "ĈĉĜĝĤĥĴĵŜŝŬŭ"),
    ("de", "ß"),
    ("hu", "ŐőŰű"),
    ("kk", "ӘәҒғҚқҢңҰұ"),
    ("lv", "ĢģĶķĻļŅņ"),
    ("lt", "ĖėĮįŲų"),
    ("mk", "ЃѓЅѕЌќЏџ"),
    ("mr", "ळ"),
    ("pl", "ŁłŃńŚśŹź"),
    ("ro", "Țţ"),
    ("sr", "ЂђЋћ"),
    ("sk", "ĹĺĽľŔŕ"),
    ("es", "¿¡"),
    ("uk", "ҐґЄєЇї"),
    ("vi", "ẰằẦầẲẳẨẩẴẵẪẫẮắẤấẠạẶặẬậỀềẺẻỂểẼẽỄễẾếỆệỈỉĨĩỊịƠơỒồỜờỎỏỔổỞởỖỗỠỡỐốỚớỘộỢợƯưỪừỦủỬửŨũỮữỨứỤụỰựỲỳỶỷỸỹỴỵ"),
    ("yo", "Ṣṣ"),
];

/// Letters that few languages have.
const SHARED: [(&str, &[&str]); 44] = [
    ("Ãã", &["pt", "vi"]),
    ("ĄąĘę", &["lt", "pl"]),
    ("Żż", &["pl", "ro"]),
    ("Îî", &["fr", "ro"]),
    ("Ññ", &["eu", "es"]),
    ("ŇňŤť", &["cs", "sk"]),
    ("Ăă", &["ro", "vi"]),
    ("İıĞğ", &["az", "tr"]),
    ("ЈјЉљЊњ", &["mk", "sr"]),
    ("ẸẹỌọ", &["vi", "yo"]),
    ("ÐðÞþ", &["is", "tr"]),
    ("Ûû", &["fr", "hu"]),
    ("Ōō", &["mi", "yo"]),
    ("ӨөҮү", &["kk", "mn"]),
    ("ĀāĒēĪī", &["lv", "mi", "yo"]),
    ("Şş", &["az", "ro", "tr"]),
    ("Ďď", &["cs", "ro", "sk"]),
    ("Ćć", &["bs", "hr", "pl"]),
    ("Đđ", &["bs", "hr", "vi"]),
    ("Іі", &["be", "kk", "uk"]),
    ("Ìì", &["it", "vi", "yo"]),
    ("Øø", &["nb", "da", "nn"]),
    ("Ūū", &["lv", "lt", "mi", "yo"]),
    ("Ëë", &["af", "sq", "nl", "fr"]),
    ("ÈèÙù", &["fr", "it", "vi", "yo"]),
    ("Êê", &["af", "fr", "pt", "vi"]),
    ("Õõ", &["et", "hu", "pt", "vi"]),
    ("Ôô", &["fr", "pt", "sk", "vi"]),
    ("ЁёЫыЭэ", &["be", "kk", "mn", "ru"]),
    ("ЩщЪъ", &["bg", "kk", "mn", "ru"]),
    ("Òò", &["ca", "it", "vi", "yo"]),
    ("Ââ", &["fr", "pt", "ro", "tr", "vi"]),
    ("Ææ", &["nb", "da", "is", "nn"]),
    ("Åå", &["nb", "da", "nn", "sv"]),
    ("Ýý", &["cs", "is", "sk", "tr", "vi"]),
    ("Ää", &["et", "fi", "de", "sk", "sv"]),
    ("Àà", &["ca", "fr", "it", "pt", "vi"]),
    ("Üü", &["az", "ca", "et", "de", "hu", "es", "tr"]),
    ("ČčŠšŽž", &["bs", "cs", "hr", "lv", "lt", "sk", "sl"]),
    ("Çç", &["sq", "az", "eu", "ca", "fr", "pt", "tr"]),
    ("Öö", &["az", "et", "fi", "de", "hu", "is", "sv", "tr"]),
    ("Óó", &["ca", "hu", "is", "ga", "pl", "pt", "sk", "es", "vi", "yo"]),
    ("ÁáÍíÚú", &["ca", "cs", "is", "ga", "hu", "pt", "sk", "es", "vi", "yo"]),
    ("Éé", &["ca", "cs", "fr", "hu", "is", "ga", "it", "pt", "sk", "es", "vi", "yo"]),
];

/// The index of the language with this code.
fn number(code: &str) -> Option<u8> {
    LANGUAGES.iter().position(|l| l.code == code).map(|i| i as u8)
}

/// Whether a language is written in a script.
fn writes(language: u8, script: Script) -> bool {
    match LANGUAGES[usize::from(language)].writing {
        Writing::Latin => script == Script::Latin,
        Writing::Cyrillic => script == Script::Cyrillic,
        Writing::Arabic => script == Script::Arabic,
        Writing::Devanagari => script == Script::Devanagari,
        Writing::Armenian => script == Script::Armenian,
        Writing::Bengali => script == Script::Bengali,
        Writing::Georgian => script == Script::Georgian,
        Writing::Greek => script == Script::Greek,
        Writing::Gujarati => script == Script::Gujarati,
        Writing::Gurmukhi => script == Script::Gurmukhi,
        Writing::Hangul => script == Script::Hangul,
        Writing::Hebrew => script == Script::Hebrew,
        Writing::Tamil => script == Script::Tamil,
        Writing::Telugu => script == Script::Telugu,
        Writing::Thai => script == Script::Thai,
        Writing::Han => script == Script::Han,
        Writing::Japanese => matches!(script, Script::Han | Script::Hiragana | Script::Katakana),
    }
}

/// What the rules need, made once.
pub(super) struct Rules {
    all: Set,
    /// Scripts of one language alone.
    single: Vec<(Script, u8)>,
    unique: Vec<(&'static str, u8)>,
    shared: Vec<(&'static str, Set)>,
    chinese: u8,
    japanese: u8,
}

/// The answer of [`Rules::decide`].
pub(super) enum Decision {
    /// The rules are sure.
    Is(u8),
    /// N-grams must tell these apart.
    OneOf(Set),
}

impl Rules {
    pub(super) fn new() -> Rules {
        let all: Set = (0..LANGUAGES.len() as u8).collect();
        let single = Script::ALL.into_iter().filter_map(|script| {
            let mut users = all.iter().filter(|language| writes(**language, script));
            users.next().filter(|_| users.next().is_none()).map(|language| (script, *language))
        });
        let of = |codes: &[&str]| codes.iter().filter_map(|code| number(code)).collect::<Set>();
        Rules {
            single: single.collect(),
            unique: UNIQUE.iter().filter_map(|(letters, code)| Some((*code, number(letters)?))).collect(),
            shared: SHARED.iter().map(|(letters, codes)| (*letters, of(codes))).collect(),
            chinese: number("zh").unwrap_or(0),
            japanese: number("ja").unwrap_or(0),
            all,
        }
    }

    pub(super) fn decide(&self, words: &[Vec<char>]) -> Decision {
        match self.by_words(words) {
            Some(language) => Decision::Is(language),
            None => {
                let left = self.by_alphabet(words);
                match left.first() {
                    Some(&only) if left.len() == 1 => Decision::Is(only),
                    _ => Decision::OneOf(left),
                }
            }
        }
    }

    /// The language of most words, where their letters tell it.
    fn by_words(&self, words: &[Vec<char>]) -> Option<u8> {
        let mut totals: BTreeMap<Option<u8>, usize> = BTreeMap::new();
        for word in words {
            *totals.entry(self.of_word(word)).or_default() += 1;
        }
        if (totals.get(&None).copied().unwrap_or(0) as f64) < words.len() as f64 * 0.5 {
            totals.remove(&None);
        }
        let mut ordered: Vec<(Option<u8>, usize)> = totals.into_iter().collect();
        // Stable: among equals the order of languages stays.
        ordered.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        match ordered[..] {
            [] => None,
            [(only, _)] => only,
            [(first, n), (second, m), ..] => {
                let both = [first, second];
                if both.contains(&Some(self.chinese)) && both.contains(&Some(self.japanese)) {
                    return Some(self.japanese);
                }
                first.filter(|_| n != m)
            }
        }
    }

    fn of_word(&self, word: &[char]) -> Option<u8> {
        let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
        for &c in word {
            if let Some((_, language)) = self.single.iter().find(|(script, _)| script.has(c)) {
                *counts.entry(*language).or_default() += 1;
            } else if Script::Han.has(c) {
                *counts.entry(self.chinese).or_default() += 1;
            } else if Script::Hiragana.has(c) || Script::Katakana.has(c) {
                *counts.entry(self.japanese).or_default() += 1;
            } else if Script::Latin.has(c) || Script::Cyrillic.has(c) || Script::Devanagari.has(c) {
                for (_, language) in self.unique.iter().filter(|(letters, _)| letters.contains(c)) {
                    *counts.entry(*language).or_default() += 1;
                }
            }
        }
        let mut ordered: Vec<(u8, usize)> = counts.into_iter().collect();
        ordered.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        match ordered[..] {
            [] => None,
            [(only, _)] => Some(only),
            _ if [self.chinese, self.japanese].iter().all(|l| ordered.iter().any(|(o, _)| o == l)) => {
                Some(self.japanese)
            }
            [(first, n), (_, m), ..] => (n > m).then_some(first),
        }
    }

    /// The languages of the alphabet of most letters, and of those the ones whose letters occur.
    fn by_alphabet(&self, words: &[Vec<char>]) -> Set {
        let mut counts: BTreeMap<Script, usize> = BTreeMap::new();
        for word in words {
            if let Some(script) = Script::ALL.into_iter().find(|script| word.iter().all(|c| script.has(*c))) {
                *counts.entry(script).or_default() += word.len();
            }
        }
        let mut ordered: Vec<(Script, usize)> = counts.into_iter().collect();
        ordered.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let script = match ordered[..] {
            [] => return self.all.clone(),
            [(_, n), .., (_, last)] if n == last => return self.all.clone(),
            [(script, _), ..] => script,
        };
        let users: Set = self.all.iter().copied().filter(|language| writes(*language, script)).collect();
        let mut found: BTreeMap<u8, usize> = BTreeMap::new();
        for (letters, languages) in &self.shared {
            let times: usize =
                words.iter().map(|word| letters.chars().filter(|letter| word.contains(letter)).count()).sum();
            for language in languages.intersection(&users).filter(|_| times > 0) {
                *found.entry(*language).or_default() += times;
            }
        }
        let half = words.len() as f64 * 0.5;
        let often: Set = found.into_iter().filter(|(_, n)| *n as f64 >= half).map(|(language, _)| language).collect();
        if often.is_empty() { users } else { often }
    }
}
