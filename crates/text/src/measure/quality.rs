//! Lines and paragraphs as filters of web text see them: Gopher (Rae et al. 2021), C4 (Raffel et al. 2020) and
//! FineWeb (Penedo et al. 2024).

use std::ops::Range;

use twox_hash::XxHash3_64;

use super::chars::push_lower;
use super::numbers::Numbers;
use super::phrases;
use super::vocabulary::{Token, count_before};

/// Counts of the lines and paragraphs of a text that are not blank. Characters are Unicode scalar values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Lines.
    pub lines: u64,
    /// Those that begin with a bullet.
    pub bullets: u64,
    /// Those that end in an ellipsis.
    pub ellipses: u64,
    /// Those that end in `.`, `!`, `?` or a quote, or their like.
    pub terminated: u64,
    /// Those of at most 30 characters.
    pub short: u64,
    /// Those of fewer than three words.
    pub few_words: u64,
    /// Those that ask for JavaScript.
    pub script: u64,
    /// Those about terms of use, privacy or cookies, in English.
    pub policy: u64,
    /// Those that came before.
    pub repeated: u64,
    /// Bytes of repeated lines.
    pub repeated_bytes: u64,
    /// Paragraphs: what blank lines separate.
    pub paragraphs: u64,
    /// Those that came before.
    pub repeated_paragraphs: u64,
    /// Bytes of repeated paragraphs.
    pub repeated_paragraph_bytes: u64,
}

/// Looks at the lines of one text after the other; it keeps its buffers.
#[derive(Default)]
pub(super) struct LineCounter {
    lines: Numbers,
    paragraphs: Numbers,
    lower: String,
}

/// A paragraph of which the end has not come.
struct Open {
    start: usize,
    end: usize,
    /// The hash of its only line.
    only: Option<u64>,
}

/// Only lines and paragraphs of `text`.
#[must_use]
pub(super) fn count_lines(text: &str) -> Lines {
    let mut counts = Lines::default();
    let mut open = false;
    each_line(text, |range| {
        let blank = text[range].trim_start().is_empty();
        counts.lines += u64::from(!blank);
        counts.paragraphs += u64::from(!blank && !open);
        open = !blank;
    });
    counts
}

fn each_line(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        each(at..end);
        at = end + 1;
    }
    if at < text.len() {
        each(at..text.len());
    }
}

impl LineCounter {
    /// The counts of `text`, of which these are the words, and which may have phrases that C4 leaves lines out for.
    /// The words of each paragraph go to `paragraphs`.
    pub(super) fn measure(&mut self, text: &str, tokens: &[Token], phrases: bool, paragraphs: &mut Vec<u64>) -> Lines {
        let mut counts = Lines::default();
        self.lines.start(0);
        self.paragraphs.start(0);
        let mut open: Option<Open> = None;
        let (mut rest, mut paragraph_words) = (tokens, 0);
        each_line(text, |range| {
            let line = text[range.clone()].trim();
            if line.is_empty() {
                if let Some(open) = open.take() {
                    self.paragraph(text, &open, &mut counts);
                    paragraphs.push(std::mem::take(&mut paragraph_words));
                }
                return;
            }
            let words = count_before(rest, range.end);
            rest = &rest[words..];
            paragraph_words += words as u64;
            counts.few_words += u64::from(words < 3);
            if phrases {
                self.lower.clear();
                push_lower(line, &mut self.lower);
                counts.script += u64::from(phrases::javascript(&self.lower));
                counts.policy += u64::from(phrases::policy(&self.lower));
            }
            let hash = self.line(line, &mut counts);
            open = Some(match open.take() {
                Some(open) => Open { end: range.end, only: None, ..open },
                None => Open { start: range.start, end: range.end, only: Some(hash) },
            });
        });
        if let Some(open) = open {
            self.paragraph(text, &open, &mut counts);
            paragraphs.push(paragraph_words);
        }
        counts
    }

    fn line(&mut self, line: &str, counts: &mut Lines) -> u64 {
        counts.lines += 1;
        counts.bullets += u64::from(begins_with_bullet(line));
        counts.ellipses += u64::from(line.ends_with("...") || line.ends_with('…'));
        counts.terminated += u64::from(ends_as_sentence(line));
        counts.short += u64::from(line.len() <= 30 || line.len() <= 120 && line.chars().count() <= 30);
        let hash = XxHash3_64::oneshot(line.as_bytes());
        if !self.lines.number(hash).1 {
            counts.repeated += 1;
            counts.repeated_bytes += line.len() as u64;
        }
        hash
    }

    fn paragraph(&mut self, text: &str, open: &Open, counts: &mut Lines) {
        counts.paragraphs += 1;
        let paragraph = text[open.start..open.end].trim();
        let hash = open.only.unwrap_or_else(|| XxHash3_64::oneshot(paragraph.as_bytes()));
        if !self.paragraphs.number(hash).1 {
            counts.repeated_paragraphs += 1;
            counts.repeated_paragraph_bytes += paragraph.len() as u64;
        }
    }
}

/// Whether `line` begins as an item of a list.
fn begins_with_bullet(line: &str) -> bool {
    match line.as_bytes().first() {
        Some(first) if first.is_ascii() => matches!(first, b'-' | b'*'),
        _ => line.starts_with(['•', '‣', '▶', '◀', '◦', '■', '□', '▪', '▫', '–']),
    }
}

/// Whether `line` ends in a mark that ends sentences, or in a quote.
fn ends_as_sentence(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(last) if last.is_ascii() => matches!(last, b'.' | b'!' | b'?' | b'"' | b'\''),
        _ => line.ends_with(['”', '’', '。', '！', '？', '」', '।', '؟', '۔', '…', '»']),
    }
}

#[cfg(test)]
mod tests {
    use super::super::each_word;
    use super::*;

    #[test]
    fn lines_and_paragraphs() {
        let text = "- a list\n- a list\n\nMore to come...\r\n \nIt ended.\n\nIt ended.";
        let (mut tokens, mut lengths) = (Vec::new(), Vec::new());
        each_word(text, |range| tokens.push(Token::new(0, &range)));
        let counts = LineCounter::default().measure(text, &tokens, false, &mut lengths);
        let expected = Lines {
            lines: 5,
            bullets: 2,
            ellipses: 1,
            terminated: 3,
            short: 5,
            few_words: 4,
            script: 0,
            policy: 0,
            repeated: 2,
            repeated_bytes: 17,
            paragraphs: 4,
            repeated_paragraphs: 1,
            repeated_paragraph_bytes: 9,
        };
        assert_eq!(counts, expected);
        assert_eq!(lengths, [4, 3, 2, 2]);
        assert_eq!((count_lines(text).lines, count_lines(text).paragraphs), (5, 4));
        assert_eq!(LineCounter::default().measure(" \n\n", &[], false, &mut lengths), Lines::default());
        assert_eq!(count_lines(" \n\n"), Lines::default());
    }

    #[test]
    fn phrases_of_c4() {
        let text = "Please enable JavaScript\nRead our Privacy Policy\nPolicy of peace";
        let counts = LineCounter::default().measure(text, &[], true, &mut Vec::new());
        assert_eq!((counts.script, counts.policy), (1, 1));
    }
}
