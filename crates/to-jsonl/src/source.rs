//! What there is to read, in order: files, the files of folders and the members of archives.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Source;

use crate::archive::{Archive, Kind, MemberReader};
use crate::flags::Options;
use crate::format::{Format, open};
use crate::unit::{Reader, Unit, Unreadable};
use crate::walk::Walk;

/// The files that are named, and those of folders, one after the other.
pub(crate) struct Files {
    inputs: VecDeque<Input>,
    walk: Option<Walk>,
    options: Options,
}

/// A name, and why there is nothing to read where something should be.
type Fault = (Arc<str>, String);

/// A file to read, or a fault.
pub(crate) type Found = Result<Input, Fault>;

/// An input, and the member's name if it stands in an archive.
type Named = (Input, Option<Arc<str>>);

impl Files {
    pub(crate) fn new(inputs: Vec<Input>, options: Options) -> Self {
        Files { inputs: inputs.into(), walk: None, options }
    }
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.walk.as_mut().and_then(Walk::next) {
                return Some(found);
            }
            self.walk = None;
            let input = self.inputs.pop_front()?;
            match input.path().filter(|p| p.is_dir()) {
                Some(folder) => self.walk = Some(Walk::new(&input, folder, &self.options)),
                None => return Some(Ok(input)),
            }
        }
    }
}

/// One file, or the members of an archive.
pub(crate) struct FileSource {
    found: Option<Found>,
    archive: Option<Archive>,
    open: Option<Box<dyn Reader>>,
    options: Options,
}

impl FileSource {
    pub(crate) fn new(found: Found, options: Options) -> Self {
        FileSource { found: Some(found), archive: None, open: None, options }
    }

    /// What is read next, with its name in an archive if it stands in one; or why it cannot be read.
    fn input(&mut self) -> Option<Result<Named, Fault>> {
        let Some(found) = self.found.take() else {
            let member = self.archive.as_mut()?.next()?;
            return Some(member.map(|(input, name)| (input, Some(name))));
        };
        let input = match found {
            Ok(input) => input,
            Err(fault) => return Some(Err(fault)),
        };
        let kind = input.path().and_then(|path| Some((path, Kind::of_name(path)?)));
        match kind.map(|(path, kind)| Archive::open(&input, path, kind)) {
            None => Some(Ok((input, None))),
            Some(Ok(archive)) => {
                self.archive = Some(archive);
                self.input()
            }
            Some(Err(why)) => Some(Err((input.name, why))),
        }
    }
}

impl Source for FileSource {
    type Unit = Box<dyn Unit>;

    fn next(&mut self) -> Option<Box<dyn Unit>> {
        loop {
            if let Some(unit) = self.open.as_mut().and_then(|reader| reader.next()) {
                return Some(unit);
            }
            self.open = None;
            let (input, member) = match self.input()? {
                Ok(input) => input,
                Err((file, why)) => return Some(Unreadable::unit(file, why)),
            };
            let by_name = || match &member {
                Some(member) => Format::of_name(Path::new(&**member)),
                None => input.path().map_or(Format::Text, Format::of_file),
            };
            let format = self.options.from.unwrap_or_else(by_name);
            let file = input.name.clone();
            match open(format, input, &self.options) {
                Ok(reader) => {
                    self.open = Some(match member {
                        Some(member) => Box::new(MemberReader { reader, member }),
                        None => reader,
                    });
                }
                Err(why) => return Some(Unreadable::unit(file, why)),
            }
        }
    }
}
