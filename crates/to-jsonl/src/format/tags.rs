//! Input whose items end with one and the same tag, and what stands between tags.

use std::ops::Range;

use copydesk_cli::stream::input::{Ends, Found};
use memchr::memmem::{self, Finder};

/// Finds the end tags of items.
pub(super) struct TagEnds {
    tag: Finder<'static>,
    /// The last bytes that were seen, in which the tag may begin.
    seen: Vec<u8>,
}

impl TagEnds {
    /// Items end with `tag`, in which its first byte occurs only once.
    pub(super) fn new(tag: &'static str) -> Self {
        TagEnds { tag: Finder::new(tag), seen: Vec::new() }
    }
}

impl Ends for TagEnds {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let length = self.tag.needle().len();
        let mut found: Option<Found> = None;
        let mut note = |end: usize| {
            let (first, count) = found.map_or((end, 0), |f| (f.first, f.count));
            found = Some(Found { first, last: end, count: count + 1 });
        };
        // A tag that began before.
        let before = self.seen.len();
        self.seen.extend_from_slice(&new[..new.len().min(length - 1)]);
        if let Some(at) = self.tag.find(&self.seen)
            && at < before
        {
            note(at + length - before);
        }
        self.tag.find_iter(new).for_each(|at| note(at + length));
        if new.len() >= length {
            self.seen.clear();
            self.seen.extend_from_slice(&new[new.len() + 1 - length..]);
        } else {
            let surplus = (self.seen.len() + 1).saturating_sub(length);
            self.seen.drain(..surplus);
        }
        found
    }
}

/// Calls `each` with the spans in `bytes` that end with `tag`, and with the rest, which does not (then
/// the flag is false).
pub(super) fn each_item(bytes: &[u8], tag: &str, mut each: impl FnMut(Range<usize>, bool)) {
    let mut start = 0;
    for end in memmem::find_iter(bytes, tag).map(|at| at + tag.len()) {
        each(start..end, true);
        start = end;
    }
    each(start..bytes.len(), false);
}

/// An offset and the line that it is on.
pub(super) struct Lines {
    line: u64,
    at: usize,
}

impl Lines {
    pub(super) fn new(line: u64) -> Self {
        Lines { line, at: 0 }
    }

    /// The line that `at` is on, which must not go back.
    pub(super) fn at(&mut self, bytes: &[u8], at: usize) -> u64 {
        self.line += memchr::memchr_iter(b'\n', &bytes[self.at..at]).count() as u64;
        self.at = at;
        self.line
    }
}

/// An element: what is in it, and where it stands with its tags.
pub(super) struct Element<'a> {
    pub(super) inner: &'a str,
    pub(super) outer: Range<usize>,
}

/// The first start tag of `name` in `text`, without its brackets, and the offset behind it.
pub(super) fn start_tag<'a>(text: &'a str, name: &str) -> Option<(&'a str, usize)> {
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).map(|at| &text[at + 1..]);
    let is_it = |tag: &&str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\t', '\n', '\r']));
    let tag = tags.into_iter().find(is_it)?;
    let end = tag.find('>')?;
    Some((&tag[..end], text.len() - tag.len() + end + 1))
}

/// The first element `name` in `text` that is closed.
pub(super) fn element<'a>(text: &'a str, name: &str) -> Option<Element<'a>> {
    let (tag, from) = start_tag(text, name)?;
    let rest = &text[from..];
    let to = memmem::find_iter(rest.as_bytes(), b"</")
        .find(|at| rest[at + 2..].strip_prefix(name).is_some_and(|after| after.starts_with('>')))?;
    Some(Element { inner: &rest[..to], outer: from - tag.len() - 2..from + to + name.len() + 3 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tags_are_found_wherever_the_input_is_cut(text in "(</p>|<|/|p|>|<p>|x){0,20}", cut in 1usize..9) {
            let mut ends = TagEnds::new("</p>");
            let (mut all, mut count, mut at) = (Vec::new(), 0, 0);
            for bytes in text.as_bytes().chunks(cut) {
                if let Some(found) = ends.find(bytes) {
                    all.push(at + found.last);
                    count += found.count;
                    prop_assert!(found.first <= found.last);
                }
                at += bytes.len();
            }
            let whole: Vec<usize> = text.match_indices("</p>").map(|(at, tag)| at + tag.len()).collect();
            prop_assert_eq!(count as usize, whole.len());
            prop_assert_eq!(all.last(), whole.last());
            prop_assert!(all.iter().all(|end| whole.contains(end)));
        }
    }
}
