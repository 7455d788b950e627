//! Long sentences, broken at clauses.

use std::iter::FusedIterator;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{is_closer, is_dash, is_either_quote, is_ideographic};

/// The pieces of the sentence at the bytes `sentence` of `text`, each of at most `most` characters, as byte ranges that
/// cover what the sentence holds but white space.
///
/// A piece ends at the best place that its length allows: after a semicolon or colon, else after a comma or before a
/// dash, else at white space; a word that is longer than `most` is cut between characters as a reader sees them. Of
/// equal places the last one counts, and one in the first half of the length only where the second half has none.
/// `most` is taken as 1 if it is 0. A cluster of more than `most` code points stays whole.
///
/// ```
/// use copydesk_text::sentences::clauses;
///
/// let text = "The ferry, which was late, left; nobody waved.";
/// let pieces: Vec<&str> = clauses(text, 0..text.len(), 35).map(|range| &text[range]).collect();
/// assert_eq!(pieces, ["The ferry, which was late, left;", "nobody waved."]);
/// ```
pub fn clauses(text: &str, sentence: Range<usize>, most: usize) -> Clauses<'_> {
    Clauses { text, rest: sentence, most: most.max(1) }
}

/// The iterator that [`clauses`] gives.
pub struct Clauses<'a> {
    text: &'a str,
    rest: Range<usize>,
    most: usize,
}

/// How good a place to break is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Space,
    Comma,
    Semicolon,
}

impl Clauses<'_> {
    /// Where the first piece of `rest`, which is too long, ends.
    fn piece(&self, rest: &str) -> usize {
        let mut best: Option<(bool, Worth, usize)> = None;
        let mut chars = rest.char_indices().peekable();
        let mut before = ' ';
        let mut n = 0;
        while let Some((i, c)) = chars.next() {
            n += 1;
            // A piece may take the characters before a space, and `most` of them at most.
            let worth = match worth(before, c, chars.peek().map(|&(_, c)| c)) {
                Some(worth) if n - 1 <= self.most => Some((i, worth)),
                _ => None,
            };
            if let Some((at, worth)) = worth.filter(|&(at, _)| at > 0) {
                let found = (n * 2 > self.most, worth, at);
                if best.is_none_or(|best| (best.0, best.1) <= (found.0, found.1)) {
                    best = Some(found);
                }
            }
            if n > self.most {
                break;
            }
            if !is_closing(c) {
                before = c;
            }
        }
        best.map_or_else(|| self.cut(rest), |(_, _, at)| at)
    }

    /// Where the last cluster that fits ends.
    fn cut(&self, rest: &str) -> usize {
        let mut n = 0;
        let mut end = 0;
        for cluster in rest.graphemes(true) {
            n += cluster.chars().count();
            if n > self.most && end > 0 {
                break;
            }
            end += cluster.len();
            if n >= self.most {
                break;
            }
        }
        end
    }
}

/// What a break before the character `c` is worth, after `before` (looking through quotes that close).
fn worth(before: char, c: char, next: Option<char>) -> Option<Worth> {
    let spaced = c.is_whitespace();
    let wide = is_ideographic(c);
    match before {
        ';' | ':' | '؛' if spaced => Some(Worth::Semicolon),
        '；' | '：' => Some(Worth::Semicolon),
        ',' | '،' if spaced => Some(Worth::Comma),
        '，' | '、' if wide => Some(Worth::Comma),
        _ if spaced && next.is_some_and(is_dash) => Some(Worth::Comma),
        _ if spaced => Some(Worth::Space),
        _ => None,
    }
}

fn is_closing(c: char) -> bool {
    is_closer(c) || is_either_quote(c)
}

impl Iterator for Clauses<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.rest.clone())?;
        if rest.is_empty() {
            return None;
        }
        let start = self.rest.start;
        let fits = rest.chars().nth(self.most).is_none();
        let end = if fits { rest.len() } else { self.piece(rest) };
        let piece = rest.get(..end).unwrap_or(rest).trim_end().len();
        let after = rest.get(end..).unwrap_or("");
        self.rest.start += end + (after.len() - after.trim_start().len());
        Some(start..start + piece)
    }
}

impl FusedIterator for Clauses<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str, most: usize) -> Vec<&str> {
        clauses(text, 0..text.len(), most).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_short_sentence_stays_whole() {
        assert_eq!(pieces("It left, late.", 14), ["It left, late."]);
        assert_eq!(pieces("", 5), Vec::<&str>::new());
    }

    #[test]
    fn a_semicolon_is_better_than_a_comma_and_a_comma_than_a_space() {
        assert_eq!(pieces("One two three; four, five six", 24), ["One two three;", "four, five six"]);
        assert_eq!(pieces("One two three, four five six", 20), ["One two three,", "four five six"]);
        assert_eq!(pieces("One two three four", 12), ["One two", "three four"]);
        assert_eq!(pieces("One two — three four", 12), ["One two", "— three four"]);
    }

    #[test]
    fn words_that_are_too_long_are_cut_between_clusters() {
        assert_eq!(pieces("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(pieces("e\u{301}e\u{301}e\u{301}", 3), ["e\u{301}", "e\u{301}", "e\u{301}"]);
        assert_eq!(pieces("他说，天气很好，我们走吧", 8), ["他说，天气很好，", "我们走吧"]);
    }

    proptest! {
        #[test]
        fn pieces_cover_the_sentence_and_fit(text in "[ab ,;:”é\u{301}、你—]{0,60}", most in 0_usize..20) {
            let text = text.trim();
            let found = pieces(text, most);
            let solid = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(solid(&found.concat()), solid(text));
            for piece in found {
                prop_assert!(!piece.is_empty() && piece.trim() == piece, "{:?}", piece);
                prop_assert!(piece.chars().count() <= most.max(1) || piece.graphemes(true).count() == 1, "{:?}", piece);
            }
        }
    }
}
