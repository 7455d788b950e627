//! What input can be: one file a format.

mod csv;
mod html;
mod json;
mod jsonl;
mod text;
mod whole;

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
        Format::Csv => csv::open(&input, b',', options),
        Format::Tsv => csv::open(&input, b'\t', options),
        Format::Json => json::open(&input, options),
        Format::Html => html::open(input, options),
        Format::Jsonl => jsonl::open(&input, options),
    }
}

/// The bytes of `input`, decompressed, and in UTF-8 where the encoding hides line ends and quotes.
fn source(input: &Input, options: &Options) -> Result<Readable, String> {
    let source = input.open().and_then(|source| transcode::utf8(source, options.encoding));
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
    /// comma-separated values with a header
    Csv,
    /// tab-separated values with a header
    Tsv,
    /// an array of objects, or one object
    Json,
    /// one object a line
    Jsonl,
    /// the article of a web page
    Html,
}

impl Format {
    /// The format that a file's name tells, under the ending of its compression.
    pub(crate) fn of_name(path: &Path) -> Format {
        let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = COMPRESSED.iter().find_map(|s| name.strip_suffix(s)).unwrap_or(&name);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            "html" | "htm" | "xhtml" => Format::Html,
            _ => Format::Text,
        }
    }
}

/// How names of compressed files end.
const COMPRESSED: [&str; 4] = [".gz", ".zst", ".bz2", ".xz"];

fn is_compressed(path: &Path) -> bool {
    COMPRESSED.iter().any(|s| path.as_os_str().as_encoded_bytes().to_ascii_lowercase().ends_with(s.as_bytes()))
}
