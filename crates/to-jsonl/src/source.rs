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

/// An input, and the member's name if it stands in an archive.
type Named = (Input, Option<Arc<str>>);

pub(crate) struct Inputs {
    inputs: VecDeque<Input>,
    walk: Option<Walk>,
    archive: Option<Archive>,
    open: Option<Box<dyn Reader>>,
    options: Options,
}

impl Inputs {
    pub(crate) fn new(inputs: Vec<Input>, options: Options) -> Self {
        Inputs { inputs: inputs.into(), walk: None, archive: None, open: None, options }
    }

    /// The next file or member, or why there is none where one should be.
    fn input(&mut self) -> Option<Result<Named, Box<dyn Unit>>> {
        loop {
            match self.archive.as_mut().and_then(Archive::next) {
                Some(Ok((input, member))) => return Some(Ok((input, Some(member)))),
                Some(Err((file, why))) => return Some(Err(Unreadable::unit(file, why))),
                None => self.archive = None,
            }
            let input = match self.file()? {
                Ok(input) => input,
                Err(unit) => return Some(Err(unit)),
            };
            let kind = input.path().and_then(|path| Some((path, Kind::of_name(path)?)));
            match kind.map(|(path, kind)| Archive::open(&input, path, kind)) {
                None => return Some(Ok((input, None))),
                Some(Ok(archive)) => self.archive = Some(archive),
                Some(Err(why)) => return Some(Err(Unreadable::unit(input.name, why))),
            }
        }
    }

    /// The next file, or why there is none where one should be.
    fn file(&mut self) -> Option<Result<Input, Box<dyn Unit>>> {
        loop {
            match self.walk.as_mut().and_then(Walk::next) {
                Some(Ok(input)) => return Some(Ok(input)),
                Some(Err((file, why))) => return Some(Err(Unreadable::unit(file, why))),
                None => self.walk = None,
            }
            let input = self.inputs.pop_front()?;
            match input.path().filter(|p| p.is_dir()) {
                Some(folder) => self.walk = Some(Walk::new(input.name.clone(), folder, &self.options)),
                None => return Some(Ok(input)),
            }
        }
    }
}

impl Source for Inputs {
    type Unit = Box<dyn Unit>;

    fn next(&mut self) -> Option<Box<dyn Unit>> {
        loop {
            if let Some(unit) = self.open.as_mut().and_then(|reader| reader.next()) {
                return Some(unit);
            }
            self.open = None;
            let (input, member) = match self.input()? {
                Ok(input) => input,
                Err(unit) => return Some(unit),
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
