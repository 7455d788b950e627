//! `meta` elements, and elements that `itemprop` makes such.

use super::super::dom::{Attribute, Dom};
use super::super::tag::Tag;

/// Names in lower case, and what is said under them, in order.
pub(super) struct Metas(Vec<(String, String)>);

impl Metas {
    pub(super) fn read(dom: &Dom<'_>) -> Metas {
        /// No page at hand has a tenth of these.
        const MOST: usize = 1_000;
        let mut metas = Vec::new();
        for node in dom.all(Tag::Meta).take(MOST) {
            let Some(content) = dom.attribute(node, Attribute::Content) else { continue };
            let content = content.trim();
            if content.is_empty() {
                continue;
            }
            for name in [Attribute::Property, Attribute::Name, Attribute::Itemprop]
                .into_iter()
                .filter_map(|n| dom.raw_attribute(node, n))
            {
                metas.push((name.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
        Metas(metas)
    }

    /// What is said first under `name`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, content)| content.as_str())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, content)| content.as_str())
    }
}
