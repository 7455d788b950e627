//! The flags that tools share, one struct a concern. Their words are written here and only here.

mod batch;
mod errors;
mod field;
mod input;
mod number;
mod output;
mod progress;

use clap::Args;
use copydesk_stream::report::Reports;

pub use batch::BatchFlags;
use errors::ErrorFlags;
pub(crate) use errors::When;
pub use errors::no_keep;
pub use field::FieldFlags;
use input::InputFlags;
pub use number::whole;
use output::{OutputFlags, SummaryFlags};
use progress::ProgressFlags;

/// Flags of every tool.
#[derive(Args, Debug)]
pub struct Common {
    /// What is read.
    #[command(flatten)]
    pub input: InputFlags,
    /// What is written.
    #[command(flatten)]
    pub output: OutputFlags,
    /// What becomes of bad records.
    #[command(flatten)]
    pub errors: ErrorFlags,
    /// What is said while it runs.
    #[command(flatten)]
    pub progress: ProgressFlags,
    /// What is said at the end.
    #[command(flatten)]
    pub summary: SummaryFlags,
}

impl Common {
    /// Worker threads.
    #[must_use]
    pub fn jobs(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.input.jobs.map_or_else(all, usize::from)
    }

    /// The longest record in bytes.
    #[must_use]
    pub fn max_record(&self) -> usize {
        usize::try_from(self.input.max_record.0).unwrap_or(usize::MAX)
    }

    /// Whether what is written for people on standard output has colour.
    #[must_use]
    pub fn color_on_output(&self) -> bool {
        self.output.output.is_none() && self.errors.color_on(&std::io::stdout())
            || matches!(self.errors.color, When::Always)
    }

    pub(crate) fn reports(&self, tool: &'static str) -> Reports {
        let mut reports = Reports::new(tool);
        reports.format = self.errors.error_format.into();
        reports.quiet = self.errors.quiet;
        reports.color = self.errors.color();
        reports
    }
}
