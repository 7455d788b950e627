//! Records by month, drawn over time.

use std::collections::BTreeMap;

use super::parts::Names;

/// So many months are drawn one by one; more are drawn by year.
const MONTHS: i64 = 60;
/// So many years are drawn with those in which nothing came.
const YEARS: i64 = 100;

/// Records by month or year, in order, with those in between; nothing if the names are no months.
pub(super) fn periods(names: &Names<'_>) -> Option<Vec<(String, f64)>> {
    let mut months = BTreeMap::new();
    for (name, row) in &names.rows {
        // What has no month of its own is not in the picture.
        if *name != "(other)" {
            *months.entry(month(name)?).or_default() += Names::count(row);
        }
    }
    let span = |of: &BTreeMap<i64, f64>| Some(of.last_key_value()?.0 - of.first_key_value()?.0 + 1);
    if span(&months)? <= MONTHS {
        return Some(filled(&months, |month| format!("{:04}-{:02}", month / 12, month % 12 + 1)));
    }
    let mut years = BTreeMap::new();
    months.iter().for_each(|(month, n)| *years.entry(month / 12).or_default() += n);
    let name = |year: i64| format!("{year:04}");
    if span(&years)? <= YEARS {
        return Some(filled(&years, name));
    }
    Some(years.into_iter().map(|(year, n)| (name(year), n)).collect())
}

/// The number of a month such as 2024-05; one that is on no calendar is taken to be the nearest.
fn month(name: &str) -> Option<i64> {
    let (year, month) = name.split_once('-').filter(|_| name.len() == 7)?;
    Some(year.parse::<i64>().ok()? * 12 + (month.parse::<i64>().ok()?.clamp(1, 12) - 1))
}

fn filled(counts: &BTreeMap<i64, f64>, name: impl Fn(i64) -> String) -> Vec<(String, f64)> {
    let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value()) else {
        return Vec::new();
    };
    (*first..=*last).map(|period| (name(period), counts.get(&period).copied().unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Node;

    fn of(names: &[&str]) -> Option<Vec<(String, f64)>> {
        let node = Node::Count(2);
        let rows = names.iter().map(|name| (*name, vec![&node])).collect();
        periods(&Names { columns: vec!["records"], rows })
    }

    #[test]
    fn time_has_no_gaps() {
        let found = of(&["2024-02", "2023-12", "(other)"]).unwrap();
        assert_eq!(found, [("2023-12".into(), 2.0), ("2024-01".into(), 0.0), ("2024-02".into(), 2.0)]);
        let years = of(&["2010-02", "2010-03", "2021-12"]).unwrap();
        assert_eq!((years.len(), years[0].clone(), years[1].1), (12, ("2010".into(), 4.0), 0.0));
        assert_eq!(of(&["0000-99", "9999-01"]).unwrap().len(), 2);
        assert_eq!((of(&["en"]), of(&[])), (None, None));
    }
}
