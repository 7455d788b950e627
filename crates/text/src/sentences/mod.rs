//! Sentence boundaries.
//!
//! [`split`] gives the byte ranges of a text's sentences. The method is that of Unicode's UAX #29, whose
//! `Sentence_Terminal` characters are the candidates, with what it leaves out: abbreviations by what they do
//! (`words/*.txt`), initials, ordinals, quotes and who said them, hard-wrapped lines, headings and lists.
//!
//! One pass finds candidates (terminators and line breaks) and decides at each from a window of bounded size, so
//! the time is linear in any text and nothing is allocated. A subject is a file: [`scan`] finds candidates, [`lines`]
//! decides at line breaks and lists, [`terminators`] at terminators, [`stops`] at the full stop, [`quotes`] knows
//! what closes and who speaks, [`language`] joins words and habits.

mod characters;
mod context;
mod language;
mod lines;
mod quotes;
mod scan;
mod stops;
mod terminators;
mod words;

use std::iter::FusedIterator;
use std::ops::Range;

pub use language::Language;

use characters::{is_bullet, is_line_break};
use lines::Gap;
use terminators::Place;

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
    let (_, start) = lines::gap(text, 0);
    Sentences {
        place: Place { text, sentence: start, words: language.words(), habits: language.habits() },
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
    /// Where the sentence ends, in bytes, if it does.
    end: Option<usize>,
    /// Where the next sentence begins, or this one is to be scanned further.
    next: usize,
    /// The white space that lies before that.
    gap: Gap,
}

impl Sentences<'_> {
    fn step(&self, at: usize, c: char) -> Step {
        let text = self.place.text;
        if is_line_break(c) {
            let (gap, next) = lines::gap(text, at);
            let end = lines::trimmed(text, at);
            let complete = gap == Gap::Blank || lines::line_is_complete(text, self.line, end, next);
            return Step { end: complete.then_some(end), next, gap };
        }
        let bullet = is_bullet(c);
        let item = if bullet { lines::bullet_begins_item(text, at, c).then_some(at) } else { self.next_item(at) };
        if let Some(start) = item.filter(|&start| start > self.place.sentence) {
            return Step { end: Some(lines::trimmed(text, start)), next: start, gap: Gap::None };
        }
        if bullet || c == ')' {
            return Step { end: None, next: at + c.len_utf8(), gap: Gap::None };
        }
        terminators::decide(&self.place, at, c)
    }

    /// Where the next item of a running list begins, if its marker has the full stop or bracket at byte `at`.
    fn next_item(&self, at: usize) -> Option<usize> {
        let item = self.item?;
        let text = self.place.text;
        let start = context::before(text, at).start;
        let found = lines::marker(text, start).filter(|m| m.number == item.number + 1 && m.bracket == item.bracket)?;
        let spaced = text.get(..start).is_some_and(|head| head.ends_with(char::is_whitespace));
        let capital = context::after(text, found.end).lead == context::Lead::Upper;
        (spaced && capital).then_some(start)
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
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
            match step.gap {
                Gap::None | Gap::Space => {}
                Gap::Line => self.line = step.next,
                Gap::Blank => {
                    self.line = step.next;
                    self.item = None;
                }
            }
            if let Some(end) = step.end {
                self.place.sentence = step.next;
                return Some(start..end);
            }
            at = step.next;
        }
        self.place.sentence = text.len();
        Some(start..lines::trimmed(text, text.len()))
    }
}

impl FusedIterator for Sentences<'_> {}

#[cfg(test)]
mod tests;
