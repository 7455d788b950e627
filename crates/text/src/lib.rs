//! What the tools do to text, as pure functions on `&str`: no records, no flags, no I/O.

pub mod clean;
pub mod measure;
pub mod sentences;
mod window;
