//! What a page or a feed says of its own encoding.

use memchr::{memchr, memchr_iter, memmem};

use super::charset::Charset;

/// How far from the beginning a declaration counts, as in the HTML standard.
const REACH: usize = 1024;

/// The encoding that `<?xml encoding="…"?>`, `<meta charset="…">` or `<meta … content="…charset=…">`
/// at the beginning of `bytes` names, if it is one that such bytes can be in.
pub(super) fn declared(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(REACH)];
    let label = xml(head).or_else(|| memchr_iter(b'<', head).find_map(|at| meta(&head[at..])))?;
    // The declaration was read byte by byte, so it is in no encoding that is not like ASCII.
    Charset::for_label(&label).filter(|charset| charset.keeps_ascii() || charset.name() == "ISO-2022-JP")
}

fn xml(head: &[u8]) -> Option<String> {
    let inside = after(head.trim_ascii_start(), b"<?xml")?;
    value(&inside[..memmem::find(inside, b"?>")?], "encoding")
}

fn meta(tag: &[u8]) -> Option<String> {
    let inside = after(tag, b"<meta")?;
    value(&inside[..memchr(b'>', inside)?], "charset")
}

/// What stands behind `beginning`, which may be in capitals.
fn after<'a>(bytes: &'a [u8], beginning: &[u8]) -> Option<&'a [u8]> {
    let (begin, rest) = bytes.split_at_checked(beginning.len())?;
    begin.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// The value behind `name =`, in quotes or not.
fn value(tag: &[u8], name: &str) -> Option<String> {
    let text: String = tag.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let behind = text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let behind = behind.trim_start_matches(['"', '\'']);
    let end = behind.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(behind.len());
    Some(behind[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        for (page, name) in [
            ("<?xml version='1.0' encoding='koi8-r'?>", "KOI8-R"),
            ("\n<?xml version=\"1.0\" encoding = \"cp852\" ?><a/>", "IBM852"),
            ("<html><META CHARSET=Shift_JIS>", "Shift_JIS"),
            ("<meta name=a><meta http-equiv=x content=\"text/html; charset=iso-8859-2\">", "ISO-8859-2"),
            ("<meta charset=big5/>", "Big5"),
        ] {
            assert_eq!(declared(page.as_bytes()).map(Charset::name), Some(name), "{page}");
        }
        for page in [
            "",
            "<meta charset=",
            "<?xml encoding='utf-16'?>",
            "<meta charset=klingon>",
            "charset=koi8-r",
            "<meta charset",
        ] {
            assert_eq!(declared(page.as_bytes()), None, "{page}");
        }
    }
}
