//! Sentence boundaries: terminators (the Sentence_Terminal characters of the common scripts, UAX
//! #29), abbreviations, initials and quotes, decided at each candidate from what stands beside it.

use std::ops::Range;

mod words;

/// The sentences of `text`, in order, as byte ranges without white space at their ends. Together
/// they cover every character that is not white space.
///
/// ```
/// use copydesk_text::sentences::split;
/// let text = "Dr. Who came. “It is late. We go,” she said.";
/// let sentences: Vec<&str> = split(text).map(|r| &text[r]).collect();
/// assert_eq!(sentences, ["Dr. Who came.", "“It is late.", "We go,” she said."]);
/// ```
pub fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        at = boundary(text, start);
        Some(start..start + text[start..at].trim_end().len())
    })
}

/// Where the sentence that begins at `start` ends.
fn boundary(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = start + at + c.len_utf8();
        if c == '\n' && ends_at_newline(&text[start..start + at], &text[after..]) {
            return after;
        }
        if !is_terminator(c) {
            continue;
        }
        // A run of terminators and what closes belongs to the sentence.
        let mut end = after;
        while let Some(&(next, n)) = chars.peek() {
            if !(is_terminator(n) || closes(n, text[start + next + n.len_utf8()..].chars().next())) {
                break;
            }
            end = start + next + n.len_utf8();
            chars.next();
        }
        if ends_at_terminator(&text[start..start + at], c, &text[after..end], &text[end..]) {
            return end;
        }
    }
    text.len()
}

/// Whether a line end is a boundary: before a blank line.
fn ends_at_newline(before: &str, after: &str) -> bool {
    let blank = after.trim_start_matches([' ', '\t', '\r', '\u{a0}', '\u{3000}']).starts_with('\n');
    blank && !before.trim_end().is_empty()
}

/// Whether the terminator `c` behind `before`, with `run` of more terminators and closing marks
/// behind it, ends a sentence that is followed by `after`.
fn ends_at_terminator(before: &str, c: char, run: &str, after: &str) -> bool {
    let rest = after.trim_start();
    let Some(next) = rest.chars().next() else { return true };
    if is_wide(c) {
        // No white space is needed, but a quote goes on before a comma or a particle.
        return !matches!(next, '，' | '、' | ',' | 'と');
    }
    let spaced = rest.len() < after.len();
    if !spaced {
        let word_before = before.chars().next_back().is_some_and(char::is_lowercase);
        let mut following = after.chars();
        let glued =
            following.next().is_some_and(char::is_uppercase) && following.next().is_some_and(char::is_lowercase);
        return c == '.' && run.is_empty() && word_before && glued && !before.ends_with("www");
    }
    // An attribution or the rest of the sentence follows.
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | '–' | '—') {
        return false;
    }
    let quoted = run.ends_with(['"', '”', '’', '»', '“', '\'']);
    if quoted && words::is_attribution(rest) {
        return false;
    }
    if c != '.' || run.starts_with('.') || quoted {
        return true;
    }
    let word = &before[before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    words::may_end(word, next, rest)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼'..='‽' | '⁇'..='⁉' | '؟' | '۔' | '։' | '።' | '፧' | '၊'..='။' | '។'..='៕')
        || is_wide(c)
}

/// Terminators behind which no white space is needed.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '।' | '॥')
}

/// Whether `c` closes a quote or bracket; a straight quote does where no word follows.
fn closes(c: char, next: Option<char>) -> bool {
    match c {
        '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）' | '】' | '》' => true,
        '"' | '\'' => next.is_none_or(|n| !n.is_alphanumeric()),
        // German closes with what English opens with.
        '“' => next.is_none_or(|n| n.is_whitespace() || n == ','),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
