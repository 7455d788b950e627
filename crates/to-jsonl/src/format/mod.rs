//! What input can be: one file a format.

mod csv;
mod json;
mod jsonl;
mod text;
pub(crate) mod warc;

use std::io;
use std::path::Path;

use clap::ValueEnum;
use copydesk_cli::stream::input::{Input, reason};

use crate::flags::Options;
use crate::transcode::{self, Readable};
use crate::unit::Reader;

/// Opens `input`, which is of `format`.
///
/// # Errors
/// Why it cannot be read, for people.
pub(crate) fn open(format: Format, input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    match format {
        Format::Text => text::open(input, options),
        Format::Csv => csv::open(&input, csv::Flavour::Csv, options),
        Format::Tsv => csv::open(&input, csv::Flavour::Tsv, options),
        Format::Json => json::open(&input, options),
        Format::Jsonl => jsonl::open(&input, options),
        Format::Warc => warc::open(&input, options),
    }
}

/// The bytes of `input`, decompressed, and in UTF-8 where the encoding hides line ends and quotes, or
/// `always`.
fn source(input: &Input, options: &Options, always: bool) -> Result<Readable, String> {
    let source = input.open().and_then(|source| transcode::utf8(source, options.encoding, always));
    source.map_err(|e| cannot_open(&e))
}

fn cannot_open(e: &io::Error) -> String {
    format!("cannot open it: {}", reason(e))
}

/// `--from`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// one article a file
    Text,
    /// a table with a header, its cells separated by commas, semicolons, tabs or bars
    Csv,
    /// the same, separated by tabs
    Tsv,
    /// an array of objects, or one object
    Json,
    /// one object a line
    Jsonl,
    /// a web archive (WARC, ARC or WET): a record a page
    Warc,
}

impl Format {
    /// The format that a file's name tells, or its first bytes where the name tells nothing.
    pub(crate) fn of_file(path: &Path) -> Format {
        match Self::of_name(path) {
            Format::Text if !is_named_text(path) && warc::is_archive(path) => Format::Warc,
            format => format,
        }
    }

    /// The format that a file's name tells, under the ending of its compression.
    pub(crate) fn of_name(path: &Path) -> Format {
        let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = COMPRESSED.iter().find_map(|s| name.strip_suffix(s)).unwrap_or(&name);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            "warc" | "arc" | "wet" => Format::Warc,
            _ => Format::Text,
        }
    }
}

fn is_named_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["txt", "text", "md"].iter().any(|t| ending.eq_ignore_ascii_case(t)))
}

/// How names of compressed files end.
const COMPRESSED: [&str; 5] = [".gz", ".zst", ".bz2", ".xz", ".lz4"];

fn is_compressed(path: &Path) -> bool {
    COMPRESSED.iter().any(|s| path.as_os_str().as_encoded_bytes().to_ascii_lowercase().ends_with(s.as_bytes()))
}
