//! What the heads of records and of what they hold say.

use std::borrow::Cow;

use crate::encoding::Charset;

use super::ends::{ArcLine, is_version};

/// How an answer of a web server begins.
pub(super) const HTTP: &[u8] = b"HTTP/";

/// A record that an article can be made of.
#[derive(Debug)]
pub(super) struct Capture<'a> {
    pub(super) uri: Option<Cow<'a, str>>,
    pub(super) date: Option<Cow<'a, str>>,
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) kind: Cow<'a, str>,
    /// The type as it was named, what it comes to, and the encoding that it names.
    pub(super) content_type: Cow<'a, str>,
    pub(super) media: Media,
    pub(super) charset: Option<Charset>,
    pub(super) status: Option<u16>,
    /// Whether it was cut off when it was fetched.
    pub(super) truncated: bool,
    pub(super) chunked: bool,
    pub(super) content_encoding: &'a [u8],
    /// How long the server said that the body is.
    pub(super) length: Option<usize>,
    pub(super) body: &'a [u8],
}

impl Capture<'_> {
    /// Whether all is there that the server sent, even if the record promises more.
    pub(super) fn is_whole(&self) -> bool {
        !self.chunked && self.length.is_some_and(|length| length <= self.body.len())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    Html,
    Plain,
}

/// Reads a record that begins with `head`, or gives nothing if it is not one to make an article of.
pub(super) fn capture<'a>(head: &'a [u8], content: &'a [u8]) -> Option<Capture<'a>> {
    if is_version(head.split_inclusive(|b| *b == b'\n').next()?) {
        of_warc(head, content)
    } else {
        of_arc(head, content)
    }
}

fn of_warc<'a>(head: &'a [u8], content: &'a [u8]) -> Option<Capture<'a>> {
    let kind = field(head, "WARC-Type")?;
    let own = field(head, "Content-Type").unwrap_or_default();
    let is = |name: &str| kind.eq_ignore_ascii_case(name.as_bytes());
    let mut capture = match () {
        () if is("response") && Media::name(own).eq_ignore_ascii_case(b"application/http") => of_http(content)?,
        // What was fetched by other means than HTTP has no head of its own.
        () if is("response") || is("resource") || is("conversion") => of_bare(own, content)?,
        () => return None,
    };
    let text = |name| field(head, name).map(String::from_utf8_lossy);
    capture.uri = field(head, "WARC-Target-URI").map(|uri| {
        // wget has them in brackets, as an old edition of the standard asked for.
        let bare = uri.strip_prefix(b"<").and_then(|u| u.strip_suffix(b">")).unwrap_or(uri);
        String::from_utf8_lossy(bare)
    });
    (capture.date, capture.id) = (text("WARC-Date"), text("WARC-Record-ID"));
    capture.kind = String::from_utf8_lossy(kind);
    capture.truncated = field(head, "WARC-Truncated").is_some();
    Some(capture)
}

fn of_arc<'a>(head: &'a [u8], content: &'a [u8]) -> Option<Capture<'a>> {
    let line = ArcLine::read(head)?;
    if line.url.starts_with(b"filedesc:") {
        return None;
    }
    let mut capture = if content.starts_with(HTTP) { of_http(content)? } else { of_bare(line.media, content)? };
    capture.uri = Some(String::from_utf8_lossy(line.url));
    capture.date = Some(iso(line.date));
    capture.kind = Cow::Borrowed("response");
    Some(capture)
}

/// The time of an ARC record as one of a WARC record is written.
fn iso(date: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(date);
    // Fractions of a second, where there are any, are none that a reader would miss.
    match (date.len() >= 14).then(|| [0..4, 4..6, 6..8, 8..10, 10..12, 12..14].map(|r| &text[r])) {
        Some([year, month, day, hour, minute, second]) => {
            Cow::Owned(format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z"))
        }
        None => text,
    }
}

/// An answer of a web server: good ones only, and only with text.
fn of_http(content: &[u8]) -> Option<Capture<'_>> {
    let first = content.split(|b| *b == b'\n').next()?;
    let mut words = first.trim_ascii_end().split(|b| *b == b' ').filter(|w| !w.is_empty());
    words.next().filter(|protocol| protocol.starts_with(HTTP))?;
    let status: u16 = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    if !(200..300).contains(&status) {
        return None;
    }
    let (head, body) = split_head(content);
    let mut capture = of_bare(field(head, "Content-Type").unwrap_or_default(), body)?;
    capture.status = Some(status);
    capture.content_encoding = field(head, "Content-Encoding").unwrap_or_default();
    let transfer = field(head, "Transfer-Encoding").unwrap_or_default();
    capture.length = field(head, "Content-Length").and_then(|n| std::str::from_utf8(n).ok()?.parse().ok());
    capture.chunked = transfer.to_ascii_lowercase().ends_with(b"chunked");
    Some(capture)
}

/// Content of a type that was named, if it is text.
fn of_bare<'a>(content_type: &'a [u8], body: &'a [u8]) -> Option<Capture<'a>> {
    Some(Capture {
        uri: None,
        date: None,
        id: None,
        kind: Cow::Borrowed(""),
        content_type: String::from_utf8_lossy(content_type),
        media: Media::of(content_type)?,
        charset: charset(content_type),
        status: None,
        truncated: false,
        chunked: false,
        content_encoding: b"",
        length: None,
        body,
    })
}

impl Media {
    /// The type alone, without what follows it.
    fn name(content_type: &[u8]) -> &[u8] {
        content_type.split(|b| matches!(b, b';' | b',')).next().unwrap_or_default().trim_ascii()
    }

    fn of(content_type: &[u8]) -> Option<Media> {
        match &*Self::name(content_type).to_ascii_lowercase() {
            b"text/html" | b"application/xhtml+xml" => Some(Media::Html),
            b"text/plain" => Some(Media::Plain),
            _ => None,
        }
    }
}

/// The encoding that follows `charset=` in `bytes`.
pub(super) fn charset(bytes: &[u8]) -> Option<Charset> {
    let lower = bytes.to_ascii_lowercase();
    let label = lower[memchr::memmem::find(&lower, b"charset")? + 7..].trim_ascii_start().strip_prefix(b"=")?;
    let quoted = |b: &u8| matches!(b, b'"' | b'\'');
    let label = label.trim_ascii_start();
    let label = &label[label.iter().take_while(|b| quoted(b)).count()..];
    let end = label.iter().position(|b| quoted(b) || b.is_ascii_whitespace() || matches!(b, b';' | b',' | b'>' | b'/'));
    Charset::for_label(std::str::from_utf8(&label[..end.unwrap_or(label.len())]).ok()?)
}

/// Divides at the first empty line; without one all is head.
fn split_head(content: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in content.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    content.split_at(at)
}

/// Whether the empty line behind a head is there.
pub(super) fn has_end(content: &[u8]) -> bool {
    content.split_inclusive(|b| *b == b'\n').any(|line| matches!(line, b"\n" | b"\r\n"))
}

/// The value of the field `name` in a head.
fn field<'a>(head: &'a [u8], name: &str) -> Option<&'a [u8]> {
    head.split(|b| *b == b'\n').skip(1).find_map(|line| {
        // Most lines are told apart by where their colon should be.
        let rest = line.get(name.len()..)?;
        line[..name.len()].eq_ignore_ascii_case(name.as_bytes()).then_some(())?;
        rest.trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let head = b"HTTP/1.1 200 OK\r\ncontent-TYPE : text/html\r\nA:b\n\r\n";
        assert_eq!(field(head, "Content-Type"), Some(&b"text/html"[..]));
        assert_eq!(field(head, "A"), Some(&b"b"[..]));
        assert_eq!(field(head, "Content"), None);
        assert_eq!(split_head(b"a\r\nb\r\n\r\nc\n\nd"), (&b"a\r\nb\r\n\r\n"[..], &b"c\n\nd"[..]));
    }

    #[test]
    fn types_and_encodings() {
        assert_eq!(Media::of(b"Text/HTML; charset=x"), Some(Media::Html));
        assert_eq!(Media::of(b"text/plain"), Some(Media::Plain));
        assert_eq!(Media::of(b"text/plainer"), None);
        for (given, name) in [
            (&b"text/html; charset=utf-8"[..], Some("UTF-8")),
            (b"text/html;charset = \"ISO-8859-1\"; x", Some("windows-1252")),
            (b"<meta charset=shift_jis>", Some("Shift_JIS")),
            (b"text/html; charset=nonsense", None),
            (b"text/html; charset", None),
        ] {
            assert_eq!(charset(given).map(Charset::name), name);
        }
    }

    #[test]
    fn which_records_are_articles() {
        let http = |status: &str, media: &str| {
            let content = format!("HTTP/1.1 {status} x\r\nContent-Type: {media}\r\n\r\nbody");
            let head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n\r\n";
            capture(head, content.as_bytes()).map(|c| (c.media, c.body.to_vec()))
        };
        assert_eq!(http("200", "text/html"), Some((Media::Html, b"body".to_vec())));
        for (status, media) in [("404", "text/html"), ("302", "text/html"), ("200", "image/png"), ("x", "text/html")] {
            assert_eq!(http(status, media), None);
        }
        let bare = |kind: &str| {
            let head =
                format!("WARC/1.0\nWARC-Type: {kind}\nWARC-Target-URI: <http://a/>\nContent-Type: text/plain\n\n");
            capture(head.as_bytes(), b"x").map(|c| c.uri.unwrap().into_owned())
        };
        assert_eq!(bare("conversion"), Some("http://a/".into()));
        assert_eq!(bare("resource"), Some("http://a/".into()));
        for kind in ["warcinfo", "request", "metadata", "revisit", "unknown"] {
            assert_eq!(bare(kind), None);
        }
    }

    #[test]
    fn times() {
        assert_eq!(iso(b"20140216050221"), "2014-02-16T05:02:21Z");
        assert_eq!(iso(b"201402160502"), "201402160502");
    }
}
