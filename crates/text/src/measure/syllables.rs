//! Syllables, by the vowels that are written.

/// How many syllables the lower-case `word` has, at least one. Vowels that stand together are one syllable, but in
/// Cyrillic each is its own; a mute `e` at the end does not count in English and French.
#[must_use]
pub fn syllables(word: &str, language: &str) -> u32 {
    let count = if word.is_ascii() { ascii_groups(word) } else { groups(word, language) };
    let mute = match language {
        "en" => mute_in_english(word),
        "fr" => (word.ends_with('e') || word.ends_with("es")) && count > 1,
        _ => false,
    };
    count.saturating_sub(u32::from(mute && count > 1)).max(1)
}

/// Groups of vowels.
fn groups(word: &str, language: &str) -> u32 {
    let mut count = 0;
    let mut last_vowel = false;
    for c in word.chars() {
        let vowel = is_vowel(c);
        let own = ('а'..='ї').contains(&c) || language == "es" && matches!(c, 'í' | 'ú') && last_vowel;
        count += u32::from(vowel && (!last_vowel || own));
        last_vowel = vowel;
    }
    count
}

/// The same of a word without other letters.
fn ascii_groups(word: &str) -> u32 {
    const VOWELS: u32 =
        1 << (b'a' & 31) | 1 << (b'e' & 31) | 1 << (b'i' & 31) | 1 << (b'o' & 31) | 1 << (b'u' & 31) | 1 << (b'y' & 31);
    let mut count = 0;
    let mut last = 0;
    for b in word.bytes() {
        let vowel = VOWELS >> (b & 31) & u32::from(b.is_ascii_lowercase());
        count += vowel & !last;
        last = vowel;
    }
    count
}

fn mute_in_english(word: &str) -> bool {
    let before = |n: usize| word.len().checked_sub(n).and_then(|at| word.as_bytes().get(at)).copied().unwrap_or(b' ');
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    if word.ends_with('e') {
        // `table` and `acre` keep it, `free` has it in its pair.
        !vowel(before(2)) && (before(2) != b'l' || vowel(before(3)))
    } else if word.ends_with("ed") {
        !vowel(before(3)) && !matches!(before(3), b't' | b'd')
    } else if word.ends_with("es") {
        !vowel(before(3)) && !matches!(before(3), b's' | b'x' | b'z' | b'c' | b'g' | b'h' | b'l')
    } else {
        false
    }
}

fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        '\0'..='\u{7F}' => false,
        'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ÿ' | 'ā' | 'ă' | 'ą' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => {
            true
        }
        'ī' | 'į' | 'ı' | 'ō' | 'ő' | 'œ' | 'ū' | 'ů' | 'ű' | 'ų' => true,
        'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ' => true,
        'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{ascii_groups, groups, syllables};

    #[test]
    fn syllables_of_some_languages() {
        for (word, n) in [("the", 1), ("table", 2), ("stopped", 1), ("wanted", 2), ("beautiful", 3), ("hmm", 1)] {
            assert_eq!(syllables(word, "en"), n, "{word}");
        }
        assert_eq!(syllables("grande", "fr"), 1);
        assert_eq!(syllables("полиция", "ru"), 4);
        assert_eq!(syllables("straße", "de"), 2);
        assert_eq!(syllables("", "en"), 1);
        for word in ["queueing", "rhythm", "1st", "o'clock", "aaa", "e_e"] {
            assert_eq!(ascii_groups(word), groups(word, "en"), "{word}");
        }
    }
}
