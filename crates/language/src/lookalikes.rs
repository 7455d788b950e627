//! Latin letters inside Cyrillic words, put there by keyboards and converters.

/// The Cyrillic letter that looks like a Latin one.
fn cyrillic(letter: char) -> char {
    match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'h' => 'һ',
        'i' => 'і',
        'j' => 'ј',
        'o' => 'о',
        'p' => 'р',
        's' => 'ѕ',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'J' => 'Ј',
        'K' | 'k' => 'К',
        'M' | 'm' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'S' => 'Ѕ',
        'T' | 't' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        other => other,
    }
}

/// `text` with Cyrillic letters alone in the words that have some.
pub(crate) fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let is_cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
        if word.chars().any(is_cyrillic) {
            out.extend(word.chars().map(cyrillic));
        } else {
            out.push_str(word);
        }
    }
    out
}
