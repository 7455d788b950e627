//! Forms of the report.

pub(crate) mod csv;
mod groups;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
mod months;
mod numbers;
mod parts;
mod spark;
pub(crate) mod table;
