use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, Command, ValueEnum};
use copydesk_stream::report::Format;
use copydesk_stream::run;

/// What becomes of bad records, and how they are told.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reports")]
pub struct ErrorFlags {
    /// What becomes of a bad record
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = OnError::Skip)]
    pub on_error: OnError,

    /// Give up past so many bad records
    ///
    /// A number, or a share of the records read so far such as 1% (told from the 1,000th record
    /// on, and at the end). A FILE that cannot be read is no bad record: --on-error stop ends the run at one.
    #[arg(long, value_name = "N|P%")]
    pub max_errors: Option<run::MaxErrors>,

    /// Write bad records to FILE, byte for byte
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,

    /// The form of reports
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ErrorFormat::Text)]
    pub error_format: ErrorFormat,

    /// Do not report bad records; the exit code tells
    #[arg(short, long)]
    pub quiet: bool,

    /// Colour in reports and in what is written for people
    ///
    /// auto: on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub color: When,
}

impl ErrorFlags {
    pub(super) fn color(&self) -> bool {
        self.color_on(&io::stderr())
    }

    /// Whether what is written to `stream` has colour.
    pub(super) fn color_on(&self, stream: &impl IsTerminal) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
                    || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
                !unwanted && stream.is_terminal()
            }
        }
    }
}

/// `--on-error`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum OnError {
    /// report it and leave it out
    Skip,
    /// end the run, after what came before is written
    Stop,
    /// report it and pass it unchanged
    Keep,
}

impl From<OnError> for run::OnError {
    fn from(on_error: OnError) -> Self {
        match on_error {
            OnError::Skip => run::OnError::Skip,
            OnError::Stop => run::OnError::Stop,
            OnError::Keep => run::OnError::Keep,
        }
    }
}

/// For tools that write no records, or make them: a bad one cannot be kept.
#[must_use]
pub fn no_keep(command: Command) -> Command {
    let but_keep = OnError::value_variants().iter().filter(|v| !matches!(v, OnError::Keep));
    let values: Vec<_> = but_keep.filter_map(ValueEnum::to_possible_value).collect();
    let parser =
        clap::builder::TypedValueParser::try_map(clap::builder::PossibleValuesParser::new(values), |s: String| {
            OnError::from_str(&s, false)
        });
    command.mut_arg("on_error", |arg| arg.value_parser(parser))
}

/// `--error-format`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ErrorFormat {
    /// a line for people
    Text,
    /// a JSON object a report
    Json,
    /// annotations on a GitHub page
    Github,
}

impl From<ErrorFormat> for Format {
    fn from(format: ErrorFormat) -> Self {
        match format {
            ErrorFormat::Text => Format::Text,
            ErrorFormat::Json => Format::Json,
            ErrorFormat::Github => Format::GitHub,
        }
    }
}

/// `--color`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum When {
    /// on a terminal
    Auto,
    /// also into files and pipes
    Always,
    /// not at all
    Never,
}
