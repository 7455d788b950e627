use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "tags",
    group: Group::Repair,
    help: "Leftover HTML tags and comments go; paragraphs and lines that they made stay",
    example: ("See <a href=\"/x\">this</a>.<br>Or<!-- no --> that", "See this.\nOr that"),
    presets: Presets::USUAL,
    marks: Marks::TAG,
    reach: Reach::Text,
    apply,
};

/// What stands in place of a tag, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    None,
    Space,
    Line,
    Paragraph,
}

/// Elements of HTML that make a paragraph, a line, a cell, or stand within a line.
const PARAGRAPHS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "dl",
    "fieldset",
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
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
const LINES: &[&str] = &[
    "br",
    "caption",
    "center",
    "dd",
    "dt",
    "figcaption",
    "hr",
    "li",
    "option",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
];
const CELLS: &[&str] = &["td", "th"];
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "address", "audio", "b", "big", "button", "canvas", "cite", "code", "col", "colgroup",
    "data", "del", "details", "dfn", "em", "embed", "font", "i", "iframe", "img", "input", "ins", "kbd", "label",
    "link", "map", "mark", "meta", "noscript", "object", "param", "picture", "q", "s", "samp", "script", "select",
    "small", "source", "span", "strike", "strong", "style", "sub", "sup", "svg", "textarea", "time", "tt", "u", "var",
    "video", "wbr",
];
/// These hold no text, so nothing has to close them.
const EMPTY: &[&str] = &["br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"];
/// Opened without attributes these are tags by themselves; others may be words (`<title>`).
const PLAIN: &[&str] = &[
    "blockquote",
    "br",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
];
/// Attributes that need no value.
const FLAGS: &[&str] =
    &["allowfullscreen", "async", "autoplay", "checked", "controls", "defer", "disabled", "hidden", "loop", "muted"];

const LONGEST_NAME: usize = 10;

/// Tags are `<name>`, `</name>` and `<name attribute=value>` for names that HTML has, without another
/// `<` inside. An element that may be a word or a variable (`<b>`, `<title>`) without attributes is a
/// tag only if it is closed later on. `a < b` and `<john@example.org>` stay. The content of scripts and
/// styles goes too. Tags side by side are replaced by the strongest break among them, and by none where
/// a break is already. Nothing inside angle brackets of others is touched.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut closings = Closings::new(text);
    for start in memchr::memchr_iter(b'<', bytes) {
        if start < edits.end() || bytes[..start].last() == Some(&b'<') {
            continue;
        }
        let (mut end, mut kind) = (start, Break::None);
        // A run of tags with nothing but white space between them.
        let mut at = start;
        while let Some((next, its)) = closings.tag(at) {
            (end, kind) = (next, kind.max(its));
            at = next + bytes[next..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            // Inline tags keep the space around them.
            if at > next && (its < Break::Line || bytes.get(at) != Some(&b'<')) {
                break;
            }
        }
        if end == start || bytes.get(end) == Some(&b'>') {
            continue;
        }
        edits.replace(start..end, in_place_of(kind, &bytes[..start], &bytes[end..]));
    }
}

fn in_place_of(kind: Break, before: &[u8], after: &[u8]) -> &'static str {
    let at_edge = before.is_empty() || after.is_empty();
    let at_line = before.ends_with(b"\n") || after.starts_with(b"\n");
    let at_space = before.ends_with(b" ") || after.starts_with(b" ");
    match kind {
        _ if at_edge => "",
        Break::Paragraph if at_line => "\n",
        Break::Paragraph => "\n\n",
        Break::Line if !at_line => "\n",
        Break::Space if !at_line && !at_space => " ",
        _ => "",
    }
}

/// Whether `text`, which stands behind a `<`, may be the rest of a tag or a comment.
pub(super) fn may_begin(text: &str) -> bool {
    let bytes = text.as_bytes();
    let rest = bytes.strip_prefix(b"/").unwrap_or(bytes);
    let length = rest.iter().take(LONGEST_NAME + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
    matches!(rest.first(), Some(b'!' | b'&')) || (length > 0 && element(&rest[..length]).is_some())
}

/// What breaks an element makes, and its name in lower case.
fn element(name: &[u8]) -> Option<(&'static str, Break)> {
    [(PARAGRAPHS, Break::Paragraph), (LINES, Break::Line), (CELLS, Break::Space), (INLINE, Break::None)]
        .into_iter()
        .find_map(|(names, kind)| Some((*names.iter().find(|n| n.as_bytes().eq_ignore_ascii_case(name))?, kind)))
}

/// The text, and where in it things are closed for the last time: each is looked for once.
struct Closings<'a> {
    text: &'a str,
    last: Vec<(&'static str, Option<usize>)>,
}

impl<'a> Closings<'a> {
    fn new(text: &'a str) -> Self {
        Closings { text, last: Vec::new() }
    }

    /// Where the last `closing` of the text begins, if behind `at`.
    fn is_closed(&mut self, closing: &'static str, at: usize) -> bool {
        let last = match self.last.iter().find(|(c, _)| *c == closing) {
            Some(&(_, last)) => last,
            None => {
                let last = memchr::memrchr_iter(b'<', self.text.as_bytes())
                    .find(|&at| starts_with(&self.text.as_bytes()[at..], closing));
                self.last.push((closing, last));
                last
            }
        };
        last.is_some_and(|last| last >= at)
    }

    /// The end of the tag or comment at `at`, and the break that it makes.
    fn tag(&mut self, at: usize) -> Option<(usize, Break)> {
        let bytes = &self.text.as_bytes()[at..];
        if bytes.starts_with(b"<!--") {
            // Comments end at the next `-->`; once there is none there is none for the others.
            return match self.last.iter().find(|(c, _)| *c == "-->") {
                Some((_, None)) => None,
                _ => match memchr::memmem::find(&bytes[4..], b"-->") {
                    Some(n) => Some((at + n + 7, Break::None)),
                    None => {
                        self.last.push(("-->", None));
                        None
                    }
                },
            };
        }
        if starts_with(bytes, "<!doctype html") {
            let end = memchr::memchr2(b'>', b'<', &bytes[1..]).map(|n| n + 1).filter(|&n| bytes[n] == b'>')?;
            return Some((at + end + 1, Break::Line));
        }
        let closes = bytes.get(1) == Some(&b'/');
        let name_at = if closes { 2 } else { 1 };
        let rest = bytes.get(name_at..)?;
        let length = rest.iter().take(LONGEST_NAME + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let (name, kind) = element(&rest[..length])?;
        let (end, attributes) = attributes(bytes, name_at + length)?;
        if closes {
            return (attributes == 0).then_some((at + end, kind));
        }
        if let Some(closing) = closing_of(name)
            && self.is_closed(closing, at + end)
        {
            let content = &bytes[end..];
            let closed = memchr::memchr_iter(b'<', content).find(|&n| starts_with(&content[n..], closing))?;
            let last = memchr::memchr(b'>', &content[closed..])?;
            return Some((at + end + closed + last + 1, Break::None));
        }
        let sure = attributes > 0 || EMPTY.contains(&name) || PLAIN.contains(&name);
        (sure || self.is_closed(closing_tag(name), at + end)).then_some((at + end, kind))
    }
}

/// How elements end whose content is no text.
fn closing_of(name: &str) -> Option<&'static str> {
    match name {
        "script" => Some("</script"),
        "style" => Some("</style"),
        _ => None,
    }
}

/// `</name`, by the table of names, which is the only place where it can come from.
fn closing_tag(name: &'static str) -> &'static str {
    const CLOSINGS: &[&str] = &[
        "</a>",
        "</abbr>",
        "</acronym>",
        "</address>",
        "</article>",
        "</aside>",
        "</audio>",
        "</b>",
        "</big>",
        "</body>",
        "</button>",
        "</canvas>",
        "</caption>",
        "</center>",
        "</cite>",
        "</code>",
        "</colgroup>",
        "</data>",
        "</dd>",
        "</del>",
        "</details>",
        "</dfn>",
        "</dl>",
        "</dt>",
        "</fieldset>",
        "</figcaption>",
        "</figure>",
        "</font>",
        "</footer>",
        "</form>",
        "</head>",
        "</header>",
        "</html>",
        "</i>",
        "</iframe>",
        "</ins>",
        "</kbd>",
        "</label>",
        "</main>",
        "</map>",
        "</mark>",
        "</nav>",
        "</noscript>",
        "</object>",
        "</option>",
        "</picture>",
        "</pre>",
        "</q>",
        "</s>",
        "</samp>",
        "</script>",
        "</section>",
        "</select>",
        "</small>",
        "</strike>",
        "</style>",
        "</summary>",
        "</svg>",
        "</textarea>",
        "</tfoot>",
        "</time>",
        "</title>",
        "</tt>",
        "</u>",
        "</var>",
        "</video>",
    ];
    CLOSINGS.iter().find(|c| c[2..c.len() - 1] == *name).copied().unwrap_or("</ >")
}

fn starts_with(bytes: &[u8], start: &str) -> bool {
    bytes.get(..start.len()).is_some_and(|b| b.eq_ignore_ascii_case(start.as_bytes()))
}

/// Where the tag ends whose name ends at `at`, and how many attributes it has.
fn attributes(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut count = 0;
    loop {
        let spaces = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        at += spaces;
        match bytes.get(at)? {
            b'>' => return Some((at + 1, count)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 2, count)),
            b if b.is_ascii_alphabetic() && spaces > 0 => {}
            _ => return None,
        }
        let name = at;
        at += bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')).count();
        if bytes.get(at) == Some(&b'=') {
            at = value(bytes, at + 1)?;
        } else if !FLAGS.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(&bytes[name..at])) {
            return None;
        }
        count += 1;
    }
}

/// Where the value of an attribute ends that begins at `at`.
fn value(bytes: &[u8], at: usize) -> Option<usize> {
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let end = at + 1 + memchr::memchr2(quote, b'<', &bytes[at + 1..])?;
            (bytes[end] == quote).then_some(end + 1)
        }
        _ => {
            let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'<' | b'"' | b'\'');
            let length = bytes[at..].iter().position(ends)?;
            (length > 0).then_some(at + length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Option<String> {
        crate::clean::tests::alone(&RULE, text)
    }

    #[test]
    fn elements_of_html() {
        assert_eq!(cleaned("<p>One <b>two</b></p>\n<p class=x>Three</p>").unwrap(), "One two\n\nThree");
        assert_eq!(cleaned("a<BR/>b<br />c<td>d</td><td>e").unwrap(), "a\nb\nc d e");
        assert_eq!(cleaned("x<script>if (a < b) {}</script>y<style>p{}</STYLE >z").unwrap(), "xyz");
        assert_eq!(cleaned("<a href='x?a=1&b=2' target=_blank>k</a> <img src=\"i\" hidden>").unwrap(), "k ");
        assert_eq!(cleaned("<!DOCTYPE html><!-- a\n> --> x").unwrap(), " x");
    }

    #[test]
    fn other_angle_brackets_stay() {
        for other in [
            "a < b > c",
            "a <b and c> d",
            "press <b>",
            "<title> here",
            "<john@example.org>",
            "<seg id=\"2\">",
            "p<0.05",
            "<a",
            "<a href=\"x",
            "<a href=x",
            "<br",
            "<<br>>",
            "</b c=d>",
            "<!-- open",
            "vec<i32>",
            "<cue tear>",
            "<p\u{e9}>",
            "<abcdefghijklmnop>",
            "<a =x>",
            "<a b=\"c<d\">",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }

    #[test]
    fn every_element_that_has_to_be_closed_has_a_closing_tag() {
        for name in [PARAGRAPHS, LINES, CELLS, INLINE].concat() {
            assert!(name.len() <= LONGEST_NAME);
            assert!(EMPTY.contains(&name) || PLAIN.contains(&name) || closing_tag(name) != "</ >", "{name}");
        }
    }
}
