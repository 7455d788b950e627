//! What is known of each element before the article is looked for: counted once, in the order of the
//! page, so that no rule walks a subtree of its own.

use super::dom::{Attribute, Dom};
use super::names::{Names, Part};
use super::tag::Tag;

/// Facts of a page's nodes.
pub(super) struct Survey {
    pub(super) parts: Vec<Part>,
    /// Elements that are not shown.
    pub(super) hidden: Vec<bool>,
    /// The innermost `article` that holds each node, or the root.
    pub(super) articles: Vec<u32>,
    /// How much text outside links, in bytes, comes before each node, and before the end.
    prose: Vec<usize>,
    /// How many links come before each node, and before the end.
    links: Vec<u32>,
    /// The same of headings of the first two ranks.
    headings: Vec<u32>,
}

impl Survey {
    pub(super) fn of(dom: &Dom<'_>) -> Survey {
        let nodes = dom.len();
        let mut survey = Survey {
            parts: Vec::with_capacity(nodes),
            hidden: Vec::with_capacity(nodes),
            articles: Vec::with_capacity(nodes),
            prose: Vec::with_capacity(nodes + 1),
            links: Vec::with_capacity(nodes + 1),
            headings: Vec::with_capacity(nodes + 1),
        };
        let mut names = Names::default();
        let (mut prose, mut links, mut headings, mut no_prose) = (0, 0, 0, 0);
        for node in 0..nodes {
            survey.prose.push(prose);
            survey.links.push(links);
            survey.headings.push(headings);
            let tag = dom.tag(node);
            let parent = survey.articles.get(dom.parent(node)).copied().unwrap_or(0);
            survey.articles.push(if tag == Tag::Article { node as u32 } else { parent });
            match tag {
                Tag::Text if node >= no_prose => prose += dom.raw(node).trim_ascii().len(),
                Tag::A | Tag::Script | Tag::Title => no_prose = no_prose.max(dom.end(node)),
                _ => {}
            }
            links += u32::from(tag == Tag::A);
            headings += u32::from(matches!(tag, Tag::H1 | Tag::H2));
            let is_element = tag != Tag::Text;
            survey.parts.push(if is_element { names.part(dom, node) } else { Part::Unknown });
            survey.hidden.push(is_element && is_hidden(dom, node));
        }
        survey.prose.push(prose);
        survey.links.push(links);
        survey.headings.push(headings);
        survey
    }

    /// The share of the page's text outside links that is inside `node`.
    pub(super) fn share(&self, dom: &Dom<'_>, node: usize) -> f32 {
        let all = self.prose.last().copied().unwrap_or(0).max(1);
        (self.prose[dom.end(node)] - self.prose[node]) as f32 / all as f32
    }

    /// The `article` that holds this one, or the root.
    pub(super) fn article_around(&self, dom: &Dom<'_>, article: u32) -> u32 {
        self.articles[dom.parent(article as usize)]
    }

    pub(super) fn has_link(&self, dom: &Dom<'_>, node: usize) -> bool {
        self.links[dom.end(node)] > self.links[node]
    }

    /// Whether an h1 or h2 is inside `node`.
    pub(super) fn has_heading(&self, dom: &Dom<'_>, node: usize) -> bool {
        self.headings[dom.end(node)] > self.headings[node]
    }
}

/// Whether an element says that it is not shown, or only to screen readers.
fn is_hidden(dom: &Dom<'_>, node: usize) -> bool {
    let class = |class: &str| {
        const ONLY_READ: [&str; 4] = ["screen-reader", "visually-hidden", "visuallyhidden", "sr-only"];
        let says = class.split_ascii_whitespace().any(|c| matches!(c, "hidden" | "hide" | "invisible"));
        // With others beside it, it is often hidden at some sizes of a screen.
        says && !class.contains([':', '-']) || ONLY_READ.iter().any(|o| class.contains(o))
    };
    let style = |style: &str| {
        if !style.contains("none") && !style.contains("hidden") {
            return false;
        }
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    dom.short_attribute(node, Attribute::Hidden).is_some()
        || dom.short_attribute(node, Attribute::AriaHidden) == Some("true")
        || dom.short_attribute(node, Attribute::Class).is_some_and(class)
        || dom.short_attribute(node, Attribute::Style).is_some_and(style)
}
