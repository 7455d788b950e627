//! Language identification: which language a text is in, and how sure that is.
//!
//! The models and the method are those of lingua 1.8 in its high-accuracy mode, all 75 languages.

mod calibration;
mod confidence;
mod evidence;
mod identify;
mod languages;
mod lingua;
mod lookalikes;
mod noise;
mod scan;
mod sums;
mod table;

#[doc(hidden)]
pub use confidence::{FEATURES, Numbers, features};
pub use languages::{LANGUAGES, Language};

/// What a text was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// ISO 639-1 code, 639-3 where there is none, [`UNDETERMINED`] where it cannot be told.
    pub code: String,
    /// From 0 to 1, not calibrated; 0 where the language cannot be told.
    pub confidence: f64,
}

/// The code for a language that cannot be told.
pub const UNDETERMINED: &str = "und";

/// What lingua 1.8 says in its high-accuracy mode, from the same table: to compare with.
#[must_use]
pub fn detect_like_lingua(text: &str) -> Guess {
    match lingua::detect(text) {
        Some((language, confidence)) => Guess { code: LANGUAGES[usize::from(language)].code.to_owned(), confidence },
        None => Guess { code: UNDETERMINED.to_owned(), confidence: 0.0 },
    }
}

/// Tells languages. Its models are shared by the whole process and loaded when first needed.
#[derive(Default)]
pub struct Detector {}

impl Detector {
    /// The most likely language of `text`; `und` where it has no letter.
    #[must_use]
    pub fn detect(&self, text: &str) -> Guess {
        let mut scan = scan::Scan::default();
        let ranking = identify::rank(text, languages::Set::ALL, &mut scan);
        match ranking.languages.first() {
            Some(&(language, _)) => Guess {
                code: LANGUAGES[usize::from(language)].code.to_owned(),
                confidence: confidence::confidence(&ranking.evidence),
            },
            None => Guess { code: UNDETERMINED.to_owned(), confidence: 0.0 },
        }
    }
}

/// What the confidence of a text is told from. For the program that fits it.
#[doc(hidden)]
#[must_use]
pub fn numbers(text: &str) -> Option<Numbers> {
    let ranking = identify::rank(text, languages::Set::ALL, &mut scan::Scan::default());
    ranking.languages.first().map(|_| Numbers::from(&ranking.evidence))
}
