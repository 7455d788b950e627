//! What input can be: one file a format.

mod csv;
mod feed;
mod html;
mod json;
mod jsonl;
mod lines;
mod mediawiki;
mod paragraphs;
#[cfg(feature = "parquet")]
mod parquet;
mod sgml;
mod sniff;
mod tags;
mod text;
pub(crate) mod warc;
mod whole;

use std::io;
use std::path::Path;

use clap::ValueEnum;
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::input::{Input, reason};
use copydesk_cli::stream::run::Done;

use crate::article::{Article, Value};
use crate::decode::undecodable;
use crate::encoding::{self, Charset};
use crate::flags::{Id, Options};
use crate::transcode::{self, Readable};
use crate::unit::Reader;
use sniff::sniff;

/// Opens `input`, which is of `format`.
///
/// # Errors
/// Why it cannot be read, for people.
pub(crate) fn open(format: Format, input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    if !matches!(format, Format::Csv | Format::Tsv | Format::Parquet) && matches!(options.id, Id::Column(_)) {
        return Err("it has no columns, which --id column=NAME needs".into());
    }
    if matches!(format, Format::Json | Format::Jsonl) && options.id == Id::Counter {
        return Err("its records have ids of their own or get hashes, and no --id counter".into());
    }
    match format {
        Format::Text => text::open(input, options),
        Format::Lines => lines::open(&input, options),
        Format::Paragraphs => paragraphs::open(&input, options),
        Format::Csv => csv::open(&input, csv::Flavour::Csv, options),
        Format::Tsv => csv::open(&input, csv::Flavour::Tsv, options),
        Format::Json => json::open(&input, options),
        Format::Html => html::open(input, options),
        Format::Jsonl => jsonl::open(&input, options),
        Format::Feed => feed::open(input, options),
        Format::Sgml => sgml::open(&input, options),
        Format::Mediawiki => mediawiki::open(&input, options),
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::open(&input, options),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => Err("this program was built without Parquet (build it with --features parquet)".into()),
        Format::Warc => warc::open(&input, options),
    }
}

/// The bytes of `input`, decompressed, and in UTF-8 where the encoding hides line ends and quotes, or
/// `always`.
fn source(input: &Input, options: &Options, always: bool) -> Result<Readable, String> {
    let source = input.open().and_then(|source| transcode::utf8(source, options.encoding, always));
    source.map_err(|e| cannot_open(&e))
}

/// The encoding that `bytes`, a piece of a file whose line ends and quotes are those of ASCII, look
/// like. Told by the piece alone, so that it does not depend on what came before.
fn in_ascii(bytes: &[u8]) -> Charset {
    if std::str::from_utf8(bytes).is_ok() {
        return Charset::UTF_8;
    }
    Some(encoding::read(bytes, None).0).filter(|c| c.keeps_ascii()).unwrap_or(Charset::WINDOWS_1252)
}

/// Writes the article that is the whole of `text`, on line `line` of `source`.
fn piece(
    text: &[u8],
    source: &str,
    line: u64,
    transcoded: Option<Charset>,
    options: &Options,
    done: &mut Done,
) -> Result<(), BadRecord> {
    let wanted = if transcoded.is_some() { Some(Charset::UTF_8) } else { options.encoding };
    let charset = wanted.unwrap_or_else(|| in_ascii(text));
    let decoded = charset.decode(text).map_err(|_| undecodable(text, charset))?;
    let mut article = Article { source, text: &decoded, place: Some(("line", line)), ..Article::default() };
    if let Some(charset) = transcoded.or(Some(charset).filter(|c| *c != Charset::UTF_8)) {
        article.metadata.push(("encoding", Value::Text(charset.name())));
    }
    article.write(options, done)
}

fn cannot_open(e: &io::Error) -> String {
    format!("cannot open it: {}", reason(e))
}

/// `--from`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// one article a file
    Text,
    /// one article a line
    Lines,
    /// one article a paragraph, with blank lines between
    Paragraphs,
    /// a table with a header, its cells separated by commas, semicolons, tabs or bars
    Csv,
    /// the same, separated by tabs
    Tsv,
    /// an array of objects, or one object
    Json,
    /// one object a line
    Jsonl,
    /// RSS, Atom or JSON Feed: one article an item
    Feed,
    /// Reuters-21578: one article an element
    Sgml,
    /// a MediaWiki dump: one article a page
    Mediawiki,
    /// an Apache Parquet file: columns are fields
    Parquet,
    /// the article of a web page
    Html,
    /// a web archive (WARC, ARC or WET): a record a page
    Warc,
}

impl Format {
    /// The format that a file's name tells, or its first bytes where the name tells nothing.
    pub(crate) fn of_file(path: &Path) -> Format {
        match Self::of_name(path) {
            Format::Text if !is_named_text(path) => sniff(path).unwrap_or(Format::Text),
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
            // Dumps come in parts, such as pages-articles1.xml-p1p41242.
            ending if name.contains("wiki") && (ending == "xml" || ending.starts_with("xml-p")) => Format::Mediawiki,
            "json" => sniff(path).unwrap_or(Format::Json),
            "rss" | "atom" | "rdf" => Format::Feed,
            "sgm" | "sgml" => Format::Sgml,
            "jsonl" | "ndjson" => Format::Jsonl,
            "parquet" => Format::Parquet,
            "html" | "htm" | "xhtml" => Format::Html,
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
