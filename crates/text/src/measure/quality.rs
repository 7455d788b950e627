//! Lines and paragraphs as filters of web text see them: Gopher (Rae et al. 2021), C4 (Raffel et al. 2020) and
//! FineWeb (Penedo et al. 2024).

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

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
    /// Those that came before, and the bytes in them.
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
pub struct LineCounter {
    lines: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
    paragraphs: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
}

impl LineCounter {
    /// The counts of `text`. `paragraph` is called with the bytes of each paragraph.
    pub fn measure(&mut self, text: &str, mut paragraph: impl FnMut(std::ops::Range<usize>)) -> Lines {
        let mut counts = Lines::default();
        self.lines.clear();
        self.paragraphs.clear();
        let mut open: Option<(usize, usize)> = None;
        let mut at = 0;
        while at < text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
            let line = text[at..end].trim();
            if line.is_empty() {
                if let Some((start, end)) = open.take() {
                    self.paragraph(&text[start..end], &mut counts);
                    paragraph(start..end);
                }
            } else {
                self.line(line, &mut counts);
                open = Some((open.map_or(at, |o| o.0), end));
            }
            at = end + 1;
        }
        if let Some((start, end)) = open {
            self.paragraph(&text[start..end], &mut counts);
            paragraph(start..end);
        }
        counts
    }

    fn line(&mut self, line: &str, counts: &mut Lines) {
        counts.lines += 1;
        counts.bullets += u64::from(line.starts_with(['•', '‣', '▶', '◀', '◦', '■', '□', '▪', '▫', '–', '-', '*']));
        counts.ellipses += u64::from(line.ends_with("...") || line.ends_with('…'));
        let ends = ['.', '!', '?', '"', '”', '’', '\'', '。', '！', '？', '」', '।', '؟', '۔', '…', '»'];
        counts.terminated += u64::from(line.ends_with(ends));
        counts.short += u64::from(line.len() <= 30 || line.len() <= 120 && line.chars().count() <= 30);
        let hash = self.lines.hasher().hash_one(line);
        if !self.lines.insert(hash) {
            counts.repeated += 1;
            counts.repeated_bytes += line.len() as u64;
        }
    }

    fn paragraph(&mut self, paragraph: &str, counts: &mut Lines) {
        counts.paragraphs += 1;
        let hash = self.paragraphs.hasher().hash_one(paragraph.trim());
        if !self.paragraphs.insert(hash) {
            counts.repeated_paragraphs += 1;
            counts.repeated_paragraph_bytes += paragraph.trim().len() as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_paragraphs() {
        let text = "- a list\n- a list\n\nMore to come...\r\n \nIt ended.\n\nIt ended.";
        let mut spans = Vec::new();
        let counts = LineCounter::default().measure(text, |range| spans.push(&text[range]));
        let expected = Lines {
            lines: 5,
            bullets: 2,
            ellipses: 1,
            terminated: 3,
            short: 5,
            repeated: 2,
            repeated_bytes: 17,
            paragraphs: 4,
            repeated_paragraphs: 1,
            repeated_paragraph_bytes: 9,
        };
        assert_eq!(counts, expected);
        assert_eq!(spans, ["- a list\n- a list", "More to come...\r", "It ended.", "It ended."]);
        assert_eq!(LineCounter::default().measure(" \n\n", |_| ()), Lines::default());
    }
}
