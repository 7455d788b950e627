//! `--explode`: one record a sentence.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::{Kind, decode};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::Out;

use crate::offsets::Offsets;
use crate::pieces::Pieces;
use crate::write::{Answer, write_span};

/// Writes a record for each of the `pieces` of `text`: the piece itself or its span in the field `to`, its number as
/// `sentence` and behind the id, and the other fields as they came.
pub(crate) fn write(
    record: &mut Record<'_>,
    out: &mut Out<'_>,
    text: &str,
    pieces: Pieces<'_>,
    answer: &Answer,
    to: &Field,
) -> Result<(), BadRecord> {
    let (id, sentence, paragraph) = (Field::named("id"), Field::named("sentence"), Field::named("paragraph"));
    let own_id = own_id(record, &id);
    let mut offsets = Offsets::new(text, answer.unit());
    let mut paragraphs = 0_usize;
    for (i, piece) in pieces.enumerate() {
        let number = i + 1;
        paragraphs += usize::from(piece.begins);
        record.clear_edits();
        if let Some(own) = &own_id {
            record.set_str(&id, &format!("{own}#{number}"))?;
        }
        match answer.spans {
            None => record.set_str(to, text.get(piece.range).unwrap_or(""))?,
            Some(_) => {
                let (start, end) = (offsets.count(piece.range.start), offsets.count(piece.range.end));
                record.set_with(to, |json| {
                    json.push(b'[');
                    write_span(start, end, json);
                    json.push(b']');
                })?;
            }
        }
        if answer.paragraphs {
            record.set_with(&paragraph, |json| json.extend_from_slice(paragraphs.to_string().as_bytes()))?;
        }
        record.set_with(&sentence, |json| json.extend_from_slice(number.to_string().as_bytes()))?;
        out.write(record);
    }
    Ok(())
}

/// The id of the record as text: a string, or a number as it is spelled.
fn own_id(record: &Record<'_>, field: &Field) -> Option<String> {
    match record.raw(field)? {
        (json, Kind::String { .. }) => {
            let mut id = String::new();
            decode(json.get(1..json.len() - 1)?, &mut id);
            Some(id)
        }
        (json, Kind::Number) => Some(json.to_owned()),
        _ => None,
    }
}
