//! A page's text in blocks: paragraphs, headings, list items, rows of tables.

use super::dom::{Attribute, Dom, push_words};
use super::references::decoded;
use super::tag::Tag;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Quote,
    Pre,
    Row,
}

/// Text that stands on lines of its own.
#[derive(Debug)]
pub(super) struct Block {
    /// Its first text.
    pub(super) node: usize,
    /// The innermost block element that holds it.
    pub(super) holder: usize,
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Characters of `text` without white space, and how many of them are in links.
    pub(super) size: usize,
    pub(super) linked: usize,
}

impl Block {
    /// The share of the text that is in links.
    pub(super) fn links(&self) -> f64 {
        self.linked as f64 / self.size.max(1) as f64
    }

    /// Whether it ends as a sentence does.
    pub(super) fn is_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '“', '»', ')', '’', '\'']);
        text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟', '۔'])
    }
}

/// The blocks of `page`, without what is in nodes that are marked `unwanted`.
pub(super) fn blocks(dom: &Dom<'_>, unwanted: &[bool]) -> Vec<Block> {
    let mut writer = Writer { blocks: Vec::new(), text: String::new(), node: 0, linked: 0, size: 0, breaks: 0 };
    // Elements that are open: where they end, what they are.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut state = State::default();
    let mut node = 0;
    while node < dom.len() {
        while let Some((end, element)) = open.last().copied().filter(|o| o.0 <= node) {
            debug_assert!(end <= node);
            leave(dom, element, &mut state, &mut writer);
            open.pop();
        }
        if unwanted[node] {
            if dom.tag(node).is_block() && state.row == 0 {
                writer.flush(&state);
            }
            node = dom.end(node);
            continue;
        }
        match dom.tag(node) {
            Tag::Text => writer.text(node, dom.raw(node), &state),
            Tag::Br => writer.line_break(&state),
            Tag::Script | Tag::Style | Tag::Title => {
                node = dom.end(node);
                continue;
            }
            tag => {
                enter(dom, node, tag, &mut state, &mut writer);
                open.push((dom.end(node), node));
            }
        }
        node += 1;
    }
    while let Some((_, element)) = open.pop() {
        leave(dom, element, &mut state, &mut writer);
    }
    writer.flush(&state);
    writer.blocks
}

/// What a text stands in: how many of each are open.
#[derive(Default)]
struct State {
    holders: Vec<usize>,
    heading: usize,
    item: usize,
    quote: usize,
    pre: usize,
    row: usize,
    link: usize,
}

impl State {
    fn count(&mut self, tag: Tag) -> Option<&mut usize> {
        Some(match tag {
            tag if tag.is_heading() => &mut self.heading,
            Tag::Li | Tag::Dd | Tag::Dt => &mut self.item,
            Tag::Blockquote => &mut self.quote,
            Tag::Pre => &mut self.pre,
            Tag::A | Tag::Button => &mut self.link,
            _ => return None,
        })
    }

    fn kind(&self) -> Kind {
        if self.pre > 0 {
            Kind::Pre
        } else if self.heading > 0 {
            Kind::Heading
        } else if self.row > 0 {
            Kind::Row
        } else if self.item > 0 {
            Kind::Item
        } else if self.quote > 0 {
            Kind::Quote
        } else {
            Kind::Paragraph
        }
    }
}

fn enter(dom: &Dom<'_>, node: usize, tag: Tag, state: &mut State, writer: &mut Writer) {
    if tag.is_block() {
        if state.row == 0 {
            writer.flush(state);
        } else if matches!(tag, Tag::Td | Tag::Th) {
            writer.cell();
        } else {
            writer.space();
        }
        state.holders.push(node);
    }
    if tag == Tag::Tr && (state.row > 0 || is_data(dom, node)) {
        state.row += 1;
    }
    if is_not_a_link(dom, node) {
        return;
    }
    if let Some(count) = state.count(tag) {
        *count += 1;
    }
}

fn leave(dom: &Dom<'_>, node: usize, state: &mut State, writer: &mut Writer) {
    let tag = dom.tag(node);
    if tag.is_block() {
        let row_ends = tag == Tag::Tr && state.row == 1;
        if state.row == 0 || row_ends {
            writer.flush(state);
        } else {
            writer.space();
        }
        state.holders.pop();
    }
    if tag == Tag::Tr {
        state.row = state.row.saturating_sub(1);
    }
    if is_not_a_link(dom, node) {
        return;
    }
    if let Some(count) = state.count(tag) {
        *count = count.saturating_sub(1);
    }
}

/// Whether `node` is an anchor that leads nowhere but to a place on this page.
fn is_not_a_link(dom: &Dom<'_>, node: usize) -> bool {
    dom.tag(node) == Tag::A && dom.raw_attribute(node, Attribute::Href).is_none_or(|h| h.trim_start().starts_with('#'))
}

/// Whether a row has two cells or more and none holds more than a short line: it is written on one
/// line. Other tables are there for the look of the page.
fn is_data(dom: &Dom<'_>, row: usize) -> bool {
    const LONGEST_CELL: usize = 200;
    let mut cells = 0;
    let mut length = 0;
    for node in row + 1..dom.end(row) {
        match dom.tag(node) {
            Tag::Td | Tag::Th => {
                cells += 1;
                length = 0;
            }
            Tag::Table | Tag::Tr => return false,
            Tag::Text => {
                length += dom.raw(node).len();
                if length > LONGEST_CELL {
                    return false;
                }
            }
            _ => {}
        }
    }
    cells > 1
}

struct Writer {
    blocks: Vec<Block>,
    text: String,
    node: usize,
    linked: usize,
    size: usize,
    /// Line breaks since the last text.
    breaks: usize,
}

impl Writer {
    fn text(&mut self, node: usize, raw: &str, state: &State) {
        let text = decoded(raw);
        let blank = text.chars().all(char::is_whitespace);
        if blank && self.text.is_empty() {
            return;
        }
        if !blank {
            if self.breaks > 1 && state.row == 0 {
                self.flush(state);
            } else if self.breaks == 1 {
                self.text.truncate(self.text.trim_end().len());
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
            }
            self.breaks = 0;
            if self.text.is_empty() {
                self.node = node;
            }
        }
        if state.pre > 0 {
            self.text.extend(text.chars().filter(|c| *c != '\r'));
        } else if self.breaks == 0 {
            push_words(&text, &mut self.text);
        }
        let size = text.chars().filter(|c| !c.is_whitespace()).count();
        self.size += size;
        if state.link > 0 {
            self.linked += size;
        }
    }

    fn line_break(&mut self, state: &State) {
        if state.pre > 0 {
            self.text.push('\n');
        } else if state.row > 0 {
            self.space();
        } else {
            self.breaks += 1;
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\t']) {
            self.text.push(' ');
        }
    }

    fn cell(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\t');
        }
    }

    fn flush(&mut self, state: &State) {
        let mut text = std::mem::take(&mut self.text);
        if state.pre > 0 {
            // One blank line at most, as between paragraphs.
            let mut ends = 0;
            text.retain(|c| {
                ends = if c == '\n' { ends + 1 } else { 0 };
                ends <= 2
            });
        }
        let text = if state.pre > 0 { text.trim_matches(['\n', ' ']) } else { text.trim() };
        if self.size > 0 {
            self.blocks.push(Block {
                node: self.node,
                holder: state.holders.last().copied().unwrap_or(0),
                kind: state.kind(),
                text: text.to_owned(),
                size: self.size,
                linked: self.linked,
            });
        }
        (self.size, self.linked, self.breaks) = (0, 0, 0);
    }
}
