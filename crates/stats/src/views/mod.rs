//! Forms of the report.

pub(crate) mod json;
