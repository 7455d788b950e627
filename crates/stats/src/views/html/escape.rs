//! Text from records in a page.

use std::fmt::Write;

use copydesk_cli::stream::report::printable;

/// `text` as the content of an element or of a quoted attribute: it opens nothing, closes nothing, and has
/// neither control characters nor what is no character.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => _ = write!(out, "&#{};", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

/// So many characters of a name are shown.
const LONGEST: usize = 200;

/// A name from records: its direction of writing turns nothing around it.
pub(super) fn name(text: &str) -> String {
    match text {
        "" => "<i>empty</i>".to_owned(),
        text => match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("<bdi>{}…</bdi>", escaped(&text[..end])),
            None => format!("<bdi>{}</bdi>", escaped(text)),
        },
    }
}

/// Names that are written in capitals.
const CAPITALS: [&str; 4] = ["mattr", "mtld", "smog", "lix"];

/// A path of our own as a title: `top_2_gram` is "Top 2 gram".
pub(super) fn title(path: &str) -> String {
    let word = |word: &str| if CAPITALS.contains(&word) { word.to_uppercase() } else { word.to_owned() };
    let words = path.split(['_', '.']).map(word).collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

/// A text of our own, in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::new();
    for (i, piece) in text.split('`').enumerate() {
        let piece = escaped(piece);
        out.push_str(&if i % 2 == 1 { format!("<code>{piece}</code>") } else { piece });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_opened_or_closed() {
        assert_eq!(
            escaped("</b><a href=\"x\" id='y'>&\0\u{ffff}"),
            "&#60;/b&#62;&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#38;\\u{0}\\u{ffff}"
        );
        assert_eq!(title("quality.top_2_gram"), "Quality top 2 gram");
        assert_eq!(title("diversity.mtld"), "Diversity MTLD");
        assert_eq!(prose("by `<b>` & more"), "by <code>&#60;b&#62;</code> &#38; more");
    }
}
