//! What becomes of each column: a field of the record, or a member of its `metadata`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use copydesk_cli::stream::{BadRecord, Kind};

use crate::flags::{Id, Options, Type};

/// A cell that is not of the type that its column was said to have.
const NOT_OF_TYPE: Kind = Kind("not-of-type");

/// One column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its name in the record.
    pub(crate) name: String,
    pub(crate) role: Role,
    /// Whether its cells are the records' ids.
    pub(crate) is_id: bool,
}

/// Where a column's cells go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
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
pub(crate) fn columns(header: &[Cow<'_, str>], options: &Options) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = Vec::new();
    let names = names(header);
    let all =
        || names.iter().take(20).cloned().collect::<Vec<_>>().join(", ") + if names.len() > 20 { " ..." } else { "" };
    let known: HashSet<&String> = names.iter().collect();
    for (_, name) in &options.map {
        if !known.contains(name) {
            return Err(format!("no column is named {name:?}, which --map names (there are: {})", all()));
        }
    }
    for (name, _) in &options.types {
        if !known.contains(name) {
            return Err(format!("no column is named {name:?}, which --types names (there are: {})", all()));
        }
    }
    if let Id::Column(name) = &options.id
        && !known.contains(name)
    {
        return Err(format!("no column is named {name:?}, which --id names (there are: {})", all()));
    }
    // Where it stood and how it was read have these names.
    let mut taken = Unique::default();
    for name in ["line", "encoding"] {
        taken.given.insert(name.to_owned());
    }
    let mapped = |field: &str| options.map.iter().any(|(to, _)| to == field);
    for name in &names {
        let field = match options.map.iter().find(|(_, from)| from == name) {
            Some((field, _)) => field.as_str(),
            // A column of the name that another one is mapped to.
            None if mapped(name) => "",
            None => name.as_str(),
        };
        let is_id = matches!(&options.id, Id::Column(column) if column == name);
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
            (Role::Metadata(_), "") => taken.name(name.clone()),
            (Role::Metadata(_), field) => taken.name(field.to_owned()),
            _ => field.to_owned(),
        };
        columns.push(Column { name, role, is_id });
    }
    if !columns.iter().any(|c| c.role == Role::Text) {
        return Err(format!("no column is named \"text\": name one with --map text=COLUMN (there are: {})", all()));
    }
    Ok(columns)
}

/// The names in a header: each once, none empty.
fn names(header: &[Cow<'_, str>]) -> Vec<String> {
    let mut unique = Unique::default();
    let name = |(i, cell): (usize, &Cow<'_, str>)| {
        if cell.is_empty() { format!("column_{}", i + 1) } else { cell.to_string() }
    };
    header.iter().enumerate().map(name).map(|name| unique.name(name)).collect()
}

/// Makes names that were given before into others.
#[derive(Default)]
struct Unique {
    given: HashSet<String>,
    /// The last number that was put behind a name.
    numbers: HashMap<String, u64>,
}

impl Unique {
    fn name(&mut self, name: String) -> String {
        if self.given.insert(name.clone()) {
            return name;
        }
        let number = self.numbers.entry(name.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name}_{number}");
            if self.given.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The JSON of `cell` as a `kind`: its own characters, where they are one, and `null` for none.
pub(crate) fn typed<'a>(cell: &'a str, kind: Type, column: &str) -> Result<&'a str, BadRecord> {
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
