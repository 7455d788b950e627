//! Words that say little: articles, prepositions, pronouns and the like, by language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const LISTS: [(&str, &str); 8] = [
    ("de", include_str!("stop_words/de.txt")),
    ("en", include_str!("stop_words/en.txt")),
    ("es", include_str!("stop_words/es.txt")),
    ("fr", include_str!("stop_words/fr.txt")),
    ("it", include_str!("stop_words/it.txt")),
    ("nl", include_str!("stop_words/nl.txt")),
    ("pt", include_str!("stop_words/pt.txt")),
    ("ru", include_str!("stop_words/ru.txt")),
];

static SETS: LazyLock<HashMap<&str, HashSet<&str>>> =
    LazyLock::new(|| LISTS.into_iter().map(|(code, list)| (code, list.split_whitespace().collect())).collect());

/// The stop words of the language, in lower case, if there is a list of them.
#[must_use]
pub fn stop_words(language: &str) -> Option<&'static HashSet<&'static str>> {
    SETS.get(language)
}
