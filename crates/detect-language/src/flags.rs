use clap::{Args, ValueEnum};
use copydesk_cli::stream::record::Field;
use copydesk_cli::{FieldFlags, whole};

use crate::label::{Form, Label};

/// `detect-language`'s own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Languages")]
pub(crate) struct Flags {
    /// Choose among these languages alone
    ///
    /// ISO 639-1 or 639-3 codes, or English names, here and wherever languages are named; a script or region behind one
    /// (en-US, eng_Latn) says nothing.
    #[arg(long, value_name = "LANG,...", value_delimiter = ',', value_parser = Label::language)]
    pub(crate) languages: Vec<Label>,

    /// A confidence below this is und
    #[arg(long, value_name = "X", value_parser = share)]
    pub(crate) min_confidence: Option<f64>,

    /// Pass on records in these languages alone; und is one
    #[arg(long, value_name = "LANG,...", value_delimiter = ',', conflicts_with = "drop_lang")]
    pub(crate) keep_lang: Vec<Label>,

    /// Leave out records in these languages; und is one
    #[arg(long, value_name = "LANG,...", value_delimiter = ',')]
    pub(crate) drop_lang: Vec<Label>,

    /// Report records that are in none of these languages, and pass them; the exit code is 1
    #[arg(long, value_name = "LANG,...", value_delimiter = ',')]
    pub(crate) expect: Vec<Label>,

    /// Leave a language alone that is there already; und is one
    #[arg(long)]
    pub(crate) if_missing: bool,

    /// List the languages that are told apart
    #[arg(long, conflicts_with_all = ["output_dir", "shard_size"])]
    pub(crate) list_languages: bool,

    /// What tells the languages
    #[cfg(feature = "lingua")]
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = EngineName::Table)]
    pub(crate) engine: EngineName,

    #[command(flatten)]
    pub(crate) field: FieldFlags,

    /// The field to write; others that are written have NAME before their names
    #[arg(long, value_name = "NAME", default_value = "lang", help_heading = "Fields")]
    pub(crate) to: Field,

    /// How a language is written
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Code::Iso639_1, help_heading = "Fields")]
    pub(crate) code: Code,

    /// Also write NAME_script: Latn, Cyrl, Hans, Hant ... (ISO 15924)
    #[arg(long, help_heading = "Fields")]
    pub(crate) script: bool,

    /// Also write NAME_candidates: the N likeliest languages
    #[arg(long, value_name = "N", value_parser = whole::<u8>(1..=255), help_heading = "Fields")]
    pub(crate) top: Option<u8>,

    /// Also write NAME_spans: the parts that are in different languages
    ///
    /// They begin and end with sentences, and their offsets count bytes of the text.
    #[arg(long, help_heading = "Fields")]
    pub(crate) spans: bool,

    /// Also write NAME_sentences: the language of each of the record's `sentences`, where it has them
    #[arg(long, help_heading = "Fields")]
    pub(crate) per_sentence: bool,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("expected a number from 0 to 1".to_owned()),
    }
}

/// `--code`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Code {
    /// en, zh, sr
    #[value(name = "639-1")]
    Iso639_1,
    /// eng, zho, srp
    #[value(name = "639-3")]
    Iso639_3,
    /// en, zh-Hant, sr-Latn
    #[value(name = "bcp47")]
    Bcp47,
    /// English, Chinese, Serbian
    #[value(name = "name")]
    Name,
}

impl From<Code> for Form {
    fn from(code: Code) -> Form {
        match code {
            Code::Iso639_1 => Form::Iso639_1,
            Code::Iso639_3 => Form::Iso639_3,
            Code::Bcp47 => Form::Bcp47,
            Code::Name => Form::Name,
        }
    }
}

/// `--engine`
#[cfg(feature = "lingua")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineName {
    /// the table made of lingua's models
    Table,
    /// lingua itself, hundreds of times slower; its confidence is not calibrated
    Lingua,
}
