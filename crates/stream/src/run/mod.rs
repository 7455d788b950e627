//! The one loop of every tool: the inputs, each a source that gives units in order, several of them read
//! at once; workers that make something of each unit; and a sink that takes what they made input by input
//! and unit by unit.
//!
//! ```text
//! bytes -> Blocks -> worker: line -> Record -> tool -> bytes -> Sink -> output, rejects, reports
//! ```

mod choose;
mod desk;
mod distinct;
mod done;
mod fold;
mod limit;
mod lines;
mod map;
mod ordered;
mod room;
mod sink;

pub use choose::{Choice, Sample};
pub use done::{Counts, Done};
pub use fold::{Fold, fold};
pub use limit::{MaxErrors, OnError};
pub use lines::Lines;
pub use map::{Map, Out, map};
pub use sink::{MAX_IDS, Settings, Totals};

use crate::exit::Failure;
use sink::Sink;

/// One input, which gives its units one after the other.
pub trait Source: Send + 'static {
    /// What one worker handles at a time.
    type Unit: Send + 'static;

    /// The next unit, or nothing at the end. What cannot be read is a unit too, so that it is
    /// reported in its place.
    fn next(&mut self) -> Option<Self::Unit>;
}

/// Makes of each unit what is to be written and reported. One for each thread.
pub trait Worker: Send + 'static {
    /// What it takes.
    type Unit: Send + 'static;

    /// Handles one unit.
    fn work(&mut self, unit: Self::Unit) -> Done;
}

/// Runs `inputs` through `jobs` workers that `make` makes, and writes what comes of them.
///
/// # Errors
/// Where the output cannot be written, or nothing could be read.
pub fn run<S, W>(
    settings: Settings,
    inputs: impl Iterator<Item = S> + Send + 'static,
    make: impl FnMut() -> W,
) -> Result<Totals, Failure>
where
    S: Source,
    W: Worker<Unit = S::Unit>,
{
    run_for(settings, inputs, make).map(|(totals, _)| totals)
}

/// The same, and gives the workers back (see [`ordered::ordered`]).
fn run_for<S, W>(
    settings: Settings,
    inputs: impl Iterator<Item = S> + Send + 'static,
    mut make: impl FnMut() -> W,
) -> Result<(Totals, Vec<W>), Failure>
where
    S: Source,
    W: Worker<Unit = S::Unit>,
{
    let workers = (0..settings.jobs.max(1)).map(|_| make()).collect();
    let mut sink = Sink::new(settings);
    let workers = ordered::ordered(inputs, workers, |step| sink.take(step))?;
    Ok((sink.finish()?, workers))
}

#[cfg(test)]
mod tests;
