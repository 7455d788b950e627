//! What tells the languages.

use std::ops::Range;

use copydesk_language::{Detector, Guess, Span};

/// A way to tell languages. Each worker has its own.
#[derive(Clone)]
pub(crate) enum Engine {
    /// The table of `copydesk_language`.
    Table(Detector),
    /// lingua itself.
    #[cfg(feature = "lingua")]
    Lingua(std::sync::Arc<lingua::LanguageDetector>),
}

impl Engine {
    /// The most likely language.
    pub(crate) fn detect(&mut self, text: &str) -> Guess {
        match self {
            Engine::Table(detector) => detector.detect(text),
            #[cfg(feature = "lingua")]
            Engine::Lingua(lingua) => {
                let first = lingua_says(lingua, text, 1).into_iter().next();
                first.unwrap_or(Guess { code: copydesk_language::UNDETERMINED, confidence: 0.0 })
            }
        }
    }

    /// The `n` most likely languages.
    pub(crate) fn candidates(&mut self, text: &str, n: usize) -> Vec<Guess> {
        match self {
            Engine::Table(detector) => detector.candidates(text, n),
            #[cfg(feature = "lingua")]
            Engine::Lingua(lingua) => lingua_says(lingua, text, n),
        }
    }

    /// The parts that are in different languages; `whole` is what all of it was found to be.
    pub(crate) fn spans(&mut self, text: &str, sentences: &[Range<usize>], whole: Guess) -> Vec<Span> {
        match self {
            Engine::Table(detector) => detector.spans(text, sentences, whole),
            #[cfg(feature = "lingua")]
            Engine::Lingua(_) => Vec::new(),
        }
    }
}

#[cfg(feature = "lingua")]
fn lingua_says(lingua: &lingua::LanguageDetector, text: &str, n: usize) -> Vec<Guess> {
    if !text.chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    let values =
        lingua.compute_language_confidence_values(text).into_iter().filter(|(_, confidence)| *confidence > 0.0);
    let guesses = values.filter_map(|(language, confidence)| {
        let code = language.iso_code_639_1().to_string();
        crate::label::Label::of(&code).0.map(|language| Guess { code: language.code, confidence })
    });
    guesses.take(n).collect()
}

/// lingua among these languages, or among all.
#[cfg(feature = "lingua")]
pub(crate) fn lingua(among: &[crate::label::Label]) -> Engine {
    use std::str::FromStr;
    let known = |label: &crate::label::Label| {
        label
            .0
            .and_then(|l| lingua::IsoCode639_1::from_str(l.code).ok())
            .map(|code| lingua::Language::from_iso_code_639_1(&code))
    };
    let chosen: Vec<lingua::Language> = among.iter().filter_map(known).collect();
    let builder = if chosen.is_empty() {
        lingua::LanguageDetectorBuilder::from_all_languages()
    } else {
        lingua::LanguageDetectorBuilder::from_languages(&chosen)
    };
    Engine::Lingua(std::sync::Arc::new({ builder }.build()))
}
