//! What a file is by how it begins, where its name does not tell.

use std::fs;
use std::io::Read;
use std::path::Path;

use copydesk_cli::stream::input::Input;

use crate::format::Format;

/// How much of a file is looked at.
const HEAD: u64 = 4096;

/// The format that the file `path` begins as, perhaps under compression, if it is one that shows.
/// Only of files that can be read twice.
pub(super) fn sniff(path: &Path) -> Option<Format> {
    if !fs::metadata(path).is_ok_and(|file| file.is_file()) {
        return None;
    }
    let mut head = Vec::new();
    Input::file(path.to_owned()).open().ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    begins(&head)
}

fn begins(head: &[u8]) -> Option<Format> {
    const MAGIC: [(&[u8], Format); 3] =
        [(b"WARC/", Format::Warc), (b"filedesc://", Format::Warc), (b"PAR1", Format::Parquet)];
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*format);
    }
    // Of UTF-16, every second byte tells enough.
    let text: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let text = String::from_utf8_lossy(&text);
    let text = text.trim_start_matches('\u{feff}').trim_start_matches('\u{fffd}').trim_start();
    if text.starts_with('{') {
        return text.contains("jsonfeed.org/version/").then_some(Format::Feed);
    }
    let mut rest = text;
    // The first element, behind declarations and comments.
    loop {
        let tag = rest.strip_prefix('<')?;
        let end = match tag {
            _ if tag.starts_with("!--") => tag.find("-->")? + 3,
            // A page may leave out the element itself.
            _ if tag.get(..13).is_some_and(|t| t.eq_ignore_ascii_case("!doctype html")) => return Some(Format::Html),
            _ if tag.starts_with(['?', '!']) => tag.find('>')? + 1,
            _ => {
                let name = tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next()?;
                let local = name.rsplit(':').next()?.to_ascii_lowercase();
                return match local.as_str() {
                    "rss" | "rdf" | "feed" => Some(Format::Feed),
                    "mediawiki" => Some(Format::Mediawiki),
                    "html" => Some(Format::Html),
                    "reuters" => Some(Format::Sgml),
                    _ => None,
                };
            }
        };
        rest = tag[end..].trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings() {
        for (head, format) in [
            ("<rss version='2.0'>", Some(Format::Feed)),
            ("\u{feff}<?xml version='1.0'?>\n<!-- a > b --><?x y?><rdf:RDF\n>", Some(Format::Feed)),
            ("<!DOCTYPE rss><feed xmlns='x'>", Some(Format::Feed)),
            ("{\"version\": \"https://jsonfeed.org/version/1\"", Some(Format::Feed)),
            ("<mediawiki xml:lang='en'>", Some(Format::Mediawiki)),
            ("<HTML lang=en>", Some(Format::Html)),
            ("\n<!DOCTYPE html><title>x", Some(Format::Html)),
            ("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=", Some(Format::Sgml)),
            ("WARC/1.0\r\n", Some(Format::Warc)),
            ("PAR1\u{1}", Some(Format::Parquet)),
            ("<p>", None),
            ("A text <html>", None),
            ("{\"text\": \"x\"}", None),
            ("[{}]", None),
            ("", None),
        ] {
            assert_eq!(begins(head.as_bytes()), format, "{head}");
        }
    }
}
