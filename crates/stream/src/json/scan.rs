//! One pass that proves a line to be JSON (RFC 8259) and notes where its members lie.
//!
//! No recursion: nesting costs one bit a level, so that depth can exhaust neither the stack nor,
//! within one line, the memory.

use std::ops::Range;

use super::string::plain_prefix;

/// Where something lies, in bytes from the start of the text that was scanned.
pub type Span = Range<usize>;

/// What a value is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{...}`
    Object,
    /// `[...]`
    Array,
    /// `"..."`, with or without escapes in it
    String {
        /// whether a backslash occurs in it
        escaped: bool,
    },
    /// a number
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name between its quotes, as spelled.
    pub key: Span,
    /// Whether the name's spelling has a backslash.
    pub key_escaped: bool,
    /// The value, with its quotes or brackets.
    pub value: Span,
    /// What the value is.
    pub kind: Kind,
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// The offset of the first byte that does not fit.
    pub at: usize,
    /// What would have fitted, as a lower-case fragment.
    pub what: &'static str,
}

type Result<T> = std::result::Result<T, Error>;

/// Checks that `text` is one JSON object with nothing but white space around it, and writes its
/// members to `found` (cleared first), in order, repeated names included.
///
/// `text` should be valid UTF-8; bytes of 0x80 and over are taken as they are inside strings.
pub fn members(text: &[u8], found: &mut Vec<Member>) -> Result<()> {
    found.clear();
    let mut c = Cursor { text, at: 0 };
    c.space();
    if c.peek() != Some(b'{') {
        return c.fail("expected an object");
    }
    c.at += 1;
    c.space();
    if c.peek() == Some(b'}') {
        c.at += 1;
    } else {
        loop {
            let (key, key_escaped) = c.key()?;
            let start = c.at;
            let kind = c.value()?;
            found.push(Member { key, key_escaped, value: start..c.at, kind });
            c.space();
            match c.peek() {
                Some(b',') => c.at += 1,
                Some(b'}') => {
                    c.at += 1;
                    break;
                }
                _ => return c.fail("expected a comma or the end of the object"),
            }
            c.space();
        }
    }
    c.space();
    if c.at < text.len() {
        return c.fail("expected nothing after the object");
    }
    Ok(())
}

/// Checks that `text` is one JSON value with nothing but white space around it, and says what it is.
pub fn value(text: &[u8]) -> Result<Kind> {
    let mut c = Cursor { text, at: 0 };
    c.space();
    let kind = c.value()?;
    c.space();
    if c.at < text.len() { c.fail("expected nothing after the value") } else { Ok(kind) }
}

/// Calls `each` with the span and kind of each element of the JSON array `text`.
pub fn elements(text: &[u8], mut each: impl FnMut(Span, Kind)) -> Result<()> {
    let mut c = Cursor { text, at: 0 };
    c.space();
    if c.peek() != Some(b'[') {
        return c.fail("expected an array");
    }
    c.at += 1;
    c.space();
    if c.peek() == Some(b']') {
        return Ok(());
    }
    loop {
        c.space();
        let start = c.at;
        let kind = c.value()?;
        each(start..c.at, kind);
        c.space();
        match c.peek() {
            Some(b',') => c.at += 1,
            Some(b']') => return Ok(()),
            _ => return c.fail("expected a comma or the end of the array"),
        }
    }
}

/// Open brackets, one bit each: set for an object, clear for an array.
#[derive(Default)]
struct Nesting {
    full: Vec<u64>,
    top: u64,
    depth: u32,
}

impl Nesting {
    fn open(&mut self, object: bool) {
        if self.depth == 64 {
            self.full.push(self.top);
            self.depth = 0;
        }
        self.top = self.top << 1 | u64::from(object);
        self.depth += 1;
    }

    fn is_object(&self) -> bool {
        self.top & 1 == 1
    }

    /// Closes the innermost bracket; false when none is open any more.
    fn close(&mut self) -> bool {
        self.top >>= 1;
        self.depth -= 1;
        if self.depth == 0 {
            match self.full.pop() {
                Some(word) => {
                    self.top = word;
                    self.depth = 64;
                }
                None => return false,
            }
        }
        true
    }
}

struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn fail<T>(&self, what: &'static str) -> Result<T> {
        Err(Error { at: self.at, what })
    }

    #[inline]
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// A member's name, the colon and the white space around it.
    #[inline]
    fn key(&mut self) -> Result<(Span, bool)> {
        if self.peek() != Some(b'"') {
            return self.fail("expected a member's name in double quotes");
        }
        let start = self.at + 1;
        let escaped = self.string()?;
        let key = start..self.at - 1;
        self.space();
        if self.peek() != Some(b':') {
            return self.fail("expected a colon");
        }
        self.at += 1;
        self.space();
        Ok((key, escaped))
    }

    /// A whole value of any kind. White space before it must be gone.
    fn value(&mut self) -> Result<Kind> {
        match self.peek() {
            Some(b'{') => self.nested().map(|()| Kind::Object),
            Some(b'[') => self.nested().map(|()| Kind::Array),
            _ => self.scalar(),
        }
    }

    #[inline]
    fn scalar(&mut self) -> Result<Kind> {
        match self.peek() {
            Some(b'"') => self.string().map(|escaped| Kind::String { escaped }),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| Kind::Number),
            Some(b't') => self.word(b"true").map(|()| Kind::Bool),
            Some(b'f') => self.word(b"false").map(|()| Kind::Bool),
            Some(b'n') => self.word(b"null").map(|()| Kind::Null),
            _ => self.fail("expected a value"),
        }
    }

    /// An object or array with all that is in it.
    fn nested(&mut self) -> Result<()> {
        let mut open = Nesting::default();
        loop {
            // At a value. Go down into brackets until one holds a plain value or nothing.
            let closed = match self.peek() {
                Some(b'{') => {
                    open.open(true);
                    self.at += 1;
                    self.space();
                    if self.peek() == Some(b'}') {
                        true
                    } else {
                        self.key()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    open.open(false);
                    self.at += 1;
                    self.space();
                    if self.peek() == Some(b']') {
                        true
                    } else {
                        continue;
                    }
                }
                _ => {
                    self.scalar()?;
                    false
                }
            };
            if closed {
                self.at += 1;
                if !open.close() {
                    return Ok(());
                }
            }
            // After a value: close what ends here, then step to the next value.
            loop {
                self.space();
                match (self.peek(), open.is_object()) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.space();
                        self.key()?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        self.space();
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        if !open.close() {
                            return Ok(());
                        }
                    }
                    (_, true) => return self.fail("expected a comma or the end of the object"),
                    (_, false) => return self.fail("expected a comma or the end of the array"),
                }
            }
        }
    }

    /// A string from its opening to past its closing quote; tells whether it has escapes.
    #[inline]
    fn string(&mut self) -> Result<bool> {
        let mut escaped = false;
        self.at += 1;
        loop {
            self.at += plain_prefix(&self.text[self.at..]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    // Neighbours are most often escapes too.
                    while self.peek() == Some(b'\\') {
                        self.escape()?;
                    }
                }
                Some(_) => return self.fail("control character in a string must be escaped"),
                None => return self.fail("string has no end"),
            }
        }
    }

    #[inline]
    fn escape(&mut self) -> Result<()> {
        match self.text.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => match self.text.get(self.at + 2..self.at + 6) {
                Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => self.at += 6,
                _ => return self.fail("\\u needs four hexadecimal digits"),
            },
            _ => return self.fail("unknown escape in a string"),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<()> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits("expected a digit")?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits("expected a digit after the decimal point")?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits("expected a digit in the exponent")?;
        }
        Ok(())
    }

    fn digits(&mut self, what: &'static str) -> Result<()> {
        let n = self.text[self.at..].iter().take_while(|b| b.is_ascii_digit()).count();
        self.at += n;
        if n == 0 { self.fail(what) } else { Ok(()) }
    }

    fn word(&mut self, word: &'static [u8]) -> Result<()> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            Ok(())
        } else {
            self.fail("expected a value")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        members(text.as_bytes(), &mut found).unwrap();
        found.iter().map(|m| (text[m.key.clone()].into(), text[m.value.clone()].into())).collect()
    }

    fn error(text: &str) -> Error {
        members(text.as_bytes(), &mut Vec::new()).unwrap_err()
    }

    #[test]
    fn members_in_order_with_their_spelling() {
        assert_eq!(
            keys(r#" {"a" : 1E2 , "b":{"c":[1,{"d":"]}"}]},"a":null} "#),
            [("a", "1E2"), ("b", r#"{"c":[1,{"d":"]}"}]}"#), ("a", "null")]
                .map(|(k, v)| (k.to_string(), v.to_string()))
        );
        assert_eq!(keys("{}"), []);
    }

    #[test]
    fn escapes_are_noted() {
        let mut found = Vec::new();
        members(br#"{"\u0061":"x","b":"y\n"}"#, &mut found).unwrap();
        assert!(found[0].key_escaped && !found[1].key_escaped);
        assert_eq!(found[0].kind, Kind::String { escaped: false });
        assert_eq!(found[1].kind, Kind::String { escaped: true });
    }

    #[test]
    fn errors_say_where_and_what() {
        assert_eq!(error("[1]"), Error { at: 0, what: "expected an object" });
        assert_eq!(error(r#"{"a":1}x"#).at, 7);
        assert_eq!(error(r#"{"a":01}"#).what, "expected a comma or the end of the object");
        assert_eq!(error("{\"a\":\"\t\"}").at, 6);
        assert_eq!(error(r#"{"a":[1,{"b":2]]}"#).what, "expected a comma or the end of the object");
        for bad in [
            r#"{"a":1,}"#,
            r#"{"a"}"#,
            r#"{a:1}"#,
            r#"{"a":"\x"}"#,
            r#"{"a":"\u12g4"}"#,
            r#"{"a":-}"#,
            r#"{"a":1.}"#,
            r#"{"a":1e}"#,
            "{",
            "",
            r#"{"a":"#,
            r#"{"a":tru}"#,
            r#"{"a":[}"#,
            r#"{"a":[1,]}"#,
            r#"{"a":"x"#,
        ] {
            assert!(members(bad.as_bytes(), &mut Vec::new()).is_err(), "{bad}");
        }
    }

    #[test]
    fn depth_costs_a_bit_a_level() {
        for depth in [1, 63, 64, 65, 128, 129, 100_000] {
            let text = format!(r#"{{"a":{}{}}}"#, r#"[{"b":"#.repeat(depth) + "1", "}]".repeat(depth));
            assert!(members(text.as_bytes(), &mut Vec::new()).is_ok(), "{depth}");
            assert!(members(&text.as_bytes()[..text.len() - 2], &mut Vec::new()).is_err(), "{depth}");
        }
    }

    #[test]
    fn elements_of_an_array() {
        let text = br#"[ 1, "a]" ,[2,[3]], {} ]"#;
        let mut found = Vec::new();
        elements(text, |s, _| found.push(std::str::from_utf8(&text[s]).unwrap())).unwrap();
        assert_eq!(found, ["1", r#""a]""#, "[2,[3]]", "{}"]);
        elements(b"[]", |_, _| panic!("no element")).unwrap();
        assert!(elements(b"{}", |_, _| ()).is_err());
    }
}
