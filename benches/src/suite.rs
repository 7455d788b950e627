//! The JSON test suite: files that are JSON (`y_`) and files that are not (`n_`).

use std::fs;
use std::io;
use std::path::Path;

use crate::ways::{Job, Way};

/// The suite's cases that fit on one line, each as a member of a record.
pub(crate) struct Suite {
    valid: Vec<String>,
    invalid: Vec<String>,
}

/// What a way does with the suite: both counts should be zero.
pub(crate) struct Score {
    pub(crate) accepted: usize,
    pub(crate) invalid: usize,
    pub(crate) refused: usize,
    pub(crate) valid: usize,
}

impl Suite {
    /// Reads the cases in `folder`. Those that are not UTF-8 are left out: the caller of a way
    /// proves that before.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut suite = Suite { valid: Vec::new(), invalid: Vec::new() };
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let Ok(text) = String::from_utf8(fs::read(&path)?) else { continue };
            let case = text.strip_suffix('\n').unwrap_or(&text);
            if case.contains('\n') {
                continue;
            }
            let record = format!("{{\"text\":\"a\",\"x\":{case}}}");
            match path.file_name().and_then(|name| name.as_encoded_bytes().first()) {
                Some(b'y') => suite.valid.push(record),
                Some(b'n') => suite.invalid.push(record),
                _ => {}
            }
        }
        Ok(suite)
    }

    /// Gives all cases to `way`.
    pub(crate) fn score(&self, way: &mut dyn Way) -> Score {
        let mut out = Vec::new();
        let mut accepted =
            |records: &[String]| records.iter().filter(|record| way.line(record, Job::Edit, &mut out).is_ok()).count();
        Score {
            accepted: accepted(&self.invalid),
            invalid: self.invalid.len(),
            refused: self.valid.len() - accepted(&self.valid),
            valid: self.valid.len(),
        }
    }
}
