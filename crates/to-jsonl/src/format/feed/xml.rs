//! RSS 0.9 to 2.0 and Atom 0.3 and 1.0, in one pass over the events of quick-xml.
//!
//! Entities that a document type declares are not expanded, elements may be nested [`DEEPEST`]
//! levels deep, and which elements are open is kept here, so that an item that is ill-formed costs
//! that item alone.

use copydesk_cli::stream::BadRecord;
use copydesk_text::clean::reference;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::item::{Feed, Item, add, first};
use super::{NOT_A_FEED, NOT_XML, Piece};
use crate::markup::{html_to_text, one_line, plain, unescape};

/// How deep elements may be nested.
const DEEPEST: usize = 256;

/// How many prefixes are known at a time, as every element looks for its own among them.
const MOST_PREFIXES: usize = 64;

pub(super) fn read(text: &str) -> (Feed, Vec<Piece>) {
    let mut parser = Parser {
        text,
        base: 0,
        open: Vec::new(),
        spaces: Vec::new(),
        root: false,
        item: None,
        capture: None,
        feed: Feed::default(),
        found: Vec::new(),
        lines: (0, 1),
    };
    parser.run();
    (parser.feed, parser.found)
}

/// The vocabulary that a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    /// RSS's own, or none.
    Core,
    Atom,
    Content,
    Dc,
    Media,
    Itunes,
    Rdf,
    Xhtml,
    Other,
}

impl Space {
    fn of_uri(uri: &str) -> Option<Space> {
        let name = uri.trim().trim_start_matches("http://").trim_start_matches("https://");
        let name = name.trim_end_matches(['/', '#']).to_ascii_lowercase();
        Some(match name.as_str() {
            "www.w3.org/2005/atom" => Space::Atom,
            "purl.org/rss/1.0/modules/content" => Space::Content,
            "search.yahoo.com/mrss" => Space::Media,
            "www.itunes.com/dtds/podcast-1.0.dtd" => Space::Itunes,
            "www.w3.org/1999/xhtml" => Space::Xhtml,
            "www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Rdf,
            "purl.org/rss/1.0" | "my.netscape.com/rdf/simple/0.9" | "channel.netscape.com/rdf/simple/0.9" => {
                Space::Core
            }
            _ if name.starts_with("purl.org/atom/") => Space::Atom,
            _ if name.starts_with("purl.org/dc/") => Space::Dc,
            _ if name.starts_with("backend.userland.com/") => Space::Core,
            _ => return None,
        })
    }

    /// What a prefix means that is not declared, as happens.
    fn of_prefix(prefix: &str) -> Space {
        match prefix {
            "" => Space::Core,
            "atom" => Space::Atom,
            "content" => Space::Content,
            "dc" | "dcterms" => Space::Dc,
            "media" => Space::Media,
            "itunes" => Space::Itunes,
            "rdf" => Space::Rdf,
            "xhtml" => Space::Xhtml,
            _ => Space::Other,
        }
    }
}

/// An open element.
struct Open<'a> {
    name: &'a str,
    /// Its children say something of what it stands in.
    passes: bool,
    /// How many prefixes were declared before it.
    spaces: usize,
}

/// What an element is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Title,
    Text,
    Caption,
    Published,
    Updated,
    Link,
    Guid,
    Id,
    Author,
    Category,
    Language,
}

/// An element whose content is wanted.
struct Capture {
    what: What,
    space: Space,
    /// How many elements were open before it.
    depth: usize,
    /// Where its content begins.
    inner: usize,
    text: String,
    children: bool,
    /// Attributes that tell how to read it.
    kind: String,
    skip: bool,
}

struct Parser<'a> {
    text: &'a str,
    /// Where the reader began.
    base: usize,
    open: Vec<Open<'a>>,
    spaces: Vec<(&'a str, Space)>,
    /// Whether the outermost element was seen.
    root: bool,
    /// The item at hand, where it begins, and how many elements were open before it.
    item: Option<(Box<Item>, usize, usize)>,
    capture: Option<Capture>,
    feed: Feed,
    found: Vec<Piece>,
    /// An offset, and the line that it is on.
    lines: (usize, u64),
}

/// Why reading cannot go on as before.
enum Fault {
    /// The element at hand is ill-formed, but what follows can be read.
    Element(String),
    /// Nothing that follows can be read.
    End(BadRecord),
}

impl<'a> Parser<'a> {
    fn run(&mut self) {
        loop {
            let mut reader = Reader::from_str(&self.text[self.base..]);
            let config = reader.config_mut();
            config.check_end_names = false;
            config.allow_unmatched_ends = true;
            config.allow_dangling_amp = true;
            loop {
                let at = self.base + reader.buffer_position() as usize;
                let event = reader.read_event();
                let behind = self.base + reader.buffer_position() as usize;
                let result = match event {
                    Ok(Event::Eof) => {
                        self.end();
                        return;
                    }
                    Ok(event) => self.event(&event, at, behind),
                    Err(e) => Err(Fault::End(BadRecord::new(NOT_XML, format!("not XML: {e}")))),
                };
                match result {
                    Ok(()) => {}
                    Err(Fault::End(bad)) => {
                        self.stop(bad, at);
                        return;
                    }
                    Err(Fault::Element(why)) => {
                        self.base = self.recover(&why, at, behind);
                        break;
                    }
                }
            }
        }
    }

    fn event(&mut self, event: &Event<'_>, at: usize, behind: usize) -> Result<(), Fault> {
        match event {
            Event::Start(start) => self.start(start, at, behind),
            Event::Empty(start) => {
                self.start(start, at, behind)?;
                self.close(behind);
                Ok(())
            }
            Event::End(_) => {
                let name = self.text[at + 2..behind - 1].trim_ascii_end();
                match self.open.last() {
                    Some(open) if open.name == name => {
                        self.close(at);
                        Ok(())
                    }
                    Some(open) => Err(Fault::Element(format!("</{name}> stands where <{}> is open", open.name))),
                    None => Err(Fault::Element(format!("</{name}> ends nothing"))),
                }
            }
            Event::Text(text) => self.words(&text.xml10_content()),
            Event::CData(text) => self.words(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let raw = &self.text[at..behind];
                match raw.get(1..raw.len() - 1).and_then(reference) {
                    Some(characters) => {
                        for c in characters.into_iter().flatten() {
                            self.words(c.encode_utf8(&mut [0; 4]))?;
                        }
                        Ok(())
                    }
                    // It may be one that the document declares, which are not expanded.
                    None => self.words(&format!("&{};", &**name)),
                }
            }
            _ => Ok(()),
        }
    }

    fn words(&mut self, text: &str) -> Result<(), Fault> {
        if let Some(capture) = &mut self.capture {
            let name = || self.open.last().map_or("", |open| local(open.name));
            if capture.what != What::Author || !capture.children || name() == "name" {
                capture.text.push_str(text);
            }
        } else if self.open.is_empty() && !text.trim_ascii().is_empty() {
            return Err(Fault::End(if self.root {
                BadRecord::new(NOT_XML, "something follows the feed")
            } else {
                BadRecord::new(NOT_A_FEED, "it is no feed: no XML and no JSON object")
            }));
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize, behind: usize) -> Result<(), Fault> {
        let name = &self.text[at + 1..at + 1 + start.name().as_ref().len()];
        if self.open.len() == DEEPEST {
            let why = format!("elements are nested more than {DEEPEST} levels deep");
            return Err(Fault::Element(why));
        }
        let spaces = self.spaces.len();
        self.declare(start, at);
        let space = self.space(name);
        let local = local(name);
        if self.open.is_empty() {
            if std::mem::replace(&mut self.root, true) {
                return Err(Fault::End(BadRecord::new(NOT_XML, "something follows the feed")));
            }
            if !matches!(local.to_ascii_lowercase().as_str(), "rss" | "rdf" | "feed" | "channel" | "entry") {
                let why = format!("it is no feed: its outermost element is <{name}>");
                return Err(Fault::End(BadRecord::new(NOT_A_FEED, why)));
            }
        }
        let mut passes = false;
        if let Some(capture) = &mut self.capture {
            capture.children = true;
        } else if let Some((item, ..)) = &mut self.item {
            if self.open.last().is_some_and(|parent| parent.passes) {
                passes = space == Space::Media && matches!(local, "group" | "content");
                let what = what(space, local);
                if what == Some(What::Link) && attribute(start, "href").is_some() {
                    first(&mut item.link, page(start));
                } else if what == Some(What::Category) && attribute(start, "term").is_some() {
                    let label = attribute(start, "label").filter(|label| !label.is_empty());
                    add(&mut item.categories, label.or(attribute(start, "term")).unwrap_or_default().trim().to_owned());
                } else {
                    self.capture = what.map(|what| Capture::new(what, space, self.open.len(), behind, start));
                }
            }
        } else if matches!((space, local), (Space::Core | Space::Atom, "item" | "entry")) {
            let mut item = Box::<Item>::default();
            first(&mut item.language, attribute(start, "xml:lang").unwrap_or_default());
            item.base = attribute(start, "xml:base");
            if let Some(about) = attribute(start, "rdf:about") {
                first(&mut item.permalink, about.trim().to_owned());
            }
            self.item = Some((item, at, self.open.len()));
            passes = true;
        } else if self.open.is_empty() || local == "channel" {
            first(&mut self.feed.language, attribute(start, "xml:lang").unwrap_or_default());
            first(&mut self.feed.base, attribute(start, "xml:base").unwrap_or_default());
            passes = true;
        } else if self.open.last().is_some_and(|parent| parent.passes) {
            let what = what(space, local);
            match what {
                Some(What::Link) if attribute(start, "href").is_some() => {
                    first(&mut self.feed.link, page(start));
                }
                Some(What::Title | What::Link | What::Language) => {
                    self.capture = what.map(|what| Capture::new(what, space, self.open.len(), behind, start));
                }
                Some(What::Author) if space == Space::Atom => {
                    self.capture = what.map(|what| Capture::new(what, space, self.open.len(), behind, start));
                }
                _ => {}
            }
        }
        self.open.push(Open { name, passes, spaces });
        Ok(())
    }

    /// Notes the prefixes that an element declares.
    fn declare(&mut self, start: &BytesStart<'_>, at: usize) {
        let raw = start.attributes_raw();
        if !raw.contains("xmlns") || self.spaces.len() >= MOST_PREFIXES {
            return;
        }
        let from = at + 1 + start.name().as_ref().len();
        for attribute in start.attributes().with_checks(false).flatten().take(MOST_PREFIXES) {
            let key: &str = attribute.key.as_ref();
            let Some(prefix) = key.strip_prefix("xmlns") else { continue };
            let Some(prefix) = prefix.strip_prefix(':').or(prefix.is_empty().then_some("")) else { continue };
            let unknown = if prefix.is_empty() { Space::Core } else { Space::Other };
            // The name is looked up in the text, where it lives long enough.
            let Some(found) = self.text[from..].find(key) else { continue };
            let end = from + found + key.len();
            self.spaces.push((&self.text[end - prefix.len()..end], Space::of_uri(&attribute.value).unwrap_or(unknown)));
        }
    }

    fn space(&self, name: &str) -> Space {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.spaces.iter().rev().find(|(p, _)| *p == prefix);
        declared.map_or_else(|| Space::of_prefix(prefix), |(_, space)| *space)
    }

    /// The innermost element ends: its end tag stands at `at`.
    fn close(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        self.spaces.truncate(open.spaces);
        if self.capture.as_ref().is_some_and(|capture| capture.depth == self.open.len())
            && let Some(capture) = self.capture.take()
        {
            match &mut self.item {
                Some((item, ..)) => capture.into_item(item, &self.text[..at]),
                None => capture.into_feed(&mut self.feed, &self.text[..at]),
            }
        }
        if self.item.as_ref().is_some_and(|(_, _, depth)| *depth == self.open.len())
            && let Some((mut item, ..)) = self.item.take()
        {
            if item.guid.is_none() {
                item.guid = item.permalink.clone();
            }
            self.found.push(Piece::Item(item));
        }
    }

    /// The input ends.
    fn end(&mut self) {
        if let Some(open) = self.open.last() {
            let why = format!("it ends where <{}> is still open (is the file cut off?)", open.name);
            self.stop(BadRecord::new(NOT_XML, why), self.text.len());
        } else if !self.root {
            self.stop(BadRecord::new(NOT_A_FEED, "it is no feed: it has no element"), 0);
        }
    }

    /// Nothing can be read from `at` on.
    fn stop(&mut self, bad: BadRecord, at: usize) {
        let start = match &self.item {
            Some((_, start, _)) => *start,
            None if self.found.is_empty() => 0,
            None => at,
        };
        let bad = if self.text[start..at].contains('\n') {
            BadRecord::new(bad.kind, format!("{} (on line {})", bad.message, self.line(at)))
        } else {
            bad
        };
        self.found.push(Piece::Bad(bad, start..self.text.len()));
    }

    /// Leaves out the item in which something is wrong at `at..behind`, or all up to the next item,
    /// and tells where to go on.
    fn recover(&mut self, why: &str, at: usize, behind: usize) -> usize {
        let start = self.item.as_ref().map_or(at, |(_, start, _)| *start);
        let line = self.line(at);
        let place = if self.text[start..at].contains('\n') { format!(" (on line {line})") } else { String::new() };
        let bad = BadRecord::new(NOT_XML, format!("{why}{place}"));
        self.capture = None;
        let (span, depth) = match self.item.take() {
            Some((_, start, depth)) => {
                let name = self.open.get(depth).map_or("item", |open| open.name);
                (start..self.element_end(name, at), depth)
            }
            None => {
                // What was open stays so, as items can stand in it.
                let next = self.next_item(behind);
                (at..next, self.open.len())
            }
        };
        if let Some(open) = self.open.get(depth) {
            self.spaces.truncate(open.spaces);
        }
        self.open.truncate(depth);
        if !self.open.iter().any(|open| open.passes) {
            self.open.iter_mut().for_each(|open| open.passes = true);
        }
        let end = span.end;
        self.found.push(Piece::Bad(bad, span));
        if end == self.text.len() {
            // Nothing more is said about it.
            self.open.clear();
        }
        end
    }

    /// The offset behind the next end tag of `name`.
    fn element_end(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(n) = self.text[at..].find("</") {
            at += n + 2;
            if let Some(rest) = self.text[at..].strip_prefix(name)
                && let Some(end) = rest.trim_ascii_start().strip_prefix('>')
            {
                return self.text.len() - end.len();
            }
        }
        self.text.len()
    }

    /// Where the next item begins.
    fn next_item(&self, from: usize) -> usize {
        let starts = |at: usize| {
            let tag = &self.text[at + 1..];
            let name = tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
            matches!(local(name), "item" | "entry")
        };
        let mut starting = memchr::memchr_iter(b'<', &self.text.as_bytes()[from..]).map(|n| from + n);
        starting.find(|at| starts(*at)).unwrap_or(self.text.len())
    }

    /// The line that `at` is on; `at` must not go back.
    fn line(&mut self, at: usize) -> u64 {
        let (before, line) = self.lines;
        let more = memchr::memchr_iter(b'\n', self.text.get(before..at).unwrap_or("").as_bytes()).count();
        self.lines = (at.max(before), line + more as u64);
        self.lines.1
    }
}

impl Capture {
    fn new(what: What, space: Space, depth: usize, inner: usize, start: &BytesStart<'_>) -> Self {
        let mut kind = attribute(start, "type").unwrap_or_default().trim().to_ascii_lowercase();
        let mode = attribute(start, "mode").unwrap_or_default();
        // Not a permalink.
        let skip = what == What::Guid && attribute(start, "isPermaLink").is_some_and(|is| is.trim() == "false");
        if mode == "base64" {
            kind = "application/octet-stream".into();
        }
        Capture { what, space, depth, inner, text: String::new(), children: false, kind, skip }
    }

    /// The text of content that may have markup. `before` ends where the content does.
    fn content(&self, before: &str) -> String {
        let kind = self.kind.as_str();
        if kind.contains('/') && !kind.starts_with("text/") && !kind.contains("html") && !kind.contains("xml") {
            return String::new();
        }
        match kind {
            _ if self.children => html_to_text(before.get(self.inner..).unwrap_or("")),
            "text" | "text/plain" => plain(&self.text),
            "" if self.space == Space::Atom && self.what == What::Title => plain(&self.text),
            _ => html_to_text(&self.text),
        }
    }

    fn into_item(self, item: &mut Item, before: &str) {
        match self.what {
            What::Title => first(&mut item.title, one_line(&self.content(before))),
            What::Text => item.fuller(self.content(before)),
            What::Caption => {
                let text = self.content(before);
                if text.len() > item.caption.len() {
                    item.caption = text;
                }
            }
            What::Published => first(&mut item.published, one_line(&self.text)),
            What::Updated => first(&mut item.updated, one_line(&self.text)),
            What::Link => first(&mut item.link, one_line(&self.text)),
            What::Guid | What::Id => {
                let guid = one_line(&self.text);
                if self.what == What::Guid && !self.skip {
                    first(&mut item.permalink, guid.clone());
                }
                first(&mut item.guid, guid);
            }
            What::Author => add(&mut item.authors, one_line(&self.text)),
            What::Category => add(&mut item.categories, one_line(&self.text)),
            What::Language => first(&mut item.language, one_line(&self.text)),
        }
    }

    fn into_feed(self, feed: &mut Feed, before: &str) {
        match self.what {
            What::Title => first(&mut feed.title, one_line(&self.content(before))),
            What::Link => first(&mut feed.link, one_line(&self.text)),
            What::Language => first(&mut feed.language, one_line(&self.text)),
            What::Author => add(&mut feed.authors, one_line(&self.text)),
            _ => {}
        }
    }
}

/// What a child of an item, or of a feed, is about.
fn what(space: Space, local: &str) -> Option<What> {
    use Space::{Atom, Content, Core, Dc, Itunes, Media, Xhtml};
    Some(match (space, local) {
        (Core | Atom | Dc, "title") => What::Title,
        (Core | Dc, "description") | (Content, "encoded") | (Core | Atom, "content" | "summary") => What::Text,
        (Xhtml, "body" | "div") => What::Text,
        (Media, "description") | (Itunes, "summary") => What::Caption,
        (Core, "pubDate" | "pubdate") | (Core | Atom | Dc, "published" | "issued" | "created") => What::Published,
        (Dc, "date") => What::Published,
        (Core | Atom | Dc, "updated" | "modified") => What::Updated,
        (Core | Atom, "link") => What::Link,
        (Core, "guid") => What::Guid,
        (Core | Atom, "id") => What::Id,
        (Core | Atom | Itunes, "author") | (Dc, "creator") => What::Author,
        (Core | Atom, "category") | (Dc, "subject") => What::Category,
        (Core | Dc, "language") => What::Language,
        _ => return None,
    })
}

/// Where a link with `href` leads, if it is to the page of what it stands in.
fn page(start: &BytesStart<'_>) -> String {
    let is_page = attribute(start, "rel").is_none_or(|rel| rel.trim().is_empty() || rel.trim() == "alternate");
    attribute(start, "href").filter(|_| is_page).map(|href| href.trim().to_owned()).unwrap_or_default()
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.as_ref() == name);
    found.map(|a| unescape(&a.value))
}
