use std::path::PathBuf;

use clap::Args;

/// What is written.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub struct OutputFlags {
    /// Write to FILE instead of standard output
    ///
    /// FILE appears when it is complete, and is compressed if its name ends in .gz, .zst, .bz2 or
    /// .xz. Where records are written it may be one of the inputs, and stays as it was if not all of the run is
    /// done or bad records would be lost. Devices and FIFOs are written directly.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Escape U+2028, U+2029 and U+0085, at which some readers end a line
    ///
    /// Also in fields that are passed through, and a carriage return between values as a space. The JSON means the
    /// same. Such readers are Python's splitlines and, at carriage returns, Spark.
    #[arg(long)]
    pub escape_separators: bool,
}

/// What is said at the end.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reports")]
pub struct SummaryFlags {
    /// Write one JSON object about the run to FILE
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
}
