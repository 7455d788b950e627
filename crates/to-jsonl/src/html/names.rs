//! What the names that page makers give elements (`class`, `id`, `role`, `itemprop`) tell.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dom::{Attribute, Dom};
use super::tag::Tag;

/// What an element is by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing is known.
    Unknown,
    /// The body of an article, by schema.org's name for it.
    Marked,
    /// The body of an article, by names of that kind.
    Body,
    /// No part of an article's text: navigation, shares, related articles and so on.
    Aside,
    /// A short text that leads to an article: another one, if there is a link.
    Teaser,
    /// What readers wrote.
    Comments,
}

const ASIDE: u8 = 1;
const COMMENTS: u8 = 2;
const ARTICLE: u8 = 4;
const TEXT: u8 = 8;
const BOTH: u8 = 16;
const TEASER: u8 = 32;
const EMBEDDED: u8 = 64;

/// Words and what they tell, in order.
struct Words {
    whole: Vec<(&'static str, u8)>,
    starts: Vec<(&'static str, u8)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let kinds = [
        ("aside", ASIDE),
        ("comments", COMMENTS),
        ("article", ARTICLE),
        ("text", TEXT),
        ("both", BOTH),
        ("teaser", TEASER),
        ("embedded", EMBEDDED),
    ];
    let lines = include_str!("names.txt").lines().filter_map(|l| l.split_once(": "));
    let all = lines.filter_map(|(kind, words)| Some((kinds.iter().find(|k| k.0 == kind)?.1, words)));
    let all: Vec<(&str, u8)> = all.flat_map(|(kind, words)| words.split(' ').map(move |w| (w, kind))).collect();
    let mut whole: Vec<(&str, u8)> = all.iter().copied().filter(|(w, _)| !w.ends_with('*')).collect();
    whole.sort_unstable();
    let starts = all.iter().filter_map(|(w, kind)| Some((w.strip_suffix('*')?, *kind))).collect();
    Words { whole, starts }
});

/// What a word tells.
fn known(word: &str) -> u8 {
    let words = &*WORDS;
    let whole = words.whole.binary_search_by(|w| w.0.cmp(word)).map_or(0, |at| words.whole[at].1);
    let starts = words.starts.iter().filter(|(start, _)| word.starts_with(start));
    starts.fold(whole, |known, (_, kind)| known | kind)
}

/// A whole post, with classes for each of its categories and tags.
const POST: u8 = 128;

/// Reads names, each distinct one once: pages repeat them hundreds of times.
#[derive(Default)]
pub(super) struct Names<'a>(HashMap<&'a str, u8>);

impl<'a> Names<'a> {
    /// What the names of an element tell.
    pub(super) fn part(&mut self, dom: &Dom<'a>, node: usize) -> Part {
        let tag = dom.tag(node);
        let attribute = |name| dom.short_attribute(node, name);
        if attribute(Attribute::Itemprop).is_some_and(|i| i.trim().eq_ignore_ascii_case("articleBody")) {
            return Part::Marked;
        }
        if attribute(Attribute::Role).is_some_and(|role| ROLES.contains(&role)) {
            return Part::Aside;
        }
        let names = [Attribute::Id, Attribute::Class].into_iter().filter_map(attribute);
        let told = names.fold(0, |told, name| told | *self.0.entry(name).or_insert_with(|| tell(name)));
        let is = |kinds: u8| told & kinds == kinds;
        if is(COMMENTS) {
            Part::Comments
        } else if is(ASIDE) && !is(EMBEDDED) && !is(POST) && tag != Tag::Blockquote {
            // What is quoted from social media is part of the article.
            Part::Aside
        } else if is(TEASER) && !is(POST) {
            Part::Teaser
        } else if is(BOTH) || is(ARTICLE | TEXT) || matches!(tag, Tag::Article | Tag::Main) {
            Part::Body
        } else {
            Part::Unknown
        }
    }
}

/// Roles (WAI-ARIA) of what is around an article.
const ROLES: [&str; 11] = [
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "menu",
    "menubar",
    "toolbar",
    "banner",
];

/// What an `id` or the classes of an element tell.
fn tell(name: &str) -> u8 {
    // The address of a section, made of its heading.
    if name.len() > 20 && !name.contains([' ', '_']) && name.bytes().filter(|b| *b == b'-').count() > 3 {
        return 0;
    }
    let post = name.split_ascii_whitespace().any(|n| matches!(n, "hentry" | "h-entry" | "type-post" | "post"));
    let mut told = if post { POST } else { 0 };
    words(name, |word| told |= known(word));
    told
}

/// The words of a name, in lower case: `post-meta`, `post_meta` and `postMeta` have two. What is
/// longer than any that is known is left out.
pub(super) fn words(name: &str, mut each: impl FnMut(&str)) {
    let mut word = [0; 24];
    let mut length = 0;
    let mut lower = false;
    let mut end = |word: &[u8; 24], length: usize| {
        if let Some(word) = word.get(..length).and_then(|w| std::str::from_utf8(w).ok())
            && length > 1
        {
            each(word);
        }
    };
    for b in name.bytes() {
        if !b.is_ascii_alphanumeric() || (lower && b.is_ascii_uppercase()) {
            end(&word, length);
            length = 0;
        }
        lower = b.is_ascii_lowercase();
        if b.is_ascii_alphanumeric() {
            if let Some(place) = word.get_mut(length) {
                *place = b.to_ascii_lowercase();
            }
            length += 1;
        }
    }
    end(&word, length);
}
