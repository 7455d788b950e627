//! Where in a page the article is.
//!
//! The page's text is taken as blocks, each with a weight: text that reads like prose counts for
//! its length, links and scraps count against. Blocks stand in the order of the page, and so do
//! the blocks inside one element; the article is the element whose blocks weigh the most.

use super::blocks::{Block, Kind, blocks};
use super::dom::{Dom, Name};
use super::names::{Part, part};
use super::tag::Tag;

/// Text that is shorter, in characters, is looked for again with less left out.
const SHORT: usize = 250;

/// The article's text.
pub(super) fn body(dom: &Dom<'_>, title: Option<&str>) -> String {
    let parts: Vec<Part> = (0..dom.len())
        .map(|n| if dom.tag(n) == Tag::Text { Part::Unknown } else { part(dom, n) })
        .collect();
    let prose = prose(dom);
    let mut best = String::new();
    for strict in [true, false] {
        let unwanted = unwanted(dom, &parts, &prose, strict);
        let blocks = blocks(dom, &unwanted);
        let text = article(dom, &parts, &blocks, title);
        if text.chars().count() > best.chars().count() {
            best = text;
        }
        if best.chars().count() >= SHORT {
            break;
        }
    }
    best
}

/// How many bytes of text outside links come before each node, and before the end.
fn prose(dom: &Dom<'_>) -> Vec<usize> {
    let mut sums = Vec::with_capacity(dom.len() + 1);
    let (mut sum, mut link_ends) = (0, 0);
    for node in 0..dom.len() {
        sums.push(sum);
        match dom.tag(node) {
            Tag::Text if node >= link_ends => sum += dom.raw(node).trim().len(),
            Tag::A | Tag::Script | Tag::Title => link_ends = link_ends.max(dom.end(node)),
            _ => {}
        }
    }
    sums.push(sum);
    sums
}

/// Marks the elements that are left out with all that they hold.
fn unwanted(dom: &Dom<'_>, parts: &[Part], prose: &[usize], strict: bool) -> Vec<bool> {
    let all = prose[dom.len()].max(1);
    let share = |node: usize| (prose[dom.end(node)] - prose[node]) as f32 / all as f32;
    (0..dom.len())
        .map(|node| {
            use Tag::*;
            let tag = dom.tag(node);
            match tag {
                Text | Root | Html | Body => return false,
                Head | Audio | Video | Canvas | Object | Select | Option | Label | Input | Dialog => return true,
                Button | Noscript => return share(node) < 0.3,
                _ => {}
            }
            if is_hidden(dom, node) {
                return share(node) < 0.5;
            }
            if !strict {
                return matches!(tag, Nav | Footer) && share(node) < 0.5 || parts[node] == Part::Comments && share(node) < 0.9;
            }
            match parts[node] {
                Part::Comments => return share(node) < 0.8,
                Part::Aside => return share(node) < 0.5,
                _ => {}
            }
            match tag {
                Nav | Footer | Aside | Form | Menu | Fieldset | Figcaption => share(node) < 0.5,
                _ => false,
            }
        })
        .collect()
}

fn is_hidden(dom: &Dom<'_>, node: usize) -> bool {
    dom.raw_attribute(node, Name::Hidden).is_some()
        || dom.raw_attribute(node, Name::AriaHidden) == Some("true")
        || dom.raw_attribute(node, Name::Style).is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// What a block says for or against its being in the article, in characters.
fn weight(block: &Block) -> f32 {
    let size = block.size as f32;
    let links = block.links();
    match block.kind {
        Kind::Heading => if links > 0.5 { -20. } else { 5. },
        _ if links > 0.5 => -size - 20.,
        Kind::Pre => size * 0.5,
        Kind::Row => size * 0.3 * (1. - 2. * links),
        _ if block.size < 35 && !is_sentence(&block.text) => -10.,
        Kind::Item if block.size < 80 => size * 0.3 * (1. - 2. * links),
        _ => size * (1. - links * 1.5),
    }
}

fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '“', '»', ')', '’', '\'']).ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।'])
}

/// The text of the element that weighs the most.
fn article(dom: &Dom<'_>, parts: &[Part], blocks: &[Block], title: Option<&str>) -> String {
    let mut sums = vec![0.];
    let mut sum = 0.;
    for block in blocks {
        sum += weight(block);
        sums.push(sum);
    }
    let mut best = (0., 0..blocks.len());
    for node in 0..dom.len() {
        let tag = dom.tag(node);
        if !tag.is_block() && tag != Tag::Other {
            continue;
        }
        let from = blocks.partition_point(|b| b.node < node);
        let to = blocks.partition_point(|b| b.node < dom.end(node));
        let bonus = match parts[node] {
            Part::Body(2) => 1.3,
            Part::Body(_) => 1.15,
            _ => 1.,
        };
        let score = (sums[to] - sums[from]) * bonus;
        if score > 0. && score >= best.0 {
            best = (score, from..to);
        }
    }
    write(&blocks[best.1], title)
}

fn write(blocks: &[Block], title: Option<&str>) -> String {
    let mut out = String::new();
    let mut last: Option<&Block> = None;
    let kept: Vec<&Block> = blocks.iter().filter(|b| keep(b, title)).collect();
    let end = kept.iter().rposition(|b| b.kind != Kind::Heading).map_or(0, |p| p + 1);
    for block in &kept[..end] {
        if let Some(last) = last {
            let same = matches!(block.kind, Kind::Item | Kind::Row) && block.kind == last.kind;
            out.push_str(if same { "\n" } else { "\n\n" });
        }
        out.push_str(&block.text);
        last = Some(block);
    }
    out
}

fn keep(block: &Block, title: Option<&str>) -> bool {
    if title.is_some_and(|t| t == block.text) {
        return false;
    }
    block.links() < 0.6 || block.kind == Kind::Heading
}

pub(crate) fn explain(page: &str) -> String {
    use std::fmt::Write;
    let dom = Dom::parse(page);
    let parts: Vec<Part> = (0..dom.len()).map(|n| if dom.tag(n) == Tag::Text { Part::Unknown } else { part(&dom, n) }).collect();
    let prose = prose(&dom);
    let marked = unwanted(&dom, &parts, &prose, true);
    let chosen = body(&dom, None);
    let mut out = String::new();
    for b in blocks(&dom, &vec![false; dom.len()]) {
        let cut = dom.ancestors(b.node).find(|n| marked[*n]);
        let path: Vec<String> = dom.ancestors(b.node).skip(1).take(6).map(|n| format!("{:?}{}{}.{}", dom.tag(n), if Some(n)==cut {"!!"} else {""}, dom.raw_attribute(n, Name::Id).map(|i| format!("#{i}")).unwrap_or_default(), dom.raw_attribute(n, Name::Class).unwrap_or(""))).collect();
        let _ = writeln!(out, "{}{} {:6.0} {:?} {:.120}\n         {}", if chosen.contains(&b.text) {"*"} else {" "}, if cut.is_some() {"X"} else {" "}, weight(&b), b.kind, b.text.replace('\n', "/").chars().take(110).collect::<String>(), path.join(" < "));
    }
    out
}
