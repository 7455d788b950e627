//! How input is divided: a reader gives units, and a worker makes records of each.

use std::sync::Arc;

use copydesk_cli::stream::input::Block;
use copydesk_cli::stream::record::Scratch;
use copydesk_cli::stream::run::{Done, Lines, OnError};

use crate::complete::Complete;
use crate::flags::Options;

/// Reads one input and gives it out in units that workers can handle by themselves.
pub(crate) trait Reader: Send {
    /// The next unit, or nothing at the end.
    fn next(&mut self) -> Option<Box<dyn Unit>>;
}

/// What one worker handles at a time.
pub(crate) trait Unit: Send {
    /// The input's name, and the line that the unit begins on (0 where lines mean nothing).
    fn place(&self) -> (Arc<str>, u64);

    /// Writes the unit's records to `done` and notes what is bad, with spans of
    /// [`Unit::into_buffer`].
    fn work(&mut self, desk: &mut Desk, done: &mut Done);

    /// The bytes as they were read, for rejects.
    fn into_buffer(self: Box<Self>) -> Vec<u8>;
}

/// What a worker has at hand for every unit.
pub(crate) struct Desk {
    pub(crate) options: Options,
    pub(crate) lines: Lines<Complete>,
    pub(crate) complete: Complete,
    pub(crate) scratch: Scratch,
}

impl Desk {
    pub(crate) fn new(options: Options) -> Self {
        let complete = |place| Complete::new(place, options.clone());
        let lines = Lines::new(complete("line"), options.pool.clone(), options.max_record, OnError::Skip)
            .escape_separators(options.escape_separators);
        let scratch = Scratch::default().escape_separators(options.escape_separators);
        Desk { complete: complete("row"), scratch, lines, options }
    }
}

/// A reader of one unit.
pub(crate) struct Once(Option<Box<dyn Unit>>);

impl Once {
    pub(crate) fn reader(unit: impl Unit + 'static) -> Box<dyn Reader> {
        Box::new(Once(Some(Box::new(unit))))
    }
}

impl Reader for Once {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        self.0.take()
    }
}

/// An input that cannot be read.
pub(crate) struct Unreadable(Block);

impl Unreadable {
    pub(crate) fn unit(file: Arc<str>, why: String) -> Box<dyn Unit> {
        Box::new(Unreadable(Block::unreadable(file, why)))
    }
}

impl Unit for Unreadable {
    fn place(&self) -> (Arc<str>, u64) {
        (self.0.file.clone(), 0)
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        done.irregular(&self.0, desk.options.max_record);
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        Vec::new()
    }
}
