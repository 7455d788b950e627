//! C1 controls that are left alone: characters of windows-1252 that were read as Latin-1.

use super::encodings::windows_1252;

/// The line with them decoded, if there are any.
pub(super) fn repair(line: &[char]) -> Option<Vec<char>> {
    let mut out = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some((&c, behind)) = rest.split_first() {
        rest = behind;
        if c != '\u{80}' || !behind.first().is_some_and(|&next| is_rest_of_punctuation(next)) {
            out.push(windows_1252(c).unwrap_or(c));
        }
    }
    (out != line).then_some(out)
}

/// Behind byte 80 that is what is left of E2 80 93 and the like, once E2 is lost and the third
/// byte was read as windows-1252: the dash or quote itself.
fn is_rest_of_punctuation(c: char) -> bool {
    matches!(c, '–' | '—' | '‘' | '’' | '“' | '”')
}
