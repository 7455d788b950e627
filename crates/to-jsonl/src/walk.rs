//! The files of a folder, in the order of their names.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk_cli::stream::input::Input;
use globset::GlobSet;
use walkdir::WalkDir;

use crate::flags::Options;
use crate::source::Found;

/// A folder that is being walked. Hidden files and folders in it are passed over; symbolic links
/// are followed, and loops of them found.
pub(crate) struct Walk {
    folder: Input,
    entries: walkdir::IntoIter,
    any: bool,
    root: PathBuf,
    include: GlobSet,
    exclude: GlobSet,
    outputs: Option<PathBuf>,
}

impl Walk {
    /// Walks `input`, which is the folder at `path`. Of its files only those that `options` include are given.
    pub(crate) fn new(input: &Input, path: &Path, options: &Options) -> Self {
        let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        let outputs = options.outputs.clone();
        let (include, exclude) = (options.include.clone(), options.exclude.clone());
        Walk { folder: input.clone(), entries, any: false, root: path.to_owned(), include, exclude, outputs }
    }

    /// The next file, or what cannot be read.
    pub(crate) fn next(&mut self) -> Option<Found> {
        loop {
            let entry = match self.entries.next() {
                Some(Ok(entry)) => entry,
                Some(Err(e)) => {
                    self.any = true;
                    let name = e.path().map_or_else(|| self.folder.name.clone(), |p| Arc::from(p.to_string_lossy()));
                    return Some(Err((name, cannot_walk(&e))));
                }
                None if self.any => return None,
                None => {
                    self.any = true;
                    return Some(Err((self.folder.name.clone(), "the folder holds no file".into())));
                }
            };
            if entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".") {
                if entry.file_type().is_dir() {
                    self.entries.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_dir() {
                let outputs = self.outputs.as_ref().filter(|_| entry.depth() > 0);
                if outputs.is_some_and(|outputs| fs::canonicalize(entry.path()).is_ok_and(|path| path == *outputs)) {
                    self.entries.skip_current_dir();
                }
                continue;
            }
            self.any = true;
            let (path, name) = (entry.path().strip_prefix(&self.root).unwrap_or(entry.path()), entry.file_name());
            let is_in = |globs: &GlobSet| globs.is_match(path) || globs.is_match(name);
            if !self.include.is_empty() && !is_in(&self.include) || is_in(&self.exclude) {
                continue;
            }
            let regular = entry.file_type().is_file();
            let input = self.folder.sibling(entry.into_path());
            // A FIFO that nobody writes to would be waited for without end.
            let fault = "it is no regular file; name it to read it".to_owned();
            return Some(if regular { Ok(input) } else { Err((input.name, fault)) });
        }
    }
}

fn cannot_walk(e: &walkdir::Error) -> String {
    if e.loop_ancestor().is_some() {
        return "a symbolic link leads back to a folder that holds it".into();
    }
    let why = e.io_error().map_or_else(|| e.to_string(), copydesk_cli::stream::input::reason);
    format!("cannot open it: {why}")
}
