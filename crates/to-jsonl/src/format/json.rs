//! A JSON file with an array of objects, or one object.

use copydesk_cli::stream::json::{Error, elements, members};

/// The objects in `text`, each on one line.
pub(crate) fn objects(text: &str, mut each: impl FnMut(String)) -> Result<(), Error> {
    if text.trim_start().starts_with('[') {
        elements(text.as_bytes(), |span, _| each(one_line(&text[span])))
    } else {
        members(text.as_bytes(), &mut Vec::new())?;
        each(one_line(text.trim()));
        Ok(())
    }
}

/// Line ends in JSON stand only between values, where they mean nothing.
fn one_line(json: &str) -> String {
    json.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect()
}
