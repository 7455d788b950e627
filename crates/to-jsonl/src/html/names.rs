//! What the names that page makers give elements (`class`, `id`, `role`, `itemprop`) tell.

use super::dom::{Dom, Name};
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

/// Words that say what is around an article and not in it.
const ASIDE: &[&str] = &[
    "abo", "actions", "ad", "addthis", "addtoany", "ads", "advert", "afterpost", "alert", "anzeige",
    "articlemeta", "attribution", "author", "authorbio", "authorbox", "authors", "autor", "banner", "bio",
    "bottombar", "breadcrumb", "breadcrumbs", "button", "buttons", "byline", "bylines", "caption", "captions",
    "carousel", "categories", "category", "cookie", "cookies", "copyright", "credit", "credits", "crp", "cta",
    "date", "dateline", "dfp", "dialog", "disclaimer", "donate", "error", "feedback", "flyout", "follow",
    "footer", "gdpr", "instagram", "keywords", "kicker", "lightbox", "login", "masthead", "menu", "metadata",
    "modal", "mostread", "nav", "navbar", "navi", "navigation", "newsletter", "noprint", "outbrain",
    "overlay", "pager", "pagination", "paging", "paywall", "permalink", "player", "popular", "popup",
    "postmeta", "poststats", "print", "profile", "promo", "promoted", "promotion", "publicidad", "publicite",
    "rating", "ratings", "readmore", "recirc", "recirculation", "recommended", "register", "relacionadas",
    "relacionados", "related", "relatedposts", "rss", "saboxplugin", "search", "share", "sharebar",
    "sharebox", "sharebuttons", "sharedaddy", "sharethis", "shariff", "sharing", "shop", "sidebar", "signin",
    "signup", "sitemap", "skip", "skiplink", "sociable", "social", "sponsor", "sponsored", "sponsors",
    "subscribe", "subscription", "taboola", "tag", "taglist", "tags", "timestamp", "toc", "toolbar", "tools",
    "topbar", "topics", "trending", "verwandte", "videoplayer", "vote", "voting", "werbung", "widget",
    "widgets", "yarpp",
];

/// Words that begin so are of the same kind.
const ASIDE_START: &[&str] = &[
    "advert", "breadcrumb", "cookie", "newsletter", "outbrain", "recommend", "related", "sharing", "sidebar", "social", "sponsor", "subscri", "taboola",
];

const COMMENTS: &[&str] = &["comment", "comments", "commentlist", "commentform", "kommentar", "kommentare", "disqus", "respond", "reply", "replies", "discussion", "livefyre", "pingback", "pingbacks", "trackback", "trackbacks"];

/// An article, in names.
const ARTICLE: &[&str] = &["article", "artikel", "articulo", "blog", "blogpost", "entry", "news", "node", "page", "post", "single", "story", "td"];

/// Its text, in names.
const TEXT: &[&str] = &["body", "bodytext", "content", "contents", "copy", "text", "inhalt", "contenido"];

/// Both in one word.
const BOTH: &[&str] = &[
    "articlebody", "articlecontent", "articletext", "artikeltext", "bodytext", "bodycopy", "entrycontent", "entrytext", "maincontent", "newstext", "postbody", "postcontent", "postentry", "posttext", "storybody", "storycontent", "storytext",
];

pub(super) fn part(dom: &Dom<'_>, node: usize) -> Part {
    if let Some(itemprop) = dom.raw_attribute(node, Name::Itemprop) {
        let itemprop = itemprop.trim();
        if itemprop.eq_ignore_ascii_case("articleBody") {
            return Part::Marked;
        }
    }
    let tag = dom.tag(node);
    match dom.raw_attribute(node, Name::Role).unwrap_or("") {
        "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "alertdialog" | "alert" | "menu" | "menubar" | "toolbar" | "banner" => return Part::Aside,
        _ => {}
    }
    let (mut article, mut text, mut both, mut aside) = (false, false, false, false);
    let (mut post, mut embedded, mut teaser) = (false, false, false);

    for name in [Name::Id, Name::Class].into_iter().filter_map(|n| dom.raw_attribute(node, n)) {
        let mut comments = false;
        // The address of a section, made of its heading.
        if name.len() > 20 && !name.contains([' ', '_']) && name.bytes().filter(|b| *b == b'-').count() > 3 {
            continue;
        }
        // A whole post, with classes for each of its categories and tags.
        post |= name.split_ascii_whitespace().any(|n| matches!(n, "hentry" | "h-entry" | "type-post" | "post"));
        words(name, |word| {
            comments |= COMMENTS.contains(&word);
            article |= ARTICLE.contains(&word);
            text |= TEXT.contains(&word);
            both |= BOTH.contains(&word);
            embedded |= word == "embed";
            teaser |= word.starts_with("teaser");
            aside |= ASIDE.binary_search(&word).is_ok() || ASIDE_START.iter().any(|s| word.starts_with(s));
        });
        if comments {
            return Part::Comments;
        }
    }
    // What is quoted from social media is part of the article.
    if aside && !embedded && !post && tag != Tag::Blockquote {
        Part::Aside
    } else if teaser && !post {
        Part::Teaser
    } else if both || (article && text) || matches!(tag, Tag::Article | Tag::Main) {
        Part::Body
    } else {
        Part::Unknown
    }
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
