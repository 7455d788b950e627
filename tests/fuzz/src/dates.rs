//! Dates.

use copydesk_to_jsonl::whole_input::date;

/// Reads `bytes` as a date: what is found is one in ISO 8601, and is found to be the same again.
pub fn check_date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(found) = date(&text) else { return };
    assert_eq!(date(&found).as_ref(), Some(&found), "{text:?}");
    let (day, time) = found.split_once('T').unwrap_or((&found, ""));
    let numbers: Vec<u32> = day.split('-').map(|part| part.parse().unwrap()).collect();
    assert!(matches!(day.len(), 4 | 7 | 10), "{text:?}: {found}");
    assert!(numbers.get(1).is_none_or(|month| (1..=12).contains(month)), "{text:?}: {found}");
    assert!(numbers.get(2).is_none_or(|day| (1..=31).contains(day)), "{text:?}: {found}");
    if found.contains('T') {
        let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-']).unwrap_or(time.len()));
        let whole = clock.split('.').next().unwrap();
        let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
        assert!(whole.split(':').all(|part| digits(part, 2)) && matches!(whole.len(), 5 | 8), "{text:?}: {found}");
        let offset = zone.trim_start_matches(['+', '-']).replace(':', "");
        assert!(zone.is_empty() || zone.eq_ignore_ascii_case("z") || digits(&offset, 4), "{text:?}: {found}");
    }
}
