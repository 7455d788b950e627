//! What of a folder of outputs is complete: one JSON object a line in `DIR/.copydesk/manifest.jsonl`.
//!
//! A line is written when an output has its name, in one piece, and the last line about an output counts.
//! A line that is cut off, as a run was killed over it, counts for nothing.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value, json};

use super::names;
use crate::bad::Kind;
use crate::exit::Failure;
use crate::identity::{Hasher, Identity};
use crate::input::reason;
use crate::run::Counts;

/// The folder in a folder of outputs that holds what is not one.
pub(super) const OWN: &str = ".copydesk";

/// What a run makes outputs with: others make others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The tool's name.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// A hash of those arguments that outputs depend on, and of the files that they name.
    pub arguments: String,
}

impl Maker {
    /// What makes outputs: `pieces` are all that these depend on beside the input.
    #[must_use]
    pub fn new(tool: &str, version: &str, pieces: &[Vec<u8>]) -> Self {
        let mut hasher = Hasher::default();
        for piece in pieces {
            hasher.update(&(piece.len() as u64).to_le_bytes());
            hasher.update(piece);
        }
        Maker { tool: tool.to_owned(), version: version.to_owned(), arguments: hasher.hex() }
    }
}

/// One output that is complete.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) maker: Maker,
    /// The path of the input, as it was given.
    pub(super) path: String,
    pub(super) input: Identity,
    /// The files that the output is, by their paths in the folder: several if it has shards.
    pub(super) files: Vec<(String, Identity)>,
    pub(super) counts: Counts,
    pub(super) bad: BTreeMap<Kind, u64>,
}

impl Entry {
    fn json(&self, output: &str) -> Value {
        let Counts { records_in, records_out, changed, bytes_in, bytes_out, passed_over } = self.counts;
        let file = |path: &str, identity: &Identity| {
            let Identity { bytes, modified, hash } = identity;
            json!({ "path": path, "bytes": bytes, "modified": modified, "hash": hash })
        };
        let bad: Map<String, Value> = self.bad.iter().map(|(kind, n)| (kind.0.to_owned(), json!(n))).collect();
        json!({
            "output": output,
            "tool": self.maker.tool,
            "version": self.maker.version,
            "arguments": self.maker.arguments,
            "input": file(&self.path, &self.input),
            "files": self.files.iter().map(|(path, identity)| file(path, identity)).collect::<Vec<_>>(),
            "records": { "in": records_in, "out": records_out, "changed": changed, "bad": bad },
            "bytes": { "in": bytes_in, "out": bytes_out },
            "passed_over": passed_over,
        })
    }

    /// The entry on a line, and the output that it is about.
    fn parse(line: &str) -> Option<(String, Entry)> {
        let line: Value = serde_json::from_str(line).ok()?;
        let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
        let number = |at: &str| line.pointer(at)?.as_u64();
        let file = |value: &Value| {
            let number = |name: &str| value.get(name)?.as_u64();
            let identity =
                Identity { bytes: number("bytes")?, modified: number("modified")?, hash: text(value, "hash")? };
            Some((text(value, "path")?, identity))
        };
        let (path, input) = file(line.get("input")?)?;
        let bad = line.pointer("/records/bad")?.as_object()?;
        let entry = Entry {
            maker: Maker {
                tool: text(&line, "tool")?,
                version: text(&line, "version")?,
                arguments: text(&line, "arguments")?,
            },
            path,
            input,
            files: line
                .get("files")?
                .as_array()?
                .iter()
                .map(|value| file(value).filter(is_below))
                .collect::<Option<_>>()?,
            counts: Counts {
                records_in: number("/records/in")?,
                records_out: number("/records/out")?,
                changed: number("/records/changed")?,
                bytes_in: number("/bytes/in")?,
                bytes_out: number("/bytes/out")?,
                passed_over: number("/passed_over")?,
            },
            bad: bad.iter().map(|(kind, n)| Some((Kind::named(kind), n.as_u64()?))).collect::<Option<_>>()?,
        };
        Some((text(&line, "output")?, entry))
    }
}

/// Whether a file stands in the folder by its path, whoever has written the manifest: it may be removed.
fn is_below((path, _): &(String, Identity)) -> bool {
    let path = Path::new(path);
    names::relative(path).is_some_and(|below| below == path)
}

/// A folder of outputs, held by this run alone.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    /// Where outputs are written before they have their names.
    pub(super) temporaries: PathBuf,
    manifest: PathBuf,
    lines: Mutex<Option<File>>,
    /// As long as it is open, no other run has the folder.
    _lock: Option<File>,
}

impl Folder {
    /// Takes the folder at `path`, which is made if it is not there, and removes what a run that was killed
    /// has left half-written.
    ///
    /// # Errors
    /// Where it cannot be written, or another run has it.
    pub(super) fn take(path: &Path) -> Result<Self, Failure> {
        let own = path.join(OWN);
        let temporaries = own.join("tmp");
        let cannot = |e: io::Error| Failure::new(format!("cannot write to {}: {}", path.display(), reason(&e)));
        fs::create_dir_all(&own).map_err(cannot)?;
        let lock = lock(&own).map_err(|()| {
            Failure::new(format!("another run writes to {}: wait for its end, or stop it", path.display()))
        })?;
        if lock.is_some() {
            match fs::remove_dir_all(&temporaries) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(cannot(e)),
                _ => {}
            }
        }
        fs::create_dir_all(&temporaries).map_err(cannot)?;
        let manifest = own.join("manifest.jsonl");
        Ok(Folder { path: path.to_owned(), temporaries, manifest, lines: Mutex::new(None), _lock: lock })
    }

    fn cannot(&self, e: &io::Error) -> Failure {
        Failure::new(format!("cannot write {}: {}", self.manifest.display(), reason(e)))
    }

    /// What is complete, by output.
    pub(super) fn entries(&self) -> Result<HashMap<String, Entry>, Failure> {
        let text = match fs::read(&self.manifest) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(HashMap::new()),
            Err(e) => return Err(Failure::new(format!("cannot read {}: {}", self.manifest.display(), reason(&e)))),
        };
        let whole = text.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n"));
        Ok(whole.filter_map(|line| Entry::parse(std::str::from_utf8(line).ok()?)).collect())
    }

    /// Begins the manifest anew with `entries`, so that nothing stands in it that does not count.
    pub(super) fn begin(&self, entries: &HashMap<String, Entry>) -> Result<(), Failure> {
        let mut outputs: Vec<_> = entries.iter().collect();
        outputs.sort_unstable_by_key(|(output, _)| *output);
        let text: String = outputs.into_iter().map(|(output, entry)| format!("{}\n", entry.json(output))).collect();
        let temporary = self.temporaries.join("manifest");
        let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &self.manifest));
        let file = written.and_then(|()| OpenOptions::new().append(true).open(&self.manifest));
        *self.lines() = Some(file.map_err(|e| self.cannot(&e))?);
        Ok(())
    }

    /// Says that `output` is complete.
    pub(super) fn complete(&self, output: &str, entry: &Entry) -> Result<(), Failure> {
        let line = format!("{}\n", entry.json(output));
        let written = self.lines().as_mut().map_or(Ok(()), |file| file.write_all(line.as_bytes()));
        written.map_err(|e| self.cannot(&e))
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, Option<File>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is empty, unless another file system keeps removed files in it.
        let _ = fs::remove_dir(&self.temporaries);
    }
}

/// Holds `folder` until the file that is given is closed, also by the end of the process. Nothing where
/// the file system has no locks.
#[cfg(unix)]
fn lock(folder: &Path) -> Result<Option<File>, ()> {
    use rustix::fs::{FlockOperation, flock};
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Err(()),
        Err(_) => Ok(None),
    }
}

#[cfg(not(unix))]
fn lock(_: &Path) -> Result<Option<File>, ()> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(n: u64) -> Entry {
        let identity = |n| Identity { bytes: n, modified: u64::MAX - n, hash: format!("{n:032x}") };
        Entry {
            maker: Maker { tool: "clean".into(), version: "1".into(), arguments: "\"é\n".into() },
            path: "../in \u{fffd}.jsonl".into(),
            input: identity(n),
            files: vec![("a-00000.jsonl".into(), identity(1)), ("a-00001.jsonl".into(), identity(2))],
            counts: Counts { records_in: n, records_out: 2, changed: 3, bytes_in: 4, bytes_out: 5, passed_over: 6 },
            bad: [(Kind::JSON, 7), (Kind::named("some-kind"), 8)].into_iter().collect(),
        }
    }

    #[test]
    fn lines_are_read_as_they_were_written_and_a_torn_one_is_not() {
        let path = std::env::temp_dir().join(format!("copydesk-manifest-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let folder = Folder::take(&path).unwrap();
        folder.begin(&HashMap::new()).unwrap();
        for (output, n) in [("a.jsonl", 1), ("b.jsonl", 2), ("a.jsonl", 3)] {
            folder.complete(output, &entry(n)).unwrap();
        }
        let all: HashMap<_, _> = [("a.jsonl".to_owned(), entry(3)), ("b.jsonl".to_owned(), entry(2))].into();
        assert_eq!(folder.entries().unwrap(), all);
        let whole = fs::read(&folder.manifest).unwrap();
        let line = whole.len() - whole.split_inclusive(|b| *b == b'\n').next_back().unwrap().len();
        for cut in [line + 1, line + 30, whole.len() - 1] {
            fs::write(&folder.manifest, &whole[..cut]).unwrap();
            let entries = folder.entries().unwrap();
            assert_eq!((entries.len(), &entries["a.jsonl"]), (2, &entry(1)), "{cut}");
        }
        // A line that names what is not below the folder is not ours.
        let strange = [&whole[..], &String::from_utf8_lossy(&whole[line..]).replace("a-00001", "../a").into_bytes()];
        fs::write(&folder.manifest, strange.concat()).unwrap();
        assert_eq!(folder.entries().unwrap(), all);
        fs::write(&folder.manifest, &whole[..whole.len() - 1]).unwrap();
        // What was torn does not spoil what is written behind it.
        folder.begin(&folder.entries().unwrap()).unwrap();
        folder.complete("c.jsonl", &entry(4)).unwrap();
        assert_eq!(folder.entries().unwrap().len(), 3);
        let other = Folder::take(&path).map(drop).map_err(|failure| failure.to_string());
        let said = format!("another run writes to {}: wait for its end, or stop it", path.display());
        assert!(cfg!(not(unix)) || other == Err(said));
        drop(folder);
        assert!(Folder::take(&path).is_ok());
        fs::remove_dir_all(&path).unwrap();
    }
}
