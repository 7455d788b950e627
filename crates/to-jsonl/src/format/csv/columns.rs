//! What becomes of each column: a field of the record, or a member of its `metadata`.

use std::borrow::Cow;

use copydesk_cli::stream::{BadRecord, Kind};

use crate::flags::{Options, Type};

/// A cell that is not of the type that its column was said to have.
const NOT_OF_TYPE: Kind = Kind("not-of-type");

/// One column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// Its name in the record.
    pub(super) name: String,
    pub(super) role: Role,
}

/// Where a column's cells go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    Text,
    Title,
    Created,
    Source,
    /// To `metadata`; typed, if `--types` says so.
    Metadata(Option<Type>),
}

/// The columns of a table whose header has the cells `header`, or that has no header and rows of as
/// many cells.
///
/// # Errors
/// A name in `--map` or `--types` that no column has, or no column for the text.
pub(super) fn columns(header: &[Cow<'_, str>], options: &Options) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = Vec::new();
    let names = names(header);
    let all = || names.join(", ");
    for (_, name) in &options.map {
        if !names.contains(name) {
            return Err(format!("no column is named {name:?}, which --map names (there are: {})", all()));
        }
    }
    for (name, _) in &options.types {
        if !names.contains(name) {
            return Err(format!("no column is named {name:?}, which --types names (there are: {})", all()));
        }
    }
    let mapped = |field: &str| options.map.iter().any(|(to, _)| to == field);
    for name in &names {
        let field = match options.map.iter().find(|(_, from)| from == name) {
            Some((field, _)) => field.as_str(),
            // A column of the name that another one is mapped to.
            None if mapped(name) => "",
            None => name.as_str(),
        };
        let kind = options.types.iter().find(|(column, _)| column == name).map(|(_, kind)| *kind);
        let by_map = mapped(field);
        let role = match field {
            "text" => Role::Text,
            "title" => Role::Title,
            // Without being asked: what such columns hold is anybody's guess.
            "created" if by_map => Role::Created,
            "source" if by_map => Role::Source,
            _ => Role::Metadata(kind),
        };
        if kind.is_some() && !matches!(role, Role::Metadata(_)) {
            return Err(format!("the column {name:?} is the record's {field}, which is a string, and has no --types"));
        }
        let name = match (role, field) {
            // Where it stood and how it was read have these names.
            (Role::Metadata(_), "line" | "encoding") => format!("{field}_2"),
            (Role::Metadata(_), "") => name.clone(),
            _ => field.to_owned(),
        };
        columns.push(Column { name, role });
    }
    if !columns.iter().any(|c| c.role == Role::Text) {
        return Err(format!("no column is named \"text\": name one with --map text=COLUMN (there are: {})", all()));
    }
    Ok(columns)
}

/// The names in a header: each once, none empty.
fn names(header: &[Cow<'_, str>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (i, cell) in header.iter().enumerate() {
        let name = if cell.is_empty() { format!("column_{}", i + 1) } else { cell.clone().into_owned() };
        let mut unique = name.clone();
        let mut n = 1;
        while names.contains(&unique) {
            n += 1;
            unique = format!("{name}_{n}");
        }
        names.push(unique);
    }
    names
}

/// The JSON of `cell` as a `kind`: its own characters, where they are one, and `null` for none.
pub(super) fn typed<'a>(cell: &'a str, kind: Type, column: &str) -> Result<&'a str, BadRecord> {
    let cell = cell.trim();
    let fits = match kind {
        Type::Number => is_number(cell),
        Type::Boolean => matches!(cell, "true" | "false"),
        Type::Json => copydesk_cli::stream::json::value(cell.as_bytes()).is_ok(),
    };
    match cell {
        "" => Ok("null"),
        _ if fits => Ok(cell),
        _ => Err(BadRecord::new(
            NOT_OF_TYPE,
            format!("column {column:?} holds {} that is no {}", quoted(cell), kind.name()),
        )),
    }
}

/// A cell for a report, which needs not all of a long one.
fn quoted(cell: &str) -> String {
    match cell.char_indices().nth(40) {
        Some((end, _)) => format!("{:?}...", &cell[..end]),
        None => format!("{cell:?}"),
    }
}

/// A number as JSON spells it.
fn is_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && copydesk_cli::stream::json::value(cell.as_bytes()).is_ok()
}
