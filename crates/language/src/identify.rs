//! From a text to the costs of the languages it can be in.

use crate::languages::{LANGUAGES, PARTS, SERBIAN, SERBIAN_LATIN, Writing};
use crate::scan::{Scan, words};
use crate::sums::{COLUMNS, Sums};
use crate::table::letters::kind;
use crate::table::{TABLE, Table};

/// Bytes that are read at a time: buffers of that size stay in the cache.
const CHUNK: usize = 16 << 10;
/// From so many letters on, trigrams alone are asked first.
const LONG: u32 = 120;
/// Where the best language is better than the second by less than this for each trigram, more is asked.
const CLOSE: f64 = 0.1;
/// How much of a long text is asked about in all orders.
const ENOUGH: usize = 4 << 10;
/// What a frequent word's gain counts, beside n-grams of five orders.
const WORD_WEIGHT: f64 = 1.5;

/// One value of the table's range in nats.
pub(crate) const UNIT: f64 = crate::table::layout::RANGE / 255.0;

/// The languages that a text can be in, best first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    /// Index into [`LANGUAGES`], and cost in nats.
    pub(crate) languages: Vec<(u8, f64)>,
    /// N-grams that the costs are of.
    pub(crate) count: u32,
    /// Letters of the writing system that was judged, and of all.
    pub(crate) letters: u32,
    pub(crate) all_letters: u32,
}

/// Which writing system most of the letters are in.
fn main_writing(scan: &Scan) -> Option<Writing> {
    let n = |kind: u8| scan.counts[usize::from(kind)];
    // A Chinese character says as much as two or three letters.
    let han = n(kind::HAN) * 3;
    let kana = n(kind::KANA) * 2;
    let japanese = kana * 10 >= han && kana > 0;
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
    let most = candidates.into_iter().max_by_key(|(n, _)| *n).filter(|(n, _)| *n > 0)?;
    (most.0 >= n(kind::UNKNOWN)).then_some(most.1)
}

/// The languages of `text`, best first.
pub(crate) fn rank(text: &str, scan: &mut Scan) -> Ranking {
    let table: &Table = &TABLE;
    scan.counts = Default::default();
    scan.rare = Default::default();
    let mut sums: [Sums; 4] = Default::default();
    let mut rest = text;
    let mut chunks = 0;
    while !rest.is_empty() {
        let (chunk, others) = rest.split_at(cut(rest));
        scan.read(table, chunk);
        if chunks > 0 || !others.is_empty() || scan.counts[1..=4].iter().any(|&n| n >= LONG) {
            for (part, letters) in scan.runs() {
                sums[part].add_trigrams(&table.parts[part], letters);
            }
        }
        rest = others;
        chunks += 1;
    }
    let Some(writing) = main_writing(scan) else { return Ranking::default() };
    let all_letters = scan.counts.iter().sum::<u32>() + scan.rare.iter().sum::<u32>();
    let Some(part) = PARTS.iter().position(|&p| p == writing) else {
        return single(text, writing, scan, all_letters);
    };
    let letters = scan.counts[part + 1];
    let mut ranking = if letters >= LONG {
        let ranking = ranked(table, part, &sums[part], &[0.0; COLUMNS]);
        if margin(&ranking) >= CLOSE { ranking } else { all_orders(table, text, part, scan) }
    } else {
        all_orders(table, text, part, scan)
    };
    ranking.letters = letters;
    ranking.all_letters = all_letters;
    ranking
}

/// Where to cut the first chunk off: at a space if there is one near.
fn cut(text: &str) -> usize {
    if text.len() <= CHUNK {
        return text.len();
    }
    let end = text.floor_char_boundary(CHUNK);
    text.as_bytes()[end - 200..end].iter().rposition(u8::is_ascii_whitespace).map_or(end, |at| end - 200 + at)
}

/// How much better the best is than the second, in nats for each n-gram.
pub(crate) fn margin(ranking: &Ranking) -> f64 {
    match ranking.languages[..] {
        [(_, best), (_, second), ..] => (second - best) / f64::from(ranking.count.max(1)),
        _ => f64::INFINITY,
    }
}

/// Asks n-grams of all orders and frequent words.
fn all_orders(table: &Table, text: &str, part: usize, scan: &mut Scan) -> Ranking {
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    let counts = (scan.counts, scan.rare);
    scan.read(table, text);
    (scan.counts, scan.rare) = counts;
    let mut sums = Sums::default();
    for (_, letters) in scan.runs().filter(|(run, _)| *run == part) {
        sums.add_all_orders(table, &table.parts[part], letters);
    }
    let mut gains = [0.0; COLUMNS];
    words(table, text, part, |hash| {
        for pair in table.parts[part].word(hash).unwrap_or_default().chunks_exact(2) {
            if let Some(gain) = gains.get_mut(usize::from(pair[0])) {
                *gain += f64::from(pair[1]) * WORD_WEIGHT;
            }
        }
    });
    ranked(table, part, &sums, &gains)
}

fn ranked(table: &Table, part: usize, sums: &Sums, gains: &[f64; COLUMNS]) -> Ranking {
    let mut languages: Vec<(u8, f64)> = table.parts[part]
        .columns
        .iter()
        .zip(sums.costs.iter().zip(gains))
        .map(|(&column, (&cost, gain))| (column, (f64::from(cost) - gain) * UNIT))
        .collect();
    languages.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    for (language, _) in &mut languages {
        if *language == SERBIAN_LATIN {
            *language = SERBIAN;
        }
    }
    Ranking { languages, count: sums.count, letters: 0, all_letters: 0 }
}

/// The language of a writing system that only one of them uses.
fn single(text: &str, writing: Writing, scan: &Scan, all_letters: u32) -> Ranking {
    let writing = match writing {
        // Short headlines in Japanese can do without kana.
        Writing::Han if scan.counts[usize::from(kind::HAN)] < 100 => {
            let (mut chinese, mut japanese) = (0u32, 0u32);
            for [zh, ja] in text.chars().filter_map(|c| TABLE.han(c)) {
                chinese += u32::from(zh);
                japanese += u32::from(ja);
            }
            if f64::from(japanese) * UNIT + 4.0 < f64::from(chinese) * UNIT { Writing::Japanese } else { Writing::Han }
        }
        other => other,
    };
    let languages = (0..LANGUAGES.len() as u8).filter(|&i| LANGUAGES[usize::from(i)].writing == writing);
    Ranking { languages: languages.map(|i| (i, 0.0)).collect(), count: 0, letters: all_letters, all_letters }
}
