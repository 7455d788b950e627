//! Where the records of a run go: to one output, to shards of one, or to a file for each input.

use crate::batch::{Facts, Files, Parts};
use crate::exit::Failure;
use crate::output::Output;

/// Where the records of a run go.
pub enum Outlet {
    /// To one output.
    One(Box<Output>),
    /// To shards that are filled one after the other.
    Shards(Box<Parts>),
    /// To a file for each input.
    Files(Files),
}

impl Outlet {
    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// [`Failure::Closed`] where the reader is gone, else what the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Outlet::One(output) => output.write(bytes),
            Outlet::Shards(parts) => parts.write(bytes),
            Outlet::Files(files) => files.write(bytes),
        }
    }

    /// Says that all records of an input are written.
    pub(crate) fn end_input(&mut self, facts: Facts, readable: bool) -> Result<(), Failure> {
        match self {
            Outlet::Files(files) => files.end(facts, readable),
            _ => Ok(()),
        }
    }

    /// Ends it: files get their names.
    ///
    /// # Errors
    /// As [`Outlet::write`].
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Outlet::One(output) => output.finish(),
            Outlet::Shards(parts) => parts.finish().map(drop),
            Outlet::Files(files) => files.finish(),
        }
    }
}
