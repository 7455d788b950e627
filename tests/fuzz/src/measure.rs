//! Measures, beside plain counts.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use copydesk_text::measure::{
    Document, Given, Measurer, WORDS_IN_PART, characters, count_words, each_word, filters, syllables,
};

/// Languages with stop words or syllables of their own, and two that are none.
const LANGUAGES: [Option<&str>; 10] = [
    None,
    Some("en"),
    Some("fr"),
    Some("es-MX"),
    Some("de"),
    Some("ru"),
    Some("zh"),
    Some("th"),
    Some("xx"),
    Some("EN_us"),
];

/// One that has measured all texts before, as a worker has.
static OLD: LazyLock<Mutex<Measurer>> = LazyLock::new(Mutex::default);

/// Measures `bytes`, of which the first chooses the language, as text: what is counted is what plain counts say, and
/// what a measurer says that has seen nothing else.
pub fn check_measure(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let language = LANGUAGES[usize::from(first) % LANGUAGES.len()];
    let given = Given { language, ..Given::default() };
    let (mut new, mut old) = (Measurer::default(), OLD.lock().unwrap_or_else(PoisonError::into_inner));
    let document = new.measure(&text, given);
    check_counts(&text, document);
    check_scores(document);
    let all = told(&text, document);
    assert_eq!(all, told(&text, old.measure(&text, given)), "others were measured before");
    drop(old);
    // The same one again, and with the other half of the text between.
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    new.measure(&text[half..], Given { language: Some("de"), ..Given::default() });
    assert_eq!(all, told(&text, new.measure(&text, given)));
    let fast = new.measure(&text, Given { fast: true, ..given });
    let (characters, words, lines) = (fast.characters, fast.counts.words, fast.lines);
    let slow = new.measure(&text, given);
    assert_eq!((characters, words), (slow.characters, slow.counts.words));
    assert_eq!((lines.lines, lines.paragraphs), (slow.lines.lines, slow.lines.paragraphs));
    // Sentences of others, which need not fit.
    let sentences: Vec<u64> = rest.iter().take(9).map(|b| u64::from(*b) << (b % 57)).collect();
    let other = new.measure(&text, Given { sentences: Some(&sentences), ..given });
    assert_eq!(other.sentence_lengths, sentences);
    told(&text, other);
}

/// All that there is to say of a document.
fn told(text: &str, document: &Document) -> String {
    let mut terms = Vec::new();
    for words in 1..=3 {
        let (mut told, mut found) = (Vec::new(), Vec::new());
        document.each_term(words, |hash, times| told.extend((0..times).map(|_| hash)));
        for part in 0..document.parts() {
            document.each_term_in(part, words, |term| {
                assert_eq!((term.words, (term.first + words - 1) / WORDS_IN_PART), (words, part));
                let mut name = Vec::new();
                document.spell(text, &term, &mut name);
                let name = String::from_utf8(name).expect("names are UTF-8");
                assert!(!name.is_empty());
                found.push(term.hash);
                terms.push((term, name));
            });
        }
        assert_eq!(document.terms(words), found.len() as u64);
        told.sort_unstable();
        found.sort_unstable();
        assert_eq!(told, found);
    }
    let distinct: Vec<u64> = document.distinct().collect();
    let kinds = (document.kinds.scripts().collect::<Vec<_>>(), document.kinds.categories().collect::<Vec<_>>());
    // The measures that are public, as the vocabulary keeps what it knows of words in other texts.
    let Document { language, bytes, characters, counts, lines, word_lengths, sentence_lengths, .. } = document;
    let Document { paragraph_lengths, word_characters, alphabetic, stop_words, symbols, hashes, newlines, .. } =
        document;
    let Document { braces, lorem_ipsum, gopher_stop_words, types, hapax, moving_average, mtld, repeated, .. } =
        document;
    format!(
        "{:?}",
        (
            (language, bytes, characters, counts, lines, word_lengths, sentence_lengths, paragraph_lengths),
            (word_characters, alphabetic, stop_words, symbols, hashes, newlines, braces, lorem_ipsum),
            (gopher_stop_words, types, hapax, moving_average, mtld, repeated, document.fingerprint),
            (terms, distinct, kinds),
        )
    )
}

fn check_counts(text: &str, document: &Document) {
    let words: Vec<&str> = words(text);
    let lengths: Vec<u64> = words.iter().map(|word| characters(word)).collect();
    let counts = document.counts;
    assert_eq!(document.bytes, text.len() as u64);
    assert_eq!(document.characters, text.chars().count() as u64);
    assert_eq!(document.characters, characters(text));
    assert_eq!((counts.words, count_words(text)), (words.len() as u64, words.len() as u64));
    assert!(counts.words <= document.characters && document.word_characters <= document.characters);
    assert_eq!(document.word_characters, lengths.iter().sum::<u64>());
    assert_eq!(document.word_lengths.iter().sum::<u64>(), counts.words);
    for (length, count) in document.word_lengths.iter().enumerate() {
        let last = document.word_lengths.len() - 1;
        let simple = lengths.iter().filter(|n| (**n as usize).min(last) == length).count();
        assert_eq!(*count, simple as u64, "words of {length} characters");
    }
    let lower = |word: &&str| word.chars().flat_map(char::to_lowercase).collect::<String>();
    let mut different: HashMap<String, u64> = HashMap::new();
    words.iter().for_each(|word| *different.entry(lower(word)).or_default() += 1);
    assert_eq!(document.types, different.len() as u64);
    assert_eq!(document.hapax, different.values().filter(|n| **n == 1).count() as u64);
    assert_eq!(document.distinct().count() as u64, document.types);
    let all = |of: fn(&str) -> bool| words.iter().filter(|word| of(word)).count() as u64;
    assert_eq!(document.alphabetic, all(|word| word.chars().any(char::is_alphabetic)));
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count() as u64;
    assert_eq!(counts.letters, words.iter().map(|word| letters(word)).sum::<u64>());
    assert_eq!(counts.long, all(|word| word.chars().filter(|c| c.is_alphanumeric()).count() >= 7));
    let spoken: Vec<u32> = words.iter().map(|word| syllables(&lower(word), &document.language)).collect();
    assert_eq!(counts.syllables, spoken.iter().map(|n| u64::from(*n)).sum::<u64>());
    assert_eq!(counts.complex, spoken.iter().filter(|n| **n >= 3).count() as u64);
    let gopher = ["the", "be", "to", "of", "and", "that", "have", "with"];
    assert_eq!(document.gopher_stop_words, gopher.iter().filter(|word| different.contains_key(**word)).count() as u64);
    assert!(document.stop_words.is_none_or(|n| n <= counts.words));
    let each = |c: char| text.matches(c).count() as u64;
    assert_eq!((document.newlines, document.braces, document.hashes), (each('\n'), each('{'), each('#')));
    assert_eq!(document.symbols, each('#') + each('…') + text.matches("...").count() as u64);
    let lorem = text.contains("lorem ipsum") || text.contains("Lorem ipsum");
    assert_eq!(document.lorem_ipsum, lorem);
    assert_eq!(document.kinds.scripts().map(|(_, n)| n).sum::<u64>(), document.characters);
    assert_eq!(document.kinds.categories().map(|(_, n)| n).sum::<u64>(), document.characters);
    let of = |name: &str| document.kinds.categories().find(|(n, _)| *n == name).map_or(0, |(_, n)| n);
    assert_eq!(of("Cc"), text.chars().filter(|c| c.is_control()).count() as u64);
    let lines = text.split('\n').filter(|line| !line.trim().is_empty());
    assert_eq!(document.lines.lines, lines.count() as u64);
    assert_eq!(document.lines.paragraphs, document.paragraph_lengths.len() as u64);
    assert_eq!(document.paragraph_lengths.iter().sum::<u64>(), counts.words);
    assert_eq!(document.sentence_lengths.len() as u64, counts.sentences);
    assert_eq!(document.sentence_lengths.iter().sum::<u64>(), counts.words);
}

/// Words lie in order and apart, on the boundaries of characters, and each has a letter, a digit or their like; so is all
/// that stands in the planes that Unicode keeps for ideographs, also where none is yet.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut end) = (Vec::new(), 0);
    each_word(text, |range| {
        assert!(range.start >= end && !range.is_empty());
        // What is left out has no letter and no digit.
        assert!(!text[end..range.start].contains(|c: char| c.is_ascii_alphanumeric()));
        end = range.end;
        words.push(&text[range]);
    });
    assert!(!text[end..].contains(|c: char| c.is_ascii_alphanumeric()));
    let counts = |c: char| c.is_alphanumeric() || matches!(c, '\u{20000}'..='\u{3FFFF}');
    assert!(words.iter().all(|word| word.contains(counts)), "{words:?}");
    words
}

/// Scores are numbers, and shares are at most all.
fn check_scores(document: &Document) {
    let counts = document.counts;
    let scores = [
        counts.flesch(&document.language),
        counts.flesch_kincaid(),
        counts.gunning_fog(),
        counts.smog(),
        counts.coleman_liau(),
        counts.automated(),
        counts.lix(),
        counts.gulpease(),
        document.mtld,
    ];
    assert!(scores.into_iter().flatten().all(f64::is_finite), "{scores:?}");
    assert!(document.mtld.is_none_or(|mtld| mtld >= 1.0), "{:?}", document.mtld);
    if let Some((different, all)) = document.moving_average {
        assert!(0 < different && different <= all);
    }
    let repeated = document.repeated;
    assert!(repeated.top.iter().chain(&repeated.duplicate).all(|n| *n <= document.characters * 10), "{repeated:?}");
    assert!(document.lines.repeated_bytes <= document.bytes && document.lines.repeated < document.lines.lines.max(1));
    for filter in [filters::gopher_quality, filters::gopher_repetition, filters::c4_page, filters::fineweb] {
        filter(document);
    }
}

/// Counts the syllables of each word of `bytes` in every language: at least one, and no more than where `w` is spelled.
pub fn check_syllables(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for word in text.split_whitespace() {
        for language in ["en", "fr", "es", "de", "it", "nl", "pt", "ru", "el", "xx"] {
            let (found, most) = (syllables(word, language), word.chars().count() * 3);
            assert!((1..=most).contains(&(found as usize)), "{word:?} has {found} in {language}");
        }
    }
}
