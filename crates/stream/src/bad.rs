//! What can be wrong with a record.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::record::Field;
use crate::size::Size;

/// The name of a kind of fault: what reports, summaries and `--error-format json` call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub &'static str);

impl Kind {
    /// The line is not one JSON object.
    pub const JSON: Kind = Kind("not-json");
    /// The line is not valid UTF-8.
    pub const UTF8: Kind = Kind("not-utf8");
    /// The line is longer than `--max-record`.
    pub const LONG: Kind = Kind("too-long");
    /// The field to read is not there.
    pub const MISSING: Kind = Kind("missing-field");
    /// The field to read is not a string.
    pub const TYPE: Kind = Kind("not-a-string");
    /// A file that could not be opened, or read to its end.
    pub const INPUT: Kind = Kind("unreadable");
    /// The input ends in the midst of a record.
    pub const TORN: Kind = Kind("torn-record");
    /// A mistake of ours: the tool panicked over this record.
    pub const INTERNAL: Kind = Kind("internal-error");
    /// A good record for which a check that was asked for does not hold.
    pub const CHECK: Kind = Kind("check-failed");

    /// The kind of that name, which stands in a file.
    pub(crate) fn named(name: &str) -> Kind {
        // There are a few of them, so what is kept for each stays little.
        static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return Kind(known);
        }
        let new = Box::leak(name.to_owned().into_boxed_str());
        names.insert(new);
        Kind(new)
    }

    /// Whether it is about a file and not about a record in one.
    #[must_use]
    pub fn is_input(self) -> bool {
        self == Kind::INPUT
    }

    /// Whether the record is good and only a check of it does not hold.
    #[must_use]
    pub fn is_check(self) -> bool {
        self == Kind::CHECK
    }
}

/// Why a record is bad: its kind and one lower-case sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// What sort of fault it is.
    pub kind: Kind,
    /// What is wrong, and if it is not plain, what to do.
    pub message: String,
}

impl BadRecord {
    /// A fault of `kind`.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        BadRecord { kind, message: message.into() }
    }

    /// The field to read is not there.
    #[must_use]
    pub fn missing(field: &Field) -> Self {
        BadRecord::new(Kind::MISSING, format!("field {field} is missing"))
    }

    /// It is longer than a record may be.
    #[must_use]
    pub fn too_long(max_record: usize) -> Self {
        BadRecord::new(Kind::LONG, format!("longer than --max-record ({})", Size(max_record as u64)))
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BadRecord {}
