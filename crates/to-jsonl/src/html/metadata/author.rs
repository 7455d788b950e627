//! Who wrote it.

use super::super::dom::{Attribute, Dom};
use super::super::names::{Part, words};
use super::super::survey::Survey;
use super::super::tag::Tag;
use super::json_ld::Said;
use super::meta::Metas;

/// Names of `meta` elements that hold an author.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "authors",
    "article:author_name",
    "citation_author",
    "cxenseparse:author",
    "og:author",
    "article.author",
];

/// What stands before a name.
const BEFORE: &[&str] = &[
    "written by",
    "posted by",
    "published by",
    "reported by",
    "by",
    "von",
    "par",
    "por",
    "da",
    "di",
    "door",
    "av",
    "af",
    "autor:in",
    "autorin",
    "autor",
    "author",
    "text:",
    "texte:",
    "verfasst von",
    "geschrieben von",
    "veröffentlicht von",
    "un article de",
    "escrito por",
    "publicado por",
    "przez",
    "napsal",
    "автор",
    "od",
    "words",
];

pub(super) fn find(dom: &Dom<'_>, survey: &Survey, metas: &Metas, said: &Said) -> Option<String> {
    let is_site = |name: &str| {
        said.sites.iter().any(|s| s.eq_ignore_ascii_case(name))
            || metas.get("og:site_name").is_some_and(|s| s.eq_ignore_ascii_case(name))
    };
    let said_names = names(said.authors.iter().map(String::as_str));
    if !said_names.is_empty() && !said_names.iter().all(|n| is_site(n)) {
        return Some(said_names.join(", "));
    }
    let metas_names =
        METAS.iter().map(|n| names(metas.all(n))).find(|n| !n.is_empty() && !n.iter().all(|n| is_site(n)));
    if let Some(names) = metas_names {
        return Some(names.join(", "));
    }
    of_elements(dom, survey)
        .or_else(|| of_text(dom))
        .or_else(|| (!said_names.is_empty()).then(|| said_names.join(", ")))
}

/// Names, cleaned, each once.
fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    const MOST: usize = 10;
    let mut names: Vec<String> = Vec::new();
    for name in all.take(MOST).filter_map(clean) {
        if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// A name without what is around it; nothing if it is none.
fn clean(written: &str) -> Option<String> {
    let mut name = written.trim();
    if name.contains("://") || name.starts_with(['@', '/']) || name.contains("www.") {
        return None;
    }
    loop {
        let before = name;
        name = name.trim_start_matches([':', ',', '-', '–', '—', '|', '/', '•', '·', ' ', '\u{a0}']);
        for word in BEFORE {
            if let Some(start) = name.get(..word.len())
                && start.to_lowercase() == *word
                && name[word.len()..].starts_with([' ', ':', '\u{a0}', '\n'])
            {
                name = name[word.len()..].trim_start();
            }
        }
        if before == name {
            break;
        }
    }
    let end = [" | ", " – ", " — ", " • ", " · ", " - ", " am ", " on ", " vom ", "|", " (", "\n", "\t"]
        .iter()
        .filter_map(|s| name.find(s))
        .min()
        .unwrap_or(name.len());
    // A date behind it.
    let digit = name[..end].find(|c: char| c.is_ascii_digit()).filter(|at| *at > 3).unwrap_or(end);
    name = name[..digit].trim_end_matches([' ', ',', ':', '.', '-', '/', '\u{a0}', ';']).trim();
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let no = [
        "admin",
        "administrator",
        "author",
        "autor",
        "editor",
        "unknown",
        "anonymous",
        "staff",
        "guest",
        "webmaster",
        "null",
        "undefined",
    ];
    let fine = letters > 1
        && words <= 12
        && name.chars().count() <= 100
        && digits <= 4
        && !name.contains(['<', '>', '{', '['])
        && !no.contains(&name.to_lowercase().as_str());
    fine.then(|| match name.split_once(" @") {
        Some((name, _)) => name.to_owned(),
        None => name.to_owned(),
    })
}

/// The name in an element that is there for one.
fn of_elements(dom: &Dom<'_>, survey: &Survey) -> Option<String> {
    const LONGEST: usize = 150;
    let mut best: Option<(u32, String)> = None;
    let mut comments = 0;
    for node in 0..dom.len() {
        let tag = dom.tag(node);
        if survey.parts[node] == Part::Comments {
            comments = comments.max(dom.end(node));
        }
        if node < comments {
            continue;
        }
        if matches!(tag, Tag::Text | Tag::Html | Tag::Body | Tag::Meta | Tag::Script | Tag::Link) {
            continue;
        }
        let rank = rank(dom, node);
        if rank == 0 || best.as_ref().is_some_and(|b| b.0 >= rank) {
            continue;
        }
        let Some(line) = dom.line(node).filter(|l| l.len() <= LONGEST) else { continue };
        // The name is often in a link, and more around it.
        let link = (node..dom.end(node)).filter(|n| dom.tag(*n) == Tag::A).find_map(|n| dom.line(n));
        let name = link.and_then(|t| clean(&t)).or_else(|| clean(&line));
        if let Some(name) = name.filter(|n| super::date::find(n, false).is_none() && n.split_whitespace().count() <= 8)
        {
            best = Some((rank, name));
        }
    }
    best.map(|b| b.1)
}

/// How sure an element is to hold the author.
fn rank(dom: &Dom<'_>, node: usize) -> u32 {
    let itemprop = dom.short_attribute(node, Attribute::Itemprop).unwrap_or("");
    if itemprop.split_whitespace().any(|i| i.eq_ignore_ascii_case("author")) {
        return 6;
    }
    let href = dom.short_attribute(node, Attribute::Href).unwrap_or("");
    if ["/author/", "/autor/", "/authors/", "/autoren/", "/auteur/"].iter().any(|a| href.contains(a)) {
        return 4;
    }
    let rel = dom.short_attribute(node, Attribute::Rel).unwrap_or("");
    if rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("author")) {
        return 5;
    }
    let mut rank = 0;
    for name in [Attribute::Class, Attribute::Id].into_iter().filter_map(|n| dom.short_attribute(node, n)) {
        let (mut author, mut exact) = (false, false);
        words(name, |word| {
            author |= matches!(
                word,
                "author"
                    | "authors"
                    | "autor"
                    | "byline"
                    | "auteur"
                    | "writer"
                    | "verfasser"
                    | "redakteur"
                    | "authorname"
                    | "postauthor"
            );
            exact |= matches!(word, "name" | "vcard" | "link");
        });
        if author {
            rank = rank.max(if exact { 4 } else { 3 });
        }
    }
    rank
}

/// The name in a short line that begins with `By` or the like.
fn of_text(dom: &Dom<'_>) -> Option<String> {
    const LONGEST: usize = 80;
    let starts = [
        "By ",
        "by ",
        "Von ",
        "von ",
        "Par ",
        "Por ",
        "Autor: ",
        "Autorin: ",
        "Text: ",
        "Author: ",
        "Written by ",
        "Posted by ",
    ];
    for node in dom.all(Tag::Text) {
        let text = dom.raw(node).trim();
        let decoded = if text.len() > LONGEST { text.into() } else { super::super::references::decoded(text) };
        let text = decoded.trim();
        if text.len() > LONGEST || dom.tag(dom.parent(node)) == Tag::Script {
            continue;
        }
        let Some(start) = starts.iter().find(|s| text.starts_with(s.trim_end())) else { continue };
        let name = if text.len() > start.len() && text.starts_with(start) {
            clean(text)
        } else if text.trim_end_matches(':').len() == start.trim_end().trim_end_matches(':').len() {
            // The name stands in the element that follows.
            let next = (node + 1..dom.len()).take(6).find(|n| !dom.raw(*n).trim().is_empty());
            next.and_then(|n| clean(dom.raw(n)))
        } else {
            None
        };
        let capitals = |n: &String| {
            n.split_whitespace().count() <= 5
                && n.split_whitespace().all(|w| w.chars().next().is_some_and(|c| c.is_uppercase()) || w.len() <= 3)
        };
        if let Some(name) = name.filter(capitals) {
            return Some(name);
        }
    }
    None
}
