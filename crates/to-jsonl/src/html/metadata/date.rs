//! Dates in the ways that people and machines write them.

/// Names of months: how each begins, in lower case, in the languages that news sites at hand use.
/// What begins longer stands before what it would hide.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "sty", "led", "янв", "січ", "oca", "ιαν", "януари", "ian", "jaan", "tammi", "sij"],
    &["feb", "fév", "fev", "lut", "únor", "фев", "лют", "şub", "φεβ", "veebr", "helmi", "velj"],
    &["mar", "mär", "maart", "mrz", "březen", "březn", "мар", "бер", "μαρ", "már", "märts", "maalis", "ožuj", "mrt"],
    &["apr", "avr", "abr", "kwi", "dub", "апр", "кві", "nis", "απρ", "ápr", "huhti", "trav"],
    &["may", "mai", "maj", "mag", "mei", "maio", "květ", "мая", "май", "трав", "μαΐ", "μαι", "máj", "touko", "svib"],
    &[
        "jun", "jui", "juin", "giu", "cze", "červen", "červn", "июн", "чер", "haz", "ιουν", "jún", "iun", "juun",
        "kesä", "lip",
    ],
    &[
        "jul",
        "juil",
        "lug",
        "lipi",
        "lipc",
        "červenec",
        "července",
        "июл",
        "лип",
        "tem",
        "ιουλ",
        "júl",
        "iul",
        "juul",
        "heinä",
        "srp",
    ],
    &["aug", "aoû", "aout", "ago", "sie", "srpen", "srpn", "авг", "сер", "ağu", "αυγ", "elo", "kol"],
    &["sep", "set", "wrz", "září", "сен", "вер", "eyl", "σεπ", "szept", "syys", "ruj"],
    &["oct", "okt", "out", "ott", "paź", "říj", "окт", "жов", "eki", "οκτ", "loka", "lis"],
    &["nov", "listop", "noj", "ноя", "лис", "kas", "νοε", "marras", "stud"],
    &["dec", "dez", "déc", "dic", "des", "gru", "prosin", "дек", "гру", "ara", "δεκ", "detse", "joulu", "pros"],
];

/// The month that a word names, 1 to 12: of all beginnings that fit, the longest.
fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || word.chars().count() > 11 {
        return None;
    }
    let fits = |names: &[&str]| names.iter().filter(|n| word.starts_with(**n)).map(|n| n.len()).max();
    let longest = MONTHS.iter().enumerate().filter_map(|(at, names)| Some((fits(names)?, at as u32 + 1)));
    longest.max_by_key(|(length, at)| (*length, 12 - at)).map(|(_, at)| at)
}

/// Words between the parts of a date.
const BETWEEN: [&str; 12] = ["de", "del", "of", "the", "st", "nd", "rd", "th", "er", "den", "di", "г"];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part<'a> {
    /// A number, and how many digits it has.
    Number(u32, usize),
    Word(&'a str),
    Sign(char),
}

fn parts(text: &str) -> Vec<(Part<'_>, usize)> {
    const MOST: usize = 200;
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next()
        && parts.len() < MOST
    {
        let is = |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() };
        let length = rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = if length == 0 { first.len_utf8() } else { length };
        let (part, behind) = rest.split_at(length);
        let end = text.len() - behind.len();
        if first.is_ascii_digit() {
            parts.push((Part::Number(part.parse().unwrap_or(u32::MAX), length), end));
        } else if first.is_alphabetic() {
            // Words that stand together without a space are Chinese or Japanese dates.
            parts.push((Part::Word(part), end));
        } else if !first.is_whitespace() && first != '\u{200b}' {
            parts.push((Part::Sign(first), end));
        }
        rest = behind;
    }
    parts
}

fn valid(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1900..2100).contains(&year) && (1..=days).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The first date in `text`, with its time where that follows, in ISO 8601. `month_first` says how
/// 5/6/2020 is meant.
pub(super) fn find(text: &str, month_first: bool) -> Option<String> {
    let parts = parts(text);
    for at in 0..parts.len() {
        if let Some((date, used)) = at_start(&parts[at..], month_first) {
            let behind = parts[at + used - 1].1;
            return Some(date + &time(&text[behind..]).unwrap_or_default());
        }
    }
    None
}

/// The date that `parts` begin with, and how many of them it takes.
fn at_start(parts: &[(Part<'_>, usize)], month_first: bool) -> Option<(String, usize)> {
    use Part::*;
    let part = |at: usize| parts.get(at).map(|p| p.0);
    // 2020-05-19, 2020/05/19, 2020年5月19日, 20200519
    if let (Number(year, 4), Some(sign @ (Sign('-' | '/' | '.') | Word("年" | "년")))) = (parts[0].0, part(1))
        && let (Some(Number(month, 1..=2)), Some(second), Some(Number(day, 1..=2))) = (part(2), part(3), part(4))
        && (second == sign || matches!(second, Word("月" | "월")))
    {
        return valid(year, month, day).map(|d| (d, 5));
    }
    if let Number(all, 8) = parts[0].0 {
        let date = valid(all / 10_000, all / 100 % 100, all % 100)?;
        return (all >= 19_900_000).then_some((date, 1));
    }
    // 19.05.2020, 5/19/20
    if let (Number(first, 1..=2), Some(sign @ Sign('.' | '/' | '-'))) = (parts[0].0, part(1))
        && let (Some(Number(second, 1..=2)), Some(same), Some(Number(year, digits @ (2 | 4)))) =
            (part(2), part(3), part(4))
        && same == sign
    {
        let year = if digits == 2 { year + if year < 70 { 2000 } else { 1900 } } else { year };
        // 28.09.1912 is mostly 28.09.19 and 12 o'clock.
        if year < 1970 {
            return None;
        }
        let (day, month) = if sign != Sign('.') && month_first { (second, first) } else { (first, second) };
        let date = valid(year, month, day).or_else(|| valid(year, day, month));
        return date.map(|d| (d, 5));
    }
    // 19 May 2020, May 19th, 2020, 2020 May 19
    let (mut day, mut named, mut year) = (None, None, None);
    for (at, (part, _)) in parts.iter().enumerate().take(9) {
        match part {
            Number(n, 1..=2) if day.is_none() => day = Some(*n),
            Number(n, 4) if year.is_none() && named.is_some() => year = Some(*n),
            Word(word) if BETWEEN.contains(&word.to_lowercase().as_str()) && at > 0 => {}
            Word(word) if named.is_none() => named = Some(month(word)?),
            Sign('.' | ',' | '-' | '/' | '\u{ba}') if at > 0 => {}
            _ => return None,
        }
        if let (Some(day), Some(named), Some(year)) = (day, named, year) {
            return valid(year, named, day).map(|d| (d, at + 1));
        }
    }
    None
}

/// The time of day that `text` begins with, behind a T or a space: `T10:00:00+02:00`.
fn time(text: &str) -> Option<String> {
    let text = text.strip_prefix(['T', 't', ' '])?.trim_start();
    let two = |at: usize, most: u32| {
        let n = text.get(at..at + 2)?;
        n.bytes().all(|b| b.is_ascii_digit()).then(|| n.parse().ok()).flatten().filter(|n: &u32| *n <= most)
    };
    let (hour, minute) = (two(0, 23)?, two(3, 59)?);
    if text.as_bytes().get(2) != Some(&b':') {
        return None;
    }
    let mut at = 5;
    let mut second = 0;
    if text.as_bytes().get(5) == Some(&b':') {
        second = two(6, 60)?;
        at = 8;
        let fraction = text.get(at..)?.strip_prefix(['.', ',']);
        at += fraction.map_or(0, |f| 1 + f.bytes().take_while(u8::is_ascii_digit).count());
    }
    let zone = zone(text.get(at..)?.trim_start());
    Some(format!("T{hour:02}:{minute:02}:{second:02}{zone}"))
}

fn zone(text: &str) -> String {
    if text.starts_with(['Z', 'z']) || text.starts_with("GMT") || text.starts_with("UTC") {
        return "Z".to_owned();
    }
    let Some(behind) = text.strip_prefix(['+', '-']) else { return String::new() };
    let digits: String = behind.chars().filter(|c| *c != ':').take_while(char::is_ascii_digit).take(4).collect();
    match digits.len() {
        4 => format!("{}{}:{}", &text[..1], &digits[..2], &digits[2..]),
        2 => format!("{}{}:00", &text[..1], digits),
        _ => String::new(),
    }
}

/// The date in an address: `/2020/05/19/`, `/2020-05-19-`, `/20200519`.
pub(super) fn in_url(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bytes = path.as_bytes();
    for at in 0..bytes.len() {
        let before = at == 0 || !bytes[at - 1].is_ascii_digit();
        if !before || !bytes[at].is_ascii_digit() {
            continue;
        }
        let digits = |from: usize| bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_digit()).count());
        let number = |from: usize, n: usize| path.get(from..from + n)?.parse::<u32>().ok();
        let first = digits(at);
        let date = if first == 8 {
            number(at, 8).and_then(|n| valid(n / 10_000, n / 100 % 100, n % 100))
        } else if first == 4 {
            let second = digits(at + 5);
            let third = digits(at + 6 + second);
            let sign = |from: usize| bytes.get(from).is_some_and(|b| matches!(b, b'/' | b'-' | b'_' | b'.'));
            if (1..=2).contains(&second) && (1..=2).contains(&third) && sign(at + 4) && sign(at + 5 + second) {
                number(at, 4)
                    .zip(number(at + 5, second))
                    .zip(number(at + 6 + second, third))
                    .and_then(|((y, m), d)| valid(y, m, d))
            } else {
                None
            }
        } else {
            None
        };
        if let Some(date) = date.filter(|d| d.as_str() >= "1990") {
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, expected) in [
            ("2020-05-19", "2020-05-19"),
            ("2020-05-19T10:11:12+0200", "2020-05-19T10:11:12+02:00"),
            ("2020-05-19 10:11", "2020-05-19T10:11:00"),
            ("2020-05-19T10:11:12.345Z", "2020-05-19T10:11:12Z"),
            ("Tue, 19 May 2020 10:11:12 GMT", "2020-05-19T10:11:12Z"),
            ("Published: May 19th, 2020 by", "2020-05-19"),
            ("Dienstag, 19. Mai 2020", "2020-05-19"),
            ("19 de mayo de 2020", "2020-05-19"),
            ("le 3 août 2019", "2019-08-03"),
            ("3 juillet 2019", "2019-07-03"),
            ("3. července 2019", "2019-07-03"),
            ("19.05.2020, 10:30 Uhr", "2020-05-19"),
            ("05/19/2020", "2020-05-19"),
            ("2020年5月19日", "2020-05-19"),
            ("20200519", "2020-05-19"),
            ("2 марта 2021", "2021-03-02"),
        ] {
            assert_eq!(find(text, false).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(find("5/6/2020", true).as_deref(), Some("2020-05-06"));
        for no in ["", "2020", "31.02.2020", "call 555-1234", "12 monkeys 2020", "1.2.3", "10 of 2020"] {
            assert_eq!(find(no, false), None, "{no}");
        }
    }

    #[test]
    fn addresses() {
        for (url, expected) in [
            ("https://a.example/2020/05/19/title", Some("2020-05-19")),
            ("https://a.example/x-2020-5-9.html", Some("2020-05-09")),
            ("https://a.example/20200519/x", Some("2020-05-19")),
            ("https://a.example/id/123456789", None),
            ("https://a.example/2020/05/title", None),
        ] {
            assert_eq!(in_url(url).as_deref(), expected, "{url}");
        }
    }
}
