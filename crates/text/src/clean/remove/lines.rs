//! Whole lines that go.

use crate::clean::edits::Edits;

/// Takes out the lines that `goes` is true for: it is given them without white space around, and no blank
/// ones. What stood before and after stays a line or a paragraph apart.
pub(super) fn remove(text: &str, edits: &mut Edits<'_>, mut goes: impl FnMut(&str) -> bool) {
    let (mut kept, mut gone, mut blank) = (0, false, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let next = start + line.len();
        let inside = line.trim();
        if inside.is_empty() {
            blank = true;
        } else if goes(inside) {
            gone = true;
        } else {
            if gone {
                let between = match (kept, blank) {
                    (0, _) => "",
                    (_, true) => "\n\n",
                    (_, false) => "\n",
                };
                edits.replace(kept..start, between);
            }
            kept = start + line.strip_suffix('\n').unwrap_or(line).len();
            (gone, blank) = (false, false);
        }
        start = next;
    }
    if gone {
        edits.remove(kept..text.len());
    }
}
