//! What a page says of its article in JSON-LD, in the words of schema.org.

use serde_json::Value;

use super::super::dom::{Attribute, Dom};
use super::super::references::decoded;
use super::super::tag::Tag;

/// Longer scripts are passed over: no page at hand has one of a fifth of this.
const LONGEST: usize = 1 << 20;

/// How many objects of a page are looked at.
const MOST: usize = 10_000;

/// How many of them are asked about the article: the first is mostly it.
const MOST_ARTICLES: usize = 20;

/// What is said.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) created: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) text: Option<String>,
    /// What the site or its publisher is called.
    pub(super) sites: Vec<String>,
}

pub(super) fn read(dom: &Dom<'_>) -> Said {
    let mut values = Vec::new();
    for script in dom.all(Tag::Script) {
        let kind = dom.raw_attribute(script, Attribute::Type).unwrap_or("");
        if script + 1 < dom.end(script) && kind.to_ascii_lowercase().contains("ld+json") {
            values.extend(parsed(dom.raw(script + 1)));
        }
    }
    let mut objects = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = waiting.pop()
        && objects.len() < MOST
    {
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(members) => {
                objects.push(value);
                waiting.extend(members.values().rev().filter(|v| v.is_object() || v.is_array()));
            }
            _ => {}
        }
    }
    let mut said = Said::default();
    for object in &objects {
        if is(object, &["Organization", "NewsMediaOrganization", "WebSite"]) {
            said.sites.extend(object.get("name").and_then(text));
        }
    }
    let mut articles: Vec<&&Value> = objects.iter().filter(|o| kinds(o).any(is_article)).collect();
    // Of a page that is not an article, what is said of it as a page.
    articles.extend(objects.iter().filter(|o| is(o, &["WebPage", "ItemPage", "VideoObject"])));
    for article in articles.into_iter().take(MOST_ARTICLES) {
        let get = |name: &str| article.get(name).and_then(text);
        let page = !kinds(article).any(is_article);
        said.title = said.title.or_else(|| get("headline").or_else(|| get("name").filter(|_| !page)));
        said.created =
            said.created.or_else(|| get("datePublished").or_else(|| get("dateCreated")).or_else(|| get("uploadDate")));
        said.language = said.language.or_else(|| get("inLanguage"));
        said.url = said.url.or_else(|| get("url"));
        if !page {
            said.text = said.text.or_else(|| get("articleBody"));
        }
        if said.authors.is_empty() {
            for name in ["author", "creator"] {
                if let Some(author) = article.get(name) {
                    authors(author, &objects, &mut said.authors, 0);
                    break;
                }
            }
        }
    }
    said
}

fn kinds(object: &Value) -> impl Iterator<Item = &str> {
    let kind = object.get("@type");
    let one = kind.and_then(Value::as_str);
    let many = kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|k| k.rsplit(['/', ':']).next().unwrap_or(k))
}

fn is(object: &Value, names: &[&str]) -> bool {
    kinds(object).any(|k| names.contains(&k))
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting"
                | "Report"
                | "Recipe"
                | "Review"
                | "LiveBlogPosting"
                | "SocialMediaPosting"
                | "DiscussionForumPosting"
        )
}

/// A string, or the first of several.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(items) => items.first()?.as_str()?,
        Value::Object(members) => members.get("@value")?.as_str()?,
        _ => return None,
    };
    // Many write character references here, some twice over.
    let text = decoded(text);
    let text = decoded(text.trim()).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The names of the authors in `value`: strings, objects, references to objects, lists of these.
fn authors(value: &Value, objects: &[&Value], to: &mut Vec<String>, depth: usize) {
    if depth > 3 || to.len() > 20 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| authors(v, objects, to, depth + 1)),
        Value::String(_) => to.extend(text(value)),
        Value::Object(members) => {
            if let Some(name) = members.get("name") {
                authors(name, objects, to, depth + 1);
            } else if let Some(id) = members.get("@id") {
                let named = objects.iter().find(|o| o.get("@id") == Some(id) && o.get("name").is_some());
                if let Some(named) = named {
                    authors(named, objects, to, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// The JSON of a script, which is often a little wrong.
fn parsed(script: &str) -> Option<Value> {
    if script.len() > LONGEST {
        return None;
    }
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script =
        script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    // Line ends in strings, commas before a bracket.
    let mut repaired = String::with_capacity(script.len());
    for c in script.chars() {
        if matches!(c, '}' | ']') {
            let kept = repaired.trim_end();
            if kept.ends_with(',') {
                repaired.truncate(kept.len() - 1);
            }
        }
        repaired.push(if c.is_control() { ' ' } else { c });
    }
    serde_json::from_str(&repaired).ok()
}
