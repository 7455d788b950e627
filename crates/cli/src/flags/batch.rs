use std::path::PathBuf;

use clap::Args;
use copydesk_stream::Size;

/// Several outputs, of tools that write records.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Output")]
pub struct BatchFlags {
    /// Write an output for each FILE into DIR, under FILE's path
    ///
    /// Each appears when it is complete, compressed as FILE's name tells. `..` and a / at the start of a
    /// path are left out. DIR/.copydesk/manifest.jsonl says what is complete.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub output_dir: Option<PathBuf>,

    /// Leave out FILEs whose outputs in DIR are complete
    ///
    /// An output is made again if its FILE, the arguments, the tool's version or itself has changed.
    #[arg(long, requires = "output_dir", conflicts_with = "rejects")]
    pub resume: bool,

    /// Divide each output into shards of at most SIZE, before compression: out-00000.jsonl, out-00001.jsonl ...
    ///
    /// No record is cut; one that is longer than SIZE has a shard of its own. Needs --output or --output-dir.
    #[arg(long, value_name = "SIZE")]
    pub shard_size: Option<Size>,
}
