//! Why a text is split as it is.

use std::ops::Range;

use super::{Abbreviations, Language, Rule, sentences};

/// What was decided at one place where a sentence might have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The terminators with what closes after them, the line break or the space, in bytes of the text.
    pub at: Range<usize>,
    /// The rule that decided; [`Rule::ends`] says how.
    pub rule: Rule,
}

/// Every decision that splitting `text` takes, in order. Takes memory for each, unlike [`super::split`].
///
/// ```
/// use copydesk_text::sentences::{Language, Rule, explain};
///
/// let decisions = explain("Dr. Low left.", Language::from_code("en"), None);
/// let rules: Vec<Rule> = decisions.iter().map(|decision| decision.rule).collect();
/// assert_eq!(rules, [Rule::Title, Rule::EndOfText]);
/// ```
#[must_use]
pub fn explain(text: &str, language: Language, own: Option<&Abbreviations>) -> Vec<Decision> {
    let mut all = Vec::new();
    let mut iterator = sentences(text, language, own);
    while let Some(sentence) = iterator.advance(|at, step| {
        if step.rule != Rule::NoCandidate {
            // Of a list's item, the decision is about the place before it.
            let (start, end) =
                if step.end < at { (step.end, step.next) } else { (at, step.end.max(step.next.min(at + 1))) };
            all.push(Decision { at: start..end, rule: step.rule });
        }
    }) {
        let _ = sentence;
    }
    all
}
