//! One article a file.

use crate::flags::Title;

/// The longest first line that is a title, in characters.
const LONGEST_TITLE: usize = 200;

/// The title, if there is one, and the rest. A title is a short first line before a blank line,
/// with text behind it.
pub(crate) fn split_title(text: &str, how: Title) -> (Option<&str>, &str) {
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
