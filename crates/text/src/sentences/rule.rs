//! The rules by name: what a decision is called when it is explained.

/// Why a sentence ends or does not end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A terminator that nothing speaks against.
    Terminator,
    /// Nothing follows.
    EndOfText,
    /// A blank line or another break of a paragraph follows.
    Paragraph,
    /// An item of a list follows.
    ListItem,
    /// The line is a heading, an item or a caption, complete without a terminator.
    CompleteLine,
    /// The space after the terminator was forgotten.
    LostSpace,
    /// Lower case follows, but the words on both sides are those of two sentences.
    LowerCaseStart,
    /// An abbreviation that ends sentences when a capital follows, as `etc.`.
    AbbreviationEnds,
    /// A quote breaks off with a dash.
    BrokenOff,
    /// The heading of a line, up to its colon, in a language that sets it so.
    Label,
    /// A space in a script without terminators, with a particle before it or a connective after it.
    Particle,

    /// Punctuation follows that goes on with the sentence.
    GoesOn,
    /// Lower case follows.
    LowerCase,
    /// The words after the quote say who spoke.
    Attribution,
    /// A title before a name, as `Dr.`.
    Title,
    /// An abbreviation that introduces what follows, as `e.g.`.
    Introduces,
    /// An abbreviation that ends a sentence only before a word that begins one.
    Abbreviation,
    /// An abbreviation with its number, as `No. 5`.
    Numbered,
    /// An initial or an abbreviation of single letters, as `J.` or `U.S.`.
    Initials,
    /// A number with a full stop that is an ordinal.
    Ordinal,
    /// The number or letter of a list's item.
    ItemMarker,
    /// A full stop inside a number, an address or a name: nothing separates it from what follows.
    Inside,
    /// All that a pair of brackets holds, or inside the brackets of a title.
    InBrackets,
    /// An ellipsis within a sentence.
    Omission,
    /// A name that has `!` at its end.
    ExclaimedName,
    /// A full stop in a language that ends no sentences with it.
    WeakStop,
    /// The line was wrapped and the sentence goes on in the next.
    WrappedLine,
    /// What looked like a place where a sentence may end is none.
    NoCandidate,
}

impl Rule {
    /// All of them: first those by which a sentence ends.
    pub const ALL: [Rule; 28] = [
        Rule::Terminator,
        Rule::EndOfText,
        Rule::Paragraph,
        Rule::ListItem,
        Rule::CompleteLine,
        Rule::LostSpace,
        Rule::LowerCaseStart,
        Rule::AbbreviationEnds,
        Rule::BrokenOff,
        Rule::Label,
        Rule::Particle,
        Rule::GoesOn,
        Rule::LowerCase,
        Rule::Attribution,
        Rule::Title,
        Rule::Introduces,
        Rule::Abbreviation,
        Rule::Numbered,
        Rule::Initials,
        Rule::Ordinal,
        Rule::ItemMarker,
        Rule::Inside,
        Rule::InBrackets,
        Rule::Omission,
        Rule::ExclaimedName,
        Rule::WeakStop,
        Rule::WrappedLine,
        Rule::NoCandidate,
    ];

    /// Whether a sentence ends by this rule.
    #[must_use]
    pub const fn ends(self) -> bool {
        (self as u8) < (Rule::GoesOn as u8)
    }

    /// The rule's name, in lower case with hyphens.
    ///
    /// ```
    /// use copydesk_text::sentences::Rule;
    ///
    /// assert_eq!(Rule::ItemMarker.name(), "item-marker");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Terminator => "terminator",
            Rule::EndOfText => "end-of-text",
            Rule::Paragraph => "paragraph",
            Rule::ListItem => "list-item",
            Rule::CompleteLine => "complete-line",
            Rule::LostSpace => "lost-space",
            Rule::LowerCaseStart => "lower-case-start",
            Rule::AbbreviationEnds => "abbreviation-ends",
            Rule::BrokenOff => "broken-off",
            Rule::Label => "label",
            Rule::Particle => "particle",
            Rule::GoesOn => "goes-on",
            Rule::LowerCase => "lower-case",
            Rule::Attribution => "attribution",
            Rule::Title => "title",
            Rule::Introduces => "introduces",
            Rule::Abbreviation => "abbreviation",
            Rule::Numbered => "numbered",
            Rule::Initials => "initials",
            Rule::Ordinal => "ordinal",
            Rule::ItemMarker => "item-marker",
            Rule::Inside => "inside",
            Rule::InBrackets => "in-brackets",
            Rule::Omission => "omission",
            Rule::ExclaimedName => "exclaimed-name",
            Rule::WeakStop => "weak-stop",
            Rule::WrappedLine => "wrapped-line",
            Rule::NoCandidate => "no-candidate",
        }
    }
}
