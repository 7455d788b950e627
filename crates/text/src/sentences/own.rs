//! A user's own abbreviations.

use std::fmt;
use std::str::FromStr;

use super::words::Words;

/// Abbreviations of a user's own, which count beside those of the language.
///
/// They are read from text: words separated by white space, with or without their last full stop; `#` begins a
/// comment. Such a word ends a sentence only before a word that begins one, as `Inc.` does. A section named in square
/// brackets says otherwise for the words after it: `[title]`, `[introduces]`, `[may end]`, `[rarely ends]`,
/// `[numbered]` and the other sections of this crate's own lists. A word written with a capital is met with a capital
/// only.
///
/// ```
/// use copydesk_text::sentences::{Abbreviations, Language, split_with};
///
/// let own: Abbreviations = "[title]\nCllr. # councillor".parse()?;
/// let text = "We met Cllr. Ash.";
/// assert_eq!(split_with(text, Language::from_code("en"), &own).count(), 1);
/// # Ok::<(), copydesk_text::sentences::AbbreviationsError>(())
/// ```
#[derive(Default)]
pub struct Abbreviations(Words);

impl Abbreviations {
    pub(super) fn words(&self) -> &Words {
        &self.0
    }
}

impl FromStr for Abbreviations {
    type Err = AbbreviationsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut words = Words::default();
        let fault = words.add_own(text);
        fault.map_or(Ok(Self(words)), |(line, section)| Err(AbbreviationsError { line, section }))
    }
}

/// A section that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbbreviationsError {
    /// The line of its name, from 1.
    pub line: usize,
    /// The name.
    pub section: String,
}

impl fmt::Display for AbbreviationsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: there is no section [{}]; there are {}", self.line, self.section, Words::sections())
    }
}

impl std::error::Error for AbbreviationsError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::{Language, split_with};

    fn count(text: &str, own: &str) -> usize {
        split_with(text, Language::from_code("en"), &own.parse().unwrap()).count()
    }

    #[test]
    fn words_without_a_section_end_before_a_starter_only() {
        assert_eq!(count("The Kfz. Band played. It rained.", ""), 3);
        assert_eq!(count("The Kfz. Band played. It rained.", "Kfz. # a car"), 2);
        assert_eq!(count("We took the Kfz. It rained.", "Kfz"), 2);
    }

    #[test]
    fn a_section_says_what_words_do() {
        assert_eq!(count("We met Cllr. The of Oak.", "[title] \nCllr\n"), 1);
    }

    #[test]
    fn an_unknown_section_is_named_with_its_line() {
        let fault = "Kfz\n[titles]\n".parse::<Abbreviations>().err().unwrap();
        assert_eq!((fault.line, fault.section.as_str()), (2, "titles"));
        assert!(fault.to_string().contains("[title]"), "{fault}");
    }
}
