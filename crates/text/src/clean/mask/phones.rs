use super::digits::Run;
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "phones",
    group: Group::Mask,
    help: "Phone numbers become [PHONE]",
    example: ("Call +44 20 7946 0958 or (202) 555-0123.", "Call [PHONE] or [PHONE]."),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The fewest and the most digits of an international number.
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 8..=15;
/// The same of a number at home with its trunk prefix 0.
const TRUNK: std::ops::RangeInclusive<usize> = 9..=12;
/// The same of a number behind a word that says what it is.
const NAMED: std::ops::RangeInclusive<usize> = 6..=15;

/// Words before a number that say what it is, in lower case.
#[rustfmt::skip]
const NAMES: [&str; 32] = [
    "phone", "telephone", "tel", "fax", "telefax", "cellphone", "whatsapp", "hotline", "helpline", "telefon", "téléphone",
    "tél", "teléfono", "telefone", "telefono", "telefoon", "puhelin", "τηλ", "тел", "телефон", "тэл", "电话", "電話", "전화",
    "โทร", "هاتف", "تلفن", "טלפון", "điện thoại", "đt", "telp", "telpon",
];

/// In this order: a `+` and a number of a country; three, three and four digits as in North America; groups
/// that begin with the trunk prefix 0; any groups behind a word such as `Tel.`. Numbers without any of
/// these look like too much else, and stay.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit).map(|n| at + n) {
        let run = Run::at(text, digit);
        at = run.end();
        if run.start < edits.end() || !run.begins(run.start) {
            continue;
        }
        let groups =
            international(&run).or_else(|| american(&run)).or_else(|| trunk(&run)).or_else(|| named(text, &run));
        if let Some(groups) = groups {
            let end = run.span(groups - 1).1;
            edits.replace(run.start..end, "[PHONE]");
            at = end;
        }
    }
}

/// How many digits the first `groups` have.
fn digits(run: &Run<'_>, groups: usize) -> usize {
    (0..groups).map(|i| run.group(i).len()).sum()
}

fn international(run: &Run<'_>) -> Option<usize> {
    let plus = run.begins_with("+") || run.begins_with("(+");
    if !(plus || run.group(0).starts_with("00")) || run.group(0).starts_with("000") {
        return None;
    }
    // Eleven digits behind +1: a number may follow that is none of it.
    let most = if plus && run.group(0).starts_with('1') { 11 } else { *INTERNATIONAL.end() };
    let groups = (1..=run.count()).rev().find(|n| digits(run, *n) <= most)?;
    let total = digits(run, groups);
    let thousands = groups > 1
        && groups < 4
        && (1..groups).all(|i| run.group(i).len() == 3 && matches!(run.gap(i), " " | "\u{a0}" | "."));
    let points = (1..groups).filter(|i| run.gap(*i) == ".").count();
    let sane = !thousands && (points == 0 || points > 1) && run.ends(run.span(groups - 1).1);
    (sane && INTERNATIONAL.contains(&total) && (plus || groups > 2)).then_some(groups)
}

fn american(run: &Run<'_>) -> Option<usize> {
    let first =
        usize::from(run.group(0) == "1" && run.count() > 3 && matches!(run.gap(1), "-" | "." | " " | " (" | "-("));
    if run.count() < first + 3 {
        return None;
    }
    let is_code = |i: usize| run.group(i).len() == 3 && run.group(i).starts_with(|c| ('2'..='9').contains(&c));
    let end = run.span(first + 2).1;
    let gaps = matches!(run.gap(first + 1), "-" | "." | ") " | ")" | ")-" | " " | "/")
        && matches!(run.gap(first + 2), "-" | "." | "\u{2011}")
        // 202.555-0123 is rare, and 202.555 is a number.
        && (run.gap(first + 1) == ".") == (run.gap(first + 2) == ".");
    (gaps && is_code(first) && is_code(first + 1) && run.group(first + 2).len() == 4 && run.ends(end))
        .then_some(first + 3)
}

fn trunk(run: &Run<'_>) -> Option<usize> {
    let groups = run.count();
    let (first, last) = (run.group(0), run.end());
    let french = groups == 5 && (0..5).all(|i| run.group(i).len() == 2);
    let gaps = (1..groups).all(|i| match run.gap(i) {
        "." => french,
        "/" => i == 1 && groups < 5,
        _ => true,
    });
    let shape = first.starts_with('0') && !first.starts_with("00") && (2..=6).contains(&first.len()) && groups > 1;
    let long = (1..groups).all(|i| run.group(i).len() > 1) && (french || (1..groups).any(|i| run.group(i).len() > 2));
    (shape && gaps && long && TRUNK.contains(&digits(run, groups)) && run.ends(last)).then_some(groups)
}

fn named(text: &str, run: &Run<'_>) -> Option<usize> {
    let before = text[..run.start].trim_end_matches([':', '：', '.', ' ', '\u{a0}', '(', '/']);
    let word_start = before.char_indices().rev().take(12).take_while(|(_, c)| *c != '\n').last()?.0;
    let near = before[word_start..].to_lowercase();
    let is_named = NAMES.iter().any(|name| {
        near.strip_suffix(name).is_some_and(|rest| !rest.ends_with(super::is_word) || !name.starts_with(super::is_word))
    });
    let groups = run.count();
    let single = groups == 1 || (1..groups).all(|i| run.gap(i) != ".") || groups > 2;
    (is_named && single && NAMED.contains(&digits(run, groups)) && run.ends(run.end())).then_some(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        crate::clean::tests::through(&RULE, text)
    }

    #[test]
    fn numbers_of_phones() {
        for (text, wanted) in [
            ("+49 (0)30 1234567, +420 123 456 789; +12025550123.", "[PHONE], [PHONE]; [PHONE]."),
            ("+1 202 555 0123 2019", "[PHONE] 2019"),
            ("202-555-0123 202.555.0123 1-800-555-0123 (202)555-0123", "[PHONE] [PHONE] [PHONE] [PHONE]"),
            ("020 7946 0958, 01 23 45 67 89, 01.23.45.67.89, 030/1234567", "[PHONE], [PHONE], [PHONE], [PHONE]"),
            ("Tel.: 555 1234 电话：12345678", "Tel.: [PHONE] 电话：[PHONE]"),
            ("0044 20 7946 0958 (1-800-555-0123)", "[PHONE] ([PHONE])"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_of_a_phone() {
        for text in [
            "2014-02-06",
            "06.02.2014 10:30",
            "01-02-2003",
            "1998-2014",
            "21-14, 7-6",
            "+1.5 million",
            "+20 000 000",
            "ISBN 0-306-40615-2",
            "978-0-306-40615-7",
            "$202-555-0123",
            "1 000 000 000",
            "0.123456789",
            "555-1234",
            "hotel 1234567",
            "202-555-01234",
            "2,025,550,123",
            "09/11/2001 01",
            "20 000-30 000",
            "192.168.100.200",
            "123-45-6789",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
