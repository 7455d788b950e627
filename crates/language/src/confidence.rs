//! How sure the best language is.

use crate::calibration::{ODDS, USUAL, WEIGHTS};
use crate::evidence::{Evidence, Method};

/// How many features the confidence is told by.
pub const FEATURES: usize = 13;

/// [`Evidence`] as numbers, for the program that fits the confidence.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// 0: by letters alone, 1: by trigrams, 2: by n-grams of all orders.
    pub method: u8,
    /// Index of the best language.
    pub language: usize,
    /// Letters that were judged.
    pub letters: f64,
    /// N-grams that were asked about.
    pub count: f64,
    /// How many nats better the best language is than the second.
    pub margin: f64,
    /// Cost of the n-grams in the best language, in nats.
    pub ngrams: f64,
    /// Share of words that are frequent in the best language.
    pub known: f64,
    /// Share of letters that no model has, or that are another language's.
    pub rare: f64,
    /// Share of letters that are of the main writing system.
    pub main: f64,
}

impl From<&Evidence> for Numbers {
    fn from(evidence: &Evidence) -> Numbers {
        Numbers {
            method: match evidence.method {
                Method::Letters => 0,
                Method::Trigrams => 1,
                Method::AllOrders => 2,
            },
            language: usize::from(evidence.language),
            letters: f64::from(evidence.letters),
            count: f64::from(evidence.count),
            margin: (evidence.second - evidence.best).min(1e6),
            ngrams: evidence.ngrams,
            known: if evidence.words == 0 { 0.0 } else { evidence.known },
            rare: evidence.rare,
            main: evidence.main,
        }
    }
}

impl Numbers {
    /// Which table is used: 0 for a few words, 1 for a sentence, 2 for more.
    #[must_use]
    pub fn band(&self) -> usize {
        // What is written without spaces says more in a letter.
        let letters = if self.method == 0 { self.letters * 2.0 } else { self.letters };
        match letters {
            ..22.0 => 0,
            ..220.0 => 1,
            _ => 2,
        }
    }
}

/// What the confidence is told by: see the comments inside. `usual` is what is usual for the language (see
/// `calibration.rs`), `odds` the log odds that it is right where it is the answer.
#[must_use]
pub fn features(numbers: &Numbers, usual: &[f64; 3], odds: f64) -> [f64; FEATURES] {
    let n = numbers.letters.max(1.0).ln();
    if numbers.method == 0 {
        let margin = numbers.margin.ln_1p().min(5.0);
        return [1.0, n, margin, 0.0, 0.0, 0.0, 0.0, numbers.rare, 1.0 - numbers.main, 1.0, odds, 0.0, 0.0];
    }
    let count = numbers.count.max(1.0);
    // How much worse the text fits the language than others in it do.
    let misfit = (numbers.ngrams / count - usual[if numbers.method == 1 { 1 } else { 0 }]).clamp(-1.5, 2.0);
    let strange = (usual[2] - numbers.known).clamp(-0.5, 1.0);
    [
        1.0,
        n,
        numbers.margin.max(0.0).ln_1p(),
        (numbers.margin / count).clamp(0.0, 1.0),
        misfit,
        misfit * n,
        strange,
        numbers.rare,
        1.0 - numbers.main,
        0.0,
        odds,
        misfit.max(0.0) * strange.max(0.0),
        strange * n,
    ]
}

/// From 0 to 1: the share of such answers that are right.
pub(crate) fn confidence(evidence: &Evidence) -> f64 {
    let numbers = Numbers::from(evidence);
    let band = numbers.band();
    let (Some(usual), Some(odds)) = (USUAL.get(numbers.language), ODDS.get(numbers.language)) else { return 0.0 };
    let features = features(&numbers, usual, odds[band]);
    let z: f64 = features.iter().zip(&WEIGHTS[band]).map(|(x, w)| x * w).sum();
    1.0 / (1.0 + (-z).exp())
}
