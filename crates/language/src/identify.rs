//! From a text to the languages that it can be in, best first, and what speaks for the best.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::calibration::USUAL;
use crate::evidence::{Evidence, Method};
use crate::languages::{PARTS, SERBIAN, SERBIAN_LATIN, Set, Writing};
use crate::lookalikes::repaired;
use crate::noise;
use crate::scan::{Scan, beginning};
use crate::sums::{COLUMNS, FEW, MANY, PIECES, Sums};
use crate::table::layout::RANGE;
use crate::table::letters::kind;
use crate::table::{TABLE, Table};
use crate::writing::{main_writing, single};

/// Bytes that are read at a time: buffers of that size stay in the cache.
const CHUNK: usize = 16 << 10;
/// From so many letters on, trigrams alone are asked first.
const SENTENCE: u32 = 40;
/// Below so many, trigrams must be surer of it.
const LONG: u32 = 120;
/// From so many on, frequent words decide where trigrams do not. Longer n-grams would say no more, and touch all of the
/// table.
const LONGER: u32 = 400;
/// Where the best language is better than the second by less than this for each trigram, in nats, frequent words are
/// asked, and where it is by less than the second of these then, n-grams of all orders.
const CLOSE: f64 = 0.08;
const CLOSE_SENTENCE: f64 = 0.35;
/// Where it is better by so much, a few trigrams are enough.
const CLEAR: f64 = 0.25;
/// A text that has so much less of its words frequent than is usual is in no language that is known.
const STRANGE: f64 = 0.25;
/// How much of a long text is asked about in all orders, in bytes.
const ENOUGH: usize = 4 << 10;
/// How much of a long text is searched for frequent words where trigrams decide.
const SAMPLE: usize = 384;
/// What a frequent word's gain counts, beside n-grams of five orders and beside trigrams.
const WORD_WEIGHT: f64 = 1.5;
const WORD_WEIGHT_LONG: f64 = 1.25;
/// A word mixes writing systems so often, for each letter, before it is repaired.
const MIXED: u32 = 40;

/// One value of the table's range in nats.
pub(crate) const UNIT: f64 = RANGE / 255.0;

/// The languages that a text can be in with their costs in nats: the best, the second, and the others in no order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    pub(crate) languages: Vec<(u8, f64)>,
    pub(crate) evidence: Evidence,
    /// How it is written.
    pub(crate) writing: Option<Writing>,
}

impl Ranking {
    /// Counts how many words at the beginning of `text` are frequent in the best language.
    fn know(&mut self, table: &Table, part: usize, text: &str, scan: &Scan) {
        let (mut known, mut all) = (0, 0);
        scan.first_words(table, text, SAMPLE, part, |hash| {
            all += 1;
            let columns = table.parts[part].word(hash).map_or(0, |word| word.columns);
            known += (columns >> self.evidence.column & 1) as u32;
        });
        self.evidence.words = all;
        self.evidence.known = share(known, all);
    }
}

/// Ranks the languages among `allowed` for `text`; none where it is no text, or in a writing system that none of them
/// uses.
pub(crate) fn rank(text: &str, allowed: Set, scan: &mut Scan) -> Ranking {
    match noise::without(text) {
        Some(text) => of_text(&text, allowed, scan),
        None => Ranking::default(),
    }
}

/// The same for a text without noise.
pub(crate) fn of_text(text: &str, allowed: Set, scan: &mut Scan) -> Ranking {
    let table: &Table = &TABLE;
    scan.restart();
    let mut sums: [Sums; 4] = Default::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, others) = rest.split_at(cut(rest));
        let first = rest.len() == text.len();
        scan.read(table, chunk);
        if first && let Some(better) = normalized(text, scan) {
            return of_text(&better, allowed, scan);
        }
        let whole = first && others.is_empty();
        scan.is_whole = whole;
        if !whole || scan.counts[1..=4].iter().any(|&n| n >= SENTENCE) {
            add_trigrams(table, scan, if whole { FEW } else { MANY }, &mut sums);
            let were_few = whole && scan.runs().any(|(_, letters)| letters.len() > PIECES * FEW);
            if were_few && !is_clear(table, &sums, allowed, scan) {
                sums = Default::default();
                add_trigrams(table, scan, MANY, &mut sums);
            }
        }
        rest = others;
    }
    decide(text, &sums, allowed, scan)
}

/// Adds trigrams of the runs in `scan`, of many letters those of pieces of so many.
fn add_trigrams(table: &Table, scan: &Scan, piece: usize, sums: &mut [Sums; 4]) {
    for (part, letters) in scan.runs() {
        sums[part].add_some_trigrams(&table.parts[part], letters, piece);
    }
}

/// Whether a few trigrams are enough: more of them would lead to the same language.
fn is_clear(table: &Table, sums: &[Sums; 4], allowed: Set, scan: &Scan) -> bool {
    let Some(part) = main_writing(scan).and_then(part_of) else { return true };
    let columns = table.parts[part].columns;
    let is_allowed = |column: usize| columns.get(column).is_some_and(|&number| allowed.has(language_of(number)));
    sums[part].lead(is_allowed) * UNIT >= CLEAR
}

/// The part of the table that a writing system is in.
fn part_of(writing: Writing) -> Option<usize> {
    PARTS.iter().position(|&part| part == writing)
}

/// The language of a column.
fn language_of(number: u8) -> u8 {
    if number == SERBIAN_LATIN { SERBIAN } else { number }
}

/// Ranks the languages for a text of which `sums` are the trigrams' costs by part, and `scan` has counted the letters.
pub(crate) fn decide(text: &str, sums: &[Sums; 4], allowed: Set, scan: &mut Scan) -> Ranking {
    let table: &Table = &TABLE;
    let Some(writing) = main_writing(scan) else { return Ranking::default() };
    let Some(part) = part_of(writing) else {
        return single(text, writing, allowed, scan);
    };
    let mut ranking = Ranking::default();
    let letters = scan.counts[part + 1];
    let close = if letters < LONG { CLOSE_SENTENCE } else { CLOSE };
    if letters >= SENTENCE {
        ranking = ranked(table, part, &sums[part], &Gains::NONE, 0.0, allowed, Method::Trigrams);
        if ranking.evidence.margin() >= close {
            ranking.know(table, part, text, scan);
        }
    }
    let mut unsure = letters < SENTENCE;
    if letters >= SENTENCE && ranking.evidence.margin() < close {
        let gains = Gains::of(table, text, part, scan);
        ranking = ranked(table, part, &sums[part], &gains, WORD_WEIGHT_LONG, allowed, Method::Trigrams);
        let evidence = &ranking.evidence;
        unsure = evidence.margin() < CLOSE_SENTENCE && (letters < LONG || fits(evidence));
    }
    // Hindi and Marathi differ most in vowel signs, which are no letters of n-grams.
    if letters < LONGER && (unsure || writing == Writing::Devanagari) {
        let text = beginning(text, ENOUGH);
        let counted = (scan.counts, scan.rare);
        scan.read(table, text);
        (scan.counts, scan.rare) = counted;
        let mut sums = Sums::default();
        for (_, letters) in scan.runs().filter(|(run, _)| *run == part) {
            sums.add_all_orders(table, &table.parts[part], letters);
        }
        let gains = Gains::of(table, text, part, scan);
        ranking = ranked(table, part, &sums, &gains, WORD_WEIGHT, allowed, Method::AllOrders);
    }
    ranking.writing = Some(writing);
    ranking.evidence.letters = scan.counts[part + 1];
    ranking.evidence.rare = share(scan.rare[part], scan.rare[part] + scan.counts[part + 1]);
    ranking.evidence.main = share(scan.counts[part + 1] + scan.rare[part], scan.all_letters());
    ranking
}

/// `text` with characters put together that are in pieces, and words repaired that mix writing systems.
fn normalized(text: &str, scan: &Scan) -> Option<String> {
    if scan.counts[usize::from(kind::ACCENT)] > 0 && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        let composed: String = text.nfc().collect();
        if composed != text {
            return Some(composed);
        }
    }
    let cyrillic = scan.counts[2];
    if cyrillic > 0 && scan.mixed * MIXED > cyrillic {
        let repaired = repaired(text);
        if repaired != text {
            return Some(repaired);
        }
    }
    None
}

/// Whether the words are those of the best language. Where they are not, more n-grams would only tell which of the wrong
/// languages is the likeliest.
fn fits(evidence: &Evidence) -> bool {
    USUAL.get(usize::from(evidence.language)).is_some_and(|usual| evidence.known > usual[2] - STRANGE)
}

pub(crate) fn share(part: u32, of: u32) -> f64 {
    f64::from(part) / f64::from(of.max(1))
}

/// Where to cut the first chunk off: at a space if there is one near.
fn cut(text: &str) -> usize {
    if text.len() <= CHUNK {
        return text.len();
    }
    let end = beginning(text, CHUNK).len();
    let near = end.saturating_sub(200);
    text.as_bytes()[near..end].iter().rposition(u8::is_ascii_whitespace).map_or(end, |at| near + at)
}

/// What frequent words say.
struct Gains {
    /// By column, in 255ths of the range.
    gains: [u32; COLUMNS],
    /// How many of the words each column has.
    known: [u32; COLUMNS],
    words: u32,
}

impl Gains {
    /// No words were asked about.
    const NONE: Gains = Gains { gains: [0; COLUMNS], known: [0; COLUMNS], words: 0 };

    fn of(table: &Table, text: &str, part: usize, scan: &Scan) -> Gains {
        let mut found = Gains::NONE;
        scan.first_words(table, text, ENOUGH, part, |hash| {
            found.words += 1;
            let part = &table.parts[part];
            for pair in part.word(hash).map_or(&[][..], |word| part.gains(word)).chunks_exact(2) {
                if let Some(gain) = found.gains.get_mut(usize::from(pair[0])) {
                    *gain += u32::from(pair[1]);
                    found.known[usize::from(pair[0])] += 1;
                }
            }
        });
        found
    }
}

/// The columns of a part with their costs, the best two first.
fn ranked(
    table: &Table,
    part: usize,
    sums: &Sums,
    gains: &Gains,
    weight: f64,
    allowed: Set,
    method: Method,
) -> Ranking {
    let mut costs: Vec<(u8, usize, f64)> = Vec::with_capacity(COLUMNS);
    let mut left_out = f64::INFINITY;
    for (column, &number) in table.parts[part].columns.iter().enumerate() {
        let language = language_of(number);
        let cost = (sums.cost(column) - f64::from(gains.gains[column]) * weight) * UNIT;
        if allowed.has(language) {
            costs.push((language, column, cost));
        } else {
            left_out = left_out.min(cost);
        }
    }
    // The best two; who wants more sorts the others.
    for place in 0..costs.len().min(2) {
        if let Some(best) = (place..costs.len()).min_by(|&a, &b| costs[a].2.total_cmp(&costs[b].2)) {
            costs.swap(place, best);
        }
    }
    let mut evidence = Evidence { method, count: sums.count, ..Evidence::default() };
    if let Some(&(language, column, cost)) = costs.first() {
        evidence.language = language;
        evidence.column = column;
        evidence.best = cost;
        // Where there is no choice, how sure it is depends on those that could not be chosen.
        evidence.second = costs.get(1).map_or(left_out, |(_, _, cost)| *cost);
        evidence.ngrams = sums.cost(column) * UNIT;
        evidence.known = share(gains.known[column], gains.words);
        evidence.words = gains.words;
    }
    Ranking { languages: costs.into_iter().map(|(l, _, cost)| (l, cost)).collect(), evidence, writing: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_trigrams_are_asked_about_where_it_is_clear() {
        let clear = "The committee said on Tuesday that it would not publish the report before the election. ";
        let close = "Predsjednik je rekao da vlada nije dobila odgovor na pitanje koje je postavila ministru. ";
        let mut scan = Scan::default();
        for (text, is_few) in [(clear, true), (close, false)] {
            let text = text.repeat(20);
            let ranking = of_text(&text, Set::ALL, &mut scan);
            let mut all = Sums::default();
            scan.restart();
            scan.read(&TABLE, &text);
            for (part, letters) in scan.runs() {
                all.add_trigrams(&TABLE.parts[part], letters);
            }
            let (asked, all) = (f64::from(ranking.evidence.count), f64::from(all.count));
            assert_eq!(asked != all, is_few, "{asked} {all}");
            assert!((asked - all).abs() < all * 0.05, "{asked} {all}");
        }
    }
}
