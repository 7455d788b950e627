//! Syllables, by the vowels that are written.

mod english;

/// How many syllables the lower-case `word` has, at least one. Vowels that stand together are one syllable, but in
/// Cyrillic each is its own; a mute `e` at the end does not count in French. English has rules of its own.
#[must_use]
pub fn syllables(word: &str, language: &str) -> u32 {
    if language == "en" {
        return english::syllables(word);
    }
    let spanish = language == "es";
    let count =
        if word.is_ascii() { groups(word.bytes().map(char::from), spanish) } else { groups(word.chars(), spanish) };
    let mute = match language {
        "fr" => (word.ends_with('e') || word.ends_with("es")) && count > 1,
        _ => false,
    };
    count.saturating_sub(u32::from(mute && count > 1)).max(1)
}

/// Groups of vowels.
#[inline]
fn groups(characters: impl Iterator<Item = char>, spanish: bool) -> u32 {
    let mut count = 0;
    let mut last_vowel = false;
    for c in characters {
        let vowel = is_vowel(c);
        let own = ('а'..='ї').contains(&c) || spanish && matches!(c, 'í' | 'ú');
        count += u32::from(vowel && (!last_vowel || own));
        last_vowel = vowel;
    }
    count
}

fn is_vowel(c: char) -> bool {
    VOWELS.get(c as usize).is_some_and(|is| *is)
}

/// Whether each of the first characters is one.
static VOWELS: [bool; 'ї' as usize + 1] = {
    let mut vowels = [false; 'ї' as usize + 1];
    let mut at = 0;
    while at < vowels.len() {
        vowels[at] = match char::from_u32(at as u32) {
            Some(c) => is_one_of_the_vowels(c),
            None => false,
        };
        at += 1;
    }
    vowels
};

const fn is_one_of_the_vowels(c: char) -> bool {
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
