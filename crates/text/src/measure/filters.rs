//! Whether a text would stay in well-known corpora, by the rules that they were filtered with.

use super::Document;

#[allow(clippy::cast_precision_loss)]
fn ratio(a: u64, b: u64) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// The quality rules of Gopher (Rae et al. 2021, appendix A1.1): 50 to 100,000 words of 3 to 10 characters on
/// average, at most a `#` and at most an ellipsis in ten words, bullets before at most 90 % of the lines and ellipses behind at most 30 %,
/// a letter in at least 80 % of the words, and two of eight English stop words.
#[must_use]
pub fn gopher_quality(d: &Document) -> bool {
    let (words, lines) = (d.counts.words, d.lines.lines);
    let length = ratio(d.word_characters, words);
    (50..=100_000).contains(&words)
        && (3.0..=10.0).contains(&length)
        && ratio(d.hashes.max(d.symbols - d.hashes), words) <= 0.1
        && ratio(d.lines.bullets, lines) <= 0.9
        && ratio(d.lines.ellipses, lines) <= 0.3
        && ratio(d.alphabetic, words) >= 0.8
        && d.gopher_stop_words >= 2
}

/// The repetition rules of Gopher (table A1): shares of repeated lines, paragraphs and n-grams.
#[must_use]
pub fn gopher_repetition(d: &Document) -> bool {
    let top = d.repeated.top.iter().zip([0.20, 0.18, 0.16]);
    let duplicate = d.repeated.duplicate.iter().zip([0.15, 0.14, 0.13, 0.12, 0.11, 0.10]);
    ratio(d.lines.repeated, d.lines.lines) <= 0.30
        && ratio(d.lines.repeated_paragraphs, d.lines.paragraphs) <= 0.30
        && ratio(d.lines.repeated_bytes, d.bytes) <= 0.20
        && ratio(d.lines.repeated_paragraph_bytes, d.bytes) <= 0.20
        && top.chain(duplicate).all(|(n, most)| ratio(*n, d.characters) <= most)
}

/// The rules of C4 (Raffel et al. 2020) for a page, before it looks at lines: no brace, no `lorem ipsum`, and at least
/// five sentences.
#[must_use]
pub fn c4_page(d: &Document) -> bool {
    d.braces == 0 && !d.lorem_ipsum && d.counts.sentences >= 5
}

/// The rules that FineWeb (Penedo et al. 2024) has added: at least 12 % of the lines end as sentences do, at most 10 %
/// of the text is in repeated lines, and at most 67 % of the lines are of at most 30 characters.
#[must_use]
pub fn fineweb(d: &Document) -> bool {
    ratio(d.lines.terminated, d.lines.lines) >= 0.12
        && ratio(d.lines.repeated_bytes, d.bytes) <= 0.1
        && ratio(d.lines.short, d.lines.lines) <= 0.67
}

#[cfg(test)]
mod tests {
    use super::super::{Given, Measurer};
    use super::*;

    fn passes(text: &str) -> [bool; 4] {
        let mut measurer = Measurer::default();
        let d = measurer.measure(text, Given::default());
        [gopher_quality(d), gopher_repetition(d), c4_page(d), fineweb(d)]
    }

    #[test]
    fn articles_pass_and_lists_do_not() {
        let article = "The council of the town met on Tuesday and voted to close the old bridge. Residents said that \
            they were not asked. The mayor answered: engineers had found cracks in three of its arches last autumn! \
            Traffic will use a temporary crossing with one lane. Repairs begin in May, and nobody knows their price.";
        assert_eq!(passes(article), [true; 4]);
        assert_eq!(passes("- home\n- home\n- home\n- home {"), [false; 4]);
        assert_eq!(passes(""), [false, true, false, false]);
        // One stop word, however often, is too few; `#` and ellipses are each let through in one of ten words.
        let words = |more: &str| "carry seven green bottles home ".repeat(15) + more;
        assert!(!passes(&words("the the the"))[0] && passes(&words("the and"))[0]);
        assert!(passes(&words("the and #### # ... ... ... home"))[0]);
        assert!(!passes(&words("the and #### #### "))[0] && !passes(&words(&"the and ... home ".repeat(20)))[0]);
    }
}
