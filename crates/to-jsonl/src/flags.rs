use clap::{Args, ValueEnum};
use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::exit::Failure;

use crate::encoding::Charset;
use crate::format::Format;

/// `to-jsonl`'s own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Flags {
    /// What the input is [default: by the file's name; text for standard input]
    #[arg(long, value_name = "FORMAT", value_enum)]
    from: Option<Format>,

    /// Where the title of a text file comes from
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Title::Auto)]
    title: Title,

    /// The encoding of the input, such as windows-1252, shift_jis or ibm852 [default: what it
    /// looks like]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
}

/// `--title`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Title {
    /// a short first line before a blank line
    Auto,
    /// there is none
    None,
}

/// What the flags say.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) from: Option<Format>,
    pub(crate) title: Title,
    pub(crate) encoding: Option<Charset>,
    pub(crate) max_record: usize,
    pub(crate) pool: Pool,
}

impl Flags {
    pub(crate) fn options(&self, max_record: usize, pool: Pool) -> Result<Options, Failure> {
        let named = |label: &String| {
            Charset::for_label(label)
                .ok_or_else(|| Failure::new(format!("--encoding {label:?} is no label of the WHATWG Encoding Standard and none of ours (try utf-8, windows-1252, shift_jis, ibm852)")))
        };
        let encoding = self.encoding.as_ref().map(named).transpose()?;
        Ok(Options { from: self.from, title: self.title, encoding, max_record, pool })
    }
}
