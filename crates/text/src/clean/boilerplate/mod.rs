//! Lines that recur in many documents: what sites put around their articles.
//!
//! [`Learner`] counts them in a first pass and writes a list that people can read and edit; [`Boilerplate`]
//! is the list in use. Both compare lines as [`fold`] spells them.

mod fold;
mod learner;

use std::collections::HashSet;

pub use learner::{Found, Learner};

use fold::fold;

/// A list of lines that are no text of any article.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    lines: HashSet<Box<str>>,
}

impl Boilerplate {
    /// Reads a list: each line is a count, a tab and the line itself, or the line alone. Lines that begin
    /// with `#` and blank ones say nothing.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use copydesk_text::clean::{Boilerplate, Cleaner, Rules};
    /// let list = Boilerplate::parse("# from June\n12\tCopyright © 2014 The Daily\n");
    /// let mut cleaner = Cleaner::new(Rules::NONE.with("boilerplate")).with_boilerplate(Arc::new(list));
    /// assert_eq!(cleaner.clean("Text.\nCopyright © 2019 The Daily", "en"), Some("Text."));
    /// ```
    #[must_use]
    pub fn parse(list: &str) -> Boilerplate {
        let mut lines = HashSet::new();
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let line = match line.split_once('\t') {
                Some((count, rest)) if count.bytes().all(|b| b.is_ascii_digit()) => rest,
                _ => line,
            };
            let mut folded = String::new();
            fold(line.trim(), &mut folded);
            if !folded.is_empty() {
                lines.insert(folded.into_boxed_str());
            }
        }
        Boilerplate { lines }
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a line, without white space around it, is on the list; `folded` is a buffer.
    pub(super) fn has(&self, line: &str, folded: &mut String) -> bool {
        if line.len() > fold::LONGEST {
            return false;
        }
        fold(line, folded);
        self.lines.contains(folded.as_str())
    }
}

#[cfg(test)]
mod tests;
