//! One input through its format on this thread, for tests and fuzzing.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use clap::FromArgMatches;
use copydesk_cli::stream::Kind;
use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::report::SHOWN;
use copydesk_cli::stream::run::{Source, Worker};

use crate::TOOL;
use crate::flags::Flags;
use crate::source::FileSource;
use crate::worker::Encoder;

/// What came of an input.
#[derive(Debug, Default, PartialEq)]
pub struct Converted {
    /// Its records.
    pub out: Vec<u8>,
    /// What is bad: file, line and why.
    pub bad: Vec<(Arc<str>, u64, String)>,
    /// The bytes of bad records.
    pub rejects: Vec<u8>,
}

/// The date that `text` is, in ISO 8601, if it is one.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    crate::dates::iso_date(text)
}

/// Reads the file at `path` as the command line `arguments` says; an archive by its name.
///
/// # Panics
/// As [`convert`].
#[must_use]
pub fn convert_file(arguments: &[&str], max_record: usize, path: PathBuf) -> Converted {
    convert_input(arguments, max_record, Input::file(path))
}

/// Reads `source` as the command line `arguments` says, such as `--from csv`.
///
/// # Panics
/// Where the arguments are wrong, or a worker fails over what it reads.
#[must_use]
pub fn convert(arguments: &[&str], max_record: usize, source: Box<dyn Read + Send>) -> Converted {
    convert_input(arguments, max_record, Input::member(Arc::from("x"), source))
}

#[allow(clippy::panic)]
fn convert_input(arguments: &[&str], max_record: usize, input: Input) -> Converted {
    let arguments = std::iter::once("to-jsonl").chain(arguments.iter().copied());
    let matches = (TOOL.command)().try_get_matches_from(arguments);
    let flags = matches.and_then(|matches| Flags::from_arg_matches(&matches));
    let options = flags.ok().and_then(|flags| flags.options(max_record, Pool::default()).ok());
    let Some(options) = options else { panic!("wrong arguments") };
    let mut source = FileSource::new(Ok(input), options.clone());
    let mut worker = Encoder::new(options);
    let mut converted = Converted::default();
    let mut told_of: BTreeMap<Kind, u64> = BTreeMap::new();
    while let Some(unit) = source.next() {
        let done = worker.work(unit);
        converted.out.extend_from_slice(&done.out);
        for (told, raw) in done.bad_records() {
            converted.rejects.extend_from_slice(&done.input[raw]);
            if let Some((line, bad)) = told {
                assert!(bad.kind.0 != "internal-error", "{}", bad.message);
                let told = told_of.entry(bad.kind).or_default();
                *told += 1;
                // As reports are: further ones are only counted.
                let why = if *told > SHOWN { String::new() } else { bad.message.clone() };
                converted.bad.push((done.file.clone(), line, why));
            }
        }
    }
    converted
}
