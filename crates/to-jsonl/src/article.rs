//! Writing a record.

use copydesk_cli::stream::json::{escape_separators, write_string};
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use crate::flags::{Id, Options};

/// An article that was found.
#[derive(Default)]
pub(crate) struct Article<'a> {
    pub(crate) source: &'a str,
    /// Its id, if a column holds it.
    pub(crate) id: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) text: &'a str,
    /// When it was published, in ISO 8601.
    pub(crate) created: Option<&'a str>,
    pub(crate) metadata: Vec<(&'a str, Value<'a>)>,
    /// A name and a number that say where in its source it stood.
    pub(crate) place: Option<(&'a str, u64)>,
}

/// What is known about an article.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    /// JSON, to be written as it is.
    Json(&'a str),
}

/// A hash of title and text alone: the same article has the same id on every machine.
///
/// XXH3 with 128 bits: two of a billion different articles share an id with a chance of 1 in
/// 10^20, unless somebody makes them so.
pub(crate) fn id(title: &str, text: &str) -> u128 {
    let mut hash = twox_hash::xxhash3_128::Hasher::new();
    hash.write(title.as_bytes());
    // No byte of UTF-8: a title cannot run into its text.
    hash.write(&[0xff]);
    hash.write(text.as_bytes());
    hash.finish_128()
}

/// An id as records have it.
pub(crate) fn spelled(id: u128) -> String {
    format!("{id:032x}")
}

/// What stands for an id that a record came with: the same as for one of ours.
pub(crate) fn known(id: &str) -> u128 {
    match u128::from_str_radix(id, 16) {
        Ok(ours) if spelled(ours) == id => ours,
        _ => twox_hash::xxhash3_128::Hasher::oneshot(id.as_bytes()),
    }
}

/// An id that says where the article stood: in the file, and at which line, row or byte of it, if it has
/// others.
pub(crate) fn path_id(file: &str, number: Option<u64>) -> String {
    let Some(number) = number else {
        // The file `a:1` is not line 1 of the file `a`.
        let like_a_number = file.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(':');
        return format!("{file}{}", if like_a_number { ":" } else { "" });
    };
    format!("{file}:{number}")
}

/// Whether `text` has fewer characters than are wanted.
pub(crate) fn is_short(text: &str, options: &Options) -> bool {
    options.min_chars > 0 && text.chars().take(options.min_chars).count() < options.min_chars
}

impl Article<'_> {
    /// Writes the record, unless it is shorter than `options` want it.
    ///
    /// # Errors
    /// An empty cell where its id should be.
    pub(crate) fn write(&self, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
        if is_short(self.text, options) {
            done.left_out();
            return Ok(());
        }
        if let (Id::Column(column), Some("")) = (&options.id, self.id) {
            return Err(BadRecord::new(Kind::MISSING, format!("column {column:?}, which --id names, is empty")));
        }
        let hash = id(self.title.unwrap_or(""), self.text);
        let start = done.out.len();
        let out = &mut done.out;
        out.extend_from_slice(b"{\"id\":");
        let mut noted = Some(hash);
        match (&options.id, self.id) {
            (Id::Column(_), Some(id)) => write_string(id, out),
            (Id::Path, _) => {
                let path = path_id(&done.file, self.place.map(|(_, number)| number));
                noted = Some(known(&path));
                write_string(&path, out);
            }
            (Id::Counter, _) => {
                noted = None;
                out.push(b'"');
                done.numbers.push(out.len());
                out.push(b'"');
            }
            _ => write_string(&spelled(hash), out),
        }
        let mut member = |name: &str, value: &str| {
            out.extend_from_slice(b",\"");
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            write_string(value, out);
        };
        member("source", self.source);
        if let Some(title) = self.title {
            member("title", title);
        }
        member("text", self.text);
        if let Some(created) = self.created {
            member("created", created);
        }
        let mut before = &b",\"metadata\":{"[..];
        for (name, value) in &self.metadata {
            out.extend_from_slice(before);
            write_string(name, out);
            out.push(b':');
            match value {
                Value::Text(text) => write_string(text, out),
                Value::Json(json) => out.extend_from_slice(json.as_bytes()),
            }
            before = b",";
        }
        if let Some((name, number)) = self.place {
            out.extend_from_slice(before);
            write_string(name, out);
            out.extend_from_slice(format!(":{number}").as_bytes());
            before = b",";
        }
        if let Some(archived) = &done.member {
            out.extend_from_slice(before);
            out.extend_from_slice(b"\"member\":");
            write_string(archived, out);
            before = b",";
        }
        out.extend_from_slice(if before == b"," { b"}}\n" } else { b"}\n" });
        if options.escape_separators {
            // The place of a counter's number is at the beginning, before anything that is escaped.
            escape_separators(out, start);
        }
        match (&options.id, self.id) {
            // Half of the article's hash is enough: it is compared with one other article only.
            (Id::Column(_), Some(id)) => done.claim(start, id, known(id), hash as u64),
            _ => done.good(noted),
        }
        Ok(())
    }
}
