//! What there is to read, in order: files and the files of folders.

use std::collections::VecDeque;

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Source;

use crate::flags::Options;
use crate::format::{Format, open};
use crate::unit::{Reader, Unit, Unreadable};
use crate::walk::Walk;

pub(crate) struct Inputs {
    inputs: VecDeque<Input>,
    walk: Option<Walk>,
    open: Option<Box<dyn Reader>>,
    options: Options,
}

impl Inputs {
    pub(crate) fn new(inputs: Vec<Input>, options: Options) -> Self {
        Inputs { inputs: inputs.into(), walk: None, open: None, options }
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
                Some(folder) => self.walk = Some(Walk::new(input.name.clone(), folder)),
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
            let input = match self.file()? {
                Ok(input) => input,
                Err(unit) => return Some(unit),
            };
            let by_name = || input.path().map_or(Format::Text, Format::of_file);
            let format = self.options.from.unwrap_or_else(by_name);
            let file = input.name.clone();
            match open(format, input, &self.options) {
                Ok(reader) => self.open = Some(reader),
                Err(why) => return Some(Unreadable::unit(file, why)),
            }
        }
    }
}
