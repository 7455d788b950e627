//! Sentence boundaries.
//!
//! [`split`] gives the byte ranges of a text's sentences. The method is that of Unicode's UAX #29, whose
//! `Sentence_Terminal` characters are the candidates, with what it leaves out: abbreviations by what they do
//! (`words/*.txt`), initials, ordinals, quotes and who said them, hard-wrapped lines, headings and lists.
//!
//! One pass finds candidates (terminators, line breaks, dashes, and spaces in scripts without terminators) and decides
//! at each from a window of bounded size, so the time is linear in any text and nothing is allocated. A subject is a
//! file: [`scan`] finds candidates, [`lines`] decides at line breaks and lists, [`terminators`] at terminators, with
//! [`stops`] for the full stop, [`lower`] for lower case after it and [`lost_space`] for none; [`quotes`] knows what
//! closes and [`attribution`] who speaks, [`spaces`] reads Thai and its neighbours, [`language`] joins words and habits. Each decision
//! is a [`Rule`], so that [`explain`] can say why.

mod attached;
mod attribution;
mod characters;
mod clauses;
mod context;
mod explain;
mod language;
mod lines;
mod lost_space;
mod lower;
mod own;
mod particles;
mod quotes;
mod roles;
mod rule;
mod scan;
mod spaces;
mod stops;
mod table;
mod terminators;
mod words;

use std::iter::FusedIterator;
use std::ops::Range;

pub use clauses::{Clauses, clauses};
pub use explain::{Decision, explain};
pub use language::Language;
pub use lines::separates_paragraphs;
pub use own::{Abbreviations, AbbreviationsError};
pub use rule::Rule;

use characters::{is_bullet, is_line_break};
use lines::Gap;
use terminators::Place;
use words::Lexicon;

/// How long a heading on the line of what it heads may be, in bytes.
const LABEL: usize = 120;

/// The sentences of `text` as byte ranges, in order.
///
/// No range begins or ends with white space, none is empty, and together they cover every character that is not
/// white space ([`char::is_whitespace`]). Takes time linear in the text, and allocates nothing.
///
/// ```
/// use copydesk_text::sentences::{Language, split};
///
/// let text = "“It is late,” Dr. Who said. We must go!";
/// let sentences: Vec<&str> = split(text, Language::from_code("en")).map(|range| &text[range]).collect();
/// assert_eq!(sentences, ["“It is late,” Dr. Who said.", "We must go!"]);
/// ```
#[must_use]
pub fn split(text: &str, language: Language) -> Sentences<'_> {
    sentences(text, language, None)
}

/// The same with a user's `own` abbreviations beside those of the language.
///
/// ```
/// use copydesk_text::sentences::{Abbreviations, Language, split_with};
///
/// let own: Abbreviations = "Rgt".parse()?;
/// let sentences = split_with("The 3rd Rgt. Band played. It rained.", Language::from_code("en"), &own);
/// assert_eq!(sentences.count(), 2);
/// # Ok::<(), copydesk_text::sentences::AbbreviationsError>(())
/// ```
#[must_use]
pub fn split_with<'a>(text: &'a str, language: Language, own: &'a Abbreviations) -> Sentences<'a> {
    sentences(text, language, Some(own))
}

fn sentences<'a>(text: &'a str, language: Language, own: Option<&'a Abbreviations>) -> Sentences<'a> {
    let (_, start) = lines::gap(text, 0);
    let words = Lexicon { language: language.words(), own: own.map(Abbreviations::words) };
    Sentences {
        place: Place { text, sentence: start, words, habits: language.habits() },
        language,
        line: start,
        item: None,
    }
}

/// The iterator that [`split`] gives.
pub struct Sentences<'a> {
    place: Place<'a>,
    language: Language,
    /// Where the current line begins, in bytes.
    line: usize,
    /// The item that a numbered list has reached in this paragraph.
    item: Option<lines::Marker>,
}

/// What a candidate turned out to be.
struct Step {
    rule: Rule,
    /// Where the sentence ends, in bytes, if it does.
    end: usize,
    /// Where the next sentence begins, or this one is to be scanned further.
    next: usize,
    /// The white space that lies before that.
    gap: Gap,
}

impl Step {
    /// What is no candidate after all.
    fn pass(at: usize, c: char) -> Self {
        let next = at + c.len_utf8();
        Step { rule: Rule::NoCandidate, end: next, next, gap: Gap::None }
    }
}

impl Sentences<'_> {
    fn step(&self, at: usize, c: char) -> Step {
        let text = self.place.text;
        if is_line_break(c) {
            let (gap, next) = lines::gap(text, at);
            let end = lines::trimmed(text, at);
            let rule = match gap {
                _ if next == text.len() => Rule::EndOfText,
                Gap::Blank => Rule::Paragraph,
                _ if self.item_ends(next) => Rule::CompleteLine,
                _ => lines::line_ends(text, self.line, end, next),
            };
            return Step { rule, end, next, gap };
        }
        match c {
            '-' | '–' | '—' => return quotes::broken_off(&self.place, at, c).unwrap_or_else(|| Step::pass(at, c)),
            ' ' => return spaces::decide(&self.place, at),
            ':' if self.place.habits.labels => return self.label(at).unwrap_or_else(|| Step::pass(at, c)),
            ':' | ';' if !self.language.ends_with(text, at, c) => return Step::pass(at, c),
            _ => {}
        }
        let bullet = is_bullet(c);
        let item = if bullet { lines::bullet_begins_item(text, at, c).then_some(at) } else { self.next_item(at) };
        if let Some(start) = item.filter(|&start| start > self.place.sentence) {
            return Step { rule: Rule::ListItem, end: lines::trimmed(text, start), next: start, gap: Gap::None };
        }
        if bullet || c == ')' {
            return Step::pass(at, c);
        }
        terminators::decide(&self.place, at, c)
    }

    /// Whether the sentence is an item of a list and the line at byte `next` begins with a word that begins sentences.
    fn item_ends(&self, next: usize) -> bool {
        let text = self.place.text;
        lines::marker(text, self.place.sentence).is_some() && self.place.starts(context::word_at(text, next), next)
    }

    /// What the colon at byte `at` does if what stands before it on its line is a heading: no quote or number follows,
    /// and nobody speaks.
    fn label(&self, at: usize) -> Option<Step> {
        let text = self.place.text;
        let head = text.get(self.line..at).filter(|head| self.line == self.place.sentence && head.len() <= LABEL)?;
        let after = context::after(text, at + 1);
        let letter = after.gap == Gap::Space && !after.opened && after.lead == context::Lead::Caseless;
        let says = || head.split_whitespace().any(|word| self.place.words.role(word).is(roles::Role::SAYS));
        (letter && !says()).then(|| Step { rule: Rule::Label, end: at + 1, next: after.next, gap: after.gap })
    }

    /// Where the next item of a running list begins, if its marker has the full stop or bracket at byte `at`. A list
    /// may also begin after a colon.
    fn next_item(&self, at: usize) -> Option<usize> {
        let text = self.place.text;
        let Some(item) = self.item else {
            let head = at.checked_sub(3)?;
            text.as_bytes().get(head..at).filter(|head| *head == b": 1")?;
            return lines::marker(text, at - 1).map(|_| at - 1);
        };
        // Its last digit or letter tells most full stops at once.
        if context::byte_before(text, at) != item.last_of_next() {
            return None;
        }
        let start = lines::marker_start(text, at)?;
        let found = lines::marker(text, start).filter(|m| m.number == item.number + 1 && m.bracket == item.bracket)?;
        // `1. in version 2. the`: a number may belong to the sentence, a letter or a bracket hardly.
        let sure = found.bracket || found.number > lines::LETTERS;
        let capital = || context::after(text, found.end).lead == context::Lead::Upper;
        (sure || capital()).then_some(start)
    }

    /// The next sentence. Each candidate on the way is given to `seen` with its place in bytes.
    #[inline(always)]
    fn advance(&mut self, mut seen: impl FnMut(usize, &Step)) -> Option<Range<usize>> {
        let text = self.place.text;
        let start = self.place.sentence;
        if start >= text.len() {
            return None;
        }
        let marked = match context::char_at(text, start) {
            Some(c) if is_bullet(c) => start + c.len_utf8(),
            _ => start,
        };
        let marked = if text.as_bytes().get(marked) == Some(&b' ') { marked + 1 } else { marked };
        self.item = lines::marker(text, marked).or(self.item);
        let bracket = self.item.is_some_and(|item| item.bracket);
        let table = if bracket { self.language.list_table() } else { self.language.table() };
        let mut at = start;
        while let Some((found, c)) = scan::next(text, at, table) {
            let step = self.step(found, c);
            seen(found, &step);
            match step.gap {
                Gap::None | Gap::Space => {}
                Gap::Line => self.line = step.next,
                Gap::Blank => {
                    self.line = step.next;
                    self.item = None;
                }
            }
            if step.rule.ends() {
                self.place.sentence = step.next;
                return Some(start..step.end);
            }
            at = step.next;
        }
        self.place.sentence = text.len();
        Some(start..lines::trimmed(text, text.len()))
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        self.advance(|_, _| ())
    }
}

impl FusedIterator for Sentences<'_> {}

#[cfg(test)]
mod tests;
