use deunicode::{deunicode_char, deunicode_with_tofu};

use super::scan::Marks;
use super::{Rule, Rules};

pub(super) const RULE: Rule = Rule {
    name: "ascii",
    help: "Everything in ASCII: accents go, other scripts are transliterated",
    example: ("“Čeština”, 北京", "\"Cestina\", Bei Jing"),
    default: false,
    // deunicode drops DEL.
    marks: Marks::NON_ASCII.and(Marks::CONTROL),
    apply,
};

/// What stands for a character that has no transliteration.
const UNKNOWN: &str = "?";

fn apply(text: &str, _: Rules, out: &mut String) -> bool {
    out.push_str(&deunicode_with_tofu(text, UNKNOWN));
    out != text
}

/// The same for one character.
pub(super) fn of_char(c: char) -> &'static str {
    deunicode_char(c).unwrap_or(UNKNOWN)
}
