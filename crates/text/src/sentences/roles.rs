//! What words do near a terminator, as the sections of `words/*.txt` name it.

/// What a word does, as bits; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u32);

impl Role {
    /// `Dr.`: a name follows, so it ends no sentence.
    pub(super) const TITLE: Role = Role(1);
    /// `Rep.`: a title that goes on after an abbreviation, as in `U.S. Rep. Low`, where `Mr.` begins a sentence.
    pub(super) const OFFICE: Role = Role(262_144);
    /// `e.g.`: what it introduces follows, so it ends no sentence.
    pub(super) const INTRODUCES: Role = Role(2);
    /// `etc.`: ends a sentence when a capital follows.
    pub(super) const MAY_END: Role = Role(4);
    /// `Inc.`: ends a sentence only when a known starter follows.
    pub(super) const RARELY_ENDS: Role = Role(8);
    /// `No.`: a number follows; without one it is an ordinary word.
    pub(super) const NUMBERED: Role = Role(16);
    /// `The`: begins sentences and hardly ever a name.
    pub(super) const STARTER: Role = Role(32);
    /// `said`: who spoke a quote.
    pub(super) const SAYS: Role = Role(64);
    /// `Oktober`: an ordinal comes before it.
    pub(super) const AFTER_ORDINAL: Role = Role(128);
    /// `Yahoo`: a name that has `!` at its end.
    pub(super) const EXCLAIMED: Role = Role(256);
    /// `a.m.`: a time of day ends with it, so that it ends a sentence unless what follows belongs to the time.
    pub(super) const CLOCK: Role = Role(512);
    /// `Monday`: goes on with a time of day.
    pub(super) const AFTER_CLOCK: Role = Role(1024);
    /// `г`: behind a year, it ends a sentence if there is enough of one before it.
    pub(super) const YEAR: Role = Role(131_072);
    /// `At`: with what follows it alone it is no sentence.
    pub(super) const PREPOSITION: Role = Role(2048);
    /// `that`: begins what a verb of speech governs, so that it does not look back at a quote.
    pub(super) const CLAUSE: Role = Role(4096);
    /// `o`: a word that would pass for an abbreviation, and is none.
    pub(super) const WORD: Role = Role(8192);
    /// `ครับ`: ends sentences in a script without spaces between words.
    pub(super) const LAST: Role = Role(16384);
    /// `ว่า`: what it opens follows after a space in such a script.
    pub(super) const OPENS: Role = Role(65536);
    /// `แต่`: begins sentences in such a script.
    pub(super) const FIRST: Role = Role(32768);

    /// What stands in no list of words, but is looked for at the ends of text without spaces.
    pub(super) const PARTICLE: Role = Role::LAST.or(Role::FIRST).or(Role::OPENS);

    pub(super) const NAMES: [(&'static str, Role); 19] = [
        ("title", Role::TITLE),
        ("office", Role::OFFICE.or(Role::TITLE)),
        ("introduces", Role::INTRODUCES),
        ("may end", Role::MAY_END),
        ("rarely ends", Role::RARELY_ENDS),
        ("numbered", Role::NUMBERED),
        ("starter", Role::STARTER),
        ("says", Role::SAYS),
        ("after ordinal", Role::AFTER_ORDINAL),
        ("exclaimed", Role::EXCLAIMED),
        ("clock", Role::CLOCK),
        ("after clock", Role::AFTER_CLOCK),
        ("year", Role::YEAR),
        ("preposition", Role::PREPOSITION),
        ("clause", Role::CLAUSE),
        ("word", Role::WORD),
        ("last", Role::LAST),
        ("first", Role::FIRST),
        ("opens", Role::OPENS),
    ];

    /// Whether this shares a role with `other`.
    pub(super) fn is(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }

    /// These roles and those.
    pub(super) const fn or(self, other: Role) -> Role {
        Role(self.0 | other.0)
    }
}
