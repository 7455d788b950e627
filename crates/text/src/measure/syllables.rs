//! Syllables, by the vowels that are written.

mod english;

/// How many syllables the lower-case `word` has, at least one. Vowels that stand together are one syllable, but in
/// Cyrillic each is its own; a mute `e` at the end does not count in French. English has rules of its own.
#[must_use]
pub fn syllables(word: &str, language: &str) -> u32 {
    if language == "en" {
        return english::syllables(word);
    }
    let mut count = 0;
    let mut last_vowel = false;
    for c in word.chars() {
        let vowel = is_vowel(c);
        let own = ('а'..='ї').contains(&c) || language == "es" && matches!(c, 'í' | 'ú') && last_vowel;
        count += u32::from(vowel && (!last_vowel || own));
        last_vowel = vowel;
    }
    let mute = match language {
        "fr" => (word.ends_with('e') || word.ends_with("es")) && count > 1,
        _ => false,
    };
    count.saturating_sub(u32::from(mute && count > 1)).max(1)
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
    use super::syllables;

    #[test]
    fn syllables_of_some_languages() {
        for (word, n) in [("the", 1), ("table", 2), ("stopped", 1), ("wanted", 2), ("beautiful", 3), ("hmm", 1)] {
            assert_eq!(syllables(word, "en"), n, "{word}");
        }
        assert_eq!(syllables("grande", "fr"), 1);
        assert_eq!(syllables("полиция", "ru"), 4);
        assert_eq!(syllables("straße", "de"), 2);
        assert_eq!(syllables("", "en"), 1);
    }
}
