//! An output that is one file, or several shards that are filled one after the other.

use std::fs;
use std::path::{Path, PathBuf};

use super::names::shard;
use crate::exit::Failure;
use crate::identity::Identity;
use crate::output::Output;

/// Makes an output at a path.
type Create = Box<dyn Fn(&Path) -> Result<Output, Failure> + Send>;

/// One output, or the shards of one.
pub struct Parts {
    path: PathBuf,
    /// How many bytes of records a shard has at most; without, there is one file.
    size: Option<u64>,
    create: Create,
    output: Output,
    /// Bytes written to it.
    filled: u64,
    /// Whether they end with a record.
    whole: bool,
    /// Those that are complete.
    complete: Vec<(PathBuf, Option<Identity>)>,
}

impl Parts {
    /// The shards of `path`, of `size` bytes before compression at most each. A record that is longer has
    /// a shard of its own.
    ///
    /// # Errors
    /// Where the first cannot be made.
    pub fn shards(path: &Path, size: u64) -> Result<Self, Failure> {
        Self::new(path, Some(size), Box::new(Output::create))
    }

    pub(super) fn new(path: &Path, size: Option<u64>, create: Create) -> Result<Self, Failure> {
        let first = if size.is_some() { shard(path, 0) } else { path.to_owned() };
        let output = create(&first)?;
        Ok(Parts { path: path.to_owned(), size, create, output, filled: 0, whole: true, complete: Vec::new() })
    }

    /// The path of the part that is written now.
    fn current(&self) -> PathBuf {
        if self.size.is_some() { shard(&self.path, self.complete.len()) } else { self.path.clone() }
    }

    /// Writes lines, or a piece of a long one.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<(), Failure> {
        while let Some(size) = self.size {
            let room = usize::try_from(size.saturating_sub(self.filled)).unwrap_or(usize::MAX);
            if bytes.len() <= room {
                break;
            }
            // Behind the last record that fits; if none does, and none is there, behind the first.
            let fits = memchr::memrchr(b'\n', &bytes[..room]).map(|end| end + 1);
            let end = match fits {
                Some(end) => end,
                None if self.whole && self.filled > 0 => 0,
                None => memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1),
            };
            self.put(&bytes[..end])?;
            bytes = &bytes[end..];
            if bytes.is_empty() {
                return Ok(());
            }
            self.next()?;
        }
        self.put(bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.filled += bytes.len() as u64;
        if let Some(last) = bytes.last() {
            self.whole = *last == b'\n';
        }
        self.output.write(bytes)
    }

    /// Ends this shard and begins the next.
    fn next(&mut self) -> Result<(), Failure> {
        let path = self.current();
        let next = (self.create)(&shard(&self.path, self.complete.len() + 1))?;
        let identity = std::mem::replace(&mut self.output, next).finish_identified()?;
        self.complete.push((path, identity));
        self.filled = 0;
        Ok(())
    }

    /// Ends the last part, and gives the paths of all. Shards with higher numbers, of an earlier run, are
    /// removed.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn finish(mut self) -> Result<Vec<(PathBuf, Option<Identity>)>, Failure> {
        let path = self.current();
        self.complete.push((path, self.output.finish_identified()?));
        if self.size.is_some() {
            let mut number = self.complete.len();
            while fs::remove_file(shard(&self.path, number)).is_ok() {
                number += 1;
            }
        }
        Ok(self.complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shards(folder: &str, size: u64, writes: &[&str]) -> Vec<String> {
        let folder = std::env::temp_dir().join(format!("copydesk-parts-{}-{folder}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        // Of an earlier run that had more, and one that stands apart.
        for number in [0, 1, 2, 3, 4, 5, 99] {
            fs::write(folder.join(format!("out-{number:05}.jsonl")), "old").unwrap();
        }
        let mut parts = Parts::shards(&folder.join("out.jsonl"), size).unwrap();
        writes.iter().for_each(|bytes| parts.write(bytes.as_bytes()).unwrap());
        let paths: Vec<PathBuf> = parts.finish().unwrap().into_iter().map(|(path, _)| path).collect();
        let read = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), paths.len() + 1);
        fs::remove_dir_all(&folder).unwrap();
        read
    }

    #[test]
    fn no_record_is_cut() {
        assert_eq!(shards("a", 6, &["aa\nbb\ncc\n", "d\n"]), ["aa\nbb\n", "cc\nd\n"]);
        assert_eq!(shards("b", 5, &["aa\nbb\n", "longer\nx\n"]), ["aa\n", "bb\n", "longer\n", "x\n"]);
        // A record that comes in pieces stays together.
        assert_eq!(shards("c", 5, &["aa\n", "bbb", "bbb", "b\n", "c\n"]), ["aa\n", "bbbbbbb\n", "c\n"]);
        assert_eq!(shards("d", 5, &[]), [""]);
        assert_eq!(shards("e", 3, &["aa\n", "bb\n"]), ["aa\n", "bb\n"]);
        assert_eq!(shards("f", 1, &["a\nb\n", "c\n"]), ["a\n", "b\n", "c\n"]);
    }

    #[test]
    fn shards_do_not_depend_on_how_writes_are_cut() {
        let text: String = (0..50).map(|n| format!("{}\n", "x".repeat(n * 7 % 23))).collect();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        assert_eq!(shards("g", 64, &[&text]), shards("h", 64, &lines));
    }
}
