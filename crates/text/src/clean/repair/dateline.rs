use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "dateline",
    group: Group::Repair,
    help: "A space after the colon of a dateline, where it was lost",
    example: ("Geneva, Feb 6:The talks", "Geneva, Feb 6: The talks"),
    presets: Presets::USUAL,
    marks: Marks::COLON,
    reach: Reach::Text,
    apply,
};

/// The longest place name before the date, in bytes.
const LONGEST_PLACE: usize = 80;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// At the start of a line `Place, Month Day:` and a capital letter right behind the colon.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for colon in memchr::memchr_iter(b':', text.as_bytes()) {
        let (before, after) = (&text[..colon], &text[colon + 1..]);
        if after.starts_with(char::is_uppercase) && ends_in_dateline(before) {
            edits.insert(colon + 1, " ");
        }
    }
}

fn ends_in_dateline(text: &str) -> bool {
    let before_day = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = text[before_day.len()..].parse::<u8>();
    if !day.is_ok_and(|d| (1..=31).contains(&d)) {
        return false;
    }
    let Some(before_day) = before_day.strip_suffix(' ') else { return false };
    let before_day = before_day.strip_suffix('.').unwrap_or(before_day);
    let before_month = before_day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !is_month(&before_day[before_month.len()..]) {
        return false;
    }
    let Some(place) = before_month.strip_suffix(", ") else { return false };
    // Only so far back: a line without end must not be walked again at each colon.
    let bytes = place.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(LONGEST_PLACE + 1)..];
    let line = match memchr::memrchr(b'\n', near) {
        Some(newline) => bytes.len() - near.len() + newline + 1,
        None if near.len() == bytes.len() => 0,
        None => return false,
    };
    let place = &place[line..];
    place.starts_with(char::is_uppercase)
        && place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '\'' | '’' | '(' | ')' | '/'))
}

/// A month in full, or its first three or four letters.
fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|m| *m == word || ((3..=4).contains(&word.len()) && m.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Option<String> {
        crate::clean::tests::alone(&RULE, text)
    }

    #[test]
    fn only_datelines() {
        assert_eq!(repaired("x.\nUnited Nations, Feb 6:UN").unwrap(), "x.\nUnited Nations, Feb 6: UN");
        assert_eq!(repaired("São Paulo, Sept. 30:Über").unwrap(), "São Paulo, Sept. 30: Über");
        for other in [
            "Geneva, Feb 6: The",
            "Geneva, Feb 6:the",
            "Geneva, Feb 32:The",
            "At 10:30 Geneva, Foo 6:The",
            "we met on Geneva, Feb 6:The",
            "Feb 6:The",
            "Matthew 5:The",
            "Geneva, Feb6:The",
            "Geneva, 6:The",
        ] {
            assert_eq!(repaired(other), None, "{other}");
        }
        assert_eq!(repaired(&format!("{} Geneva, Feb 6:The", "A".repeat(100))), None);
    }
}
