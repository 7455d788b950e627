//! What a rule is, and sets of rules.

use super::RULES;
use super::boilerplate::Boilerplate;
use super::edits::Edits;
use super::scan::Marks;

/// A rule of cleaning.
pub struct Rule {
    /// What it is called.
    pub name: &'static str,
    /// What kind of rule it is.
    pub group: Group,
    /// One line of help.
    pub help: &'static str,
    /// Text before and after.
    pub example: (&'static str, &'static str),
    /// The presets that have it.
    pub(super) presets: Presets,
    /// It has nothing to do unless one of these was seen.
    pub(super) marks: Marks,
    /// How much of the text decides what it does at a place.
    pub(super) reach: Reach,
    /// Replaces what is to be replaced.
    pub(super) apply: fn(&str, &Context<'_>, &mut Edits<'_>),
}

/// How much of a text decides what a rule does at a place. What a rule left as it is need not be looked at
/// again after a change out of its reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it, or nobody has shown that it is less.
    Text,
    /// The line, and the white space around it.
    Line,
    /// The characters beside it, up to the next white space; of that it does not matter which it is.
    Word,
}

/// What a rule knows beside the text.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The rules in force.
    pub(super) rules: Rules,
    /// The language of the text, an ISO 639 code; empty if it is not known.
    pub(super) language: &'a str,
    /// The lines that recur in many documents, if they were learnt.
    pub(super) boilerplate: Option<&'a Boilerplate>,
}

impl Context<'_> {
    /// Whether the language is known and one of `codes`, in whatever country.
    pub(super) fn is_in(&self, codes: &[&str]) -> bool {
        self.language.split(['-', '_']).next().is_some_and(|code| codes.contains(&code))
    }
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Mends what was broken.
    Repair,
    /// Spells alike what means the same.
    Normalise,
    /// Takes out what is no text of the article.
    Remove,
    /// Puts a word in place of what names somebody.
    Mask,
    /// Gives up differences that readers see.
    Fold,
}

impl Group {
    /// All of them.
    pub const ALL: [Group; 5] = [Group::Repair, Group::Normalise, Group::Remove, Group::Mask, Group::Fold];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Group::Repair => "repair",
            Group::Normalise => "normalise",
            Group::Remove => "remove",
            Group::Mask => "mask",
            Group::Fold => "fold",
        }
    }
}

/// A list of rules with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Harmless anywhere.
    Minimal,
    /// Repairs and normalises without loss of meaning.
    News,
    /// The same, and takes out what web pages add.
    Web,
    /// For training text: keeps quotes, dashes and case, masks personal data.
    Lm,
    /// ASCII alone.
    Ascii,
}

impl Preset {
    /// All of them.
    pub const ALL: [Preset; 5] = [Preset::Minimal, Preset::News, Preset::Web, Preset::Lm, Preset::Ascii];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Preset::Minimal => "minimal",
            Preset::News => "news",
            Preset::Web => "web",
            Preset::Lm => "lm",
            Preset::Ascii => "ascii",
        }
    }
}

/// Which presets have a rule.
#[derive(Clone, Copy)]
pub(super) struct Presets(u8);

impl Presets {
    pub(super) const NONE: Presets = Presets(0);
    pub(super) const ALL: Presets = Presets(31);
    /// All but `minimal`.
    pub(super) const USUAL: Presets = Presets(30);

    pub(super) const fn of(preset: Preset) -> Presets {
        Presets(1 << preset as u8)
    }

    pub(super) const fn and(self, preset: Preset) -> Presets {
        Presets(self.0 | 1 << preset as u8)
    }

    fn have(self, preset: Preset) -> bool {
        self.0 & 1 << preset as u8 != 0
    }
}

/// A set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules(pub(super) u128);

impl Rules {
    /// No rule.
    pub const NONE: Rules = Rules(0);

    /// The rules of a preset.
    #[must_use]
    pub fn of(preset: Preset) -> Rules {
        RULES.iter().filter(|r| r.presets.have(preset)).fold(Rules::NONE, |set, r| set.with(r.name))
    }

    /// This set and the rule `name`, if there is one.
    #[must_use]
    pub fn with(self, name: &str) -> Rules {
        Rules(self.0 | Self::bit(name))
    }

    /// This set but for the rule `name`.
    #[must_use]
    pub fn without(self, name: &str) -> Rules {
        Rules(self.0 & !Self::bit(name))
    }

    /// Whether the rule `name` is in it.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.0 & Self::bit(name) != 0
    }

    /// Its rules, in the order in which they run.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter().enumerate().filter(move |(i, _)| self.0 & 1 << i != 0).map(|(_, rule)| rule)
    }

    /// The names of its rules, in the order in which they run.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.rules().map(|r| r.name)
    }

    fn bit(name: &str) -> u128 {
        RULES.iter().position(|r| r.name == name).map_or(0, |i| 1 << i)
    }
}
