use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "invisible",
    group: Group::Repair,
    help: "Soft hyphens, zero-width spaces and joiners go where no script needs them",
    example: ("re\u{ad}pub\u{ad}lic, zero\u{200b}width", "republic, zerowidth"),
    presets: Presets::USUAL,
    marks: Marks::INVISIBLE,
    reach: Reach::Text,
    apply,
};

/// Takes out what nobody sees and what breaks a search for the word:
/// - soft hyphens, but not at the end of a line, where they are seen, and not where they may be half of
///   a character decoded wrongly (`Ã` and a soft hyphen is `í`);
/// - zero-width spaces, but not in scripts that write no space between words;
/// - joiners and non-joiners, but only between Latin, Greek or Cyrillic letters, spaces and
///   punctuation: Persian, Indic scripts and emoji need them;
/// - marks of direction, in a text that runs from left to right throughout.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut runs_left = None;
    for at in memchr::memchr3_iter(0xC2, 0xE1, 0xE2, bytes) {
        let Some(c) = text[at..].chars().next().filter(|&c| is_invisible(c)) else { continue };
        let end = at + c.len_utf8();
        let (before, after) = (neighbour(text[..at].chars().rev()), neighbour(text[end..].chars()));
        let goes = match c {
            SOFT_HYPHEN => after != Some('\n') && after.is_some() && !is_half_a_character(text, at, after),
            '\u{200b}' => ![before, after].into_iter().flatten().any(has_no_spaces),
            '\u{2060}' => true,
            '\u{180e}' => ![before, after].into_iter().flatten().any(|c| matches!(c, '\u{1800}'..='\u{18af}')),
            '\u{200c}' | '\u{200d}' => [before, after].into_iter().flatten().all(joins_nothing),
            _ => !*runs_left.get_or_insert_with(|| text.chars().any(is_from_right_to_left)),
        };
        if goes {
            edits.remove(at..end);
        }
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// What this rule looks at. Overrides of direction stay: they change what is seen.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        SOFT_HYPHEN | '\u{180e}' | '\u{200b}'
            ..='\u{200f}' | '\u{202a}' | '\u{202c}' | '\u{2060}' | '\u{2066}' | '\u{2068}' | '\u{2069}'
    )
}

/// The next character that is seen. Of a long run of others only some are looked at, or it would be
/// walked again from each.
fn neighbour(chars: impl Iterator<Item = char>) -> Option<char> {
    let near = chars.take(8).find(|&c| !is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}'));
    near.or(None)
}

/// In UTF-8 read as Latin-1, characters from C2 to F4 are followed by one, two or three from 80 to BF.
fn is_half_a_character(text: &str, at: usize, after: Option<char>) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('\u{c2}'..='\u{df}') => true,
        Some('\u{e0}'..='\u{f4}') => after.is_some_and(|c| matches!(c, '\u{80}'..='\u{bf}' | '€'..='™')),
        Some('\u{80}'..='\u{bf}' | '€'..='™') => before.next().is_some_and(|c| matches!(c, '\u{e0}'..='\u{f4}')),
        _ => false,
    }
}

/// Scripts in which a zero-width space shows where a word ends: Thai, Lao, Tibetan, Myanmar, Khmer
/// and their neighbours.
fn has_no_spaces(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{109f}' | '\u{1700}'..='\u{17ff}' | '\u{1900}'..='\u{1b7f}' | '\u{a980}'..='\u{a9ff}' | '\u{aa00}'..='\u{aadf}'
    )
}

/// Latin, Greek, Cyrillic and general punctuation, but not the other joiners.
fn joins_nothing(c: char) -> bool {
    c < '\u{530}' || matches!(c, '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{200b}' | '\u{2010}'..='\u{2044}')
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, and the marks that only they need.
fn is_from_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2067}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scripts_need_stays() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("на \u{200b}\u{200b}працягу \u{200e}a\u{2060}b").unwrap(), "на працягу ab");
        assert_eq!(cleaned("’… \u{200d} “In").unwrap(), "’…  “In");
        assert_eq!(cleaned("Auf\u{200c}lage mé\u{ad}tal").unwrap(), "Auflage métal");
        for other in [
            "inter\u{ad}\nnational",
            "Santamar\u{c3}\u{ad}a",
            "ã\u{81}\u{ad}",
            "می\u{200c}روند",
            "क्\u{200d}ष",
            "👩\u{200d}🚀",
            "❤\u{fe0f}\u{200d}🔥",
            "ภาษา\u{200b}ไทย",
            "שלום\u{200f}!",
            "\u{200e}עברית abc\u{200e}",
            "\u{202e}abc\u{202c}",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
