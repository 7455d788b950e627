//! Which lines count as the same.

/// The longest line that is compared, in bytes: longer ones are text.
pub(super) const LONGEST: usize = 500;

/// Spells `line` anew in `folded`: each number is `0`, each web address `[URL]` as the mask has it, each run of
/// white space one space. Case counts: sites write their lines in one way.
pub(super) fn fold(line: &str, folded: &mut String) {
    folded.clear();
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.starts_with("http://") || word.starts_with("https://") {
            folded.push_str("[URL]");
            continue;
        }
        let mut digit = false;
        for c in word.chars() {
            if !(digit && c.is_numeric()) {
                folded.push(if c.is_numeric() { '0' } else { c });
            }
            digit = c.is_numeric();
        }
    }
}

/// Whether lines that differ are spelt the same as this one.
pub(super) fn has_numbers(folded: &str) -> bool {
    folded.contains('0')
}
