//! What is known of a feed and its items, and the record of an item.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::{write_list, write_string};
use copydesk_cli::stream::run::Done;

use crate::article::{Article, Value};
use crate::dates::iso_date;
use crate::flags::Options;

/// What the items of a feed have in common.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) link: Option<String>,
    /// What links are relative to, if it says so.
    pub(super) base: Option<String>,
}

/// An item or entry. Of what may occur more than once, the first counts unless said otherwise.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) title: Option<String>,
    /// The fullest text of those that it has.
    pub(super) text: String,
    /// Text that describes what it shows, for an item that has no other.
    pub(super) caption: String,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) link: Option<String>,
    pub(super) guid: Option<String>,
    /// The id, if it may be a link.
    pub(super) permalink: Option<String>,
    pub(super) base: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) language: Option<String>,
}

/// Keeps the first of several values that is not empty.
pub(super) fn first(slot: &mut Option<String>, value: String) {
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value);
    }
}

/// Adds `value` to a list, once.
pub(super) fn add(list: &mut Vec<String>, value: String) {
    // An item with very many is compared with the first of them only.
    if !value.is_empty() && !list.iter().take(64).any(|old| *old == value) {
        list.push(value);
    }
}

impl Item {
    /// Takes `text` if there is no fuller one.
    pub(super) fn fuller(&mut self, text: String) {
        if text.len() > self.text.len() {
            self.text = text;
        }
    }

    /// Writes the record of the item, the `row`-th in `file`.
    pub(super) fn write(
        &self,
        feed: &Feed,
        (file, row): (&str, u64),
        encoding: Option<&'static str>,
        options: &Options,
        done: &mut Done,
    ) -> Result<(), BadRecord> {
        let page = || self.permalink.as_deref().filter(|link| link.starts_with("http"));
        let link = self.link.as_deref().or_else(page);
        let base = self.base.as_ref().or(feed.base.as_ref()).or(feed.link.as_ref());
        let source = link.map(|link| join(base.map_or("", |b| b), link));
        let given = self.published.as_deref().or(self.updated.as_deref());
        let created = given.and_then(iso_date);
        let authors = if self.authors.is_empty() { &feed.authors } else { &self.authors };
        let authors = authors.join(", ");
        let categories = (!self.categories.is_empty()).then(|| array(&self.categories));
        let known = [
            ("author", Some(authors.as_str()).filter(|a| !a.is_empty()).map(Value::Text)),
            ("feed", feed.title.as_deref().map(Value::Text)),
            ("guid", self.guid.as_deref().map(Value::Text)),
            ("categories", categories.as_deref().map(Value::Json)),
            ("language", self.language.as_deref().or(feed.language.as_deref()).map(Value::Text)),
            // A date that nobody understands is kept as it is.
            ("date", given.filter(|_| created.is_none()).map(Value::Text)),
            ("encoding", encoding.map(Value::Text)),
            ("file", Some(Value::Text(file))),
        ];
        let metadata = known.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let text = if self.text.is_empty() { &self.caption } else { &self.text };
        Article {
            source: source.as_deref().unwrap_or(file),
            title: self.title.as_deref(),
            text,
            created: created.as_deref(),
            metadata,
            place: Some(("row", row)),
            ..Article::default()
        }
        .write(options, done)
    }
}

/// A JSON array of strings.
pub(in crate::format) fn array(strings: &[String]) -> String {
    let mut json = Vec::new();
    write_list(strings, &mut json, |string, json| write_string(string, json));
    String::from_utf8(json).unwrap_or_default()
}

/// `link`, which may be relative to `base`.
pub(super) fn join(base: &str, link: &str) -> String {
    let scheme = |url: &str| {
        let end = url.find(':').filter(|end| *end > 0)?;
        let name = &url[..end];
        name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)).then_some(end)
    };
    let Some(colon) = scheme(base).filter(|_| scheme(link).is_none()) else { return link.to_owned() };
    if link.starts_with("//") {
        return format!("{}:{link}", &base[..colon]);
    }
    let base = &base[..base.find(['?', '#']).unwrap_or(base.len())];
    let host = colon + if base[colon..].starts_with("://") { 3 } else { 1 };
    let path = base[host..].find('/').map_or(base.len(), |n| host + n);
    if link.starts_with('/') || link.is_empty() {
        return format!("{}{link}", &base[..path]);
    }
    let mut folder = base[path..].rfind('/').map_or("", |n| &base[path..path + n]);
    let mut link = link;
    loop {
        if let Some(rest) = link.strip_prefix("../") {
            folder = folder.rfind('/').map_or("", |n| &folder[..n]);
            link = rest;
        } else if let Some(rest) = link.strip_prefix("./") {
            link = rest;
        } else {
            return format!("{}{folder}/{link}", &base[..path]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        for (base, link, whole) in [
            ("http://a.org/b/c", "d", "http://a.org/b/d"),
            ("http://a.org/b/c", "../d", "http://a.org/d"),
            ("http://a.org", "d?x", "http://a.org/d?x"),
            ("http://a.org/b?c/d", "/e", "http://a.org/e"),
            ("http://a.org/b", "//c.org/d", "http://c.org/d"),
            ("http://a.org/b", "https://c.org/d", "https://c.org/d"),
            ("", "d", "d"),
            ("feed.xml", "/d", "/d"),
        ] {
            assert_eq!(join(base, link), whole, "{base} {link}");
        }
    }
}
