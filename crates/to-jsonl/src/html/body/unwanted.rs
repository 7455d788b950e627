//! What is left out before the article is looked for.

use super::super::dom::Dom;
use super::super::names::Part;
use super::super::survey::Survey;
use super::super::tag::Tag;

/// How much is left out.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Level {
    /// What tags and names tell to be beside the article.
    Strict,
    /// What is not shown.
    All,
}

/// Marks the elements that are left out with all that they hold. Nothing is left out that holds
/// most of the page's text, whatever it is called: names are often wrong.
///
/// `described` are texts that are in the article.
pub(super) fn unwanted(dom: &Dom<'_>, survey: &Survey, described: &[usize], level: Level) -> Vec<bool> {
    let is_unwanted = |node: usize| {
        use Tag::*;
        let tag = dom.tag(node);
        // The most of the page's text that may be left out with the element.
        let most = match tag {
            Text | Root | Html | Body => return false,
            Head | Audio | Video | Canvas | Object | Select | Option | Label | Input | Dialog => return true,
            Button | Noscript => 0.3,
            _ if survey.hidden[node] => 0.5,
            _ if tag != Figcaption && holds(dom, described, node) => return false,
            Header if level == Level::Strict && is_of_site(dom, survey, node) => 0.3,
            _ => match (level, survey.parts[node]) {
                (Level::Strict, Part::Comments) => 0.8,
                (Level::Strict, Part::Aside) => 0.5,
                // A teaser without a link is the lead of this article and of no other one.
                (Level::Strict, Part::Teaser) if survey.has_link(dom, node) => 0.5,
                (Level::Strict, _) if matches!(tag, Nav | Footer | Aside | Form | Menu | Fieldset | Figcaption) => 0.5,
                _ => return false,
            },
        };
        survey.share(dom, node) < most
    };
    (0..dom.len()).map(is_unwanted).collect()
}

/// Whether one of `nodes`, which are in order, is inside `node`.
fn holds(dom: &Dom<'_>, nodes: &[usize], node: usize) -> bool {
    let next = nodes.partition_point(|n| *n < node);
    nodes.get(next).is_some_and(|n| *n < dom.end(node))
}

/// Whether a header is the site's and not an article's: no title is in it.
fn is_of_site(dom: &Dom<'_>, survey: &Survey, header: usize) -> bool {
    survey.articles[header] == 0 && !survey.has_heading(dom, header)
}
