//! The name of a field: a plain name, or a JSON Pointer (RFC 6901) that reaches inside.

use std::fmt;
use std::str::FromStr;

use crate::json::{self, Kind, Member, Span};

/// The field that a tool reads or writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    path: Vec<String>,
    pointer: bool,
}

/// Why a text names no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError(&'static str);

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for FieldError {}

/// Where a field lies in a record.
pub(super) enum Found {
    /// It has a value.
    Value(Span, Kind),
    /// It has none, but an object to stand in, at whose end it can be appended.
    Append { at: usize, empty: bool },
    /// There is no such object.
    None,
}

impl Field {
    /// The member named `name` of the record itself, whatever characters it has.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Field { path: vec![name.to_owned()], pointer: false }
    }

    /// The last part of the path: the member's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Whether both lead to the same place, as `text` and `/text` do.
    #[must_use]
    pub fn is(&self, other: &Field) -> bool {
        self.path == other.path
    }

    /// The field beside this one whose name is this one's with `suffix` behind it.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        let mut field = self.clone();
        if let Some(last) = field.path.last_mut() {
            last.push_str(suffix);
        }
        field
    }

    pub(super) fn find(&self, line: &str, members: &[Member]) -> Found {
        let (Some(first), rest) = (self.path.first(), self.path.get(1..).unwrap_or(&[])) else {
            return Found::None;
        };
        let mut place = in_members(line, 0, members, first);
        for name in rest {
            place = match place {
                Found::Value(span, Kind::Object) => {
                    let mut nested = Vec::new();
                    let text = &line[span.clone()];
                    if json::members(text.as_bytes(), &mut nested).is_err() {
                        return Found::None;
                    }
                    in_members(text, span.start, &nested, name)
                }
                Found::Value(span, Kind::Array) => in_array(&line[span.clone()], span.start, name),
                _ => return Found::None,
            };
        }
        place
    }
}

/// Looks for `name` among the members of the object `text`, which starts at `base`.
fn in_members(text: &str, base: usize, members: &[Member], name: &str) -> Found {
    let is_it = |m: &Member| {
        let key = &text[m.key.clone()];
        if !m.key_escaped {
            return key == name;
        }
        let mut decoded = String::new();
        json::decode(key, &mut decoded);
        decoded == name
    };
    if let Some(m) = members.iter().rev().find(|m| is_it(m)) {
        return Found::Value(m.value.start + base..m.value.end + base, m.kind);
    }
    match members.last() {
        Some(m) => Found::Append { at: base + m.value.end, empty: false },
        None => match text.find('{') {
            Some(brace) => Found::Append { at: base + brace + 1, empty: true },
            None => Found::None,
        },
    }
}

fn in_array(text: &str, base: usize, index: &str) -> Found {
    let canonical = index == "0" || !index.starts_with(['0', '+']);
    let (true, Ok(wanted)) = (canonical, index.parse::<usize>()) else { return Found::None };
    let mut found = Found::None;
    let mut i = 0;
    let _ = json::elements(text.as_bytes(), |span, kind| {
        if i == wanted {
            found = Found::Value(span.start + base..span.end + base, kind);
        }
        i += 1;
    });
    found
}

impl FromStr for Field {
    type Err = FieldError;

    fn from_str(s: &str) -> Result<Self, FieldError> {
        if s.is_empty() {
            return Err(FieldError("a field's name cannot be empty"));
        }
        let Some(pointer) = s.strip_prefix('/') else { return Ok(Field::named(s)) };
        let path = pointer.split('/').map(unescape).collect::<Result<_, _>>()?;
        Ok(Field { path, pointer: true })
    }
}

/// `~1` stands for `/` and `~0` for `~`.
fn unescape(token: &str) -> Result<String, FieldError> {
    let mut parts = token.split('~');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (c, rest) = match (part.strip_prefix('0'), part.strip_prefix('1')) {
            (Some(rest), _) => ('~', rest),
            (_, Some(rest)) => ('/', rest),
            _ => return Err(FieldError("in a JSON Pointer, ~ must be followed by 0 (for ~) or 1 (for /)")),
        };
        out.push(c);
        out.push_str(rest);
    }
    Ok(out)
}

/// Shown in quotes, as it stands in messages.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer {
            return write!(f, "\"{}\"", self.name());
        }
        f.write_str("\"")?;
        for part in &self.path {
            write!(f, "/{}", part.replace('~', "~0").replace('/', "~1"))?;
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_pointers() {
        let f: Field = "/a/b~1c~0d".parse().unwrap();
        assert_eq!(f.path, ["a", "b/c~d"]);
        assert_eq!(f.to_string(), r#""/a/b~1c~0d""#);
        assert_eq!(f.with_suffix("_x").to_string(), r#""/a/b~1c~0d_x""#);
        assert_eq!("a/b".parse::<Field>().unwrap().path, ["a/b"]);
        assert!("".parse::<Field>().is_err());
        assert!("/a~2".parse::<Field>().is_err());
        assert!("/a~".parse::<Field>().is_err());
    }
}
