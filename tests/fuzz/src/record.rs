//! Records and strings of JSON, beside `serde_json`.

use copydesk_stream::json::{self, Kind, decode, escape_separators, write_string};
use copydesk_stream::record::{Field, Record, Scratch};
use copydesk_stream::report::printable;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Reads `bytes` up to the first line end as the names of two fields, apart by a tab, and the rest as a record that
/// these are read and written in.
pub fn check_record(bytes: &[u8]) {
    let input = String::from_utf8_lossy(bytes);
    let (names, line) = input.split_once('\n').unwrap_or(("text\t/a/b", &input));
    let (one, two) = names.split_once('\t').unwrap_or((names, "text"));
    let mut scratch = Scratch::default();
    // serde_json looks at all of it too, but keeps nothing, so that neither depth nor surrogates are faults.
    let valid = serde_json::from_str::<IgnoredAny>(line).is_ok();
    assert_eq!(json::value(line.as_bytes()).is_ok(), valid);
    let object = line.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('{');
    let parsed = Record::parse(line, &mut scratch);
    assert_eq!(parsed.is_ok(), valid && object);
    let Ok(record) = parsed else { return };
    assert_eq!(written(&record), line);
    let fields: Vec<(&str, Field)> =
        [one, two].into_iter().filter_map(|name| Some((name, name.parse().ok()?))).collect();
    let tree = serde_json::from_str::<Value>(line).ok();
    if let Some(tree) = &tree {
        for (name, field) in &fields {
            check_read(&record, tree, name, field);
        }
    }
    for (name, field) in &fields {
        check_one(line, name, field);
    }
    check_edits(line, tree.as_ref(), &fields);
    check_separators(line, tree.as_ref());
}

fn written(record: &Record<'_>) -> String {
    let mut out = Vec::new();
    record.write_to(&mut out);
    let mut out = String::from_utf8(out).unwrap();
    assert_eq!(out.pop(), Some('\n'));
    out
}

fn in_tree<'t>(tree: &'t Value, name: &str) -> Option<&'t Value> {
    if name.starts_with('/') { tree.pointer(name) } else { tree.get(name) }
}

/// What is read is what `serde_json` reads.
fn check_read(record: &Record<'_>, tree: &Value, name: &str, field: &Field) {
    let expected = in_tree(tree, name);
    let raw = record.raw(field);
    assert_eq!(raw.map(|(raw, _)| serde_json::from_str(raw).unwrap()).as_ref(), expected);
    let mut buffer = String::new();
    assert_eq!(record.text(field, &mut buffer).ok(), expected.and_then(Value::as_str));
    // Names that are spelled otherwise are other members here.
    let names = record.members().map(|(name, ..)| serde_json::from_str::<String>(&format!("\"{name}\"")).unwrap());
    let names: std::collections::BTreeSet<String> = names.collect();
    assert!(names.iter().eq(tree.as_object().unwrap().keys().collect::<std::collections::BTreeSet<_>>()));
}

/// An edit leaves all bytes around it as they are.
fn check_one(line: &str, name: &str, field: &Field) {
    let mut scratch = Scratch::default();
    let Ok(mut record) = Record::parse(line, &mut scratch) else { unreachable!("{line}") };
    let old = record.raw(field).map(|(raw, _)| (raw.as_ptr() as usize - line.as_ptr() as usize, raw.len()));
    let value = "new \"\u{2028}\n";
    let mut spelled = Vec::new();
    write_string(value, &mut spelled);
    let spelled = String::from_utf8(spelled).unwrap();
    if record.set_str(field, value).is_err() {
        assert!(old.is_none() && name.starts_with('/'));
        return;
    }
    let out = written(&record);
    assert!(Record::parse(&out, &mut Scratch::default()).is_ok());
    match old {
        Some((at, length)) => assert_eq!(out, format!("{}{spelled}{}", &line[..at], &line[at + length..])),
        None => {
            let new = out.len() - line.len();
            let same = line.bytes().zip(out.bytes()).take_while(|(a, b)| a == b).count();
            assert!((0..=same).any(|at| line.as_bytes()[at..] == out.as_bytes()[at + new..]), "{out}");
            assert!(out.contains(&spelled));
        }
    }
    record.clear_edits();
    assert_eq!(written(&record), line);
}

/// Edits one after the other do what they do to a tree.
fn check_edits(line: &str, tree: Option<&Value>, fields: &[(&str, Field)]) {
    let mut scratch = Scratch::default();
    let Ok(mut record) = Record::parse(line, &mut scratch) else { unreachable!("{line}") };
    let mut expected = tree.cloned();
    // The first field a second time, so that an edit replaces one that was made.
    for (i, (name, field)) in fields.iter().chain(fields.first()).enumerate() {
        let value = format!("{i}");
        let done = record.set_str(field, &value).is_ok();
        if let Some(expected) = &mut expected {
            assert_eq!(done, set(expected, name, &value), "{name}");
        }
    }
    let out = written(&record);
    assert!(Record::parse(&out, &mut Scratch::default()).is_ok(), "{out}");
    if let Some(expected) = expected {
        assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), expected, "{out}");
    }
}

/// Writes `value` to the field `name` of `tree`, if there is an object, or a place in an array, for it.
fn set(tree: &mut Value, name: &str, value: &str) -> bool {
    let (parent, last) = match name.strip_prefix('/').map(|_| name.rsplit_once('/').unwrap_or(("", name))) {
        Some((parent, last)) => (tree.pointer_mut(parent), last.replace("~1", "/").replace("~0", "~")),
        None => (Some(tree), name.to_owned()),
    };
    match parent {
        Some(Value::Object(members)) => {
            members.insert(last, value.into());
            true
        }
        Some(parent @ Value::Array(_)) => match parent.pointer_mut(&format!("/{last}")) {
            Some(place) => {
                *place = value.into();
                true
            }
            None => false,
        },
        _ => false,
    }
}

/// Separators of lines are escaped once and for all, and mean what they meant.
fn check_separators(line: &str, tree: Option<&Value>) {
    let mut scratch = Scratch::default().escape_separators(true);
    let Ok(record) = Record::parse(line, &mut scratch) else { unreachable!("{line}") };
    let once = written(&record);
    assert!(!once.contains(['\u{85}', '\u{2028}', '\u{2029}', '\r']), "{once}");
    let mut twice = once.clone().into_bytes();
    assert!(!escape_separators(&mut twice, 0));
    assert_eq!(twice, once.as_bytes());
    assert!(json::value(once.as_bytes()).is_ok());
    if let Some(tree) = tree {
        assert_eq!(&serde_json::from_str::<Value>(&once).unwrap(), tree);
    }
}

/// Writes `bytes` as a string of JSON and reads it again, reads them as the inside of one, and shows them on a terminal.
pub fn check_string(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut spelled = Vec::new();
    write_string(&text, &mut spelled);
    let spelled = String::from_utf8(spelled).unwrap();
    assert_eq!(serde_json::from_str::<String>(&spelled).unwrap(), text);
    let mut out = String::new();
    decode(&spelled[1..spelled.len() - 1], &mut out);
    assert_eq!(out, text);
    let quoted = format!("\"{text}\"");
    if let Ok(Kind::String { escaped }) = json::value(quoted.as_bytes()) {
        out.clear();
        decode(&text, &mut out);
        assert!(escaped || out == text);
        match serde_json::from_str::<String>(&quoted) {
            Ok(expected) => assert_eq!(out, expected),
            // It has a surrogate without its partner.
            Err(_) => assert!(out.contains('\u{fffd}')),
        }
    }
    let shown = printable(&text);
    let turns = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}'];
    assert!(!shown.contains(|c: char| c.is_control() || turns.contains(&c)), "{shown}");
    assert_eq!(printable(&shown), shown);
}
