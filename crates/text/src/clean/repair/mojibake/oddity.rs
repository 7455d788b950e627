//! How odd characters are side by side: what no orthography does costs points.
//!
//! Text that was read in a wrong encoding is full of such pairs, and text that is right has next
//! to none. The costs are compared before and after a repair, so only the difference counts.

use super::kinds::{ARABIC, CJK, Class, GREEK, Kind, LATIN, NO_SCRIPT};

/// The points of all characters, pairs and threes in a row.
pub(super) fn oddity(kinds: &[Kind]) -> i32 {
    let alone = kinds.iter().map(|&k| one(k)).sum::<i32>();
    let pairs = kinds.windows(2).map(|w| two(w[0], w[1])).sum::<i32>();
    let threes = kinds.windows(3).map(|w| three(w[0], w[1], w[2])).sum::<i32>();
    alone + pairs + threes
}

fn one(k: Kind) -> i32 {
    match k.class {
        Class::C1 | Class::Rare => 3,
        _ => 0,
    }
}

fn two(a: Kind, b: Kind) -> i32 {
    use Class::{
        Apostrophe, Ascii, Corner, Currency, Dash, Digit, Infix, Line, Lower, Mark, Open, Quote, Raised, Sign,
        SoftHyphen, Trade, Upper,
    };
    if a.ascii && b.ascii {
        return 0;
    }
    let mark_fits = || b.script == NO_SCRIPT || a.script == b.script;
    match (a.class, b.class) {
        _ if is_letter(a) && is_letter(b) => letters(a, b),
        (Mark, Mark) => 2 * i32::from(!mark_fits() && a.script != NO_SCRIPT),
        (_, Mark) if is_letter(a) => 2 * i32::from(!mark_fits()),
        (_, Mark) => 2 * i32::from(b.script != NO_SCRIPT),
        (Mark, _) if is_letter(b) => 2 * i32::from(a.script != NO_SCRIPT && a.script != b.script),
        (Digit, Upper) => i32::from(b.script == LATIN),
        (Upper, Digit) => i32::from(a.script == LATIN),
        // Within and behind a word.
        (_, Sign | Open) if is_letter(a) => 1,
        (_, Currency | Infix) if is_letter(a) => i32::from(!a.ascii),
        (_, Raised) if is_letter(a) => i32::from(!a.ascii),
        (Sign | Raised | Trade, Lower | Upper | Class::Letter) => 1,
        (Currency, Lower | Upper) => 1,
        // Signs beside signs.
        (Sign | Raised | Trade | Currency | Infix | Open, Sign | Raised | Trade | Currency | Infix | Open) => 1,
        (Currency | Sign | Raised | Trade, Quote) | (Currency | Sign, Apostrophe) => 1,
        (Quote, Currency | Sign | Open) => 1,
        (Line, _) if is_letter(b) => 1,
        (_, Line) if is_letter(a) => 1,
        (Corner, Corner) => 1,
        (Corner, _) if is_letter(b) => 2,
        (_, Corner) if is_letter(a) => 2,
        (Corner | Line, Sign | Raised | Trade | Currency | Infix | Open | Quote) => 1,
        (Sign | Raised | Trade | Currency | Infix | Open | Quote, Corner | Line) => 1,
        (Dash, Sign | Raised | Trade | Currency | Infix | Open) => 1,
        (Sign | Raised | Trade | Currency | Infix | Open, Dash) => 1,
        (SoftHyphen, Ascii | Digit | Sign | Raised | Currency | Infix | Open) => 1,
        _ => 0,
    }
}

fn letters(a: Kind, b: Kind) -> i32 {
    if a.script != b.script {
        return match (a.script, b.script) {
            // Units and formulas: 5 µg is one character, but IL2Rγc is written too.
            (LATIN, GREEK) => 1,
            (GREEK, LATIN) => 0,
            (NO_SCRIPT, _) | (_, NO_SCRIPT) => 0,
            (CJK, CJK) => 0,
            _ => 2,
        };
    }
    if a.class == Class::Lower && b.class == Class::Upper {
        return 1;
    }
    i32::from(a.script == LATIN && !a.ascii && !b.ascii && a.alphabets & b.alphabets == 0)
}

fn three(a: Kind, b: Kind, c: Kind) -> i32 {
    if a.ascii && b.ascii && c.ascii {
        return 0;
    }
    match b.class {
        // THe
        Class::Upper if a.class == Class::Upper && c.class == Class::Lower => i32::from(!(b.ascii && c.ascii)),
        Class::Quote if is_letter(a) && is_letter(c) => 2,
        Class::Open | Class::Trade if is_letter(a) && is_letter(c) => 1,
        _ if a.class == Class::Dash && c.class == Class::Dash => 1,
        // One letter alone is a word in some scripts only.
        Class::Letter if !matches!(b.script, CJK | ARABIC) && !is_worded(a) && !is_worded(c) => 1,
        _ => 0,
    }
}

fn is_worded(k: Kind) -> bool {
    is_letter(k) || k.class == Class::Mark
}

pub(super) fn is_letter(k: Kind) -> bool {
    matches!(k.class, Class::Lower | Class::Upper | Class::Letter)
}

#[cfg(test)]
mod tests {
    use super::super::kinds::kind;
    use super::*;

    fn points(text: &str) -> i32 {
        oddity(&text.chars().map(kind).collect::<Vec<_>>())
    }

    #[test]
    fn orthographies_cost_nothing() {
        for text in
            ["Élève à l’œuvre, «déjà»", "ČÁSLAV žluťoučký", "ÉTÉ… “CAFÉ”", "Ίων και Γ΄", "Україна, Ґанок", "中文カナ"]
        {
            assert_eq!(points(text), 0, "{text}");
        }
    }

    #[test]
    fn what_no_orthography_does_costs() {
        for text in [
            "costÂ of",
            "kÄ",
            "вЂ",
            "aÃœ",
            "âœ",
            "aя",
            "a√",
            "r§",
            "Ä¶",
            "É°",
            "€œ",
            "†©",
            "a“b",
            "«é»t",
            "¡é¿",
            "—∞–",
            "▒a",
            "├a",
            "\u{80}",
            "\u{f8ff}",
            "a\u{5c5}",
            " ה ",
            "ZÜri",
        ] {
            assert!(points(text) > 0, "{text}");
        }
    }
}
