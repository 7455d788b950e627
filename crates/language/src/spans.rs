//! Documents in several languages: which part is in which.
//!
//! Every sentence has a cost in every language, and so has every change of language; the cheapest way through the
//! sentences gives the spans (Viterbi's method). Then each span is judged as a text of its own.

use std::ops::Range;

use crate::identify::{Ranking, decide};
use crate::languages::{LANGUAGES, PARTS, SERBIAN, SERBIAN_LATIN, Set, Writing};
use crate::scan::Scan;
use crate::sums::Sums;
use crate::table::layout::RANGE;
use crate::table::letters::kind;
use crate::table::{TABLE, Table};

/// What a change of language costs, in nats: as much as half a sentence in the wrong language.
const CHANGE: f64 = 30.0;
/// What a letter of a writing system costs in a language that does not use it.
const FOREIGN: f64 = 6.0;
/// What a letter costs in the only language of its writing system.
const OWN: f64 = 1.0;
/// Documents with fewer letters are asked about in all orders.
const SHORT: usize = 600;

const COUNT: usize = LANGUAGES.len();

/// What was counted in a sentence.
pub(crate) struct Sentence {
    counts: [u32; kind::COUNT],
    rare: [u32; 4],
    /// Whether it needs no repair before it is judged.
    is_plain: bool,
    /// Costs by part.
    sums: [Sums; 4],
}

/// Ranks the languages for a span of a text without noise by what was counted in its sentences; none if it must be
/// judged as a text of its own.
pub(crate) fn of_sentences(span: &str, sentences: &[Sentence], allowed: Set, scan: &mut Scan) -> Option<Ranking> {
    scan.restart();
    let mut sums: [Sums; 4] = Default::default();
    for sentence in sentences {
        if !sentence.is_plain {
            return None;
        }
        scan.counts.iter_mut().zip(sentence.counts).for_each(|(count, more)| *count += more);
        scan.rare.iter_mut().zip(sentence.rare).for_each(|(count, more)| *count += more);
        sums.iter_mut().zip(&sentence.sums).for_each(|(sums, more)| sums.add(more));
    }
    Some(decide(span, &sums, allowed, scan))
}

/// Spans of `sentences`, which are in order, by the language that is likeliest for them together: ranges of their
/// indices. What was counted in each sentence is added to `counted`.
pub(crate) fn spans(
    text: &str,
    sentences: &[Range<usize>],
    allowed: Set,
    scan: &mut Scan,
    counted: &mut Vec<Sentence>,
) -> Vec<Range<usize>> {
    let table: &Table = &TABLE;
    let Some(languages) = some_of(allowed) else { return Vec::new() };
    // Cheapest ways to each language so far, and for each sentence where they came from.
    let mut costs: Vec<f64> = vec![0.0; COUNT];
    let mut origins: Vec<[u8; COUNT]> = Vec::with_capacity(sentences.len());
    let short = text.len() < SHORT;
    for sentence in sentences {
        let (own, sums) = sentence_costs(table, text.get(sentence.clone()).unwrap_or_default(), short, scan);
        let is_plain = !short && scan.mixed == 0 && scan.counts[usize::from(kind::ACCENT)] == 0;
        counted.push(Sentence { counts: scan.counts, rare: scan.rare, is_plain, sums });
        let best = languages.iter().copied().min_by(|a, b| costs[usize::from(*a)].total_cmp(&costs[usize::from(*b)]));
        let Some(best) = best else { return Vec::new() };
        let change = costs[usize::from(best)] + if origins.is_empty() { 0.0 } else { CHANGE };
        let mut from = [0u8; COUNT];
        let mut next = vec![f64::INFINITY; COUNT];
        for &language in &languages {
            let at = usize::from(language);
            let stay = costs[at];
            (next[at], from[at]) = if stay <= change { (stay, language) } else { (change, best) };
            next[at] += own[at];
        }
        costs = next;
        origins.push(from);
    }
    let last = languages.iter().copied().min_by(|a, b| costs[usize::from(*a)].total_cmp(&costs[usize::from(*b)]));
    let Some(mut language) = last else { return Vec::new() };
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut end = sentences.len();
    for (at, from) in origins.iter().enumerate().rev() {
        let before = from[usize::from(language)];
        if before != language && at > 0 {
            spans.push(at..end);
            end = at;
        }
        language = before;
    }
    if end > 0 {
        spans.push(0..end);
    }
    spans.reverse();
    spans
}

fn some_of(allowed: Set) -> Option<Vec<u8>> {
    let languages: Vec<u8> = (0..COUNT as u8).filter(|language| allowed.has(*language)).collect();
    (!languages.is_empty()).then_some(languages)
}

/// What a sentence costs in each language, in nats, and in the columns of each part.
fn sentence_costs(table: &Table, sentence: &str, short: bool, scan: &mut Scan) -> ([f64; COUNT], [Sums; 4]) {
    scan.restart();
    scan.read(table, sentence);
    let mut sums: [Sums; 4] = Default::default();
    for (part, letters) in scan.runs() {
        if short {
            sums[part].add_all_orders(table, &table.parts[part], letters);
        } else {
            sums[part].add_trigrams(&table.parts[part], letters);
        }
    }
    let all = f64::from(scan.all_letters());
    let mut costs = [0.0; COUNT];
    let han = f64::from(scan.counts[usize::from(kind::HAN)]);
    let kana = f64::from(scan.counts[usize::from(kind::KANA)]);
    for (cost, language) in costs.iter_mut().zip(&LANGUAGES) {
        let n = |kind: u8| f64::from(scan.counts[usize::from(kind)]);
        let own = match language.writing {
            Writing::Latin => n(1),
            Writing::Cyrillic => n(2),
            Writing::Arabic => n(3),
            Writing::Devanagari => n(4),
            Writing::Armenian => n(kind::ARMENIAN),
            Writing::Bengali => n(kind::BENGALI),
            Writing::Georgian => n(kind::GEORGIAN),
            Writing::Greek => n(kind::GREEK),
            Writing::Gujarati => n(kind::GUJARATI),
            Writing::Gurmukhi => n(kind::GURMUKHI),
            Writing::Hangul => n(kind::HANGUL),
            Writing::Hebrew => n(kind::HEBREW),
            Writing::Tamil => n(kind::TAMIL),
            Writing::Telugu => n(kind::TELUGU),
            Writing::Thai => n(kind::THAI),
            Writing::Han => han,
            // Without kana it is rather Chinese.
            Writing::Japanese => kana + if kana > 0.0 { han } else { han * 0.5 },
        };
        let ngrams = PARTS.contains(&language.writing);
        *cost = (all - own) * FOREIGN + if ngrams { 0.0 } else { own * OWN };
    }
    for (part, sums) in table.parts.iter().zip(&sums) {
        for (column, &number) in part.columns.iter().enumerate() {
            let cost = sums.cost(column) * RANGE / 255.0 / if short { 2.0 } else { 1.0 };
            if number == SERBIAN_LATIN {
                // Serbian is read in either alphabet.
                let latin = (all - f64::from(scan.counts[1])) * FOREIGN + cost;
                let serbian = &mut costs[usize::from(SERBIAN)];
                *serbian = serbian.min(latin);
            } else {
                costs[usize::from(number)] += cost;
            }
        }
    }
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    (costs.map(|cost| cost - least), sums)
}
