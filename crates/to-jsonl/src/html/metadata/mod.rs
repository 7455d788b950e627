//! What a page says of its article: title, author, date, language, address.

mod author;
mod date;
mod json_ld;
mod meta;
mod title;

use super::dom::{Attribute, Dom};
use super::survey::Survey;
use super::tag::Tag;
use meta::Metas;
pub(super) use title::{folded, is_folded};

/// What is known of an article beside its text.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) created: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    /// What the page says it is about, in a sentence or two.
    pub(super) description: Option<String>,
    /// The whole text, as the page says it for machines.
    pub(super) text: Option<String>,
}

pub(super) fn read(dom: &Dom<'_>, survey: &Survey) -> Metadata {
    let said = json_ld::read(dom);
    let metas = Metas::read(dom);
    let language = language(dom, &metas).or_else(|| said.language.clone().and_then(|l| as_language(&l)));
    let url = url(dom, &metas, said.url.as_deref());
    let month_first = language.as_deref().is_some_and(|l| l == "en" || l == "en-US");
    Metadata {
        title: title::find(dom, &metas, &said).map(|t| t.replace('\u{ad}', "")),
        author: author::find(dom, survey, &metas, &said),
        created: created(dom, &metas, &said, url.as_deref(), month_first),
        language,
        url,
        description: ["og:description", "description"].iter().find_map(|n| metas.get(n)).map(str::to_owned),
        text: said.text,
    }
}

/// A language as BCP 47 writes it: `de`, `pt-BR`.
fn as_language(written: &str) -> Option<String> {
    let tag = written.trim().replace('_', "-");
    let (first, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let fine = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let fine = fine && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && rest.len() < 20;
    let first = first.to_ascii_lowercase();
    let rest = if rest.len() == 2 { rest.to_ascii_uppercase() } else { rest.to_owned() };
    fine.then(|| if rest.is_empty() { first } else { format!("{first}-{rest}") })
}

fn language(dom: &Dom<'_>, metas: &Metas) -> Option<String> {
    let of = |tag| dom.all(tag).next().and_then(|n| dom.attribute(n, Attribute::Lang));
    let html = of(Tag::Html).or_else(|| of(Tag::Body)).and_then(|l| as_language(&l));
    html.or_else(|| {
        ["content-language", "og:locale", "dc.language", "language", "inlanguage"]
            .iter()
            .find_map(|n| metas.get(n).and_then(as_language))
    })
}

fn url(dom: &Dom<'_>, metas: &Metas, said: Option<&str>) -> Option<String> {
    let link = dom
        .all(Tag::Link)
        .find(|n| dom.short_attribute(*n, Attribute::Rel).is_some_and(|r| r.eq_ignore_ascii_case("canonical")));
    let link = link.and_then(|n| dom.attribute(n, Attribute::Href)).map(|h| h.trim().to_owned());
    let whole = |u: &String| u.starts_with("http://") || u.starts_with("https://");
    let others = [metas.get("og:url"), said, metas.get("twitter:url")].into_iter().flatten().map(str::to_owned);
    link.into_iter().chain(others).find(whole)
}

/// Names of `meta` elements that say when a page was published, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dc:created",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "publication_date",
    "citation_publication_date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "bt:pubdate",
    "created",
    "datecreated",
    "date",
    "release_date",
    "last-modified-date",
];

/// Those of when it was changed, if nothing better is known.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "lastmod",
    "last-modified",
    "modified",
];

fn created(dom: &Dom<'_>, metas: &Metas, said: &json_ld::Said, url: Option<&str>, month_first: bool) -> Option<String> {
    let find = |text: &str| date::find(text, month_first);
    let of_meta = |names: &[&str]| names.iter().find_map(|n| metas.get(n).and_then(find));
    let said = said.created.as_deref().and_then(find);
    said.or_else(|| of_meta(PUBLISHED))
        .or_else(|| of_elements(dom, month_first))
        .or_else(|| url.and_then(date::in_url))
        .or_else(|| of_meta(CHANGED))
        .or_else(|| of_text(dom, month_first))
}

/// Words in names of elements that hold a date.
const DATE_WORDS: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "published",
    "pubdate",
    "publish",
    "time",
    "timestamp",
    "posted",
    "created",
    "dateline",
    "datetime",
    "publication",
    "entrydate",
    "postdate",
];

/// The date in an element that is there for one: `time`, `itemprop`, names.
fn of_elements(dom: &Dom<'_>, month_first: bool) -> Option<String> {
    const LONGEST: usize = 200;
    let mut best: Option<(u32, String)> = None;
    for node in 0..dom.len() {
        let tag = dom.tag(node);
        if matches!(tag, Tag::Text | Tag::Html | Tag::Body | Tag::Meta | Tag::Script) {
            continue;
        }
        let itemprop = dom.short_attribute(node, Attribute::Itemprop).unwrap_or("");
        let mut rank = 0;
        let mut changed = itemprop.eq_ignore_ascii_case("dateModified");
        for name in [Attribute::Class, Attribute::Id, Attribute::Itemprop]
            .into_iter()
            .filter_map(|n| dom.short_attribute(node, n))
        {
            super::names::words(name, |word| {
                if DATE_WORDS.contains(&word) {
                    rank = rank.max(if matches!(word, "published" | "pubdate") { 4 } else { 2 });
                }
                changed |= matches!(word, "updated" | "modified" | "comment" | "comments");
            });
        }
        if itemprop.eq_ignore_ascii_case("datePublished") {
            rank = 6;
        }
        if tag == Tag::Time {
            rank = rank.max(3);
        }
        if rank == 0 || best.as_ref().is_some_and(|b| b.0 >= rank - u32::from(changed)) {
            continue;
        }
        if changed {
            rank -= 1;
        }
        let attribute = dom.attribute(node, Attribute::Datetime).or_else(|| dom.attribute(node, Attribute::Content));
        let found = attribute.and_then(|a| date::find(&a, month_first)).or_else(|| {
            // An element that holds more than a line is there for something else.
            let line = dom.line(node).filter(|l| l.len() < LONGEST);
            line.and_then(|l| date::find(&l, month_first))
        });
        if let Some(found) = found {
            best = Some((rank, found));
        }
    }
    best.map(|b| b.1)
}

/// The first date in a short text of the page.
fn of_text(dom: &Dom<'_>, month_first: bool) -> Option<String> {
    const LONGEST: usize = 120;
    let texts = dom.all(Tag::Text).filter(|n| dom.tag(dom.parent(*n)) != Tag::Script);
    let short = texts.map(|n| dom.raw(n)).filter(|t| t.len() < LONGEST && t.bytes().any(|b| b.is_ascii_digit()));
    let mut short = short.filter(|t| !t.contains(['©', '\u{a9}']) && !t.contains("&copy"));
    short.find_map(|t| date::find(&super::references::decoded(t), month_first))
}
