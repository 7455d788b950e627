//! A dump of a MediaWiki: a page of the main namespace that is no redirect is a record.

mod wikitext;

use std::ops::Range;
use std::str;
use std::sync::Arc;

use copydesk_cli::stream::input::{Block, BlockReader, Input};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};
use memchr::memmem;

use super::feed::NOT_XML;
use super::source;
use super::tags::{Lines, TagEnds, each_item, element, start_tag};
use crate::article::{Article, Value};
use crate::flags::Options;
use crate::markup::{one_line, unescape};
use crate::unit::{Desk, Reader, Unit, Unreadable};
use wikitext::plain_text;

const END: &str = "</page>";
const ALL: &[u8] = b"</mediawiki>";

/// What a dump says of its wiki, before its first page.
#[derive(Default)]
struct Site {
    name: Option<String>,
    /// What links begin with that put in a picture or a category, in lower case.
    dropped: Vec<String>,
    /// Whether there is an element around the pages.
    root: bool,
}

pub(super) fn open(input: &Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    let (source, _) = source(input, options, true)?;
    let ends = TagEnds::new(END);
    let mut blocks = BlockReader::new(input.name.clone(), source, ends, options.max_record, options.pool.clone());
    let first = blocks.next_block();
    let site = Arc::new(first.as_ref().map(|block| Site::read(block.bytes())).unwrap_or_default());
    Ok(Box::new(Pages { file: input.name.clone(), blocks, site, first, closed: false }))
}

impl Site {
    fn read(bytes: &[u8]) -> Site {
        // Up to the first page or what is to be the end of one: further on it would depend on how
        // much was read at once.
        let find = |tag: &[u8]| memmem::find(bytes, tag).unwrap_or(bytes.len());
        let head = &bytes[..find(b"<page>").min(find(END.as_bytes()))];
        let head = String::from_utf8_lossy(head);
        let name = element(&head, "sitename").map(|e| one_line(&unescape(e.inner))).filter(|n| !n.is_empty());
        let mut dropped: Vec<String> = ["file", "image", "category"].map(str::to_owned).into();
        for part in head.split("<namespace ").skip(1) {
            let tag = part.split('>').next().unwrap_or("");
            if (tag.contains("key=\"6\"") || tag.contains("key=\"14\""))
                && let Some(name) = part[tag.len()..].strip_prefix('>').and_then(|rest| rest.split('<').next())
            {
                dropped.push(unescape(name).to_lowercase());
            }
        }
        Site { name, dropped, root: head.contains("<mediawiki") }
    }
}

struct Pages {
    file: Arc<str>,
    blocks: BlockReader<TagEnds>,
    site: Arc<Site>,
    first: Option<Block>,
    /// Whether the end of the dump was seen, or is reported.
    closed: bool,
}

impl Reader for Pages {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        match self.first.take().or_else(|| self.blocks.next_block()) {
            Some(block) => {
                let bytes = block.bytes();
                let tail = &bytes[memmem::rfind(bytes, END.as_bytes()).unwrap_or(0)..];
                // What is wrong with a tail is said by the worker.
                let page = memmem::find(tail, b"<page>").is_some();
                self.closed |= page || memmem::find(tail, ALL).is_some();
                Some(Box::new(PageBlock { block, site: Arc::clone(&self.site) }))
            }
            None if self.site.root && !self.closed => {
                self.closed = true;
                let why = "the dump has no end (is the file cut off?)";
                Some(Unreadable::unit(self.file.clone(), why.into()))
            }
            None => None,
        }
    }
}

/// Some pages of a dump.
struct PageBlock {
    block: Block,
    site: Arc<Site>,
}

impl Unit for PageBlock {
    fn place(&self) -> (Arc<str>, u64) {
        (self.block.file.clone(), self.block.line)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        if done.irregular(&self.block, desk.options.max_record) {
            return;
        }
        let bytes = self.block.bytes();
        let mut line = Lines::new(self.block.line);
        each_item(bytes, END, |span, closed| self.page(span, closed, &mut line, &desk.options, done));
        done.counts.bytes_in = bytes.len() as u64;
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.block.into_buffer()
    }
}

impl PageBlock {
    /// What stands in `span`: something before a page, and a page that is `closed` or not.
    fn page(&self, span: Range<usize>, closed: bool, line: &mut Lines, options: &Options, done: &mut Done) {
        let bytes = self.block.bytes();
        let start = memmem::find(&bytes[span.clone()], b"<page>").map(|at| span.start + at);
        let before = span.start..start.unwrap_or(span.end);
        let around = bytes[before.clone()].trim_ascii();
        let has = |tag: &[u8]| memmem::find(around, tag).is_some();
        if !around.is_empty() && !has(b"<mediawiki") && !around.ends_with(ALL) {
            let from = before.end - bytes[before.clone()].trim_ascii_start().len();
            let why = "this stands outside of the pages of a MediaWiki dump";
            done.bad(BadRecord::new(NOT_XML, why), line.at(bytes, from), self.block.span(from..before.end));
        }
        let Some(start) = start else { return };
        let number = line.at(bytes, start);
        done.counts.bytes_in = span.end as u64;
        let page = &bytes[start..span.end];
        let result = if page.len() > options.max_record {
            Err(BadRecord::too_long(options.max_record))
        } else if !closed {
            Err(BadRecord::new(NOT_XML, "this <page> is never closed (is the file cut off?)"))
        } else {
            self.record(page, number, options, done)
        };
        if let Err(bad) = result {
            done.bad(bad, number, self.block.span(start..span.end));
        }
    }

    fn record(&self, page: &[u8], line: u64, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
        let page = str::from_utf8(page).map_err(|e| {
            BadRecord::new(Kind::UTF8, format!("not valid UTF-8 at byte {} of the page", e.valid_up_to() + 1))
        })?;
        let Some(revision) = page.rfind("<revision>").filter(|at| page[..*at].contains("<title>")) else {
            return Err(BadRecord::new(NOT_XML, "this <page> has no title or no revision"));
        };
        let (head, revision) = page.split_at(revision);
        let value = |of, name| element(of, name).map(|e| one_line(&unescape(e.inner))).filter(|v| !v.is_empty());
        // The rest is talk, help, templates and the like.
        let main = value(head, "ns").is_none_or(|ns| ns == "0");
        if !main || start_tag(head, "redirect").is_some() || head.contains("<redirect/>") {
            return Ok(());
        }
        let Some((tag, from)) = start_tag(revision, "text").or_else(|| start_tag(revision, "text/")) else {
            return Err(BadRecord::new(NOT_XML, "this <page> has no text"));
        };
        let text = match revision[from..].find("</text>") {
            _ if tag.ends_with('/') => "",
            Some(to) => &revision[from..from + to],
            None => return Err(BadRecord::new(NOT_XML, "the text of this <page> is never closed")),
        };
        let text = plain_text(&unescape(text), &self.site.dropped);
        let title = value(head, "title");
        let created = value(revision, "timestamp");
        let known =
            [("page_id", value(head, "id")), ("revision_id", value(revision, "id")), ("wiki", self.site.name.clone())];
        let known = known.iter().filter_map(|(name, value)| Some((*name, Value::Text(value.as_deref()?))));
        Article {
            source: &self.block.file,
            title: title.as_deref(),
            text: &text,
            created: created.as_deref(),
            metadata: known.collect(),
            place: Some(("line", line)),
            ..Article::default()
        }
        .write(options, done)
    }
}
