//! The languages that are told apart. Also part of the build script.

/// A language that the models know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1 code, or 639-3 where there is none.
    pub code: &'static str,
    /// ISO 639-3 code.
    pub iso639_3: &'static str,
    /// English name.
    pub name: &'static str,
    /// Writing system of its model.
    pub(crate) writing: Writing,
}

/// A writing system as far as it narrows the choice of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Armenian,
    Bengali,
    Georgian,
    Greek,
    Gujarati,
    Gurmukhi,
    Hangul,
    Hebrew,
    Tamil,
    Telugu,
    Thai,
    Han,
    Japanese,
}

const fn language(code: &'static str, iso639_3: &'static str, name: &'static str, writing: Writing) -> Language {
    Language { code, iso639_3, name, writing }
}

/// All of them, in the alphabetical order of lingua's names. An index into this is a language's number in the table.
pub static LANGUAGES: [Language; 75] = [
    language("af", "afr", "Afrikaans", Writing::Latin),
    language("sq", "sqi", "Albanian", Writing::Latin),
    language("ar", "ara", "Arabic", Writing::Arabic),
    language("hy", "hye", "Armenian", Writing::Armenian),
    language("az", "aze", "Azerbaijani", Writing::Latin),
    language("eu", "eus", "Basque", Writing::Latin),
    language("be", "bel", "Belarusian", Writing::Cyrillic),
    language("bn", "ben", "Bengali", Writing::Bengali),
    language("nb", "nob", "Norwegian Bokmål", Writing::Latin),
    language("bs", "bos", "Bosnian", Writing::Latin),
    language("bg", "bul", "Bulgarian", Writing::Cyrillic),
    language("ca", "cat", "Catalan", Writing::Latin),
    language("zh", "zho", "Chinese", Writing::Han),
    language("hr", "hrv", "Croatian", Writing::Latin),
    language("cs", "ces", "Czech", Writing::Latin),
    language("da", "dan", "Danish", Writing::Latin),
    language("nl", "nld", "Dutch", Writing::Latin),
    language("en", "eng", "English", Writing::Latin),
    language("eo", "epo", "Esperanto", Writing::Latin),
    language("et", "est", "Estonian", Writing::Latin),
    language("fi", "fin", "Finnish", Writing::Latin),
    language("fr", "fra", "French", Writing::Latin),
    language("lg", "lug", "Ganda", Writing::Latin),
    language("ka", "kat", "Georgian", Writing::Georgian),
    language("de", "deu", "German", Writing::Latin),
    language("el", "ell", "Greek", Writing::Greek),
    language("gu", "guj", "Gujarati", Writing::Gujarati),
    language("he", "heb", "Hebrew", Writing::Hebrew),
    language("hi", "hin", "Hindi", Writing::Devanagari),
    language("hu", "hun", "Hungarian", Writing::Latin),
    language("is", "isl", "Icelandic", Writing::Latin),
    language("id", "ind", "Indonesian", Writing::Latin),
    language("ga", "gle", "Irish", Writing::Latin),
    language("it", "ita", "Italian", Writing::Latin),
    language("ja", "jpn", "Japanese", Writing::Japanese),
    language("kk", "kaz", "Kazakh", Writing::Cyrillic),
    language("ko", "kor", "Korean", Writing::Hangul),
    language("la", "lat", "Latin", Writing::Latin),
    language("lv", "lav", "Latvian", Writing::Latin),
    language("lt", "lit", "Lithuanian", Writing::Latin),
    language("mk", "mkd", "Macedonian", Writing::Cyrillic),
    language("ms", "msa", "Malay", Writing::Latin),
    language("mi", "mri", "Māori", Writing::Latin),
    language("mr", "mar", "Marathi", Writing::Devanagari),
    language("mn", "mon", "Mongolian", Writing::Cyrillic),
    language("nn", "nno", "Norwegian Nynorsk", Writing::Latin),
    language("fa", "fas", "Persian", Writing::Arabic),
    language("pl", "pol", "Polish", Writing::Latin),
    language("pt", "por", "Portuguese", Writing::Latin),
    language("pa", "pan", "Punjabi", Writing::Gurmukhi),
    language("ro", "ron", "Romanian", Writing::Latin),
    language("ru", "rus", "Russian", Writing::Cyrillic),
    language("sr", "srp", "Serbian", Writing::Cyrillic),
    language("sn", "sna", "Shona", Writing::Latin),
    language("sk", "slk", "Slovak", Writing::Latin),
    language("sl", "slv", "Slovene", Writing::Latin),
    language("so", "som", "Somali", Writing::Latin),
    language("st", "sot", "Sotho", Writing::Latin),
    language("es", "spa", "Spanish", Writing::Latin),
    language("sw", "swa", "Swahili", Writing::Latin),
    language("sv", "swe", "Swedish", Writing::Latin),
    language("tl", "tgl", "Tagalog", Writing::Latin),
    language("ta", "tam", "Tamil", Writing::Tamil),
    language("te", "tel", "Telugu", Writing::Telugu),
    language("th", "tha", "Thai", Writing::Thai),
    language("ts", "tso", "Tsonga", Writing::Latin),
    language("tn", "tsn", "Tswana", Writing::Latin),
    language("tr", "tur", "Turkish", Writing::Latin),
    language("uk", "ukr", "Ukrainian", Writing::Cyrillic),
    language("ur", "urd", "Urdu", Writing::Arabic),
    language("vi", "vie", "Vietnamese", Writing::Latin),
    language("cy", "cym", "Welsh", Writing::Latin),
    language("xh", "xho", "Xhosa", Writing::Latin),
    language("yo", "yor", "Yoruba", Writing::Latin),
    language("zu", "zul", "Zulu", Writing::Latin),
];

/// A set of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Set(u128);

impl Set {
    /// All languages.
    pub(crate) const ALL: Set = Set(u128::MAX);
    /// No language.
    pub(crate) const NONE: Set = Set(0);

    /// Whether the language with this index is in it.
    pub(crate) fn has(self, language: u8) -> bool {
        self.0 >> language & 1 == 1
    }

    /// The set with the language with this index.
    #[must_use]
    pub(crate) fn with(self, language: u8) -> Set {
        Set(self.0 | 1 << language)
    }
}

/// The number in the table for Serbian in Latin letters: a model made of the Cyrillic one.
pub(crate) const SERBIAN_LATIN: u8 = 75;
/// The number of Serbian.
pub(crate) const SERBIAN: u8 = 52;

/// Writing systems in which several languages must be told apart by n-grams: the parts of the table.
pub(crate) const PARTS: [Writing; 4] = [Writing::Latin, Writing::Cyrillic, Writing::Arabic, Writing::Devanagari];
