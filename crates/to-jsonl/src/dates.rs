//! Dates as feeds and wires write them, to ISO 8601.

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Zones that have one meaning in dates of mail and news.
const ZONES: &[(&str, &str)] = &[
    ("z", "Z"),
    ("ut", "Z"),
    ("utc", "Z"),
    ("gmt", "Z"),
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("cst", "-06:00"),
    ("cdt", "-05:00"),
    ("mst", "-07:00"),
    ("mdt", "-06:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
    ("wet", "Z"),
    ("west", "+01:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("msk", "+03:00"),
    ("jst", "+09:00"),
    ("aest", "+10:00"),
    ("aedt", "+11:00"),
];

/// The date that `text` is, in ISO 8601: one of RFC 822 or RFC 2822 and its relatives
/// (`Tue, 10 Jun 2003 04:00 EST`, `26-FEB-1987 15:01:01.79`, `Jun 10, 2003`), or one in ISO 8601
/// already, as given. Nothing if it is neither. A date without a zone, or with one that means
/// several, has none here either.
pub(crate) fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(date) = iso(text) {
        return Some(date);
    }
    let mut parts = text.split(|c: char| c.is_ascii_whitespace() || c == ',').filter(|p| !p.is_empty()).peekable();
    // Dates of wires join day, month and year.
    let joined: Vec<&str>;
    let mut date = Vec::with_capacity(3);
    while date.len() < 3 {
        let part = parts.next()?;
        if part.as_bytes()[0].is_ascii_alphabetic() && month(part).is_none() && date.is_empty() {
            continue;
        }
        if part.contains('-') && date.is_empty() {
            joined = part.split('-').collect();
            date.extend_from_slice(&joined);
            break;
        }
        date.push(part);
    }
    let [a, b, year] = date[..] else { return None };
    let (day, month) = match (month(a), month(b)) {
        (_, Some(month)) => (a, month),
        (Some(month), None) => (b, month),
        _ => return None,
    };
    let day: usize = number(day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']), 2)?;
    let year = match (year.len(), number(year, 4)?) {
        (4, year) => year,
        // RFC 2822, section 4.3.
        (2, year) if year < 50 => 2000 + year,
        (2 | 3, year) => 1900 + year,
        _ => return None,
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month];
    if day == 0 || day > days {
        return None;
    }
    let date = format!("{year:04}-{:02}-{day:02}", month + 1);
    let Some(time) = parts.next() else { return Some(date) };
    let time = clock(time)?;
    let zone = parts.next().map_or(Some(String::new()), zone)?;
    Some(format!("{date}T{time}{zone}"))
}

fn month(part: &str) -> Option<usize> {
    let name = part.get(..3)?.to_ascii_lowercase();
    if !part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.') || part.len() > 9 {
        return None;
    }
    MONTHS.iter().position(|m| *m == name)
}

/// A number of at most `digits` digits.
fn number(text: &str, digits: usize) -> Option<usize> {
    if text.len() > digits || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `04:00`, `4:00:01` or `15:01:01.79`, with two digits for each but a fraction.
fn clock(text: &str) -> Option<String> {
    let (time, fraction) = text.split_once('.').map_or((text, ""), |(time, fraction)| (time, fraction));
    let mut parts = time.split(':');
    let (hours, minutes) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let seconds = parts.next().map_or(Some(0), |s| number(s, 2))?;
    let fits = hours < 24 && minutes < 60 && seconds <= 60 && parts.next().is_none();
    if !fits || time.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}{dot}{fraction}"))
}

/// `+0200`, `+02:00`, `GMT+2`, `EST`; nothing if it is no zone, and an empty one if it is not known
/// which.
fn zone(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if let Some((_, zone)) = ZONES.iter().find(|(name, _)| *name == lower) {
        return Some((*zone).to_owned());
    }
    let offset = lower.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let Some(sign) = offset.chars().next().filter(|c| matches!(c, '+' | '-')) else {
        return offset.is_empty().then(String::new);
    };
    let both = &offset[1..];
    let parts = both.split_once(':').or_else(|| both.split_at_checked(2));
    let (hours, minutes) = parts.unwrap_or((both, ""));
    let (hours, minutes) = match (hours.len(), minutes.len()) {
        (1 | 2, 0) => (number(hours, 2)?, 0),
        (1 | 2, 2) => (number(hours, 2)?, number(minutes, 2)?),
        _ => return None,
    };
    if (hours, minutes) == (0, 0) {
        return Some("Z".into());
    }
    (hours < 24 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// A date in ISO 8601 as it is given, but for a space where `T` belongs.
fn iso(text: &str) -> Option<String> {
    let shape = |pattern: &str| {
        let fits = |(b, p)| if p == b'9' { u8::is_ascii_digit(&b) } else { b == p };
        text.len() >= pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
    };
    let between = |at: usize, most: u8| {
        let n = text.get(at..at + 2).and_then(|n| n.parse().ok());
        n.is_none_or(|n: u8| (1..=most).contains(&n))
    };
    // Whether the month and the day are any.
    if shape("9999-99") && !(between(5, 12) && (!shape("9999-99-99") || between(8, 31))) {
        return None;
    }
    if !shape("9999-99-99") {
        let short = shape("9999-99") && text.len() == 7 || shape("9999") && text.len() == 4;
        return short.then(|| text.to_owned());
    }
    let (date, rest) = text.split_at(10);
    let time = rest.strip_prefix(['T', 't', ' ']).unwrap_or("").trim_start();
    let end = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, offset) = time.split_at(end);
    let (time, offset) = (time.trim_end(), offset.trim_end());
    if rest.is_empty() {
        return Some(date.to_owned());
    }
    let (known_time, known_offset) = (clock(time)?, if offset.is_empty() { String::new() } else { zone(offset)? });
    // As they are given, unless a digit is missing or a zone has a name.
    let time = if time.len() == 5 && known_time.starts_with(time) { time } else { &known_time };
    let colon = offset.find(':');
    let is_iso = offset.starts_with(['+', '-']) && matches!((offset.len(), colon), (5, None) | (6, Some(3)));
    let offset = if is_iso { offset } else { &known_offset };
    Some(format!("{date}T{time}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (given, iso) in [
            ("Tue, 10 Jun 2003 04:00:00 GMT", "2003-06-10T04:00:00Z"),
            ("10 Jun 03 4:00 EST", "2003-06-10T04:00:00-05:00"),
            ("Sat, 07 September 2002 00:00:01 +0130", "2002-09-07T00:00:01+01:30"),
            ("Thu, 5 Jan 99 23:59:60 -0000", "1999-01-05T23:59:60Z"),
            ("Jun 10, 2003", "2003-06-10"),
            ("10 Jun 2003 04:00 GMT+5:30", "2003-06-10T04:00:00+05:30"),
            ("Wed, 10 Jun 2003 04:00:00 XYZ", "2003-06-10T04:00:00"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01.79"),
            (" 9-MAR-1987 15:01:01.79", "1987-03-09T15:01:01.79"),
            ("2003-12-13T18:30:02.25+01:00", "2003-12-13T18:30:02.25+01:00"),
            ("2003-12-13 18:30:02 +01:00", "2003-12-13T18:30:02+01:00"),
            ("2003-12-13T18:30Z", "2003-12-13T18:30Z"),
            ("2003-12-13T8:5:30.5+1", "2003-12-13T08:05:30.5+01:00"),
            ("2003-12-13T18:30-0000", "2003-12-13T18:30-0000"),
            ("2003-12-13", "2003-12-13"),
            ("2003-12", "2003-12"),
            ("29 Feb 2000", "2000-02-29"),
        ] {
            assert_eq!(iso_date(given).as_deref(), Some(iso), "{given}");
        }
        for none in [
            "",
            "yesterday",
            "31 Feb 2003",
            "10 Jun 2003 25:00",
            "10 Foo 2003",
            "--",
            "1-2-3",
            "é é é",
            "10 Jun 2003 04:00 +0€",
            "2003-12-13T04:00+0€",
            "2003-13x",
            "2003-13",
            "2003-00-13",
            "2003-12-32T10:00",
            "2003-12-13T03:18:00+00:0",
            "2003-12-13T03:18+17:::",
            "2003-12-13T03:18+1:2:3:4",
            "10 Jun 2003 04:00 +:02:00",
            "10 Jun 2003 04:00 +020",
            "10 Jun 2003 04:00 +",
        ] {
            assert_eq!(iso_date(none), None, "{none}");
        }
    }
}
