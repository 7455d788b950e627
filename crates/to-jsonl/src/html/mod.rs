//! From an HTML page to its article: pure functions on text.

mod blocks;
mod body;
mod dom;
mod encoding;
mod metadata;
mod names;
mod references;
mod survey;
mod tag;

use dom::Dom;
use survey::Survey;

pub(crate) use encoding::text;

/// How much is done to find an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Effort {
    /// where little is found, it is looked for again with less left out
    Best,
    /// it is looked for again only where next to nothing is found
    Fast,
}

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    /// The article; empty where none was found.
    pub(crate) text: String,
    /// When it was published, in ISO 8601.
    pub(crate) created: Option<String>,
    pub(crate) author: Option<String>,
    /// As the page states it, in BCP 47.
    pub(crate) language: Option<String>,
    /// Its address, as the page states it.
    pub(crate) url: Option<String>,
    /// Whether it is longer than what was read of it.
    pub(crate) cut: bool,
}

/// The article of `page`.
pub(crate) fn extract(page: &str, effort: Effort) -> Page {
    let dom = Dom::parse(page);
    let survey = Survey::of(&dom);
    let metadata = metadata::read(&dom, &survey);
    let mut text = body::body(&dom, &survey, &metadata, effort);
    // Pages that build their text by script often state it for machines.
    if effort == Effort::Best
        && !body::is_long(&text)
        && let Some(stated) = metadata.text.map(|t| stated(&t)).filter(|s| s.len() > 2 * text.len())
    {
        text = stated;
    }
    let metadata::Metadata { title, author, created, language, url, .. } = metadata;
    Page { title, text, created, author, language, url, cut: dom.is_cut(page) }
}

/// A text in JSON-LD, which may be HTML.
fn stated(text: &str) -> String {
    let dom = Dom::parse(text);
    let blocks = blocks::blocks(&dom, &vec![false; dom.len()]);
    let lines = blocks.iter().map(|b| b.text.as_str());
    lines.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests;
