//! Hard lines: what must not change because a field is added.

use crate::ways::{Job, Way};

/// What is hard, a line, and the text that is to be read from it.
const LINES: &[(&str, &str, &str)] = &[
    ("big number", r#"{"text":"a","n":12345678901234567890123}"#, "a"),
    ("number's spelling", r#"{"text":"a","e":1E2,"f":1.50,"g":-0}"#, "a"),
    ("1e999", r#"{"text":"a","big":1e999}"#, "a"),
    ("escapes", r#"{"text":"a","u":"\u00e9\/","\u006b":1}"#, "a"),
    ("lone surrogate beside", r#"{"text":"a","s":"\ud800"}"#, "a"),
    ("lone surrogate in text", r#"{"text":"a\ud800b"}"#, "a\u{FFFD}b"),
    ("repeated name", r#"{"text":"a","k":1,"k":2}"#, "a"),
    ("last of repeated text", r#"{"text":"b","text":"a"}"#, "a"),
    ("order", r#"{"z":1,"text":"a","y":2,"b":{"d":1,"c":2}}"#, "a"),
    ("white space", r#"{ "text" : "a" , "x" : [ 1 , 2 ] }"#, "a"),
];

/// What a way does with each hard line that it gets wrong, in words; empty if it gets all right.
pub(crate) fn wrong(way: &mut dyn Way) -> Vec<String> {
    let (mut changed, mut refused) = (Vec::new(), Vec::new());
    for (name, line, text) in LINES {
        let mut out = Vec::new();
        if way.line(line, Job::Edit, &mut out).is_err() {
            refused.push(*name);
            continue;
        }
        // All that came must be there still when the new member is taken away.
        let member = format!(",\"copy\":\"{text}\"");
        if String::from_utf8_lossy(&out).replacen(&member, "", 1) != format!("{line}\n") {
            changed.push(*name);
        }
    }
    let words = [("changes", changed), ("refuses", refused)];
    let words = words.iter().filter(|(_, names)| !names.is_empty());
    words.map(|(verb, names)| format!("{verb} {}", names.join(", "))).collect()
}
