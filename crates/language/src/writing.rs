//! Which writing system a text is in, and what that alone says.

use crate::evidence::{Evidence, Method};
use crate::identify::{Ranking, UNIT, share};
use crate::languages::{LANGUAGES, Set, Writing};
use crate::scan::Scan;
use crate::table::TABLE;
use crate::table::letters::kind;

/// Up to so many Chinese characters without kana can be Japanese.
const FEW_HAN: u32 = 100;
/// How many characters of a text are looked at for those of another language in the same writing system.
const CHARACTERS: usize = 1000;
/// How many nats better Japanese must be then.
const JAPANESE: f64 = 4.0;

/// Which writing system most of the letters are in, if it is one with a model.
pub(crate) fn main_writing(scan: &Scan) -> Option<Writing> {
    let n = |kind: u8| scan.counts[usize::from(kind)];
    // A Chinese character says as much as two or three letters.
    let han = n(kind::HAN) * 3;
    let kana = n(kind::KANA) * 2;
    let japanese = kana > 0 && kana * 10 >= han;
    let candidates = [
        (n(1) + scan.rare[0], Writing::Latin),
        (n(2) + scan.rare[1], Writing::Cyrillic),
        (n(3) + scan.rare[2], Writing::Arabic),
        (n(4) + scan.rare[3], Writing::Devanagari),
        (han + kana, if japanese { Writing::Japanese } else { Writing::Han }),
        (n(kind::HANGUL) * 2, Writing::Hangul),
        (n(kind::ARMENIAN), Writing::Armenian),
        (n(kind::BENGALI), Writing::Bengali),
        (n(kind::GEORGIAN), Writing::Georgian),
        (n(kind::GREEK), Writing::Greek),
        (n(kind::GUJARATI), Writing::Gujarati),
        (n(kind::GURMUKHI), Writing::Gurmukhi),
        (n(kind::HEBREW), Writing::Hebrew),
        (n(kind::TAMIL), Writing::Tamil),
        (n(kind::TELUGU), Writing::Telugu),
        (n(kind::THAI), Writing::Thai),
    ];
    let (most, writing) = candidates.into_iter().max_by_key(|(n, _)| *n)?;
    (most > 0 && most >= n(kind::UNKNOWN)).then_some(writing)
}

/// Characters by which languages without a model differ from the one that has their writing system to itself:
/// Cantonese from Chinese, Yiddish from Hebrew, Assamese from Bengali.
fn is_of_another(c: char) -> bool {
    matches!(
        c,
        '嘅' | '咗' | '喺' | '唔' | '佢' | '哋' | '啲' | '嗰' | '冇' | '嚟' | '咁' | '嘢' | '咩' | '噉' | '\u{5f0}'
            ..='\u{5f2}' | 'ৰ' | 'ৱ'
    )
}

/// The language of a writing system that only one of them uses.
pub(crate) fn single(text: &str, mut writing: Writing, allowed: Set, scan: &Scan) -> Ranking {
    let mut evidence = Evidence { method: Method::Letters, ..Evidence::default() };
    evidence.letters = scan.all_letters();
    evidence.second = f64::INFINITY;
    let sample = || text.chars().take(CHARACTERS);
    evidence.rare = share(sample().filter(|c| is_of_another(*c)).count() as u32, sample().count() as u32);
    let mut second = None;
    if writing == Writing::Han {
        // Short headlines in Japanese can do without kana.
        let (mut chinese, mut japanese) = (0u32, 0u32);
        for [zh, ja] in text.chars().take(FEW_HAN as usize).filter_map(|c| TABLE.han(c)) {
            chinese += u32::from(zh);
            japanese += u32::from(ja);
        }
        let (chinese, japanese) = (f64::from(chinese) * UNIT, f64::from(japanese) * UNIT + JAPANESE);
        second = Some((Writing::Japanese, (japanese - chinese).abs()));
        if japanese < chinese {
            (writing, second) = (Writing::Japanese, Some((Writing::Han, chinese - japanese)));
        }
    }
    let of = |writing| {
        (0..LANGUAGES.len() as u8).find(|&i| LANGUAGES[usize::from(i)].writing == writing).filter(|l| allowed.has(*l))
    };
    let mut languages: Vec<(u8, f64)> = of(writing).map(|language| (language, 0.0)).into_iter().collect();
    if let Some((writing, cost)) = second {
        evidence.second = cost;
        languages.extend(of(writing).map(|language| (language, cost)));
    }
    if let Some(&(language, _)) = languages.first() {
        evidence.language = language;
    }
    let own: u32 = scan.counts.iter().enumerate().filter(|(k, _)| *k >= usize::from(kind::HAN)).map(|(_, n)| n).sum();
    evidence.main = share(own - scan.counts[usize::from(kind::ACCENT)], scan.all_letters());
    Ranking { languages, evidence, writing: Some(writing) }
}
