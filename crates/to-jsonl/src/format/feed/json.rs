//! JSON Feed 1.0 and 1.1.

use std::ops::Range;

use copydesk_cli::stream::json::{self, Kind as Json, Member, decode, elements, members};
use copydesk_cli::stream::{BadRecord, Kind};

use super::item::{Feed, Item, add, first};
use super::{NOT_A_FEED, Piece};
use crate::markup::{html_to_text, plain};

pub(super) fn read(text: &str) -> (Feed, Vec<Piece>) {
    let mut found = Vec::new();
    let mut feed = Feed::default();
    let mut all = Vec::new();
    // What stands before a fault is noted, so that the items there are found.
    let fault = members(text.as_bytes(), &mut all).err();
    let object = Object { text, members: &all };
    let items = match &fault {
        None => object.member("items").filter(|m| m.kind == Json::Array).map(|m| m.value.clone()),
        Some(_) => broken_items(text),
    };
    let Some(items) = items else {
        let bad = match fault {
            Some(fault) => BadRecord::new(Kind::JSON, format!("not a JSON object: {}", fault.what)),
            None => BadRecord::new(NOT_A_FEED, "it is JSON without the items of a JSON Feed"),
        };
        return (feed, vec![Piece::Bad(bad, 0..text.len())]);
    };
    first(&mut feed.title, object.string("title"));
    first(&mut feed.language, object.string("language"));
    first(&mut feed.link, object.string("home_page_url"));
    feed.authors = object.authors();
    let start = items.start;
    let mut rest = start;
    let _ = elements(&text.as_bytes()[items.clone()], |span, kind| {
        let span = start + span.start..start + span.end;
        rest = span.end;
        found.push(match kind {
            Json::Object => Piece::Item(Box::new(item(&text[span]))),
            _ => Piece::Bad(BadRecord::new(Kind::JSON, "the item is not a JSON object"), span),
        });
    });
    if let Some(fault) = fault {
        let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..fault.at]).count();
        let why = format!("not JSON on line {line}: {}; the items from here on are lost", fault.what);
        found.push(Piece::Bad(BadRecord::new(Kind::JSON, why), rest..text.len()));
    }
    (feed, found)
}

/// Where the items of a feed are that is no JSON somewhere.
fn broken_items(text: &str) -> Option<Range<usize>> {
    let name = text.find("\"items\"")? + 7;
    let value = text[name..].trim_start().strip_prefix(':')?.trim_start();
    value.starts_with('[').then(|| text.len() - value.len()..text.len())
}

fn item(text: &str) -> Item {
    let mut all = Vec::new();
    let _ = members(text.as_bytes(), &mut all);
    let object = Object { text, members: &all };
    let mut item = Item::default();
    first(&mut item.title, object.string("title"));
    item.fuller(html_to_text(&object.string("content_html")));
    item.fuller(plain(&object.string("content_text")));
    item.fuller(plain(&object.string("summary")));
    first(&mut item.published, object.string("date_published"));
    first(&mut item.updated, object.string("date_modified"));
    for name in ["url", "external_url"] {
        first(&mut item.link, object.string(name));
    }
    first(&mut item.guid, object.string("id"));
    item.permalink = item.guid.clone();
    first(&mut item.language, object.string("language"));
    item.authors = object.authors();
    if let Some(tags) = object.member("tags") {
        let tags = &text[tags.value.clone()];
        let _ = elements(tags.as_bytes(), |span, kind| add(&mut item.categories, string(&tags[span], kind)));
    }
    item
}

/// An object and its members.
struct Object<'a> {
    text: &'a str,
    members: &'a [Member],
}

impl Object<'_> {
    /// The last member of that name, as records are read.
    fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().rev().find(|m| self.text[m.key.clone()] == *name)
    }

    /// A string, or a number as it is spelled; else nothing.
    fn string(&self, name: &str) -> String {
        self.member(name).map(|m| string(&self.text[m.value.clone()], m.kind)).unwrap_or_default()
    }

    /// The names of its authors, by either version.
    fn authors(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut author = |text: &str| {
            let mut all = Vec::new();
            if members(text.as_bytes(), &mut all).is_ok() {
                add(&mut names, Object { text, members: &all }.string("name"));
            }
        };
        if let Some(list) = self.member("authors") {
            let list = &self.text[list.value.clone()];
            let _ = elements(list.as_bytes(), |span, _| author(&list[span]));
        }
        if let Some(one) = self.member("author") {
            author(&self.text[one.value.clone()]);
        }
        names
    }
}

fn string(value: &str, kind: Json) -> String {
    match kind {
        Json::String { .. } => {
            let mut out = String::new();
            decode(&value[1..value.len() - 1], &mut out);
            out.trim().to_owned()
        }
        json::Kind::Number => value.to_owned(),
        _ => String::new(),
    }
}
