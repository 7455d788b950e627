use super::before;
use super::digits::Run;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "cards",
    group: Group::Mask,
    help: "Card numbers become [CARD], IBANs become [IBAN]",
    example: ("4111 1111 1111 1111, GB82 WEST 1234 5698 7654 32", "[CARD], [IBAN]"),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// How the digits of cards are grouped.
const SHAPES: [&[usize]; 5] = [&[16], &[15], &[4, 4, 4, 4], &[4, 6, 5], &[4, 4, 4, 4, 3]];

/// The lengths of the IBANs of countries, by ISO 13616's registry.
#[rustfmt::skip]
const IBANS: [(&str, usize); 79] = [
    ("AD", 24), ("AE", 23), ("AL", 28), ("AT", 20), ("AZ", 28), ("BA", 20), ("BE", 16), ("BG", 22), ("BH", 22), ("BR", 29),
    ("BY", 28), ("CH", 21), ("CR", 22), ("CY", 28), ("CZ", 24), ("DE", 22), ("DK", 18), ("DO", 28), ("EE", 20), ("EG", 29),
    ("ES", 24), ("FI", 18), ("FO", 18), ("FR", 27), ("GB", 22), ("GE", 22), ("GI", 23), ("GL", 18), ("GR", 27), ("GT", 28),
    ("HR", 21), ("HU", 28), ("IE", 22), ("IL", 23), ("IQ", 23), ("IS", 26), ("IT", 27), ("JO", 30), ("KW", 30), ("KZ", 20),
    ("LB", 28), ("LC", 32), ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21), ("LY", 25), ("MC", 27), ("MD", 24), ("ME", 22),
    ("MK", 19), ("MN", 20), ("MR", 27), ("MT", 31), ("MU", 30), ("NL", 18), ("NO", 15), ("PK", 24), ("PL", 28), ("PS", 29),
    ("PT", 25), ("QA", 29), ("RO", 24), ("RS", 22), ("RU", 33), ("SA", 24), ("SC", 31), ("SD", 18), ("SE", 24), ("SI", 19),
    ("SK", 24), ("SM", 27), ("SO", 23), ("ST", 25), ("TL", 23), ("TN", 24), ("TR", 26), ("UA", 29), ("VA", 22),
];

/// Card numbers: by the first digits of Visa, Mastercard, American Express, Discover, JCB, Diners and
/// UnionPay, grouped as on cards or not at all, with Luhn's check digit. IBANs: by the length of their
/// country and the remainder by 97. Both are all but sure; other account numbers have no check, and stay.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit).map(|n| at + n) {
        if let Some((start, end)) = iban(text, digit) {
            edits.replace(start..end, "[IBAN]");
            at = end;
            continue;
        }
        let run = Run::at(text, digit);
        at = run.end();
        let Some((start, end)) = (0..run.count()).find_map(|i| card(&run, i)) else { continue };
        edits.replace(start..end, "[CARD]");
        at = end;
    }
}

/// The card number that begins with a group.
fn card(run: &Run<'_>, first: usize) -> Option<(usize, usize)> {
    let shape = SHAPES.iter().rev().find(|shape| {
        let fits = |(i, n): (usize, &usize)| run.group(first + i).len() == *n;
        first + shape.len() <= run.count()
            && shape.iter().enumerate().all(fits)
            && (first + 1..first + shape.len())
                .all(|i| run.gap(i) == run.gap(first + 1) && matches!(run.gap(i), " " | "-" | "\u{a0}"))
    })?;
    let digits = || (first..first + shape.len()).flat_map(|i| run.group(i).bytes()).map(|b| b - b'0');
    let prefix = digits().take(4).fold(0, |n, d| n * 10 + u32::from(d));
    let issued = match digits().count() {
        16 => matches!(prefix, 2221..=2720 | 3528..=3589 | 4000..=5599 | 6011 | 6200..=6299 | 6440..=6599),
        15 => matches!(prefix, 3400..=3499 | 3700..=3799),
        _ => matches!(prefix, 4000..=4999 | 6200..=6299),
    };
    let (start, end) = (run.span(first).0, run.span(first + shape.len() - 1).1);
    (issued && luhn(digits()) && run.begins(start) && run.ends(end)).then_some((start, end))
}

/// Whether the last digit is the check digit of the others.
fn luhn(digits: impl Iterator<Item = u8> + Clone) -> bool {
    let odd = digits.clone().count() % 2;
    let doubled = |(i, d): (usize, u8)| match (i % 2 == odd, d) {
        (true, 5..) => 2 * d - 9,
        (true, _) => 2 * d,
        (false, _) => d,
    };
    digits.enumerate().map(|d| u32::from(doubled(d))).sum::<u32>() % 10 == 0
}

/// The IBAN whose check digits begin at `at`.
fn iban(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = at.checked_sub(2)?;
    let country = &bytes[start..at];
    let length = IBANS.iter().find(|(name, _)| name.as_bytes() == country)?.1;
    if before(text, start).is_some_and(super::is_word) {
        return None;
    }
    let mut number = [0; 34];
    let (mut count, mut end) = (0, start);
    while count < length {
        match bytes.get(end) {
            Some(b) if b.is_ascii_digit() || b.is_ascii_uppercase() => {
                number[count] = *b;
                count += 1;
            }
            // Groups of four.
            Some(b' ') if count > 0 && count % 4 == 0 && bytes[end - 1] != b' ' => {}
            _ => return None,
        }
        end += 1;
    }
    let number = &number[..length];
    let rotated = number[4..].iter().chain(&number[..4]);
    let remainder = rotated.fold(0u32, |n, b| match b {
        b'0'..=b'9' => (n * 10 + u32::from(b - b'0')) % 97,
        _ => (n * 100 + u32::from(b - b'A') + 10) % 97,
    });
    let ends = !super::after(text, end).is_some_and(super::is_word);
    (remainder == 1 && ends).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        crate::clean::tests::through(&RULE, text)
    }

    #[test]
    fn by_their_check_digits() {
        for (text, wanted) in [
            ("4111111111111111, 5500-0000-0000-0004.", "[CARD], [CARD]."),
            ("3782 822463 10005 and 378282246310005", "[CARD] and [CARD]"),
            ("12 4111 1111 1111 1111 12/25", "12 [CARD] 12/25"),
            ("DE89370400440532013000 FR14 2004 1010 0505 0001 3M02 606", "[IBAN] [IBAN]"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
        for text in [
            "4111111111111112",
            "1111 1111 1111 1117",
            "4111 1111-1111 1111",
            "41111111111111110",
            "4111.1111.1111.1111",
            "DE89370400440532013001",
            "XDE89370400440532013000",
            "DE89",
            "GB82 WEST",
            "$4111111111111111",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
