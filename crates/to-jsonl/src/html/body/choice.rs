//! Which blocks are the article.

use std::collections::HashMap;
use std::ops::Range;

use super::super::blocks::{Block, Kind};
use super::super::dom::Dom;
use super::super::metadata::{folded, is_folded};
use super::super::names::Part;
use super::super::survey::Survey;
use super::super::tag::Tag;
use super::trim::trim;

/// What a block says for or against its being in the article, in characters.
fn weight(block: &Block) -> f64 {
    let size = block.size as f64;
    let links = block.links();
    match block.kind {
        Kind::Heading if links > 0.5 => -20.,
        Kind::Heading => 5.,
        _ if links > 0.5 => -size - 20.,
        Kind::Pre => size * 0.5,
        Kind::Row => size * 0.3 * (1. - 2. * links),
        _ if block.size < 35 && !block.is_sentence() => -10.,
        Kind::Item if block.size < 80 => size * 0.3 * (1. - 2. * links),
        _ => size * (1. - links * 1.5),
    }
}

/// The blocks of the element that weighs the most.
pub(super) fn article<'a>(dom: &Dom<'_>, survey: &Survey, blocks: &'a [Block], title: Option<&str>) -> Vec<&'a Block> {
    const LONGEST_TITLE: usize = 1_000;
    let title = title.map(folded).filter(|t| !t.is_empty());
    let is_title = |b: &Block| title.as_ref().is_some_and(|t| b.text.len() < LONGEST_TITLE && is_folded(&b.text, t));
    let weights: Vec<f64> = blocks.iter().map(weight).collect();
    // An article begins with its title, if that is a heading and enough follows.
    let prose = |weights: &[f64]| weights.iter().filter(|w| **w > 0.).sum::<f64>();
    let heading = blocks.iter().position(|b| b.kind == Kind::Heading && is_title(b));
    let heading = heading.filter(|h| prose(&weights[*h..]) > 0.3 * prose(&weights));
    let others = other_articles(dom, survey, blocks, &weights, heading);
    let start = heading.unwrap_or(0);
    let range = heaviest(dom, survey, blocks, start, |at| if others[at] { 0. } else { weights[at] });
    // What stands between the title and the element is often the first paragraph, set apart.
    let lead = heading.map_or(0..0, |h| h + 1..range.start.min(h + 8));
    let lead = lead.filter(|at| !others[*at] && is_lead(&blocks[*at])).take(2);
    let chosen = lead.chain(range.clone().filter(|at| !others[*at]));
    let chosen: Vec<&Block> = chosen.map(|at| &blocks[at]).collect();
    trim(dom, &chosen, is_title)
}

fn is_lead(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.size > 60 && block.links() < 0.2 && block.is_sentence()
}

/// The blocks from `start` on of the element where they weigh the most; of elements that weigh the
/// same, the innermost.
fn heaviest(
    dom: &Dom<'_>,
    survey: &Survey,
    blocks: &[Block],
    start: usize,
    weight: impl Fn(usize) -> f64,
) -> Range<usize> {
    let mut sums = vec![0.; start + 1];
    let mut sum = 0.;
    for at in start..blocks.len() {
        sum += weight(at);
        sums.push(sum);
    }
    // How many blocks begin before each node.
    let mut before = Vec::with_capacity(dom.len() + 1);
    let mut count = 0;
    for node in 0..=dom.len() {
        while blocks.get(count).is_some_and(|b| b.node < node) {
            count += 1;
        }
        before.push(count);
    }
    let mut best = (0., start..blocks.len());
    for node in 0..dom.len() {
        let tag = dom.tag(node);
        if !tag.is_block() && tag != Tag::Other {
            continue;
        }
        let from = before[node].max(start);
        let to = before[dom.end(node)].max(from);
        // What is named as the article may miss a little of it.
        let named = match survey.parts[node] {
            Part::Marked => 1.3,
            Part::Body => 1.15,
            _ => 1.,
        };
        let score = (sums[to] - sums[from]) * named;
        if score > 0. && score >= best.0 {
            best = (score, from..to);
        }
    }
    best.1
}

/// Marks the blocks of `article` elements other than the one that the page is about: the one with
/// the title, or one that holds much of the text.
fn other_articles(
    dom: &Dom<'_>,
    survey: &Survey,
    blocks: &[Block],
    weights: &[f64],
    title: Option<usize>,
) -> Vec<bool> {
    let owner = |b: &Block| survey.articles[b.node];
    let mut owned: HashMap<u32, f64> = HashMap::new();
    let mut all = 0.;
    for (block, weight) in blocks.iter().zip(weights) {
        all += weight.max(0.);
        *owned.entry(owner(block)).or_default() += weight.max(0.);
    }
    let of = |article: &u32| owned.get(article).copied().unwrap_or(0.);
    let of_title = title.map(|t| owner(&blocks[t])).filter(|o| *o != 0 && of(o) > all * 0.15);
    let heavy = owned.iter().filter(|(o, w)| **o != 0 && **w > all * 0.35);
    let heaviest = || heavy.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(o, _)| *o);
    let Some(main) = of_title.or_else(heaviest) else { return vec![false; blocks.len()] };
    let mut own = vec![0, main];
    while let Some(last) = own.last().copied()
        && last != 0
    {
        own.push(survey.article_around(dom, last));
    }
    blocks.iter().map(|b| !own.contains(&owner(b))).collect()
}
