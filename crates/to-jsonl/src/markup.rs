//! Fragments of HTML, as feeds and wikis have them, to plain text.

use copydesk_text::clean::reference;

/// The longest character reference, from `&` to `;`.
const LONGEST_REFERENCE: usize = 34;

/// The longest name of an element, with its prefix.
const LONGEST_NAME: usize = 48;

/// The plain text of a fragment of HTML: blocks are paragraphs with one blank line between, `br`
/// and the items of lists are lines, references are decoded once, and what is no text (scripts,
/// styles, comments) is left out.
///
/// What only looks like a tag (`<AAPL.O>`, `a < b`) is text. A fragment without any tag keeps its
/// lines. Linear in time, without recursion.
pub(crate) fn html_to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return plain(html);
    }
    let mut tags = Tags::new(html);
    let mut out = Paragraphs::default();
    let (mut at, mut pre, mut marked) = (0, 0u32, false);
    // Elements whose end was looked for in vain.
    let mut unclosed = Vec::new();
    while let Some(&byte) = html.as_bytes().get(at) {
        match byte {
            b'<' => match tags.at(at) {
                Some((tag, end)) => {
                    marked |= !matches!(tag, Tag::Raw(_));
                    at = end;
                    match tag {
                        Tag::Open("pre") => pre += 1,
                        Tag::Close("pre") => pre = pre.saturating_sub(1),
                        Tag::Open(name @ ("script" | "style" | "iframe" | "noframes" | "noembed")) => {
                            at = raw_end(html, end, name).unwrap_or(html.len());
                        }
                        Tag::Open(name @ ("title" | "textarea")) if !unclosed.contains(&name) => {
                            match raw_end(html, end, name) {
                                Some(end) => at = end,
                                None => unclosed.push(name),
                            }
                        }
                        Tag::Raw(text) => out.words(text),
                        _ => {}
                    }
                    if let Tag::Open(name) | Tag::Close(name) | Tag::Empty(name) = tag {
                        out.tag(name);
                    }
                }
                None => {
                    out.push("<");
                    at += 1;
                }
            },
            b'&' => match reference_at(html, at) {
                Some((characters, end)) => {
                    characters.into_iter().flatten().for_each(|c| out.push(c.encode_utf8(&mut [0; 4])));
                    at = end;
                }
                None => {
                    out.push("&");
                    at += 1;
                }
            },
            b'\n' if pre > 0 => {
                out.line_break();
                at += 1;
            }
            b' ' | b'\t' if pre > 0 => {
                out.push(&html[at..=at]);
                at += 1;
            }
            b if b.is_ascii_whitespace() => {
                out.space();
                at += 1;
            }
            _ => {
                let rest = &html.as_bytes()[at..];
                let special = |b: &u8| matches!(b, b'<' | b'&') || b.is_ascii_whitespace();
                let end = at + rest.iter().position(special).unwrap_or(rest.len());
                out.push(&html[at..end]);
                at = end;
            }
        }
    }
    if marked { out.finish() } else { plain(&unescape(html)) }
}

/// Text that has no markup: its lines without white space around them, with at most one blank line
/// between.
pub(crate) fn plain(text: &str) -> String {
    let mut out = Paragraphs::default();
    for line in text.lines() {
        out.push(line.trim_matches([' ', '\t', '\r', '\x0c']));
        out.line_break();
    }
    out.finish()
}

/// `text` on one line.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = Paragraphs::default();
    out.words(text);
    out.finish()
}

/// `text` with its character references decoded, once.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for amp in memchr::memchr_iter(b'&', text.as_bytes()) {
        if amp >= at
            && let Some((characters, end)) = reference_at(text, amp)
        {
            out.push_str(&text[at..amp]);
            out.extend(characters.into_iter().flatten());
            at = end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// The character reference at `at`, and the offset behind it.
fn reference_at(text: &str, at: usize) -> Option<([Option<char>; 2], usize)> {
    let bytes = &text.as_bytes()[at..];
    let end = at + memchr::memchr(b';', &bytes[..bytes.len().min(LONGEST_REFERENCE)])?;
    Some((reference(text.get(at + 1..end)?)?, end + 1))
}

/// Where the end tag of a raw element (`script`) begins.
pub(crate) fn raw_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = &html.as_bytes()[from..];
    let is_end = |at: usize| {
        let tag = &bytes[at + 1..];
        tag.len() > name.len() && tag[0] == b'/' && tag[1..=name.len()].eq_ignore_ascii_case(name.as_bytes())
    };
    memchr::memchr_iter(b'<', bytes).find(|at| is_end(*at)).map(|at| from + at)
}

/// Text that is put together out of words, lines and paragraphs.
#[derive(Default)]
pub(crate) struct Paragraphs {
    out: String,
    gap: Gap,
}

/// What stands before the next word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    /// Appends `text` as it is.
    pub(crate) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if !self.out.is_empty() {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.out.push_str(text);
    }

    /// Appends `text` with one space for white space.
    pub(crate) fn words(&mut self, text: &str) {
        for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            self.push(word.trim_end_matches(|c: char| c.is_ascii_whitespace()));
            if word.ends_with(|c: char| c.is_ascii_whitespace()) {
                self.space();
            }
        }
    }

    pub(crate) fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// What follows stands on another line.
    pub(crate) fn line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    pub(crate) fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// One line more: two of them are a blank line.
    pub(crate) fn line_break(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    /// What the tag of an HTML element means.
    pub(crate) fn tag(&mut self, name: &str) {
        match name {
            "br" => self.line_break(),
            "li" | "tr" | "dt" | "dd" | "option" => self.line(),
            "td" | "th" => self.space(),
            _ if BLOCKS.contains(&name) => self.paragraph(),
            _ => {}
        }
    }

    pub(crate) fn finish(mut self) -> String {
        let end = self.out.trim_end_matches([' ', '\t', '\n']).len();
        self.out.truncate(end);
        self.out
    }
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "ul",
];

/// Elements that are no blocks.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "blink", "br",
    "button", "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "dfn", "dt", "em", "embed",
    "font", "frame", "frameset", "gallery", "hgroup", "i", "iframe", "img", "input", "ins", "kbd", "label", "li",
    "link", "map", "mark", "marquee", "math", "meta", "meter", "nobr", "noembed", "noframes", "noscript", "object",
    "optgroup", "option", "output", "param", "path", "picture", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
    "samp", "script", "select", "small", "source", "span", "strike", "strong", "style", "sub", "sup", "svg", "td",
    "template", "textarea", "th", "time", "tr", "track", "tt", "u", "var", "video", "wbr",
];

/// Elements of wikis.
const WIKI: &[&str] = &[
    "ce",
    "chem",
    "graph",
    "hiero",
    "imagemap",
    "includeonly",
    "indicator",
    "mapframe",
    "maplink",
    "noinclude",
    "nowiki",
    "onlyinclude",
    "poem",
    "ref",
    "references",
    "score",
    "syntaxhighlight",
    "templatestyles",
    "timeline",
];

/// What `<` begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tag<'a> {
    /// The start of an element; its name in lower case if it is one of HTML's, else `""`.
    Open(&'a str),
    /// The end of one.
    Close(&'a str),
    /// `<tag/>`
    Empty(&'a str),
    /// A comment or a declaration.
    Nothing,
    /// The text of a CDATA section.
    Raw(&'a str),
}

/// Finds where tags end.
///
/// What has no end is no tag. That it has none is found by looking to the end of the input, so it
/// is noted, and looked for only once.
pub(crate) struct Tags<'a> {
    html: &'a str,
    /// The last `>`, and the offset from which on there is no such end.
    last: Option<usize>,
    no_comment: bool,
    no_cdata: bool,
    /// Quotes around attributes are never closed.
    no_quotes: bool,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        let last = memchr::memrchr(b'>', html.as_bytes());
        Tags { html, last, no_comment: false, no_cdata: false, no_quotes: false }
    }

    /// The tag that begins at `at`, where `<` stands, and the offset behind it.
    pub(crate) fn at(&mut self, at: usize) -> Option<(Tag<'a>, usize)> {
        self.last.filter(|last| *last > at)?;
        let rest = &self.html[at..];
        let bytes = rest.as_bytes();
        let close = || memchr::memchr(b'>', bytes).map(|n| at + n + 1);
        match bytes.get(1)? {
            b'!' if rest.starts_with("<!--") => {
                let end = if self.no_comment { None } else { memchr::memmem::find(&bytes[2..], b"-->") };
                self.no_comment |= end.is_none();
                Some((Tag::Nothing, end.map_or_else(close, |n| Some(at + 2 + n + 3))?))
            }
            b'!' if rest.starts_with("<![CDATA[") && !self.no_cdata => match memchr::memmem::find(bytes, b"]]>") {
                Some(n) => Some((Tag::Raw(&rest[9..n.max(9)]), at + n + 3)),
                None => {
                    self.no_cdata = true;
                    Some((Tag::Nothing, close()?))
                }
            },
            b'!' | b'?' => Some((Tag::Nothing, close()?)),
            b'/' => {
                let (name, _) = name(&rest[2..])?;
                Some((Tag::Close(name), close()?))
            }
            _ => {
                let (name, length) = name(&rest[1..])?;
                let end = match self.attributes_end(at + 1 + length) {
                    Some(end) => end,
                    None => close()?,
                };
                let empty = self.html.as_bytes()[end - 2] == b'/';
                Some((if empty { Tag::Empty(name) } else { Tag::Open(name) }, end))
            }
        }
    }

    /// The offset behind the `>` that stands in no quotes.
    fn attributes_end(&mut self, mut at: usize) -> Option<usize> {
        if self.no_quotes {
            return None;
        }
        let bytes = self.html.as_bytes();
        let mut value = false;
        let end = loop {
            match bytes.get(at) {
                None => break None,
                Some(b'>') => break Some(at + 1),
                Some(quote @ (b'"' | b'\'')) if value => {
                    let Some(n) = memchr::memchr(*quote, &bytes[at + 1..]) else { break None };
                    at += n + 1;
                    value = false;
                }
                Some(b'=') => value = true,
                Some(b) => value &= b.is_ascii_whitespace(),
            }
            at += 1;
        };
        self.no_quotes = end.is_none();
        end
    }
}

/// The name of the element at the start of `tag`, and its length there; nothing if it is no
/// element. What has a prefix is one of XML's.
fn name(tag: &str) -> Option<(&'static str, usize)> {
    let bytes = tag.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    let length = bytes.iter().take(LONGEST_NAME).position(ends)?;
    let whole = &bytes[..length];
    if !whole.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_')) {
        return None;
    }
    let local = whole.rsplit(|b| *b == b':').next()?;
    let known = BLOCKS.iter().chain(INLINE).chain(WIKI).find(|name| name.as_bytes().eq_ignore_ascii_case(local));
    match known {
        Some(name) => Some((name, length)),
        None => (whole.contains(&b':') || whole.contains(&b'-')).then_some(("", length)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blocks_lines_and_words() {
        for (html, text) in [
            ("<p>One &amp; two\n three.</p>\n<p>Four</p>", "One & two three.\n\nFour"),
            ("a<br>b<br/>c<br><br />d", "a\nb\nc\n\nd"),
            ("<ul><li>one</li><li>two</li></ul>end", "one\ntwo\n\nend"),
            ("<b>bold</b>ly <i>go</i>", "boldly go"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("x<script>var a = '<p>';</script><style>p {}</style><!-- no > --> y", "x y"),
            ("<pre>a  b\n  c</pre>", "a  b\n  c"),
            ("<DIV CLASS='a>b'>in</DIV>out", "in\n\nout"),
            ("<xhtml:p>a</xhtml:p><xhtml:p><![CDATA[<b>]]></xhtml:p>", "a\n\n<b>"),
            ("&lt;p&gt; &amp;lt; &eacute;&#233; &nosuch; a&b", "<p> &lt; éé &nosuch; a&b"),
        ] {
            assert_eq!(html_to_text(html), text, "{html}");
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        for text in ["a < b > c", "Apple <AAPL.O>", "me <me@example.org>", "1 <2", "x <b", "<p class=\"", "<!-- x"] {
            assert_eq!(html_to_text(text), text);
        }
    }

    #[test]
    fn text_without_tags_keeps_its_lines() {
        assert_eq!(html_to_text(" one\r\n  two &amp; three\n\n\n\nfour\n"), "one\ntwo & three\n\nfour");
    }

    #[test]
    fn hostile_fragments_take_linear_time() {
        for part in [
            "<",
            "<p",
            "<a href=\"",
            "<a b='\">",
            "<!--",
            "<![CDATA[",
            "<script>",
            "&",
            "&amp",
            "</",
            "<p>",
            "<title>",
            "<pre>\n",
        ] {
            html_to_text(&part.repeat(300_000));
            html_to_text(&format!("{}>", part.repeat(300_000)));
        }
    }

    proptest! {
        #[test]
        fn no_fragment_fails(html in "[<>/!a-c pre\"'=&;#\\-\\[\\]CDATé\n]{0,60}") {
            let text = html_to_text(&html);
            prop_assert!(!text.contains("\n\n\n"));
        }
    }
}
