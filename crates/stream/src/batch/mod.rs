//! A folder of outputs: one for each input, complete or not there, so that a run that was killed can be
//! resumed.
//!
//! ```text
//! inputs -> plan: names, what is complete -> run -> Files: writers -> DIR/a.jsonl, a line in the manifest
//! ```

mod files;
mod manifest;
pub mod names;
mod parts;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use files::Facts;
pub use files::Files;
pub use manifest::Maker;
pub use parts::Parts;

use crate::bad::Kind;
use crate::exit::Failure;
use crate::input::{Input, Listed, Watch};
use crate::output::target;
use crate::report::grouped;
use crate::run::Counts;
use manifest::{Entry, Folder};

/// How a folder of outputs is made.
pub struct Batch {
    /// The folder.
    pub folder: PathBuf,
    /// Whether outputs that are complete are left as they are.
    pub resume: bool,
    /// How many bytes of records a shard of an output has at most.
    pub shard_size: Option<u64>,
    /// What outputs are made with.
    pub maker: Maker,
    /// The name of the output by that of the input, which is below the folder already.
    pub name: fn(&Path) -> PathBuf,
}

/// What earlier runs came to, as far as it stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// How many inputs are done.
    pub inputs: u64,
    /// Their records and bytes.
    pub counts: Counts,
    /// Their bad records.
    pub bad: BTreeMap<Kind, u64>,
}

/// What there is to do.
pub struct Plan<T> {
    /// What is to be read.
    pub inputs: Vec<T>,
    /// Where it goes.
    pub files: Files,
    /// What is done already.
    pub earlier: Earlier,
    /// What is to be said of it: none if nothing can be resumed.
    pub said: Option<String>,
}

/// Where the records of one input go.
struct Target {
    /// The path of the input.
    input: PathBuf,
    /// What identifies the bytes that were read of it.
    watch: Arc<Watch>,
    /// The path in the folder of outputs.
    output: PathBuf,
    /// Files in that folder that are an output of an earlier run.
    old: Vec<String>,
}

impl Batch {
    /// Takes the folder and sees which of `inputs` are still to be read: each has an output, unless it is a
    /// fault.
    ///
    /// # Errors
    /// Where inputs have no name or outputs would have the same one, one would replace an input, or the
    /// folder cannot be written.
    pub fn plan<T: Listed>(self, inputs: Vec<T>, jobs: usize) -> Result<Plan<T>, Failure> {
        let mut inputs = inputs;
        let targets = inputs.iter_mut().map(|item| item.input().map(|input| self.target(input)).transpose());
        let mut targets: Vec<Option<Target>> = targets.collect::<Result<_, _>>()?;
        self.check(&targets)?;
        let folder = Folder::take(&self.folder)?;
        let mut entries = folder.entries()?;
        let (mut earlier, mut again) = (Earlier::default(), Again::default());
        let mut still = Vec::with_capacity(targets.len());
        for target in &mut targets {
            let Some(target) = target else {
                still.push(true);
                continue;
            };
            let output = shown(&target.output);
            let state = if self.resume { self.state(target, entries.get(&output)) } else { State::New };
            again.count(state);
            still.push(state != State::Complete);
            if state == State::Complete {
                if let Some(entry) = entries.get(&output) {
                    earlier.add(entry);
                }
            } else if let Some(entry) = entries.remove(&output) {
                target.old = entry.files.into_iter().map(|(path, _)| path).collect();
            }
        }
        folder.begin(&entries)?;
        let mut keep = still.iter().copied();
        inputs.retain(|_| keep.next().unwrap_or(true));
        let mut keep = still.iter().copied();
        targets.retain(|_| keep.next().unwrap_or(true));
        let said = self.resume.then(|| again.said(earlier.inputs));
        let files = Files::new(folder, targets, self.maker, self.shard_size, jobs)?;
        Ok(Plan { inputs, files, earlier, said })
    }

    /// Where the records of `input` go. From now on its bytes are identified when they are read.
    fn target(&self, input: &mut Input) -> Result<Target, Failure> {
        let path = input.path().map(Path::to_owned);
        let Some(path) = path.filter(|path| fs::metadata(path).map_or(true, |file| !special(&file))) else {
            return Err(Failure::new(format!("--output-dir takes its names from files, and {} is none", input.name)));
        };
        let Some(below) = names::relative(&path) else {
            return Err(Failure::new(format!("--output-dir takes its names from files, and {} has none", input.name)));
        };
        let watch = Arc::<Watch>::default();
        input.watch = Some(Arc::clone(&watch));
        Ok(Target { input: path, watch, output: (self.name)(&below), old: Vec::new() })
    }

    /// Sees to it that no output is written over another one, or over an input.
    fn check(&self, targets: &[Option<Target>]) -> Result<(), Failure> {
        let mut outputs: HashMap<&Path, &Path> = HashMap::new();
        for target in targets.iter().flatten() {
            let path = self.folder.join(&target.output);
            if let Some(other) = outputs.insert(&target.output, &target.input) {
                return Err(Failure::new(format!(
                    "{} and {} would both be written to {}",
                    other.display(),
                    target.input.display(),
                    path.display()
                )));
            }
            if target.output.starts_with(manifest::OWN) {
                return Err(Failure::new(format!("{} is kept for the manifest", path.display())));
            }
        }
        let folder = target(&self.folder.join("x")).ok().and_then(|x| x.parent().map(Path::to_owned));
        for t in targets.iter().flatten().filter(|_| self.shard_size.is_some()) {
            let shard_of = target(&t.input).ok().and_then(|path| names::without_number(&path));
            let below = folder.as_ref().and_then(|folder| shard_of.as_ref()?.strip_prefix(folder).ok());
            if below.is_some_and(|below| outputs.contains_key(below)) {
                let (shown, of) = (t.input.display(), self.folder.display());
                return Err(Failure::new(format!("a shard in {of} would be written over the input {shown}")));
            }
        }
        let inputs: HashMap<_, _> =
            targets.iter().flatten().filter_map(|t| Some((file_of(&t.input)?, &t.input))).collect();
        for target in targets.iter().flatten().filter(|_| self.shard_size.is_none()) {
            let path = self.folder.join(&target.output);
            if let Some(input) = file_of(&path).and_then(|file| inputs.get(&file)) {
                return Err(Failure::new(format!(
                    "{} would be written over the input {}: choose another --output-dir",
                    path.display(),
                    input.display()
                )));
            }
        }
        Ok(())
    }

    /// Whether an output is complete as `entry` says.
    fn state(&self, target: &Target, entry: Option<&Entry>) -> State {
        let Some(entry) = entry else { return State::New };
        // Shards are an argument as any other.
        if entry.maker != self.maker {
            return State::OtherArguments;
        }
        if entry.path != shown(&target.input) || !entry.input.fits(&target.input) {
            return State::OtherInput;
        }
        if entry.files.iter().any(|(path, file)| !file.fits(&self.folder.join(path))) {
            return State::OtherOutput;
        }
        State::Complete
    }
}

/// A path in the manifest.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn special(file: &fs::Metadata) -> bool {
    !file.is_file() && !file.is_dir()
}

/// What is one for all names of a file that is there.
#[cfg(unix)]
fn file_of(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn file_of(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

impl Earlier {
    fn add(&mut self, entry: &Entry) {
        self.inputs += 1;
        self.counts.add(&entry.counts);
        for (kind, n) in &entry.bad {
            *self.bad.entry(*kind).or_default() += n;
        }
    }
}

/// How an output stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OtherArguments,
    OtherInput,
    OtherOutput,
    Complete,
}

/// How many outputs are made, and how many of those were made before.
#[derive(Default)]
struct Again {
    all: u64,
    arguments: u64,
    input: u64,
    output: u64,
}

impl Again {
    fn count(&mut self, state: State) {
        self.all += 1;
        match state {
            State::New | State::Complete => {}
            State::OtherArguments => self.arguments += 1,
            State::OtherInput => self.input += 1,
            State::OtherOutput => self.output += 1,
        }
    }

    fn said(&self, complete: u64) -> String {
        let files = if self.all == 1 { "file" } else { "files" };
        let mut said = format!("{} of {} {files} complete", grouped(complete), grouped(self.all));
        let again = [
            (self.arguments, "were made with other arguments"),
            (self.input, "have another input now"),
            (self.output, "were changed or removed"),
        ];
        let again = again.into_iter().filter(|(n, _)| *n > 0);
        let again: Vec<String> = again.map(|(n, why)| format!("{} that {why}", grouped(n))).collect();
        if !again.is_empty() {
            said.push_str("; done again: ");
            said.push_str(&again.join(", "));
        }
        said
    }
}
