use std::path::PathBuf;

use clap::Args;
use copydesk_stream::Size;

use super::whole;

/// What is read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub struct InputFlags {
    /// Files to read; none or `-` is standard input
    ///
    /// gzip, zstd, bzip2, xz and lz4 are recognised by content.
    #[arg(value_name = "FILE", help_heading = None::<&'static str>)]
    pub files: Vec<PathBuf>,

    /// Worker threads [default: all cores]
    ///
    /// The output is the same for every number.
    #[arg(short, long, value_name = "N", value_parser = whole::<u16>(1..=1024))]
    pub jobs: Option<u16>,

    /// The longest record; a longer one is bad
    #[arg(long, value_name = "SIZE", default_value = "256MiB")]
    pub max_record: Size,
}
