//! Language identification: which language a text is in, and how sure that is.
//!
//! The models and the method are those of lingua 1.8 in its high-accuracy mode, all 75 languages.

use lingua::{LanguageDetector, LanguageDetectorBuilder};

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

/// Tells languages. Its models are shared by the whole process and loaded when first needed.
pub struct Detector {
    lingua: LanguageDetector,
}

impl Default for Detector {
    fn default() -> Self {
        Detector { lingua: LanguageDetectorBuilder::from_all_languages().build() }
    }
}

impl Detector {
    /// The most likely language of `text`; `und` where it has no letter.
    #[must_use]
    pub fn detect(&self, text: &str) -> Guess {
        if text.chars().any(char::is_alphabetic)
            && let Some((language, confidence)) = self.lingua.compute_language_confidence_values(text).first()
            && *confidence > 0.0
        {
            return Guess { code: language.iso_code_639_1().to_string(), confidence: *confidence };
        }
        Guess { code: UNDETERMINED.to_owned(), confidence: 0.0 }
    }
}
