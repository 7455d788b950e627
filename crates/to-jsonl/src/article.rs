//! Writing a record.

use copydesk_cli::stream::json::write_string;
use copydesk_cli::stream::run::Done;

/// An article that was found.
#[derive(Default)]
pub(crate) struct Article<'a> {
    pub(crate) source: &'a str,
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

impl Article<'_> {
    pub(crate) fn write(&self, done: &mut Done) {
        let id = id(self.title.unwrap_or(""), self.text);
        let out = &mut done.out;
        out.extend_from_slice(b"{\"id\":");
        write_string(&spelled(id), out);
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
        done.good(Some(id));
    }
}
