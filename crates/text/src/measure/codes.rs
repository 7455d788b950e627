//! Codes of languages that have another one of two letters.

/// ISO 639-3 and 639-2/T codes, and old ones, with the ISO 639-1 code that the lists and formulas go by.
const CODES: [(&str, &str); 82] = [
    ("afr", "af"),
    ("ara", "ar"),
    ("arb", "ar"),
    ("aze", "az"),
    ("azj", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("eus", "eu"),
    ("fas", "fa"),
    ("fil", "tl"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("in", "id"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("iw", "he"),
    ("jpn", "ja"),
    ("kat", "ka"),
    ("kaz", "kk"),
    ("khk", "mn"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("lvs", "lv"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mon", "mn"),
    ("msa", "ms"),
    ("nld", "nl"),
    ("nno", "nn"),
    ("no", "nb"),
    ("nob", "nb"),
    ("nor", "nb"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("som", "so"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("srp", "sr"),
    ("swa", "sw"),
    ("swe", "sv"),
    ("swh", "sw"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
    ("yor", "yo"),
    ("zho", "zh"),
    ("zsm", "ms"),
    ("zul", "zu"),
];

/// The language of a code such as `pt-BR`; without one, formulas take a text to be English.
pub(super) fn primary(code: Option<&str>) -> &str {
    let code = code.map_or("en", |code| code.split(['-', '_']).next().unwrap_or(code));
    CODES.binary_search_by_key(&code, |(other, _)| other).map_or(code, |at| CODES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_to_two_letters() {
        assert!(CODES.is_sorted());
        let cases =
            [("eng", "en"), ("pt-BR", "pt"), ("zho_Hans", "zh"), ("nor", "nb"), ("ibo", "ibo"), ("de", "de"), ("", "")];
        for (code, language) in cases {
            assert_eq!(primary(Some(code)), language, "{code}");
        }
        assert_eq!(primary(None), "en");
    }
}
