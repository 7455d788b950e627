//! JSON text without a tree: checked against RFC 8259 and described by spans, so that what nobody
//! edits keeps its bytes.

mod scan;
mod separators;
mod string;
mod write;

pub use scan::{Error, Kind, Member, Span, elements, members, value};
pub use separators::escape_separators;
pub use string::{decode, write_string};
pub use write::{write_list, write_object};
