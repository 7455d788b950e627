//! What the targets check: laws that hold for any bytes, not only that nothing panics.

mod bytes;
mod clean;
mod dates;
mod encodings;
mod formats;
mod gates;
#[cfg(feature = "language")]
mod language;
mod manifest;
mod measure;
mod record;
mod sentences;
mod states;

pub use bytes::{check_compressed, check_lines};
pub use clean::{check_boilerplate, check_clean};
pub use dates::check_date;
pub use encodings::check_encodings;
pub use formats::{check, check_file};
pub use gates::check_gates;
#[cfg(feature = "language")]
pub use language::check_language;
pub use manifest::check_manifest;
pub use measure::{check_measure, check_syllables};
pub use record::{check_record, check_string};
pub use sentences::{check_abbreviations, check_sentences};
pub use states::{check_baseline, check_state};
