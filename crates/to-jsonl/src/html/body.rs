//! Where in a page the article is.
//!
//! The page's text is taken as blocks, each with a weight: text that reads like prose counts for
//! its length, links and scraps count against. Blocks stand in the order of the page, and so do
//! the blocks inside one element; the article is the element whose blocks weigh the most.

use std::collections::HashMap;

use super::blocks::{Block, Kind, blocks};
use super::dom::{Dom, Name};
use super::metadata::folded;
use super::names::{Part, part};
use super::phrases;
use super::tag::Tag;

/// Text that is shorter, in characters, is looked for again with less left out.
const SHORT: usize = 250;

/// The article's text.
pub(super) fn body(dom: &Dom<'_>, title: Option<&str>, description: Option<&str>) -> String {
    let parts: Vec<Part> = (0..dom.len())
        .map(|n| if dom.tag(n) == Tag::Text { Part::Unknown } else { part(dom, n) })
        .collect();
    let prose = prose(dom);
    let described = described(dom, description);
    let mut best = String::new();
    for level in [Level::Strict, Level::Names, Level::All] {
        let unwanted = unwanted(dom, &parts, &prose, &described, level);
        let blocks = blocks(dom, &unwanted);
        let text = article(dom, &parts, &blocks, title);
        if text.len() > best.len() * 2 {
            best = text;
        }
        if best.chars().count() >= SHORT {
            break;
        }
    }
    best
}

/// How much is left out before the article is looked for.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    /// What tags and names tell to be beside the article.
    Strict,
    /// Navigation and comments.
    Names,
    /// Nothing that can be seen.
    All,
}

/// The texts that begin as the page's description does: mostly the article's first paragraph.
fn described(dom: &Dom<'_>, description: Option<&str>) -> Vec<usize> {
    const LENGTH: usize = 40;
    let start = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).take(LENGTH).collect() };
    let description = description.map(start).unwrap_or_default();
    if description.chars().count() < LENGTH {
        return Vec::new();
    }
    dom.all(Tag::Text).filter(|n| dom.raw(*n).len() > LENGTH && start(dom.raw(*n)) == description && !dom.ancestors(*n).any(|n| matches!(dom.tag(n), Tag::Script | Tag::Title | Tag::A | Tag::Button | Tag::Li)))
        .collect()
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
fn unwanted(dom: &Dom<'_>, parts: &[Part], prose: &[usize], described: &[usize], level: Level) -> Vec<bool> {
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
            let next = described.partition_point(|d| *d < node);
            if described.get(next).is_some_and(|d| *d < dom.end(node)) && !matches!(tag, Figcaption) {
                return false;
            }
            if tag == Header && level != Level::All && is_of_site(dom, node) {
                return share(node) < 0.3;
            }
            if level != Level::Strict {
                return level == Level::Names
                    && (matches!(tag, Nav | Footer) && share(node) < 0.5 || parts[node] == Part::Comments && share(node) < 0.5);
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

/// Whether a header is the site's and not an article's: no title is in it.
fn is_of_site(dom: &Dom<'_>, header: usize) -> bool {
    !(header..dom.end(header)).any(|n| matches!(dom.tag(n), Tag::H1 | Tag::H2))
        && !dom.ancestors(header).any(|n| matches!(dom.tag(n), Tag::Article | Tag::Main))
}

/// Classes of what is not shown.
const HIDDEN: [&str; 3] = ["hidden", "hide", "invisible"];

fn is_hidden(dom: &Dom<'_>, node: usize) -> bool {
    dom.raw_attribute(node, Name::Hidden).is_some()
        || dom.raw_attribute(node, Name::AriaHidden) == Some("true")
        || dom.raw_attribute(node, Name::Class).is_some_and(|c| c.split_ascii_whitespace().any(|c| HIDDEN.contains(&c)) && !c.contains([':', '-']) || c.contains("screen-reader") || c.contains("visually-hidden") || c.contains("visuallyhidden") || c.contains("sr-only"))
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
    let title = title.map(folded).filter(|t| !t.is_empty());
    let is_title = |b: &Block| title.as_ref().is_some_and(|t| b.text.len() < 1000 && folded(&b.text) == *t);
    let mut sums = vec![0.];
    let mut sum = 0.;
    for block in blocks {
        sum += weight(block);
        sums.push(sum);
    }
    // An article begins with its title, if that is a heading and enough follows.
    let prose = |blocks: &[Block]| blocks.iter().map(weight).filter(|w| *w > 0.).sum::<f32>();
    let heading = blocks.iter().position(|b| b.kind == Kind::Heading && is_title(b)).filter(|t| prose(&blocks[*t..]) > 0.3 * prose(blocks));
    let start = heading.unwrap_or(0);
    for sum in &mut sums[..start] {
        *sum = 0.;
    }
    let base = sums[start];
    for sum in &mut sums[start..] {
        *sum -= base;
    }
    let mut best = (0., start..blocks.len());
    let others = other_articles(dom, blocks, heading);
    if others.iter().any(|o| *o) {
        let mut sum = 0.;
        for (at, block) in blocks.iter().enumerate() {
            sums[at] = sum;
            if at >= start && !others[at] {
                sum += weight(block);
            }
        }
        sums[blocks.len()] = sum;
    }
    for node in 0..dom.len() {
        let tag = dom.tag(node);
        if !tag.is_block() && tag != Tag::Other {
            continue;
        }
        let from = blocks.partition_point(|b| b.node < node).max(start);
        let to = blocks.partition_point(|b| b.node < dom.end(node)).max(from);
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
    let lead = heading.map_or(0..0, |h| h + 1..best.1.start.min(h + 8));
    let is_lead = |b: &Block| b.kind == Kind::Paragraph && b.size > 60 && b.links() < 0.2 && is_sentence(&b.text);
    let mut chosen: Vec<&Block> = lead.filter(|at| !others[*at]).map(|at| &blocks[at]).filter(|b| is_lead(b)).take(2).collect();
    chosen.extend(best.1.filter(|at| !others[*at]).map(|at| &blocks[at]));
    write(&kept(dom, &chosen, is_title))
}

/// Marks the blocks of `article` elements other than the one that the page is about: the one with
/// the title, or one that holds most of the text.
fn other_articles(dom: &Dom<'_>, blocks: &[Block], title: Option<usize>) -> Vec<bool> {
    let owner = |b: &Block| dom.ancestors(b.node).find(|n| dom.tag(*n) == Tag::Article);
    let owners: Vec<Option<usize>> = blocks.iter().map(owner).collect();
    let mut weights: HashMap<usize, f32> = HashMap::new();
    let mut all = 0.;
    for (owner, block) in owners.iter().zip(blocks) {
        let weight = weight(block).max(0.);
        all += weight;
        if let Some(owner) = owner {
            *weights.entry(*owner).or_default() += weight;
        }
    }
    let of_title = title.and_then(|t| owners[t]).filter(|o| weights[o] > all * 0.15);
    let heaviest = || weights.iter().filter(|(_, w)| **w > all * 0.35).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(n, _)| *n);
    let Some(main) = of_title.or_else(heaviest) else { return vec![false; blocks.len()] };
    owners.iter().map(|o| o.is_some_and(|o| o != main && !dom.ancestors(main).any(|n| n == o))).collect()
}

/// The blocks without those that are beside the article though inside its element.
fn kept<'a>(dom: &Dom<'_>, blocks: &[&'a Block], is_title: impl Fn(&Block) -> bool) -> Vec<&'a Block> {
    let container = |b: &Block| dom.parent(b.holder);
    let main = main_container(dom, blocks);
    let is_own = |b: &Block| dom.tag(b.holder) == Tag::P && Some(container(b)) == main;
    let mut kept: Vec<&Block> = Vec::new();
    let mut beside = false;
    for block in blocks.iter().copied() {
        if beside && block.size > 80 && block.kind != Kind::Item && Some(container(block)) == main && block.links() < 0.3 {
            beside = false;
        }
        if !beside && is_end(block) {
            // Before the article it is a row of buttons.
            beside = kept.iter().map(|b| b.size).sum::<usize>() > 150;
            continue;
        }
        if beside || is_title(block) || is_beside(block) {
            continue;
        }
        kept.push(block);
    }
    let is_line = |b: &&Block| b.kind == Kind::Heading || (b.kind == Kind::Paragraph && b.size < 40 && !is_sentence(&b.text) && !is_own(b));
    let end = kept.iter().rposition(|b| !is_line(b)).map_or(kept.len(), |p| p + 1);
    kept.truncate(end);
    let is_scrap = |b: &&Block| b.kind == Kind::Paragraph && b.size < 40 && !is_sentence(&b.text) && !is_own(b);
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

/// Whether a block is the label of something that comes behind or between an article.
fn is_end(block: &Block) -> bool {
    block.size <= 60 && !block.text.contains('\n') && starts_with_one_of(&block.text, phrases::ENDS)
}

fn is_beside(block: &Block) -> bool {
    if block.links() > 0.6 || (block.size < 300 && block.text.contains('©')) {
        return true;
    }
    block.size < 150 && starts_with_one_of(&block.text, phrases::BESIDE)
}

fn starts_with_one_of(text: &str, phrases: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let start: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    phrases.lines().any(|p| start.strip_prefix(p).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

fn write(blocks: &[&Block]) -> String {
    let mut out = String::new();
    let mut last: Option<&Block> = None;
    for block in blocks {
        if let Some(last) = last {
            let same = matches!(block.kind, Kind::Item | Kind::Row) && block.kind == last.kind;
            out.push_str(if same { "\n" } else { "\n\n" });
        }
        out.push_str(&block.text);
        last = Some(block);
    }
    out
}

pub(crate) fn explain(page: &str) -> String {
    use std::fmt::Write;
    let dom = Dom::parse(page);
    let parts: Vec<Part> = (0..dom.len()).map(|n| if dom.tag(n) == Tag::Text { Part::Unknown } else { part(&dom, n) }).collect();
    let prose = prose(&dom);
    let marked = unwanted(&dom, &parts, &prose, &[], Level::Strict);
    let m = super::metadata::read(&dom);
    let chosen = body(&dom, m.title.as_deref(), m.description.as_deref());
    let mut out = String::new();
    for b in blocks(&dom, &vec![false; dom.len()]) {
        let cut = dom.ancestors(b.node).find(|n| marked[*n]);
        let path: Vec<String> = dom.ancestors(b.node).skip(1).take(6).map(|n| format!("{:?}{}{}.{}", dom.tag(n), if Some(n)==cut {"!!"} else {""}, dom.raw_attribute(n, Name::Id).map(|i| format!("#{i}")).unwrap_or_default(), dom.raw_attribute(n, Name::Class).unwrap_or(""))).collect();
        let _ = writeln!(out, "{}{} {:6.0} {:?} {:.120}\n         {}", if chosen.contains(&b.text) {"*"} else {" "}, if cut.is_some() {"X"} else {" "}, weight(&b), b.kind, b.text.replace('\n', "/").chars().take(110).collect::<String>(), path.join(" < "));
    }
    out
}
