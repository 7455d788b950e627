//! What callers ask.

use std::ops::Range;

use crate::confidence::confidence;
use crate::identify::{Ranking, rank};
use crate::languages::{LANGUAGES, Language, Set};
use crate::noise;
use crate::scan::Scan;
use crate::spans::{of_sentences, spans};

/// The code for a language that cannot be told.
pub const UNDETERMINED: &str = "und";

/// What a text was found to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// ISO 639-1 code, 639-3 where there is none, [`UNDETERMINED`] where it cannot be told.
    pub code: &'static str,
    /// From 0 to 1: of answers at 0.9 about nine in ten are right. 0 where the language cannot be told.
    pub confidence: f64,
}

impl Guess {
    pub(crate) const UNDETERMINED: Guess = Guess { code: UNDETERMINED, confidence: 0.0 };

    /// The language; none where it cannot be told.
    #[must_use]
    pub fn language(&self) -> Option<&'static Language> {
        LANGUAGES.iter().find(|language| language.code == self.code)
    }
}

/// A part of a text in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What it was found to be.
    pub guess: Guess,
}

/// Tells languages, text after text, in buffers of its own. Its table is part of the program and shared by all detectors.
#[derive(Clone)]
pub struct Detector {
    allowed: Set,
    scan: Scan,
}

impl Default for Detector {
    fn default() -> Self {
        Detector { allowed: Set::ALL, scan: Scan::default() }
    }
}

impl Detector {
    /// One that only chooses among these languages (indices into [`LANGUAGES`] are their order there).
    pub fn among<'a>(languages: impl IntoIterator<Item = &'a Language>) -> Detector {
        let places = languages.into_iter().filter_map(|l| LANGUAGES.iter().position(|known| known == l));
        Detector { allowed: places.fold(Set::NONE, |set, place| set.with(place as u8)), scan: Scan::default() }
    }

    /// The most likely language of `text`; `und` where it has no letter, or is no language.
    #[must_use]
    pub fn detect(&mut self, text: &str) -> Guess {
        best(&rank(text, self.allowed, &mut self.scan))
    }

    /// The `n` most likely languages, best first; none where it cannot be told. The first is that of
    /// [`Detector::detect`]; the confidences of all languages together are 1 at most.
    #[must_use]
    pub fn candidates(&mut self, text: &str, n: usize) -> Vec<Guess> {
        let mut ranking = rank(text, self.allowed, &mut self.scan);
        ranking.languages.sort_by(|a, b| a.1.total_cmp(&b.1));
        let first = best(&ranking);
        let Some(&(_, least)) = ranking.languages.first().filter(|_| first.code != UNDETERMINED) else {
            return Vec::new();
        };
        // The others share what is left, by what each n-gram says on average of ten: n-grams overlap, and the whole
        // sum would leave nothing to the third.
        let scale = 10.0 / f64::from(ranking.evidence.count.max(10));
        let likely = |cost: f64| (-(cost - least) * scale).exp();
        let others: f64 = ranking.languages.iter().skip(1).map(|(_, cost)| likely(*cost)).sum();
        let mut guesses = vec![first];
        guesses.extend(ranking.languages.iter().skip(1).take(n.saturating_sub(1)).map(|&(language, cost)| Guess {
            code: LANGUAGES[usize::from(language)].code,
            // None is likelier than the first.
            confidence: ((1.0 - first.confidence) * likely(cost) / others).min(first.confidence),
        }));
        guesses.truncate(n);
        guesses
    }

    /// The parts of `text` that are in different languages, in order and together all of it.
    ///
    /// They begin and end with `sentences`: ranges of bytes, in order and apart. What is between two of them belongs to
    /// the one before. `whole` is what [`Detector::detect`] says of the text: most texts are in one language, and need
    /// not be judged again.
    #[must_use]
    pub fn spans(&mut self, text: &str, sentences: &[Range<usize>], whole: Guess) -> Vec<Span> {
        let scan = &mut self.scan;
        let mut counted = Vec::new();
        let found = spans(text, sentences, self.allowed, scan, &mut counted);
        if found.len() == 1 {
            return vec![Span { range: 0..text.len(), guess: whole }];
        }
        let is_clean = whole.code != UNDETERMINED && !noise::can_have_some(text);
        let mut result: Vec<Span> = Vec::new();
        for (at, span) in found.iter().enumerate() {
            let place = |index: usize| sentences.get(index).map_or(text.len(), |sentence| sentence.start);
            let range = if at == 0 { 0 } else { place(span.start) }..place(span.end);
            let of = text.get(range.clone()).unwrap_or_default();
            let counted = counted.get(span.clone()).filter(|_| is_clean).unwrap_or_default();
            let ranking = of_sentences(of, counted, self.allowed, scan).filter(|_| !counted.is_empty());
            let guess = best(&ranking.unwrap_or_else(|| rank(of, self.allowed, scan)));
            match result.last_mut() {
                // Two spans can turn out to be in one language after all.
                Some(last) if last.guess.code == guess.code => {
                    last.range.end = range.end;
                    last.guess.confidence = last.guess.confidence.max(guess.confidence);
                }
                _ => result.push(Span { range, guess }),
            }
        }
        result
    }
}

fn best(ranking: &Ranking) -> Guess {
    ranking.languages.first().map_or(Guess::UNDETERMINED, |&(language, _)| Guess {
        code: LANGUAGES[usize::from(language)].code,
        confidence: confidence(&ranking.evidence),
    })
}
