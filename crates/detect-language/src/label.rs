//! Languages as people and records name them.

use std::fmt;
use std::str::FromStr;

use copydesk_language::{LANGUAGES, Language, UNDETERMINED, script};

/// A language, or that it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Label(pub(crate) Option<&'static Language>);

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Iso639_1,
    Iso639_3,
    Bcp47,
    Name,
}

impl Label {
    /// The label with this code.
    pub(crate) fn of(code: &str) -> Label {
        Label(LANGUAGES.iter().find(|language| language.code == code))
    }

    /// One that is a language, from its code or name.
    pub(crate) fn language(text: &str) -> Result<Label, String> {
        match text.parse()? {
            Label(None) => Err(format!("{UNDETERMINED} is no language to choose")),
            label => Ok(label),
        }
    }

    /// How it is written for a `text` in it.
    pub(crate) fn write(self, form: Form, text: &str) -> Written {
        let Some(language) = self.0 else {
            return Written { name: if form == Form::Name { "Undetermined" } else { UNDETERMINED }, script: None };
        };
        match form {
            Form::Iso639_1 => Written { name: language.code, script: None },
            Form::Iso639_3 => Written { name: language.iso639_3, script: None },
            Form::Name => Written { name: language.name, script: None },
            // Only these are written in more than one script; the others have one that goes without saying.
            Form::Bcp47 if matches!(language.code, "sr" | "zh") => {
                Written { name: language.code, script: script(text, language.code).filter(|s| *s != "Hani") }
            }
            Form::Bcp47 => Written { name: language.code, script: None },
        }
    }
}

impl FromStr for Label {
    type Err = String;

    /// From a code or name in any form that [`Label::write`] has, also with a script or region behind it (`en-US`,
    /// `eng_Latn`), and from the codes in [`SAME`].
    fn from_str(text: &str) -> Result<Label, String> {
        let main = match text.split_once(['-', '_']) {
            Some((main, _)) if matches!(main.len(), 2 | 3) => main,
            _ => text,
        };
        let main = SAME.iter().find(|(other, _)| main.eq_ignore_ascii_case(other)).map_or(main, |(_, code)| code);
        if [UNDETERMINED, "undetermined"].iter().any(|name| main.eq_ignore_ascii_case(name)) {
            return Ok(Label(None));
        }
        let is = |language: &&Language| {
            [language.code, language.iso639_3].iter().any(|code| main.eq_ignore_ascii_case(code))
                || language.name.to_lowercase() == text.to_lowercase()
        };
        match LANGUAGES.iter().find(is) {
            Some(language) => Ok(Label(Some(language))),
            None if ["no", "nor", "norwegian"].iter().any(|name| main.eq_ignore_ascii_case(name)) => {
                Err("Norwegian is told as nb (Bokmål) and nn (Nynorsk)".to_owned())
            }
            None => Err("not a language that is told; see --list-languages".to_owned()),
        }
    }
}

/// Other codes for languages that are told: old ones, and in ISO 639-3 those of the variety that most texts are in.
const SAME: [(&str, &str); 13] = [
    ("als", "sq"),
    ("arb", "ar"),
    ("azj", "az"),
    ("cmn", "zh"),
    ("ekk", "et"),
    ("fil", "tl"),
    ("in", "id"),
    ("iw", "he"),
    ("khk", "mn"),
    ("lvs", "lv"),
    ("pes", "fa"),
    ("swh", "sw"),
    ("zsm", "ms"),
];

/// A label as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    name: &'static str,
    script: Option<&'static str>,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        self.script.map_or(Ok(()), |script| write!(f, "-{script}"))
    }
}

/// `--list-languages`: codes and names.
pub(crate) fn list() -> String {
    let line = |language: &Language| format!("{:2}  {}  {}\n", language.code, language.iso639_3, language.name);
    let mut languages: Vec<&Language> = LANGUAGES.iter().collect();
    languages.sort_by_key(|language| language.code);
    languages.into_iter().map(line).collect()
}
