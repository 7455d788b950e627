//! A page as a flat tree.
//!
//! Nodes stand in the order of the page, each with the index behind its last descendant, so that a
//! subtree is a range and nothing here calls itself. The rules of nesting are those of the HTML
//! standard's tree construction where they change what text belongs to which element: end tags that
//! may be left out, unclosed and misplaced ones. The rest (formatting elements reopened, text in
//! tables moved before them) is left out.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::references::decoded;
use super::tag::{TAGS, Tag};

/// How deep elements nest; those below are as if they were not there, their text is.
const DEEPEST: usize = 400;

/// How many nodes a page has; what follows is not read. The largest page at hand has 30,000.
const MOST_NODES: usize = 400_000;

/// How many bytes of a page are read.
const MOST_BYTES: usize = 64 << 20;

/// An element or a run of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    pub(crate) parent: u32,
    /// Behind the last node inside.
    pub(crate) end: u32,
    /// Of text, a span of the source; of an element, one of the attributes.
    span: (u32, u32),
}

/// The attributes that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    AriaHidden,
    Class,
    Content,
    Datetime,
    Hidden,
    Href,
    Id,
    Itemprop,
    Lang,
    Name,
    Property,
    Rel,
    Role,
    Style,
    Type,
}

impl Attribute {
    fn of(name: &[u8]) -> Option<Attribute> {
        let mut lower = [0; 11];
        let lower = lower.get_mut(..name.len())?;
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        Some(match &*lower {
            b"aria-hidden" => Attribute::AriaHidden,
            b"class" => Attribute::Class,
            b"content" => Attribute::Content,
            b"datetime" => Attribute::Datetime,
            b"hidden" => Attribute::Hidden,
            b"href" => Attribute::Href,
            b"id" => Attribute::Id,
            b"itemprop" => Attribute::Itemprop,
            b"lang" | b"xml:lang" => Attribute::Lang,
            b"name" => Attribute::Name,
            b"property" => Attribute::Property,
            b"rel" => Attribute::Rel,
            b"role" => Attribute::Role,
            b"style" => Attribute::Style,
            b"type" => Attribute::Type,
            _ => return None,
        })
    }
}

/// A page.
pub(crate) struct Dom<'a> {
    source: &'a str,
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, &'a str)>,
}

impl<'a> Dom<'a> {
    pub(crate) fn parse(page: &'a str) -> Dom<'a> {
        let source = start(page, MOST_BYTES);
        let mut parser = Parser {
            dom: Dom { source, nodes: Vec::with_capacity(source.len() / 40), attributes: Vec::new() },
            open: vec![0],
            opened: [0; TAGS],
            too_deep: 0,
            after_block: true,
            comments_end: true,
        };
        parser.dom.nodes.push(Node { tag: Tag::Root, parent: 0, end: 0, span: (0, 0) });
        parser.parse();
        parser.dom
    }

    /// Whether the page goes on behind what was read.
    pub(crate) fn is_cut(&self, page: &str) -> bool {
        self.source.len() < page.len() || self.nodes.len() >= MOST_NODES
    }

    /// How many nodes there are; the first holds all others.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn tag(&self, node: usize) -> Tag {
        self.nodes[node].tag
    }

    pub(crate) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent as usize
    }

    /// Behind the last node inside `node`.
    pub(crate) fn end(&self, node: usize) -> usize {
        self.nodes[node].end as usize
    }

    /// The node and those that hold it, from inside.
    pub(crate) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(node);
        std::iter::from_fn(move || {
            let node = next?;
            next = (node > 0).then(|| self.parent(node));
            Some(node)
        })
    }

    /// The elements of `tag`, in order.
    pub(crate) fn all(&self, tag: Tag) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |n| self.tag(*n) == tag)
    }

    /// A run of text as it is written; nothing of an element.
    pub(crate) fn raw(&self, node: usize) -> &'a str {
        let Node { tag, span: (from, to), .. } = self.nodes[node];
        if tag == Tag::Text { &self.source[from as usize..to as usize] } else { "" }
    }

    /// An attribute as it is written.
    pub(crate) fn raw_attribute(&self, node: usize, name: Attribute) -> Option<&'a str> {
        let Node { tag, span: (from, to), .. } = self.nodes[node];
        if tag == Tag::Text {
            return None;
        }
        self.attributes[from as usize..to as usize].iter().find(|a| a.0 == name).map(|a| a.1)
    }

    /// An attribute as it is written, as far as anybody writes by hand: no rule reads millions of classes.
    pub(crate) fn short_attribute(&self, node: usize, name: Attribute) -> Option<&'a str> {
        const LONGEST: usize = 2_000;
        self.raw_attribute(node, name).map(|value| start(value, LONGEST))
    }

    /// An attribute.
    pub(crate) fn attribute(&self, node: usize, name: Attribute) -> Option<Cow<'a, str>> {
        self.raw_attribute(node, name).map(decoded)
    }

    /// The text inside `node` if that is no longer than a line or two.
    pub(crate) fn line(&self, node: usize) -> Option<String> {
        const MOST_NODES: usize = 300;
        const LONGEST: usize = 2_000;
        let nodes = node..self.end(node);
        let short = nodes.len() <= MOST_NODES && nodes.map(|n| self.raw(n).len()).sum::<usize>() <= LONGEST;
        short.then(|| self.text(node)).filter(|t| !t.is_empty())
    }

    /// The text inside `node`, white space as one space.
    fn text(&self, node: usize) -> String {
        let mut text = String::new();
        for inside in node..self.end(node) {
            match self.tag(inside) {
                Tag::Text => push_words(&decoded(self.raw(inside)), &mut text),
                tag if tag.is_block() || tag == Tag::Br => push_words(" ", &mut text),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// The first `most` bytes of `text`, or a little less for the sake of a character.
fn start(text: &str, most: usize) -> &str {
    let mut most = most.min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    &text[..most]
}

/// Appends `text` with white space as single spaces, none at the start.
pub(crate) fn push_words(text: &str, to: &mut String) {
    let mut words = text.split(is_space);
    // The split has at least one part; each further one has white space before it.
    to.push_str(words.next().unwrap_or(""));
    for word in words {
        if !to.is_empty() && !to.ends_with([' ', '\n', '\t']) {
            to.push(' ');
        }
        to.push_str(word);
    }
}

/// HTML's white space; the no-break space is looked at as one too.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c' | '\u{a0}')
}

struct Parser<'a> {
    dom: Dom<'a>,
    /// The elements that are open, the root first.
    open: Vec<u32>,
    /// How many of each are open, so that a stray end tag is known at once.
    opened: [u32; TAGS],
    /// Open elements that nest too deeply and are left out.
    too_deep: usize,
    /// Whether no text has come since a block began or ended: white space means nothing here.
    after_block: bool,
    /// Whether a comment's end may still follow.
    comments_end: bool,
}

impl<'a> Parser<'a> {
    fn parse(&mut self) {
        let source = self.dom.source;
        let bytes = source.as_bytes();
        let (mut at, mut text) = (0, 0);
        while self.dom.nodes.len() < MOST_NODES
            && let Some(found) = memchr(b'<', &bytes[at..])
        {
            let tag = at + found;
            let behind = match bytes.get(tag + 1) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => {
                    self.text(text, tag);
                    self.start_tag(tag)
                }
                Some(b'/') if bytes.get(tag + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.text(text, tag);
                    let name = name_end(bytes, tag + 2);
                    self.end_tag(Tag::of_name(&bytes[tag + 2..name]));
                    self.tag_end(name).0
                }
                Some(b'!' | b'?' | b'/') => {
                    self.text(text, tag);
                    self.markup(tag)
                }
                _ => {
                    at = tag + 1;
                    continue;
                }
            };
            (at, text) = (behind, behind);
        }
        if self.dom.nodes.len() < MOST_NODES {
            self.text(text, bytes.len());
        }
        while self.open.len() > 1 {
            self.pop();
        }
        self.dom.nodes[0].end = self.dom.nodes.len() as u32;
    }

    fn add(&mut self, tag: Tag, span: (usize, usize)) {
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.dom.nodes.len() as u32 + 1;
        self.dom.nodes.push(Node { tag, parent, end, span: (span.0 as u32, span.1 as u32) });
    }

    fn text(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        if self.dom.source.as_bytes()[from..to].iter().all(u8::is_ascii_whitespace) {
            if self.after_block {
                return;
            }
        } else {
            self.after_block = false;
            if self.current() == Tag::Head {
                self.pop();
            }
        }
        self.add(Tag::Text, (from, to));
    }

    fn current(&self) -> Tag {
        self.open.last().map_or(Tag::Root, |n| self.dom.nodes[*n as usize].tag)
    }

    fn push(&mut self, tag: Tag) {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            // Its children become those of the innermost element.
            return;
        }
        self.open.push(self.dom.nodes.len() as u32 - 1);
        self.opened[tag as usize] += 1;
    }

    fn pop(&mut self) {
        if self.open.len() > 1
            && let Some(node) = self.open.pop()
        {
            let end = self.dom.nodes.len() as u32;
            let node = &mut self.dom.nodes[node as usize];
            node.end = end;
            self.opened[node.tag as usize] -= 1;
        }
    }

    /// Closes what is open down to the innermost element that `is` tells, unless one that `stops`
    /// tells holds that.
    fn close(&mut self, is: impl Fn(Tag) -> bool, stops: impl Fn(Tag) -> bool) {
        let nodes = &self.dom.nodes;
        let tags = self.open.iter().skip(1).rev().map(|n| nodes[*n as usize].tag);
        for (depth, tag) in tags.enumerate() {
            if is(tag) {
                (0..=depth).for_each(|_| self.pop());
                return;
            }
            if stops(tag) {
                return;
            }
        }
    }

    fn has(&self, tag: Tag) -> bool {
        self.opened[tag as usize] > 0
    }

    /// Reads the start tag at `at`, and what is inside if that has no tags; gives the offset behind.
    fn start_tag(&mut self, at: usize) -> usize {
        use Tag::*;
        let source = self.dom.source;
        let bytes = source.as_bytes();
        let name = name_end(bytes, at + 1);
        let tag = Tag::of_name(&bytes[at + 1..name]);
        let first = self.dom.attributes.len();
        let (behind, closed) = self.tag_end(name);
        if tag.is_block() || tag == Br {
            self.after_block = true;
        }
        if self.current() == Head && !tag.is_of_head() {
            self.pop();
        }
        match tag {
            // A second one only adds attributes.
            Html | Body | Head if self.has(tag) => return behind,
            Li if self.has(Li) => {
                self.close(
                    |t| t == Li,
                    |t| matches!(t, Ul | Ol | Menu) || (t.is_block() && !matches!(t, Div | P | Address)),
                );
            }
            Dd | Dt if self.has(Dd) || self.has(Dt) => {
                self.close(|t| matches!(t, Dd | Dt), |t| t.is_block() && !matches!(t, Div | P | Address))
            }
            Option | Optgroup if self.current() == Option => self.pop(),
            Td | Th if self.has(Td) || self.has(Th) || self.has(Caption) => {
                self.close(|t| matches!(t, Td | Th | Caption), |t| matches!(t, Table | Tr))
            }
            Tr if self.has(Tr) || self.has(Caption) => self.close(|t| matches!(t, Tr | Caption), |t| t == Table),
            Tbody | Thead | Tfoot if self.has(Table) => {
                self.close(|t| matches!(t, Tbody | Thead | Tfoot | Caption), |t| t == Table)
            }
            A if self.has(A) => self.close(|t| t == A, Tag::is_block),
            _ => {}
        }
        if self.has(P) && tag.is_block() {
            self.close(|t| t == P, Tag::is_barrier);
        }
        if tag.is_heading() && self.current().is_heading() {
            self.pop();
        }
        self.add(tag, (first, self.dom.attributes.len()));
        if tag.is_void() || (closed && matches!(tag, Svg | Math)) {
            return behind;
        }
        if tag.is_raw() {
            return self.raw_text(tag, &bytes[at + 1..name], behind);
        }
        self.push(tag);
        behind
    }

    /// The content, from `from` on, of the element called `name` that was added last.
    fn raw_text(&mut self, tag: Tag, name: &[u8], from: usize) -> usize {
        let bytes = self.dom.source.as_bytes();
        let mut at = from;
        let end = loop {
            let Some(found) = memmem::find(&bytes[at..], b"</") else { break bytes.len() };
            let start = at + found;
            let behind = start + 2 + name.len();
            let same = bytes.get(start + 2..behind).is_some_and(|n| n.eq_ignore_ascii_case(name));
            if same && bytes.get(behind).is_none_or(|b| !b.is_ascii_alphanumeric()) {
                break start;
            }
            at = start + 2;
        };
        if matches!(tag, Tag::Script | Tag::Title | Tag::Xmp) && from < end {
            let parent = self.dom.nodes.len() as u32 - 1;
            self.add(Tag::Text, (from, end));
            let nodes = self.dom.nodes.len() as u32;
            if let [.., element, text] = &mut self.dom.nodes[..] {
                element.end = nodes;
                text.parent = parent;
            }
        }
        memchr(b'>', &bytes[end..]).map_or(bytes.len(), |found| end + found + 1)
    }

    fn end_tag(&mut self, tag: Tag) {
        use Tag::*;
        if tag.is_block() {
            self.after_block = true;
        }
        if self.too_deep > 0 && !tag.is_void() {
            self.too_deep -= 1;
            return;
        }
        // What follows `</body>` is often more of the page.
        if !self.has(tag) || matches!(tag, Html | Body | Root | Text) {
            return;
        }
        match tag {
            Table => self.close(|t| t == Table, |_| false),
            Td | Th | Tr | Tbody | Thead | Tfoot | Caption => self.close(|t| t == tag, |t| t == Table),
            H1 | H2 | H3 | H4 | H5 | H6 => self.close(Tag::is_heading, Tag::is_barrier),
            Li => self.close(|t| t == Li, |t| t.is_barrier() || matches!(t, Ul | Ol)),
            Button | Object | Head => self.close(|t| t == tag, |_| false),
            _ if tag.is_block() => self.close(|t| t == tag, Tag::is_barrier),
            _ => self.close(|t| t == tag, |t| t.is_block() || t.is_barrier()),
        }
    }

    /// Reads the attributes from `at` on to the end of the tag; gives the offset behind that, and
    /// whether it closes itself.
    fn tag_end(&mut self, mut at: usize) -> (usize, bool) {
        let source = self.dom.source;
        let bytes = source.as_bytes();
        let first = self.dom.attributes.len();
        loop {
            while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return (at, false),
                Some(b'>') => return (at + 1, bytes[at - 1] == b'/'),
                _ => {}
            }
            let start = at;
            at += 1;
            while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')) {
                at += 1;
            }
            let name = Attribute::of(&bytes[start..at]);
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                let from;
                match bytes.get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        from = at + 1;
                        let end = memchr(*quote, &bytes[from..]).map_or(bytes.len(), |found| from + found);
                        value = &source[from..end];
                        at = (end + 1).min(bytes.len());
                    }
                    _ => {
                        from = at;
                        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>') {
                            at += 1;
                        }
                        value = &source[from..at];
                    }
                }
            }
            // The first one of a name counts, so that no more are kept than there are names.
            if let Some(name) = name
                && !self.dom.attributes[first..].iter().any(|a| a.0 == name)
            {
                self.dom.attributes.push((name, value));
            }
        }
    }

    /// Passes over a comment, a declaration or what browsers take for one.
    fn markup(&mut self, at: usize) -> usize {
        let bytes = self.dom.source.as_bytes();
        if bytes[at..].starts_with(b"<!--") && self.comments_end {
            // `<!-->` and `<!--->` are whole.
            if let Some(found) = memmem::find(&bytes[at + 2..], b"-->") {
                return at + 2 + found + 3;
            }
            // Browsers see nothing behind it; more is to be had from reading on.
            self.comments_end = false;
        }
        if bytes[at..].starts_with(b"<![CDATA[") {
            return at + 9;
        }
        memchr(b'>', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1)
    }
}

/// Where the name of a tag that starts at `at` ends.
fn name_end(bytes: &[u8], at: usize) -> usize {
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
    bytes[at..].iter().position(ends).map_or(bytes.len(), |found| at + found)
}
