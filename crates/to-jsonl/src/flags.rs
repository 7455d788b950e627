use clap::{Args, ValueEnum};
use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::exit::Failure;
use encoding_rs::Encoding;

use crate::format::Format;
use crate::html::Effort;

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

    /// How much is done to find the article of a web page
    #[arg(long, value_name = "EFFORT", value_enum, default_value_t = Effort::Best)]
    html: Effort,

    /// The encoding of the input, by its WHATWG label [default: UTF-8, or what a byte order
    /// mark says, else windows-1252]
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
    pub(crate) html: Effort,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) max_record: usize,
    pub(crate) pool: Pool,
}

impl Flags {
    pub(crate) fn options(&self, max_record: usize, pool: Pool) -> Result<Options, Failure> {
        let named = |label: &String| {
            Encoding::for_label(label.as_bytes())
                .ok_or_else(|| Failure::new(format!("--encoding {label:?} is no label of the WHATWG Encoding Standard (try utf-8, windows-1252, shift_jis)")))
        };
        let encoding = self.encoding.as_ref().map(named).transpose()?;
        Ok(Options { from: self.from, title: self.title, html: self.html, encoding, max_record, pool })
    }
}
