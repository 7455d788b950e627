//! What is inside the article's element and still no part of it.

use std::collections::HashMap;

use super::super::blocks::{Block, Kind};
use super::super::dom::Dom;
use super::super::tag::Tag;
use super::phrases::{BESIDE, ENDS, begins_with_one};

/// The blocks without those that are beside the article.
pub(super) fn trim<'a>(dom: &Dom<'_>, blocks: &[&'a Block], is_title: impl Fn(&Block) -> bool) -> Vec<&'a Block> {
    /// Behind a label, a paragraph from this size on may be the article's again.
    const PARAGRAPH: usize = 80;
    /// An article that is shorter has hardly begun.
    const BEGUN: usize = 150;
    let container = |b: &Block| dom.parent(b.holder);
    let main = main_container(dom, blocks);
    let mut kept: Vec<&Block> = Vec::new();
    let mut size = 0;
    let mut beside = false;
    for block in blocks.iter().copied() {
        let again = block.size > PARAGRAPH && block.kind != Kind::Item && block.links() < 0.3;
        if beside && again && Some(container(block)) == main {
            beside = false;
        }
        if !beside && is_end(block) {
            beside = size > BEGUN;
            continue;
        }
        if beside || is_title(block) || is_beside(block) {
            continue;
        }
        size += block.size;
        kept.push(block);
    }
    // A short line between two others may be anything; at either end it is hardly the article's.
    let is_own = |b: &Block| dom.tag(b.holder) == Tag::P && Some(container(b)) == main;
    let is_scrap = |b: &Block| b.kind == Kind::Paragraph && b.size < 40 && !b.is_sentence() && !is_own(b);
    let end = kept.iter().rposition(|b| b.kind != Kind::Heading && !is_scrap(b)).map_or(kept.len(), |p| p + 1);
    kept.truncate(end);
    let start = kept.iter().position(|b| !is_scrap(b)).unwrap_or(0);
    kept.drain(..start);
    kept
}

/// The element that holds most of the paragraphs' text as its children.
fn main_container(dom: &Dom<'_>, blocks: &[&Block]) -> Option<usize> {
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for block in blocks.iter().filter(|b| b.kind == Kind::Paragraph && b.links() < 0.3) {
        *sizes.entry(dom.parent(block.holder)).or_default() += block.size;
    }
    sizes.into_iter().max_by_key(|(node, size)| (*size, usize::MAX - node)).map(|(node, _)| node)
}

/// Whether a block is the label of something that comes behind an article, or between its parts.
fn is_end(block: &Block) -> bool {
    block.size <= 60 && !block.text.contains('\n') && begins_with_one(&block.text, &ENDS)
}

fn is_beside(block: &Block) -> bool {
    block.links() > 0.6
        || (block.size < 300 && has_copyright(&block.text))
        || (block.size < 150 && begins_with_one(&block.text, &BESIDE))
}

/// Whether `text` has the sign of copyright. Behind a letter that is not ASCII it is half of a letter in a wrong
/// encoding: `cafÃ©`.
fn has_copyright(text: &str) -> bool {
    text.match_indices('©')
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|c| c.is_ascii() || !c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_a_wrong_encoding_is_no_copyright() {
        for (text, has) in
            [("© 2026 The Tide", true), ("Photo © Ash", true), ("Tide©", true), ("the CafÃ© Marina", false)]
        {
            assert_eq!(has_copyright(text), has, "{text}");
        }
    }
}
