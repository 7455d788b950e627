//! What may hang on a terminator: references, the numbers of notes, faces made of punctuation.

use super::characters::{is_closing_bracket, is_raised};
use super::context::{Lead, after, before};
use super::lines::Gap;
use super::lost_space::lower_word;
use super::roles::Role;
use super::terminators::Place;

/// Characters of a reference such as `[12]`, at most.
const REFERENCE: usize = 6;

/// Where a reference such as `[12]` at byte `at` ends.
pub(super) fn reference(text: &str, at: usize) -> Option<usize> {
    let inside = text.as_bytes().get(at..)?.strip_prefix(b"[")?;
    let digits = inside.iter().take(REFERENCE).take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && inside.get(digits) == Some(&b']')).then_some(at + digits + 2)
}

/// Where the number of a note ends that stands at byte `at` right after a full stop, as in `rose.¹ It` or, if what is
/// around looks like two sentences and not like a number or a name, `rose.3 It` or `(type 2).3,4 It`.
// Rarely called: inside its caller it would slow the common way.
#[inline(never)]
pub(super) fn note(place: &Place<'_>, at: usize) -> Option<usize> {
    let text = place.text;
    let rest = text.get(at..)?;
    let up = rest.starts_with(is_raised);
    let len = if up {
        rest.chars().take(REFERENCE).take_while(|&c| is_raised(c)).map(char::len_utf8).sum()
    } else {
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let head = text.get(..at).and_then(|head| head.strip_suffix('.'))?;
        if !head.ends_with(is_closing_bracket) {
            let word = before(text, head.len()).word;
            if !lower_word(word) || place.words.role(word) != Role::default() {
                return None;
            }
        }
        let several = rest.bytes().take(REFERENCE).take_while(|b| matches!(b, b'0'..=b'9' | b',' | b'-')).count();
        let len = rest.get(..several)?.trim_end_matches([',', '-']).len();
        len + second_number(rest.get(len..)?)
    };
    let after = after(text, at + len);
    (after.gap != Gap::None && (up || matches!(after.lead, Lead::Upper | Lead::End))).then_some(at + len)
}

/// How long ` 12` is at the start of `rest`, where a sentence begins after it: the number of a second note.
fn second_number(rest: &str) -> usize {
    let digits = rest.bytes().skip(1).take(REFERENCE).take_while(u8::is_ascii_digit).count();
    let after = rest.get(1 + digits..).and_then(|rest| rest.strip_prefix(' '));
    let begins = after.is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if rest.starts_with(' ') && (1..=2).contains(&digits) && begins { 1 + digits } else { 0 }
}

/// Where a face such as `:)` or `;-D` at byte `at` ends, if white space or nothing follows it.
pub(super) fn face(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.get(at).filter(|b| matches!(b, b':' | b';' | b'='))?;
    let nose = usize::from(bytes.get(at + 1) == Some(&b'-'));
    let mouth = at + 1 + nose;
    bytes.get(mouth).filter(|b| matches!(b, b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|'))?;
    // `:))` laughs more.
    let more = bytes.iter().skip(mouth + 1).take(REFERENCE).take_while(|&&b| b == b')' || b == b'(').count();
    let end = mouth + 1 + more;
    bytes.get(end).is_none_or(u8::is_ascii_whitespace).then_some(end)
}
