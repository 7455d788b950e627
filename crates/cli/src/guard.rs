//! What a run writes is kept apart from what it reads, and from what else it writes.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk_stream::batch::names;
use copydesk_stream::exit::Failure;
use copydesk_stream::output::{is_file_name, target};
use copydesk_stream::spot::{Spot, is_stdout};

use crate::Context;

const STDIN: &str = "the file that is standard input";

/// What a run writes to its output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    /// Records, which may take the place of an input when all are there.
    Records,
    /// Something else, in whose place the input would be lost.
    Answer,
    /// Nothing.
    Nothing,
}

/// Something that is written, and the words for it.
struct Written {
    flag: &'static str,
    /// Whether it goes where standard output goes.
    stdout: bool,
    /// Whether it was opened before, by a shell.
    open: bool,
    spot: Spot,
}

impl Context {
    /// Sees to it that nothing that is written overwrites something else or gets into it, nor do the tool's own
    /// files `more`, by flag. An output of records may be an input, as it takes its place only when it is complete.
    ///
    /// # Errors
    /// Which flags name one file.
    pub fn check_outputs(&self, writes: Writes, more: &[(&'static str, Option<&Path>)]) -> Result<(), Failure> {
        let common = &self.common;
        let output = common.output.output.as_deref();
        let to_one = writes != Writes::Nothing && self.batch.output_dir.is_none();
        let beside = [
            ("--output", output.filter(|_| to_one)),
            ("--rejects", common.errors.rejects.as_deref()),
            ("--summary", common.summary.summary.as_deref()),
        ];
        let written = |(flag, path): (&'static str, Option<&Path>)| {
            let stdout = is_stdout(path?);
            Some(Written { flag, stdout, open: !is_file_name(path?), spot: Spot::written(path?)? })
        };
        let mut outputs: Vec<Written> = Vec::new();
        if to_one && output.is_none() {
            outputs.extend(Spot::stdout().map(|spot| Written { flag: "--output", stdout: true, open: true, spot }));
        }
        outputs.extend(beside.into_iter().chain(more.iter().copied()).filter_map(written));
        let what = if writes == Writes::Records { "records go" } else { "answer goes" };
        for (i, Written { flag, stdout, open, spot }) in outputs.iter().enumerate() {
            if let Some(other) = outputs[..i].iter().find(|other| other.spot.is(spot)) {
                return Err(Failure::new(if other.flag == "--output" && other.stdout {
                    format!("{flag} names standard output, where the {what}: give it a file of its own")
                } else {
                    format!("{} and {flag} name the same file", other.flag)
                }));
            }
            let replaces = match (*flag, writes) {
                // What is open already is written as it comes. A socket may well be both.
                ("--output", _) if *open && !spot.is_file() => continue,
                ("--output", _) if *open => ", which is written while it is read: write to it by --output and its name",
                ("--output", Writes::Records) => continue,
                ("--output", _) => ", in whose place there would be no records",
                _ => "",
            };
            let flag = if *stdout { "standard output" } else { flag };
            if let Some(input) = self.named_input(spot) {
                let input = input.map_or(STDIN.to_owned(), |path| format!("an input, {}", path.display()));
                return Err(Failure::new(format!("{flag} names {input}{replaces}")));
            }
        }
        Ok(())
    }

    /// The input that is `written` to, if one is: its path, or none where it is standard input.
    fn named_input(&self, written: &Spot) -> Option<Option<&PathBuf>> {
        let files = &self.common.input.files;
        let is = |read: Option<Spot>| read.is_some_and(|read| written.is(&read));
        if files.is_empty() {
            return is(Spot::stdin()).then_some(None);
        }
        let input = files.iter().find(|path| is(Spot::read(path)))?;
        Some(Some(input).filter(|path| path.as_os_str() != "-"))
    }

    /// The input in whose place a shard of `path` would be written, if there is one.
    pub(crate) fn input_under_shards(&self, path: &Path) -> Option<String> {
        let files = &self.common.input.files;
        let path = target(path).ok()?;
        let is_shard = |file: &Path| names::without_number(file).is_some_and(|of| of == path);
        if let Some(input) = files.iter().find(|file| target(file).is_ok_and(|file| is_shard(&file))) {
            return Some(format!("the input {}", input.display()));
        }
        let stdin = Spot::stdin().filter(|_| files.is_empty() || files.iter().any(|file| file.as_os_str() == "-"))?;
        let beside = fs::read_dir(path.parent()?).ok()?.flatten().map(|entry| entry.path());
        let shards = &mut beside.filter(|file| is_shard(file));
        shards.any(|file| Spot::read(&file).is_some_and(|file| file.is(&stdin))).then(|| STDIN.to_owned())
    }

    /// Whether the output takes the place of an input, or of a file in a folder that is one.
    pub(crate) fn is_in_place(&self) -> bool {
        let Some(output) = self.common.output.output.as_deref().and_then(Spot::written) else { return false };
        let folders = &mut self.common.input.files.iter().filter_map(|path| Spot::read(path));
        self.named_input(&output).is_some() || folders.any(|folder| output.is_below(&folder))
    }
}
