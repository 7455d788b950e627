//! What input can be: one file a format.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod text;

use std::path::Path;

use clap::ValueEnum;

/// `--from`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// one article a file
    Text,
    /// comma-separated values with a header
    Csv,
    /// tab-separated values with a header
    Tsv,
    /// an array of objects, or one object
    Json,
    /// one object a line
    Jsonl,
}

impl Format {
    /// The format that a file's name tells, under the ending of its compression.
    pub(crate) fn of_name(path: &Path) -> Format {
        let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = [".gz", ".zst", ".bz2", ".xz"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(&name);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            _ => Format::Text,
        }
    }
}
