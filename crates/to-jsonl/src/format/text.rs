//! One article a file.

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::whole;
use crate::article::{Article, Value};
use crate::decode::{decode, undecodable};
use crate::flags::{Options, Title};
use crate::unit::Reader;

/// The longest first line that is a title, in characters.
const LONGEST_TITLE: usize = 200;

/// A file that is no text.
pub(super) const NOT_TEXT: Kind = Kind("not-text");

pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    whole::open(input, options, article)
}

fn article(bytes: &[u8], source: &str, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    let (content, encoding, broken) = decode(bytes, options.encoding);
    if broken {
        return Err(undecodable(bytes, encoding));
    }
    if content.contains('\0') {
        let why = "has NUL characters and is no text (if it is, name its --encoding)";
        return Err(BadRecord::new(NOT_TEXT, why));
    }
    let (title, text) = split_title(&content, options.title);
    let metadata = vec![("encoding", Value::Text(encoding.name()))];
    Article { source, title, text, metadata, ..Article::default() }.write(options, done)
}

/// The title, if there is one, and the rest. A title is a short first line before a blank line,
/// with text behind it.
fn split_title(text: &str, how: Title) -> (Option<&str>, &str) {
    let text = text.trim_matches(['\n', '\r']);
    let whole = (None, text);
    if how == Title::None {
        return whole;
    }
    let Some((first, rest)) = text.split_once('\n') else { return whole };
    let (second, body) = rest.split_once('\n').unwrap_or((rest, ""));
    let title = first.trim();
    let short = !title.is_empty() && title.chars().count() <= LONGEST_TITLE && !title.ends_with('.');
    if short && second.trim().is_empty() && !body.trim().is_empty() {
        (Some(title), body.trim_start_matches(['\n', '\r']))
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        assert_eq!(split_title("Head\n\nBody.\n", Title::Auto), (Some("Head"), "Body."));
        assert_eq!(split_title("Head\r\n\r\nBody.", Title::Auto), (Some("Head"), "Body."));
        for no in ["Head\nBody.", "Head", "A sentence.\n\nBody.", "", "Head\n\n"] {
            assert_eq!(split_title(no, Title::Auto).0, None, "{no:?}");
        }
        assert_eq!(split_title("Head\n\nBody.", Title::None).0, None);
    }
}
