//! Where a tool's records go when not to one output: a file for each input, or shards.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use copydesk_stream::batch::{Batch, Earlier, Maker, Parts, Plan, names};
use copydesk_stream::exit::Failure;
use copydesk_stream::input::{Listed, reason};
use copydesk_stream::outlet::Outlet;
use copydesk_stream::output::{Output, is_file_name, target};
use copydesk_stream::run::Settings;

use crate::{Context, Writes};

/// What a tool says of its outputs.
pub struct Outputs<'a> {
    /// The name of an input's output.
    pub name: fn(&Path) -> PathBuf,
    /// Files that arguments name and that outputs depend on.
    pub depend_on: &'a [Option<&'a Path>],
    /// What there is in them.
    pub writes: Writes,
}

impl Outputs<'_> {
    /// Those of a tool that turns JSON lines into JSON lines.
    pub const OF_LINES: Self = Outputs { name: names::same, depend_on: &[], writes: Writes::Records };
}

/// The ids of arguments that the bytes of one output do not depend on.
const INDIFFERENT: [&str; 14] = [
    "files",
    "include",
    "exclude",
    "jobs",
    "output",
    "output_dir",
    "resume",
    "max_errors",
    "rejects",
    "error_format",
    "quiet",
    "color",
    "progress",
    "summary",
];

/// The arguments that outputs depend on, given or by default, with their values.
pub(crate) fn arguments(command: &Command, matches: &ArgMatches) -> Vec<(String, Vec<OsString>)> {
    let ids = command.get_arguments().map(|arg| arg.get_id().as_str());
    let mut arguments: Vec<_> = ids
        .filter(|id| !INDIFFERENT.contains(id))
        .filter_map(|id| {
            let values = matches.try_get_raw(id).ok()??;
            Some((id.to_owned(), values.map(ToOwned::to_owned).collect()))
        })
        .collect();
    arguments.sort_unstable();
    arguments
}

impl Context {
    /// What the run is told, and which of `inputs` it is to read: those whose outputs are not complete.
    /// Opens outputs and rejects, and shows progress from now on.
    ///
    /// # Errors
    /// Where outputs cannot be written, or flags do not go together.
    pub fn settings_for<T: Listed>(
        &self,
        outputs: &Outputs<'_>,
        mut inputs: Vec<T>,
    ) -> Result<(Settings, Vec<T>), Failure> {
        self.check_outputs(outputs.writes, &[])?;
        let shard_size = self.batch.shard_size.map(|size| size.0);
        let (outlet, earlier) = match &self.batch.output_dir {
            None => {
                // Told before the output may be there. Shards have other names.
                self.in_place.set(shard_size.is_none() && self.is_in_place());
                (self.one_or_shards(shard_size)?, Earlier::default())
            }
            Some(folder) => {
                if self.common.input.files.is_empty() {
                    return Err(Failure::new("--output-dir takes its names from FILEs, and there are none"));
                }
                let resume = self.batch.resume;
                let (folder, maker, name) = (folder.clone(), self.maker(outputs.depend_on)?, outputs.name);
                let batch = Batch { folder, resume, shard_size, maker, name };
                let plan = batch.plan(inputs, self.common.jobs())?;
                let Plan { inputs: still, files, earlier, said } = plan;
                inputs = still;
                let beside = [("--rejects", &self.common.errors.rejects), ("--summary", &self.common.summary.summary)];
                for (flag, path) in beside {
                    if path.as_ref().and_then(|path| target(path).ok()).is_some_and(|path| files.writes(&path)) {
                        return Err(Failure::new(format!("{flag} names an output in --output-dir")));
                    }
                }
                if let Some(said) = said {
                    self.reports.note(&said);
                }
                (Outlet::Files(files), earlier)
            }
        };
        let to_stdout = self.common.output.output.is_none() && self.batch.output_dir.is_none();
        self.show_progress(inputs.iter_mut().filter_map(|item| item.input().map(|input| &*input)), to_stdout);
        Ok((self.settings_with(outlet, earlier)?, inputs))
    }

    fn one_or_shards(&self, shard_size: Option<u64>) -> Result<Outlet, Failure> {
        let Some(size) = shard_size else { return Ok(Outlet::One(Box::new(self.output()?))) };
        let Some(path) = self.common.output.output.as_deref().filter(|path| is_file_name(path)) else {
            return Err(Failure::new("--shard-size needs a file's name from --output, or --output-dir"));
        };
        if let Some(input) = self.input_under_shards(path) {
            return Err(Failure::new(format!("a shard of --output would be written over {input}")));
        }
        Ok(Outlet::Shards(Box::new(Parts::shards(path, size)?)))
    }

    fn maker(&self, depend_on: &[Option<&Path>]) -> Result<Maker, Failure> {
        let mut pieces: Vec<Vec<u8>> = Vec::new();
        for (id, values) in self.deciding() {
            pieces.push(id.as_bytes().to_vec());
            pieces.push(values.len().to_string().into_bytes());
            pieces.extend(values.iter().map(|value| value.as_encoded_bytes().to_vec()));
        }
        for path in depend_on.iter().flatten() {
            let cannot = |e| Failure::new(format!("cannot read {}: {}", path.display(), reason(&e)));
            pieces.push(fs::read(path).map_err(cannot)?);
        }
        Ok(Maker::new(self.tool(), self.version(), &pieces))
    }

    /// The output, if there is one only.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn output(&self) -> Result<Output, Failure> {
        self.common.output.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::create)
    }
}
