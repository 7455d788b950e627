//! Where in a page the article is.
//!
//! The page's text is taken as blocks, each with a weight: text that reads like prose counts for
//! its length, links and scraps count against. Blocks stand in the order of the page, and so do
//! the blocks inside one element; the article is the element whose blocks weigh the most
//! ([`choice`]). Before, what tags and names tell to be beside an article is left out
//! ([`unwanted`]); afterwards, what lines begin with and where they stand is looked at ([`trim`]).

mod choice;
mod phrases;
mod trim;
mod unwanted;

use super::Effort;
use super::blocks::{Block, Kind, blocks};
use super::dom::Dom;
use super::metadata::Metadata;
use super::survey::Survey;
use super::tag::Tag;
use unwanted::{Level, unwanted};

/// What is shorter, in characters, is looked for again with less left out.
pub(super) const SHORT: usize = 250;

/// The article's text, its paragraphs with one blank line between them.
pub(super) fn body(dom: &Dom<'_>, survey: &Survey, metadata: &Metadata, effort: Effort) -> String {
    let title = metadata.title.as_deref();
    let described = described(dom, metadata.description.as_deref());
    // What is shorter is looked for again.
    let short = match effort {
        Effort::Best => SHORT,
        Effort::Fast => SHORT / 5,
    };
    let mut best = String::new();
    for level in [Level::Strict, Level::All] {
        let unwanted = unwanted(dom, survey, &described, level);
        let blocks = blocks(dom, &unwanted);
        let text = written(&choice::article(dom, survey, &blocks, title));
        if text.len() > best.len() * 2 {
            best = text;
        }
        if best.chars().nth(short).is_some() {
            break;
        }
    }
    best
}

pub(super) fn is_long(text: &str) -> bool {
    text.chars().nth(SHORT).is_some()
}

/// The texts that begin as the page's description does: mostly the article's first paragraph.
fn described(dom: &Dom<'_>, description: Option<&str>) -> Vec<usize> {
    const LENGTH: usize = 40;
    const MOST: usize = 20;
    let start = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).take(LENGTH).collect() };
    let description = description.map(start).unwrap_or_default();
    if description.chars().count() < LENGTH {
        return Vec::new();
    }
    let same = |n: &usize| dom.raw(*n).len() > LENGTH && start(dom.raw(*n)) == description;
    let elsewhere = |n| matches!(dom.tag(n), Tag::Script | Tag::Title | Tag::A | Tag::Button | Tag::Li);
    dom.all(Tag::Text).filter(same).take(MOST).filter(|n| !dom.ancestors(*n).any(elsewhere)).collect()
}

fn written(blocks: &[&Block]) -> String {
    let mut out = String::new();
    let mut last: Option<Kind> = None;
    for block in blocks {
        if let Some(last) = last {
            let same = matches!(block.kind, Kind::Item | Kind::Row) && block.kind == last;
            out.push_str(if same { "\n" } else { "\n\n" });
        }
        out.push_str(&block.text);
        last = Some(block.kind);
    }
    out
}
