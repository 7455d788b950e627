//! The views say what the JSON says, and nothing in a record can change their form.

use std::collections::BTreeMap;

use copydesk_cli::stream::report::printable;
use serde_json::Value;

use crate::run::{answer, fixture, folder, stats, stats_on};

/// All that is no list in a report, by group and path.
fn leaves(report: &Value) -> BTreeMap<(String, String), String> {
    fn add(group: &str, path: &str, value: &Value, found: &mut BTreeMap<(String, String), String>) {
        let text = match value {
            Value::Object(values) => {
                for (name, value) in values {
                    let dot = if path.is_empty() { "" } else { "." };
                    add(group, &format!("{path}{dot}{name}"), value, found);
                }
                return;
            }
            Value::Array(_) => return,
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        // What would command a terminal is escaped in CSV, and no formula to a spreadsheet; in JSON it stays.
        let plain = |name: &str| {
            let is_formula = name.starts_with(['=', '+', '-', '@']) && name.parse::<f64>().is_err();
            format!("{}{}", if is_formula { "'" } else { "" }, printable(name))
        };
        let [group, path, text] = [group, path, &text].map(plain);
        assert!(found.insert((group, path.clone()), text).is_none(), "{path} twice");
    }
    let (mut found, mut all) = (BTreeMap::new(), report.clone());
    let groups = all.as_object_mut().unwrap().shift_remove("groups");
    add("", "", &all, &mut found);
    if let Some(groups) = groups {
        for (name, group) in groups["values"].as_object().unwrap() {
            let name = if name.is_empty() { "(empty)" } else { name };
            add(name, "", group, &mut found);
        }
        for (part, name) in [("other", "(other)"), ("missing", "(missing)")] {
            if groups[part].is_object() {
                add(name, "", &groups[part], &mut found);
            }
        }
    }
    found
}

#[test]
fn csv_has_every_number_of_the_json() {
    for file in ["articles.jsonl", "hostile.jsonl"] {
        for more in [&[] as &[&str], &["--group-by", "lang"], &["--group-by", "source", "--max-groups", "2"]] {
            let file = fixture(file);
            let of = |view| answer(&[&[view, file.as_str()], more].concat());
            let report = serde_json::from_str(&of("--json")).unwrap();
            let csv = of("--csv");
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            assert_eq!(reader.headers().unwrap(), vec!["group", "path", "value"]);
            let mut found = BTreeMap::new();
            for row in reader.records() {
                let row = row.unwrap();
                assert!(found.insert((row[0].to_owned(), row[1].to_owned()), row[2].to_owned()).is_none());
            }
            for (key, value) in leaves(&report) {
                let shown = found.remove(&key).unwrap_or_else(|| panic!("{key:?} is not in the CSV"));
                // 1.0 is 1 in JSON as written, and 1.0 as read.
                let same = shown == value || shown.parse::<f64>().ok() == value.parse::<f64>().ok();
                assert!(same, "{key:?}: {shown} {value}");
            }
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[test]
fn bad_records_stand_behind_records() {
    let report: Value = serde_json::from_str(&answer(&["--json", &fixture("articles.jsonl")])).unwrap();
    let keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).take(3).collect();
    assert_eq!(keys, ["records", "bad", "bytes"]);
}

#[test]
fn tables_fit_the_screen() {
    for file in ["articles.jsonl", "hostile.jsonl"] {
        for columns in [40, 60, 80, 120, 200] {
            let file = fixture(file);
            let (code, table, _) = stats_on(columns, &["--group-by", "lang", &file]);
            assert_eq!(code, 0);
            for line in table.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{width} of {columns}: {line}");
                assert!(!line.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{line:?}");
            }
        }
    }
}

#[test]
fn tables_show_numbers_and_shapes() {
    let table = answer(&["--group-by", "lang", &fixture("articles.jsonl")]);
    let lines = |begin: &str| table.lines().filter(|l| l.starts_with(begin)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines("records")[0].split_whitespace().collect::<Vec<_>>(), ["records", "8"]);
    let words = &lines("words ")[0];
    assert!(words.split_whitespace().nth(1) == Some("144") && words.contains('█'), "{words}");
    assert!(lines("2024-01 ")[0].contains("2024-04"), "{table}");
    let languages: Vec<_> = table.lines().skip_while(|l| !l.starts_with("languages")).take(3).collect();
    assert_eq!(languages[1].split_whitespace().take(3).collect::<Vec<_>>(), ["en", "4", "50.0"]);
    assert!(languages[2].starts_with("de") && languages[2].ends_with("██████████"), "{}", languages[2]);
    let groups: Vec<_> = table.lines().skip_while(|l| !l.starts_with("by lang")).collect();
    assert_eq!(groups.len(), 5, "{groups:?}");
}

/// The cells of a row of a table.
fn cells(line: &str) -> usize {
    line.replace("\\|", "").matches('|').count()
}

#[test]
fn markdown_tables_keep_their_form() {
    for file in ["articles.jsonl", "hostile.jsonl"] {
        let page = answer(&["--markdown", "--group-by", "source", &fixture(file)]);
        let mut head = None;
        let mut rows = 0;
        for line in page.lines() {
            if line.starts_with('|') {
                let head = *head.get_or_insert_with(|| cells(line));
                assert_eq!(cells(line), head, "{line}");
                rows += 1;
            } else {
                assert!(
                    line.is_empty() || line.starts_with('#') || line.starts_with("and ") || line.contains('█'),
                    "{line:?}"
                );
                head = None;
            }
        }
        assert!(rows > 60);
        for markup in ["<img", "<svg", "<style", "@somebody", "\u{1b}"] {
            assert!(!page.contains(markup), "{markup}");
        }
    }
    let page = answer(&["--markdown", &fixture("articles.jsonl")]);
    for row in
        ["| `records` | 8 |", "| `en` | 4 | 50.0 % |", "| `fr` | 1 | 12.5 % |", "| `duplicates.share` | 12.5 % |"]
    {
        assert!(page.lines().any(|line| line == row), "{row} in {page}");
    }
    assert!(page.contains("| `words` | 144 | 18.0 |"), "{page}");
}

#[test]
fn nothing_is_a_report_too() {
    let dir = folder("nothing");
    let file = format!("{dir}/empty.jsonl");
    std::fs::write(&file, "").unwrap();
    for view in ["--json", "--csv", "--markdown", "--fast", "--html=-"] {
        for more in [&[] as &[&str], &["--group-by", "lang"]] {
            let out = answer(&[&[view, file.as_str()], more].concat());
            assert!(!out.contains("NaN") && !out.contains("inf"), "{view}: {out}");
            assert!(
                out.lines().any(|l| l.contains("records") && l.contains('0')) || out.contains("No records."),
                "{out}"
            );
        }
    }
    let report: Value = serde_json::from_str(&answer(&["--json", &file])).unwrap();
    assert_eq!(report["words"]["mean"], Value::Null);
    assert_eq!(report["words"]["histogram"], serde_json::json!([]));
    let table = answer(&[&file]);
    assert!(table.starts_with("records") && !table.contains("of each"), "{table}");
}

#[test]
fn histograms_hold_all_values() {
    let report: Value = serde_json::from_str(&answer(&["--json", &fixture("articles.jsonl")])).unwrap();
    for path in ["/words", "/word_length", "/quality/stop_words", "/readability/flesch"] {
        let values = report.pointer(path).unwrap();
        let bins = values["histogram"].as_array().unwrap();
        let sum: u64 = bins.iter().map(|bin| bin["count"].as_u64().unwrap()).sum();
        assert_eq!(Some(sum), values["count"].as_u64(), "{path}");
        assert!((2..=20).contains(&bins.len()), "{path}: {bins:?}");
        assert!(bins[0]["from"].as_f64() <= values["min"].as_f64());
        assert!(bins[bins.len() - 1]["to"].as_f64() >= values["max"].as_f64());
    }
}

#[test]
fn one_view_at_a_time() {
    let file = fixture("articles.jsonl");
    for both in [["--json", "--csv"], ["--csv", "--markdown"], ["--partial", "--json"], ["--per-record", "--csv"]] {
        assert_eq!(stats(&[both[0], both[1], &file]).0, 2, "{both:?}");
    }
}

#[test]
fn the_field_of_each_record_can_have_another_name() {
    let file = fixture("articles.jsonl");
    let fields = |arguments: &[&str]| {
        let (code, out, err) = stats(arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        (first["stats"]["words"].as_u64(), first["m"]["words"].as_u64())
    };
    let (usual, _) = fields(&["--per-record", &file]);
    assert!(usual > Some(0));
    assert_eq!(fields(&["--per-record", "--to", "m", &file]), (None, usual));
    assert_eq!(stats(&["--to", "m", &file]).0, 2);
}
