//! The tools as users run them: real files, pipes and exit codes.

mod pipe;
mod records;
mod run;
