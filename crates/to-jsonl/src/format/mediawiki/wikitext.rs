//! Wiki markup to plain text, in two passes: what stands inside lines, then lines.
//!
//! The first pass writes as it reads and keeps a stack of what is open. What is dropped when it
//! closes (a template, a table) is cut off the output; what never closes stays as it is written. So
//! the time is linear, and nothing is lost because a bracket is missing.

use crate::markup::{Paragraphs, Tag, Tags, raw_end, unescape};

/// How many brackets may be open at a time; those above are characters.
const DEEPEST: usize = 200;
/// How many links, whose labels move when they close.
const DEEPEST_LINK: usize = 8;

/// Elements of which nothing stays.
const DROPPED: &[&str] = &[
    "ref",
    "gallery",
    "math",
    "timeline",
    "score",
    "imagemap",
    "hiero",
    "graph",
    "mapframe",
    "maplink",
    "ce",
    "chem",
    "templatestyles",
    "indicator",
    "script",
    "style",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &["nowiki", "pre", "syntaxhighlight", "source"];

/// The plain text of wiki markup. Links into the namespaces of `dropped` (in lower case) vanish.
pub(super) fn plain_text(markup: &str, dropped: &[String]) -> String {
    lines(&inline(markup, dropped))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `{{...}}`
    Template,
    /// `{{{...}}}`
    Parameter,
    /// `{|...|}`
    Table,
    /// `[[...]]`
    Link,
    /// `[http://... ...]`
    External,
}

/// Something open.
struct Open {
    kind: Kind,
    /// Where the output is cut off when it closes.
    start: usize,
    /// Where its label begins.
    label: usize,
}

struct Inline<'a> {
    out: String,
    open: Vec<Open>,
    links: usize,
    /// Open templates, parameters and tables.
    blocks: usize,
    dropped: &'a [String],
}

fn inline(markup: &str, dropped: &[String]) -> String {
    let bytes = markup.as_bytes();
    let mut state = Inline { out: String::with_capacity(markup.len()), open: Vec::new(), links: 0, blocks: 0, dropped };
    let mut tags = Tags::new(markup);
    // Elements whose end was looked for in vain.
    let mut unclosed: Vec<&str> = Vec::new();
    let mut at = 0;
    let mut line_start = true;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let run = |b: u8| rest.iter().take_while(|x| **x == b).count();
        let starts_line = line_start;
        line_start = byte == b'\n' || starts_line && matches!(byte, b' ' | b':');
        match byte {
            b'\n' => {
                state.line_end(rest.get(1) == Some(&b'\n'));
                state.out.push('\n');
                at += 1;
            }
            b'{' if starts_line && rest.get(1) == Some(&b'|') => {
                state.push(Kind::Table, "{|");
                at += 2;
            }
            b'{' => {
                let mut count = run(b'{');
                at += count;
                while count >= 2 {
                    let (kind, open) = if count == 3 { (Kind::Parameter, "{{{") } else { (Kind::Template, "{{") };
                    state.push(kind, open);
                    count -= open.len();
                }
                state.out.push_str(&"{"[..count]);
            }
            b'|' if starts_line && rest.get(1) == Some(&b'}') && state.block() == Some(Kind::Table) => {
                state.close_block();
                at += 2;
            }
            b'}' => at += state.braces(run(b'}')),
            b'[' if rest.get(1) == Some(&b'[') => {
                if state.links < DEEPEST_LINK {
                    state.push(Kind::Link, "[[");
                } else {
                    state.out.push_str("[[");
                }
                at += 2;
            }
            b'[' if is_address(&rest[1..]) && !state.open.last().is_some_and(|open| open.kind == Kind::External) => {
                let ends = |b: &u8| matches!(b, b' ' | b']' | b'\n' | b'\t' | b'<' | b'[' | b'{' | b'}');
                let end = rest.iter().skip(1).position(ends).map_or(rest.len(), |n| n + 1);
                let end = end + usize::from(rest.get(end) == Some(&b' '));
                state.push(Kind::External, &markup[at..at + end]);
                at += end;
            }
            b']' => at += state.brackets(rest.get(1) == Some(&b']')),
            b'\'' => {
                let count = run(b'\'');
                at += count;
                let stay = match count {
                    1 | 4 => 1,
                    2 | 3 | 5 => 0,
                    more => more - 5,
                };
                state.out.extend(std::iter::repeat_n('\'', stay));
            }
            b'<' => match tags.at(at) {
                Some((tag, end)) => {
                    at = end;
                    match tag {
                        Tag::Open(name) if DROPPED.contains(&name) && !unclosed.contains(&name) => {
                            match raw_end(markup, end, name) {
                                Some(close) => at = close,
                                None => unclosed.push(name),
                            }
                        }
                        Tag::Open(name) if RAW.contains(&name) && !unclosed.contains(&name) => {
                            match raw_end(markup, end, name) {
                                Some(close) => {
                                    state.out.push_str(&markup[end..close]);
                                    at = close;
                                }
                                None => unclosed.push(name),
                            }
                        }
                        Tag::Open("br") | Tag::Empty("br") | Tag::Close("br") => state.out.push_str("\n:"),
                        Tag::Open("p" | "div" | "blockquote" | "hr" | "poem")
                        | Tag::Close("p" | "div" | "blockquote" | "poem") => {
                            state.out.push_str("\n\n");
                        }
                        Tag::Open("li" | "tr") | Tag::Close("li" | "tr") => state.out.push('\n'),
                        Tag::Open("td" | "th") => state.out.push(' '),
                        Tag::Raw(text) => state.out.push_str(text),
                        // A comment that has a line for itself takes it along.
                        Tag::Nothing if starts_line && bytes.get(at) == Some(&b'\n') => {
                            at += 1;
                            line_start = true;
                        }
                        Tag::Nothing => line_start = starts_line,
                        _ => {}
                    }
                }
                None => {
                    state.out.push('<');
                    at += 1;
                }
            },
            _ => {
                let special = |b: &u8| matches!(b, b'\n' | b'{' | b'|' | b'}' | b'[' | b']' | b'\'' | b'<');
                let end = at + rest.iter().skip(1).position(special).map_or(rest.len(), |n| n + 1);
                let text = &markup[at..end];
                line_start = starts_line && text.bytes().all(|b| matches!(b, b' ' | b':'));
                state.out.push_str(text);
                at = end;
            }
        }
    }
    state.out
}

/// Whether what follows a bracket is an address.
fn is_address(rest: &[u8]) -> bool {
    [&b"http://"[..], b"https://", b"ftp://", b"//", b"mailto:", b"irc://", b"news:"]
        .iter()
        .any(|scheme| rest.len() >= scheme.len() && rest[..scheme.len()].eq_ignore_ascii_case(scheme))
}

impl Inline<'_> {
    fn push(&mut self, kind: Kind, written: &str) {
        let start = self.out.len();
        self.out.push_str(written);
        if self.open.len() < DEEPEST {
            self.open.push(Open { kind, start, label: self.out.len() });
            match kind {
                Kind::Link => self.links += 1,
                Kind::External => {}
                _ => self.blocks += 1,
            }
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        match open.kind {
            Kind::Link => self.links -= 1,
            Kind::External => {}
            _ => self.blocks -= 1,
        }
        Some(open)
    }

    /// Links end with their paragraph, addresses with their line.
    fn line_end(&mut self, paragraph: bool) {
        while let Some(open) = self.open.last()
            && (open.kind == Kind::External || open.kind == Kind::Link && paragraph)
        {
            self.pop();
        }
    }

    /// The innermost template, parameter or table.
    fn block(&self) -> Option<Kind> {
        // Above it are links only, and of those there are few.
        self.open.iter().rev().map(|open| open.kind).find(|kind| !matches!(kind, Kind::Link | Kind::External))
    }

    /// Closes it, and what is open in it.
    fn close_block(&mut self) {
        while let Some(open) = self.pop() {
            if !matches!(open.kind, Kind::Link | Kind::External) {
                self.out.truncate(open.start);
                return;
            }
        }
    }

    /// Some of a run of closing braces; how many.
    fn braces(&mut self, count: usize) -> usize {
        let wanted = match self.block() {
            Some(Kind::Template) => 2,
            Some(Kind::Parameter) => 3,
            _ => 0,
        };
        // A parameter that closes with too few braces was a template with one brace in it.
        let taken = if count == 2 { wanted.min(2) } else { wanted };
        if taken == 0 || count < taken {
            self.out.push_str(&"}".repeat(count));
            return count;
        }
        self.close_block();
        taken
    }

    /// One or two closing brackets, if there are `two`; how many.
    fn brackets(&mut self, two: bool) -> usize {
        match self.open.last().map(|open| open.kind) {
            Some(Kind::Link) if two => {
                if let Some(open) = self.pop() {
                    self.link(&open);
                }
                2
            }
            Some(Kind::External) => {
                if let Some(open) = self.pop() {
                    self.out.drain(open.start..open.label);
                }
                1
            }
            _ => {
                self.out.push(']');
                1
            }
        }
    }

    /// Leaves the label of a link that closes, if any.
    fn link(&mut self, open: &Open) {
        let inside = &self.out[open.label..];
        let (target, label) = inside.split_once('|').map_or((inside, None), |(target, label)| (target, Some(label)));
        let namespace = target.split_once(':').map(|(namespace, _)| namespace.trim().to_lowercase());
        let named = namespace.as_deref().unwrap_or("");
        // `[[de:Seite]]` alone leads to the page in another language.
        let language = (2..=3).contains(&named.len()) && named.bytes().all(|b| b.is_ascii_lowercase());
        if self.dropped.iter().any(|name| name == named) || language && label.is_none() {
            self.out.truncate(open.start);
            return;
        }
        let shown = match label.map(str::trim) {
            Some("") | None => target.trim().trim_start_matches(':'),
            Some(_) => label.unwrap_or(""),
        };
        let shown = shown.to_owned();
        self.out.truncate(open.start);
        self.out.push_str(&shown);
    }
}

/// Lines without their marks: headings are paragraphs, items of lists are lines, and other lines of
/// a paragraph are joined.
fn lines(text: &str) -> String {
    let mut out = Paragraphs::default();
    for line in text.lines() {
        let trimmed = line.trim();
        let heading = trimmed.len() > 2 && trimmed.starts_with('=') && trimmed.ends_with('=');
        let item = trimmed.trim_start_matches(['*', '#', ':', ';']);
        if trimmed.is_empty() || trimmed.starts_with("----") {
            out.paragraph();
        } else if trimmed.len() > 4 && trimmed.starts_with("__") && trimmed.ends_with("__") {
            // A switch of the page, such as __NOTOC__.
        } else if heading {
            out.paragraph();
            out.words(&unescape(trimmed.trim_matches('=').trim()));
            out.paragraph();
        } else if item.len() < trimmed.len() && !line.starts_with(' ') {
            out.line();
            out.words(&unescape(item.trim_start()));
            out.line();
        } else if line.starts_with(' ') {
            // Text that is set as it is written.
            out.line();
            out.push(&unescape(line.trim_end()));
            out.line();
        } else {
            out.space();
            out.words(&unescape(trimmed));
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(markup: &str) -> String {
        plain_text(markup, &["file".into(), "category".into()])
    }

    #[test]
    fn markup_goes_and_text_stays() {
        for (markup, text) in [
            ("'''Bold''' and ''it'' isn't ''''q'''s", "Bold and it isn't 'qs"),
            ("a [[Link]] to [[Page (x)|labels]]s, [[:Category:C]] [[A|]]", "a Link to labelss, Category:C A"),
            ("[[File:x.jpg|thumb|A [[cap|tion]] {{t}}]]After[[Category:C]][[de:Seite]]", "After"),
            ("x{{a|{{b|c}}|[[d]]}}y {{{p|{{q}}}}} z{{{{{r}}}}}", "xy z"),
            ("one<ref name=\"a>b\">no</ref> two<ref name=x /> three<!-- {{ -->", "one two three"),
            ("{| class=x\n|-\n| cell {{t\n|}}\n{|\n|in\n|}\n|}\nafter", "after"),
            ("== Head ==\nText\nmore\n* one\n* two\n## three\n\nEnd", "Head\n\nText more\none\ntwo\nthree\n\nEnd"),
            ("[http://x.org label] and [http://x.org] and http://y.org", "label and and http://y.org"),
            ("AT&amp;T &lt;b&gt; a&nbsp;b <nowiki>[[x]] ''y''</nowiki>", "AT&T <b> a\u{a0}b [[x]] ''y''"),
            ("a<br>b<br/>c <span style=\"x\">d</span> 1 < 2", "a\nb\nc d 1 < 2"),
            ("__NOTOC__\nText", "Text"),
        ] {
            assert_eq!(plain(markup), text, "{markup}");
        }
    }

    #[test]
    fn what_never_closes_stays() {
        for text in ["a [[b", "a {{b", "x]] y}}", "a [http://x.org b", "a <ref>b"] {
            let shown = plain(text);
            assert!(shown.contains('b') || shown == text, "{text}: {shown}");
        }
        assert_eq!(plain("a [[b\n\nc]] d"), "a [[b\n\nc]] d");
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        for part in [
            "[",
            "[[",
            "[[a|",
            "{{",
            "{{{",
            "{|\n",
            "{{a|[[b|",
            "]]",
            "}}",
            "<ref>",
            "<ref name=\"",
            "<!--",
            "<nowiki>",
            "'",
            "[http://a ",
            "[[a]]",
            "{{[[",
            "=",
            "*",
            "\n",
            "{{}}",
            "[[[[a]]]]",
            "<",
            "|}\n",
            "\n{|[[",
        ] {
            plain(&part.repeat(200_000));
            plain(&(part.repeat(100_000) + &"]]".repeat(100_000) + &"}}".repeat(100_000) + ">"));
        }
    }

    proptest! {
        #[test]
        fn no_markup_fails(markup in "(\\[\\[?|\\]\\]?|\\{\\{\\{?|\\}\\}\\}?|\\{\\||\n|\\|\\}?|'+|</?(ref|br|p|nowiki)>|[a: =*é&;]){0,40}") {
            plain(&markup);
        }
    }
}
