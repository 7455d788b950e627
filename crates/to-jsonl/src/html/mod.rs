//! From an HTML page to its article.

mod blocks;
mod body;
mod dom;
mod metadata;
mod names;
mod phrases;
mod references;
mod tag;

use dom::Dom;

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) created: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
}

pub(crate) fn extract(page: &str) -> Page {
    let dom = Dom::parse(page);
    let metadata::Metadata { title, author, created, language, url, description, text: _ } = metadata::read(&dom);
    let text = body::body(&dom, title.as_deref(), description.as_deref());
    Page { title, text, created, author, language, url }
}

pub(crate) use body::explain;
