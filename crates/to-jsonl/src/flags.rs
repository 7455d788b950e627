use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use copydesk_cli::stream::buffer::Pool;
use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::run::{Choice, Sample};
use copydesk_cli::whole;
use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::encoding::Charset;
use crate::format::Format;
use crate::html::Effort;

/// `to-jsonl`'s own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Flags {
    /// What the input is [default: by the file's name; text for standard input]
    #[arg(long, value_name = "FORMAT", value_enum)]
    from: Option<Format>,

    /// Where the title of a text file comes from
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Title::Auto)]
    title: Title,

    /// How much is done to find the article of a web page
    #[arg(long, value_name = "EFFORT", value_enum, default_value_t = Effort::Best)]
    html: Effort,

    /// The encoding of the input, such as windows-1252, shift_jis or ibm852 [default: what it
    /// looks like]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,

    /// What the records' ids are
    ///
    /// hash: of title and text, the same on every machine. path: the source, and behind a colon the
    /// line or row. counter: 1, 2, 3 ... column=NAME: the cells of a column.
    #[arg(long, value_name = "KIND", default_value = "hash")]
    id: Id,

    #[command(flatten)]
    table: TableFlags,

    #[command(flatten)]
    choice: ChoiceFlags,
}

/// Flags of tables.
#[derive(Args, Debug)]
#[command(next_help_heading = "CSV and TSV")]
pub(crate) struct TableFlags {
    /// Columns for fields, such as text=body,title=headline
    ///
    /// FIELD is text, title, created, source, or a name in metadata, where all other columns go
    /// under their own names.
    #[arg(long, value_name = "FIELD=COLUMN,...", value_delimiter = ',', value_parser = pair)]
    map: Vec<(String, String)>,

    /// Columns that are no strings, such as views=number,paid=boolean,tags=json
    ///
    /// Their cells are written as they are, and an empty one as null. A cell of another type makes
    /// its row bad.
    #[arg(long, value_name = "COLUMN=TYPE,...", value_delimiter = ',', value_parser = typed)]
    types: Vec<(String, Type)>,

    /// The character between cells, or `tab` [default: found in CSV, a tab in TSV]
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<Mark>,

    /// The character around cells, or `none` [default: "]
    #[arg(long, value_name = "CHARACTER")]
    quote: Option<Quote>,

    /// The first row is no header: columns are called column_1, column_2 ...
    #[arg(long)]
    no_header: bool,
}

impl TableFlags {
    /// A flag that is given and does nothing for a format.
    fn stray(&self, format: Format) -> Option<&'static str> {
        let of_cells = !matches!(format, Format::Csv | Format::Tsv);
        let of_columns = of_cells && format != Format::Parquet;
        let flags = [
            ("--map", of_columns && !self.map.is_empty()),
            ("--types", of_columns && !self.types.is_empty()),
            ("--delimiter", of_cells && self.delimiter.is_some()),
            ("--quote", of_cells && self.quote.is_some()),
            ("--no-header", of_cells && self.no_header),
        ];
        flags.into_iter().find(|(_, is_stray)| *is_stray).map(|(flag, _)| flag)
    }
}

/// Flags that leave articles out.
#[derive(Args, Debug)]
#[command(next_help_heading = "Choosing")]
pub(crate) struct ChoiceFlags {
    /// In folders, only files whose path or name matches, such as *.txt; may be repeated
    #[arg(long, value_name = "GLOB")]
    include: Vec<Glob>,

    /// In folders, no files whose path or name matches; may be repeated
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Glob>,

    /// Leave out articles whose text has fewer characters
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, value_parser = whole::<usize>(..))]
    min_chars: usize,

    /// Only the first N articles
    #[arg(long, value_name = "N", value_parser = whole::<u64>(1..), conflicts_with = "output_dir")]
    limit: Option<u64>,

    /// Only N articles, chosen at random; the same for the same input and seed
    ///
    /// They are held in memory, and come out in the order of the input at its end.
    #[arg(long, value_name = "N", value_parser = whole::<usize>(..), conflicts_with = "output_dir")]
    sample: Option<usize>,

    /// What --sample depends on beside the input
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = whole::<u64>(..), requires = "sample")]
    seed: u64,
}

/// What records' ids are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    Hash,
    Path,
    Counter,
    Column(String),
}

impl FromStr for Id {
    type Err = &'static str;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match (s, s.strip_prefix("column=")) {
            ("hash", _) => Ok(Id::Hash),
            ("path", _) => Ok(Id::Path),
            ("counter", _) => Ok(Id::Counter),
            (_, Some(column)) if !column.is_empty() => Ok(Id::Column(column.to_owned())),
            _ => Err("must be hash, path, counter or column=NAME"),
        }
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Type {
    Number,
    Boolean,
    Json,
}

impl Type {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Type::Number => "number",
            Type::Boolean => "boolean (true or false)",
            Type::Json => "JSON",
        }
    }
}

fn pair(s: &str) -> Result<(String, String), String> {
    match s.split_once('=') {
        Some((left, right)) if !left.is_empty() && !right.is_empty() => Ok((left.to_owned(), right.to_owned())),
        _ => Err("must be two names with = between them".into()),
    }
}

fn typed(s: &str) -> Result<(String, Type), String> {
    let (column, kind) = pair(s)?;
    Ok((column, Type::from_str(&kind, false).map_err(|_| "the type must be number, boolean or json")?))
}

/// A character that means something in a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(pub(crate) u8);

impl FromStr for Mark {
    type Err = &'static str;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.as_bytes() {
            _ if s == "tab" || s == "\\t" => Ok(Mark(b'\t')),
            [b] if b.is_ascii() && !matches!(b, b'\r' | b'\n' | 0) => Ok(Mark(*b)),
            _ => Err("must be one ASCII character"),
        }
    }
}

/// The quote, if there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quote(pub(crate) Option<u8>);

impl FromStr for Quote {
    type Err = &'static str;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if s == "none" { Ok(Quote(None)) } else { s.parse::<Mark>().map(|mark| Quote(Some(mark.0))) }
    }
}

/// `--title`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Title {
    /// a short first line before a blank line
    Auto,
    /// there is none
    None,
}

/// What the flags say.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) from: Option<Format>,
    pub(crate) title: Title,
    pub(crate) html: Effort,
    pub(crate) encoding: Option<Charset>,
    pub(crate) map: Vec<(String, String)>,
    pub(crate) types: Vec<(String, Type)>,
    pub(crate) delimiter: Option<Mark>,
    pub(crate) quote: Option<Quote>,
    pub(crate) no_header: bool,
    pub(crate) id: Id,
    pub(crate) min_chars: usize,
    /// Which files of folders are read.
    pub(crate) include: GlobSet,
    pub(crate) exclude: GlobSet,
    /// The folder of outputs, which is not walked where it stands in one that is.
    pub(crate) outputs: Option<PathBuf>,
    pub(crate) max_record: usize,
    pub(crate) escape_separators: bool,
    pub(crate) pool: Pool,
}

fn set(globs: &[Glob]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(glob.clone());
    }
    set.build().map_err(|e| Failure::new(e.to_string()))
}

impl Flags {
    /// That no flag is for another format than the one that is named, and that the ids of an input's articles do not
    /// depend on other inputs, where some may be left out.
    pub(crate) fn check(&self, resume: bool) -> Result<(), Failure> {
        if let Some((from, flag)) = self.from.and_then(|from| Some((from, self.table.stray(from)?))) {
            let from = from.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
            let fields = "; tools that read other fields take --field";
            let fields = if flag == "--map" && from.starts_with("json") { fields } else { "" };
            return Err(Failure::new(format!("{flag} is for tables, not for --from {from}{fields}")));
        }
        match self.id {
            Id::Counter | Id::Column(_) if resume => Err(Failure::new(
                "--resume does not know the ids of what is complete, which --id counter and --id column=NAME need",
            )),
            _ => Ok(()),
        }
    }

    /// Which of the articles are written.
    pub(crate) fn choice(&self) -> Choice {
        let sample = self.choice.sample.map(|size| Sample { size, seed: self.choice.seed });
        Choice { first: self.choice.limit, sample }
    }

    pub(crate) fn options(&self, max_record: usize, pool: Pool) -> Result<Options, Failure> {
        let named = |label: &String| {
            Charset::for_label(label)
                .ok_or_else(|| Failure::new(format!("--encoding {label:?} is no label of the WHATWG Encoding Standard and none of ours (try utf-8, windows-1252, shift_jis, ibm852)")))
        };
        let encoding = self.encoding.as_ref().map(named).transpose()?;
        let table = &self.table;
        Ok(Options {
            from: self.from,
            title: self.title,
            html: self.html,
            encoding,
            map: table.map.clone(),
            types: table.types.clone(),
            delimiter: table.delimiter,
            quote: table.quote,
            no_header: table.no_header,
            id: self.id.clone(),
            min_chars: self.choice.min_chars,
            include: set(&self.choice.include)?,
            exclude: set(&self.choice.exclude)?,
            outputs: None,
            max_record,
            escape_separators: false,
            pool,
        })
    }
}
