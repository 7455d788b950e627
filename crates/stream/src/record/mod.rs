//! One record: a line that is proved to be a JSON object, with the edits that a tool makes to it.

mod edit;
mod field;

pub use edit::Scratch;
pub use field::{Field, FieldError};

use std::collections::HashMap;

use crate::bad::{BadRecord, Kind};
use crate::json;
use field::Found;

/// Among so many members a repeated name is looked for one by one.
const FEW: usize = 32;

/// A record on its way through a tool. It borrows its line; edits wait in the worker's scratch
/// space until the record is written, so that a record without edits costs no copy.
pub struct Record<'a> {
    line: &'a str,
    scratch: &'a mut Scratch,
    place: Place<'a>,
}

/// Where a record stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The input's name.
    pub file: &'a str,
    /// Its line in it, from 1.
    pub line: u64,
}

impl<'a> Record<'a> {
    /// Checks that `line` is one JSON object.
    ///
    /// # Errors
    /// [`Kind::JSON`] with the column where the line stops being one.
    pub fn parse(line: &'a str, scratch: &'a mut Scratch) -> Result<Self, BadRecord> {
        scratch.clear();
        match json::members(line.as_bytes(), &mut scratch.members) {
            Ok(()) => Ok(Record { line, scratch, place: Place::default() }),
            Err(e) => Err(BadRecord::new(
                Kind::JSON,
                format!("not a JSON object at column {}: {}", line[..floor(line, e.at)].chars().count() + 1, e.what),
            )),
        }
    }

    /// Says where the record stood.
    #[must_use]
    pub fn at(mut self, place: Place<'a>) -> Self {
        self.place = place;
        self
    }

    /// Where the record stood.
    #[must_use]
    pub fn place(&self) -> Place<'a> {
        self.place
    }

    /// The line as it was read, without its line end.
    #[must_use]
    pub fn line(&self) -> &'a str {
        self.line
    }

    /// The string in `field`. It is borrowed from the line where it has no escapes, else decoded
    /// into `buffer` (a surrogate without its partner counts as U+FFFD).
    ///
    /// # Errors
    /// [`Kind::MISSING`] or [`Kind::TYPE`].
    pub fn text<'s>(&self, field: &Field, buffer: &'s mut String) -> Result<&'s str, BadRecord>
    where
        'a: 's,
    {
        match field.find(self.line, &self.scratch.members) {
            Found::Value(span, json::Kind::String { escaped }) => {
                let inside = &self.line[span.start + 1..span.end - 1];
                if !escaped {
                    return Ok(inside);
                }
                buffer.clear();
                json::decode(inside, buffer);
                Ok(buffer)
            }
            Found::Value(..) => Err(BadRecord::new(Kind::TYPE, format!("field {field} is not a string"))),
            _ => Err(BadRecord::missing(field)),
        }
    }

    /// The JSON text of the value in `field` and its kind, if it is there.
    #[must_use]
    pub fn raw(&self, field: &Field) -> Option<(&'a str, json::Kind)> {
        match field.find(self.line, &self.scratch.members) {
            Found::Value(span, kind) => Some((&self.line[span], kind)),
            _ => None,
        }
    }

    /// The names of its members as they are spelled, with the JSON text of their values and their kinds, in order.
    /// Of a name that is repeated, the last one counts, as everywhere.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, &'a str, json::Kind)> + Clone {
        let (line, members) = (self.line, &self.scratch.members);
        let key = move |m: &json::Member| &line[m.key.clone()];
        // Looking on is faster for the few that a record of people has, but not for a million.
        let last: Option<HashMap<_, _>> =
            (members.len() > FEW).then(|| members.iter().enumerate().map(|(i, m)| (key(m), i)).collect());
        members.iter().enumerate().filter_map(move |(i, m)| {
            let repeated = match &last {
                Some(last) => last.get(key(m)) != Some(&i),
                None => members[i + 1..].iter().any(|later| key(later) == key(m)),
            };
            (!repeated).then(|| (key(m), &line[m.value.clone()], m.kind))
        })
    }

    /// Writes the string `value` to `field`: in place of the last value of that name, or as a new
    /// last member.
    ///
    /// # Errors
    /// Where a JSON Pointer leads to no object or past the end of an array, or into a value that was replaced.
    pub fn set_str(&mut self, field: &Field, value: &str) -> Result<(), BadRecord> {
        self.set_with(field, |out| json::write_string(value, out))
    }

    /// Writes to `field` whatever JSON `write` appends to the buffer it is given.
    ///
    /// # Errors
    /// As [`Record::set_str`].
    pub fn set_with(&mut self, field: &Field, write: impl FnOnce(&mut Vec<u8>)) -> Result<(), BadRecord> {
        let done = match field.find(self.line, &self.scratch.members) {
            Found::Value(span, _) => self.scratch.replace(span, write),
            Found::Append { at, empty } => self.scratch.append(at, empty, field.name(), write),
            Found::None => false,
        };
        let why = || BadRecord::new(Kind::MISSING, format!("field {field} has no object to stand in"));
        done.then_some(()).ok_or_else(why)
    }

    /// Forgets the edits made so far.
    pub fn clear_edits(&mut self) {
        self.scratch.clear_edits();
    }

    /// Appends the record with its edits and a line end to `out`.
    pub fn write_to(&self, out: &mut Vec<u8>) {
        self.write(out);
    }

    /// Appends the record with its edits and a line end to `out`; true if the edits changed it.
    pub(crate) fn write(&self, out: &mut Vec<u8>) -> bool {
        let start = out.len();
        let changed = self.scratch.write(self.line, out);
        let escaped = self.scratch.escape_separators && json::escape_separators(out, start);
        out.push(b'\n');
        changed || escaped
    }
}

/// The nearest character boundary at or before `at`.
fn floor(s: &str, mut at: usize) -> usize {
    at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(s: &str) -> Field {
        s.parse().unwrap()
    }

    fn edited(line: &str, edit: impl FnOnce(&mut Record)) -> (String, bool) {
        let mut scratch = Scratch::default();
        let mut record = Record::parse(line, &mut scratch).unwrap();
        edit(&mut record);
        let mut out = Vec::new();
        let changed = record.write(&mut out);
        (String::from_utf8(out).unwrap(), changed)
    }

    #[test]
    fn of_repeated_members_the_last_counts_however_many_there_are() {
        for others in [2, 3 * FEW] {
            let names: Vec<String> = (0..others).map(|n| format!("f{n}")).collect();
            let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":1")).collect();
            let line = format!("{{\"f1\":0,{},\"f0\":2}}", members.join(","));
            let mut scratch = Scratch::default();
            let record = Record::parse(&line, &mut scratch).unwrap();
            let got: Vec<_> = record.members().map(|(name, value, _)| (name, value)).collect();
            let wanted = names[1..].iter().map(|name| (name.as_str(), "1")).chain([("f0", "2")]);
            assert_eq!(got, wanted.collect::<Vec<_>>());
        }
    }

    fn text(line: &str, name: &str) -> Result<String, BadRecord> {
        let mut scratch = Scratch::default();
        let mut buffer = String::new();
        Record::parse(line, &mut scratch)?.text(&field(name), &mut buffer).map(str::to_owned)
    }

    #[test]
    fn untouched_records_keep_their_bytes() {
        for line in [r#" { "n" : 12345678901234567890123 , "e":1E2,"s":"\ud800\/\u00e9","s":1e999 } "#, "{}"] {
            assert_eq!(edited(line, |_| ()), (format!("{line}\n"), false));
        }
    }

    #[test]
    fn the_last_of_repeated_names_is_read_and_replaced() {
        let line = r#"{"text":"a","x":1E2,"t\u0065xt":"b"}"#;
        assert_eq!(text(line, "text").unwrap(), "b");
        let (out, changed) = edited(line, |r| r.set_str(&field("text"), "c\n").unwrap());
        assert_eq!(out, "{\"text\":\"a\",\"x\":1E2,\"t\\u0065xt\":\"c\\n\"}\n");
        assert!(changed);
    }

    #[test]
    fn new_fields_go_last_in_order() {
        let add = |r: &mut Record| {
            r.set_str(&field("b"), "x").unwrap();
            r.set_with(&field("c"), |o| o.extend_from_slice(b"[1]")).unwrap();
        };
        assert_eq!(edited(r#"{ "a": 1 }"#, add).0, "{ \"a\": 1,\"b\":\"x\",\"c\":[1] }\n");
        assert_eq!(edited("{ }", add).0, "{\"b\":\"x\",\"c\":[1] }\n");
    }

    #[test]
    fn setting_twice_keeps_the_second() {
        let twice = |r: &mut Record| {
            for v in ["x", "y"] {
                r.set_str(&field("a"), v).unwrap();
                r.set_str(&field("b"), v).unwrap();
            }
        };
        assert_eq!(edited(r#"{"a":1}"#, twice).0, "{\"a\":\"y\",\"b\":\"y\"}\n");
    }

    #[test]
    fn a_value_takes_the_place_of_all_edits_inside_it() {
        let line = r#"{"a":{"b":{"c":1},"d":2},"e":3}"#;
        let set = |fields: &'static [&'static str]| {
            move |r: &mut Record| fields.iter().for_each(|f| r.set_str(&field(f), "x").unwrap())
        };
        assert_eq!(edited(line, set(&["/a/b/c", "/a/b/new", "/a/new", "a"])).0, "{\"a\":\"x\",\"e\":3}\n");
        assert_eq!(edited(line, set(&["/a/d", "/a/b/c", "/a/b"])).0, "{\"a\":{\"b\":\"x\",\"d\":\"x\"},\"e\":3}\n");
        // What it was part of is gone.
        let mut scratch = Scratch::default();
        let mut record = Record::parse(line, &mut scratch).unwrap();
        record.set_str(&field("a"), "x").unwrap();
        for gone in ["/a/b", "/a/b/c", "/a/b/new", "/a/new"] {
            assert_eq!(record.set_str(&field(gone), "y").unwrap_err().kind, Kind::MISSING, "{gone}");
        }
        let mut out = Vec::new();
        record.write_to(&mut out);
        assert_eq!(out, b"{\"a\":\"x\",\"e\":3}\n");
    }

    #[test]
    fn a_new_name_that_ends_as_another_is_one_of_its_own() {
        let both = |r: &mut Record| {
            r.set_str(&field("b\"a"), "x").unwrap();
            r.set_str(&field("a"), "y").unwrap();
        };
        assert_eq!(edited(r#"{"n":1}"#, both).0, "{\"n\":1,\"b\\\"a\":\"x\",\"a\":\"y\"}\n");
    }

    #[test]
    fn equal_value_is_no_change() {
        assert!(!edited(r#"{"a":"x"}"#, |r| r.set_str(&field("a"), "x").unwrap()).1);
    }

    #[test]
    fn pointers_reach_inside() {
        let line = r#"{"a":{"b/c":[{"d":"deep"}]},"/x":"no"}"#;
        assert_eq!(text(line, "/a/b~1c/0/d").unwrap(), "deep");
        assert_eq!(
            edited(line, |r| r.set_str(&field("/a/b~1c/0/d"), "D").unwrap()).0,
            "{\"a\":{\"b/c\":[{\"d\":\"D\"}]},\"/x\":\"no\"}\n"
        );
        assert_eq!(
            edited(line, |r| r.set_str(&field("/a/e"), "E").unwrap()).0,
            "{\"a\":{\"b/c\":[{\"d\":\"deep\"}],\"e\":\"E\"},\"/x\":\"no\"}\n"
        );
        let mut scratch = Scratch::default();
        let mut r = Record::parse(line, &mut scratch).unwrap();
        assert_eq!(r.set_str(&field("/q/e"), "E").unwrap_err().kind, Kind::MISSING);
        assert_eq!(r.set_str(&field("/a/b~1c/1"), "E").unwrap_err().kind, Kind::MISSING);
    }

    #[test]
    fn missing_and_wrong_kinds_have_names() {
        assert_eq!(text(r#"{"a":1}"#, "text").unwrap_err().to_string(), r#"field "text" is missing"#);
        assert_eq!(text(r#"{"text":1}"#, "text").unwrap_err().to_string(), r#"field "text" is not a string"#);
        assert_eq!(
            text(r#"{"é":tru}"#, "text").unwrap_err().to_string(),
            "not a JSON object at column 6: expected a value"
        );
    }

    #[test]
    fn lone_surrogates_read_as_replacement() {
        assert_eq!(text(r#"{"text":"a\ud800b"}"#, "text").unwrap(), "a\u{FFFD}b");
    }
}
