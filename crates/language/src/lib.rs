//! Language identification: which of 75 languages a text is in, and how sure that is.
//!
//! The models are those of lingua 1.8 (Apache-2.0, Peter M. Stahl), which the build script turns into one table: an
//! n-gram has a row with its log probability in every language, so that a text is scored in all of them at once. Long
//! texts are told by trigrams; short and close ones by n-grams of orders 1 to 5 and by frequent words.
//!
//! ```no_run
//! use copydesk_language::Detector;
//!
//! let guess = Detector::default().detect("Der schnelle braune Fuchs springt über den faulen Hund.");
//! assert_eq!(guess.code, "de");
//! ```

mod calibration;
mod confidence;
mod detector;
mod evidence;
mod identify;
mod languages;
mod lingua;
mod lookalikes;
mod noise;
mod scan;
mod script;
mod spans;
mod sums;
mod table;
mod writing;

#[doc(hidden)]
pub use confidence::{FEATURES, Numbers, features};
pub use detector::{Detector, Guess, Span, UNDETERMINED};
pub use languages::{LANGUAGES, Language};
pub use script::script;

/// What lingua 1.8 says in its high-accuracy mode, from the same table: to compare with.
#[must_use]
pub fn detect_like_lingua(text: &str) -> Guess {
    match lingua::detect(text) {
        Some((language, confidence)) => Guess { code: LANGUAGES[usize::from(language)].code, confidence },
        None => Guess::UNDETERMINED,
    }
}

/// What the confidence of a text is told from. For the program that fits it.
#[doc(hidden)]
#[must_use]
pub fn numbers(text: &str) -> Option<Numbers> {
    let ranking = identify::rank(text, languages::Set::ALL, &mut scan::Scan::default());
    ranking.languages.first().map(|_| Numbers::from(&ranking.evidence))
}
