//! Text repair: a table of rules, each a pure function in a file of its own.
//!
//! [`Cleaner`] looks at a text once, byte by byte, and runs only the rules whose marks it saw
//! ([`scan`]). Clean text is neither copied nor decoded.
//!
//! Cleaning twice is cleaning once, for every set of rules. The order of [`RULES`] and what each
//! rule promises see to that; the promises stand in the rules' own docs.
//!
//! # To add a rule
//! Write one file with its function and add one line to [`RULES`]. Its example is tested, and the
//! laws in the tests hold it too.

mod ascii;
mod controls;
mod dateline;
mod entities;
mod line_ends;
mod mojibake;
mod nfc;
mod scan;
mod whitespace;

pub use entities::reference;
use scan::Marks;

/// A rule of cleaning.
pub struct Rule {
    /// What it is called.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// Text before and after.
    pub example: (&'static str, &'static str),
    /// Whether it runs unless told otherwise.
    pub default: bool,
    /// It has nothing to do unless one of these was seen.
    marks: Marks,
    /// Appends the cleaned text to the empty string; false if there was nothing to do, and then
    /// the string's content means nothing.
    apply: fn(&str, Rules, &mut String) -> bool,
}

/// All rules, in the order in which they run.
pub const RULES: &[Rule] = &[
    line_ends::RULE,
    controls::RULE,
    nfc::RULE,
    entities::RULE,
    nfc::AFTER_ENTITIES,
    mojibake::RULE,
    ascii::RULE,
    entities::AFTER_ASCII,
    whitespace::RULE,
    dateline::RULE,
];

/// `text` as those of `rules` leave it that stand in the table before the rule `name`.
fn settle(mut text: String, rules: Rules, name: &str) -> String {
    let mut next = String::new();
    for rule in RULES.iter().take_while(|r| r.name != name).filter(|r| rules.has(r.name)) {
        next.clear();
        if scan::marks(&text).meet(rule.marks) && (rule.apply)(&text, rules, &mut next) {
            std::mem::swap(&mut text, &mut next);
        }
    }
    text
}

/// A set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules(u32);

impl Rules {
    /// No rule.
    pub const NONE: Rules = Rules(0);

    /// Those that run unless told otherwise.
    #[must_use]
    pub fn default_set() -> Rules {
        RULES.iter().filter(|r| r.default).fold(Rules::NONE, |set, r| set.with(r.name))
    }

    /// This set and the rule `name`, if there is one.
    #[must_use]
    pub fn with(self, name: &str) -> Rules {
        Rules(self.0 | Self::bits(name))
    }

    /// This set but for the rule `name`.
    #[must_use]
    pub fn without(self, name: &str) -> Rules {
        Rules(self.0 & !Self::bits(name))
    }

    /// Whether the rule `name` is in it.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.0 & Self::bits(name) != 0
    }

    /// The names of its rules, each once, in the order in which they run.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::all().filter(move |r| self.has(r.name)).map(|r| r.name)
    }

    /// Every rule once, in the order in which they run.
    pub fn all() -> impl Iterator<Item = &'static Rule> {
        RULES.iter().enumerate().filter(|(i, r)| RULES[..*i].iter().all(|before| before.name != r.name)).map(|(_, r)| r)
    }

    fn bits(name: &str) -> u32 {
        RULES.iter().enumerate().filter(|(_, r)| r.name == name).fold(0, |bits, (i, _)| bits | 1 << i)
    }
}

/// Applies a set of rules, text after text, in buffers of its own.
pub struct Cleaner {
    rules: Rules,
    text: String,
    next: String,
}

impl Cleaner {
    /// A cleaner with these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Cleaner { rules, text: String::new(), next: String::new() }
    }

    /// `text` cleaned, or nothing if it is clean already.
    ///
    /// ```
    /// use copydesk_text::clean::{Cleaner, Rules};
    /// let mut cleaner = Cleaner::new(Rules::default_set());
    /// assert_eq!(cleaner.clean("Tom &amp; Jerry "), Some("Tom & Jerry"));
    /// assert_eq!(cleaner.clean("Tom & Jerry"), None);
    /// ```
    pub fn clean(&mut self, text: &str) -> Option<&str> {
        let mut marks = scan::marks(text);
        let mut changed = false;
        for (i, rule) in RULES.iter().enumerate() {
            if self.rules.0 & 1 << i == 0 || !marks.meet(rule.marks) {
                continue;
            }
            self.next.clear();
            let current = if changed { self.text.as_str() } else { text };
            if (rule.apply)(current, self.rules, &mut self.next) {
                std::mem::swap(&mut self.text, &mut self.next);
                changed = true;
                marks = scan::marks(&self.text);
            }
        }
        (changed && self.text != text).then_some(self.text.as_str())
    }
}

#[cfg(test)]
mod tests;
