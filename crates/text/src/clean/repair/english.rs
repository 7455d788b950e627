//! Whether a text is in English, for the repairs that only hold there.

/// By its language when that is known; else by the word that no other language writes.
pub(super) fn is_english(text: &str, language: &str) -> bool {
    match language {
        "" => memchr::memmem::find(text.as_bytes(), b" the ").is_some(),
        _ => names_english(language),
    }
}

/// `en`, `eng`, and either with a country.
pub(super) fn names_english(language: &str) -> bool {
    matches!(language.split(['-', '_']).next(), Some("en" | "eng"))
}
