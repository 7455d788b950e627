//! How a run can end. The one table of exit codes:
//!
//! | code | when |
//! |---|---|
//! | 0 | all done; also when the reader of the output went away (`\| head`) |
//! | 1 | finished, but a record, a file or the rest of a file was reported, or a check did not hold |
//! | 2 | usage, output that could not be written, no input that could be read, or too little memory or threads |

use std::fmt;
use std::process::ExitCode;

/// The end of a run that went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All done.
    Done,
    /// Finished, but something was reported.
    Reported,
}

/// The end of a run that did not.
#[derive(Debug)]
pub enum Failure {
    /// The reader of the output went away: nothing is wrong and nothing is said.
    Closed,
    /// Wrong usage, about which the user has been told already.
    Said,
    /// Anything else, as a lower-case fragment for people.
    Message(String),
}

impl Failure {
    /// A failure with these words.
    pub fn new(message: impl Into<String>) -> Self {
        Failure::Message(message.into())
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        match self {
            Failure::Closed => Exit::Done.into(),
            Failure::Said | Failure::Message(_) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Closed => f.write_str("the reader of the output went away"),
            Failure::Said => f.write_str("wrong usage"),
            Failure::Message(m) => f.write_str(m),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::Reported => ExitCode::from(1),
        }
    }
}
