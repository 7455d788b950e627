//! The models of lingua, one crate a language, in the order of `LANGUAGES`.

/// What a model crate carries.
pub(crate) struct Model {
    /// A transducer: n-gram to the bits of its log probability.
    pub(crate) ngrams: &'static [u8],
    /// Its test texts, a line each: sentences, words, pairs of words.
    pub(crate) texts: [&'static str; 3],
}

// A macro, because the type of a folder belongs to a crate (`include_dir`) that only the model crates depend on.
macro_rules! models {
    ($($krate:ident $models:ident $texts:ident)*) => {
        /// Every model.
        pub(crate) fn models() -> Vec<Model> {
            vec![$(Model {
                ngrams: content!($krate::$models, "ngrams.fst"),
                texts: [
                    text(content!($krate::$texts, "sentences.txt")),
                    text(content!($krate::$texts, "single-words.txt")),
                    text(content!($krate::$texts, "word-pairs.txt")),
                ],
            }),*]
        }
    };
}

macro_rules! content {
    ($folder:path, $name:literal) => {
        match $folder.get_file($name) {
            Some(file) => file.contents(),
            None => panic!("a model crate has no {}", $name),
        }
    };
}

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).expect("the texts of model crates are UTF-8")
}

models! {
    lingua_afrikaans_language_model AFRIKAANS_MODELS_DIRECTORY AFRIKAANS_TESTDATA_DIRECTORY
    lingua_albanian_language_model ALBANIAN_MODELS_DIRECTORY ALBANIAN_TESTDATA_DIRECTORY
    lingua_arabic_language_model ARABIC_MODELS_DIRECTORY ARABIC_TESTDATA_DIRECTORY
    lingua_armenian_language_model ARMENIAN_MODELS_DIRECTORY ARMENIAN_TESTDATA_DIRECTORY
    lingua_azerbaijani_language_model AZERBAIJANI_MODELS_DIRECTORY AZERBAIJANI_TESTDATA_DIRECTORY
    lingua_basque_language_model BASQUE_MODELS_DIRECTORY BASQUE_TESTDATA_DIRECTORY
    lingua_belarusian_language_model BELARUSIAN_MODELS_DIRECTORY BELARUSIAN_TESTDATA_DIRECTORY
    lingua_bengali_language_model BENGALI_MODELS_DIRECTORY BENGALI_TESTDATA_DIRECTORY
    lingua_bokmal_language_model BOKMAL_MODELS_DIRECTORY BOKMAL_TESTDATA_DIRECTORY
    lingua_bosnian_language_model BOSNIAN_MODELS_DIRECTORY BOSNIAN_TESTDATA_DIRECTORY
    lingua_bulgarian_language_model BULGARIAN_MODELS_DIRECTORY BULGARIAN_TESTDATA_DIRECTORY
    lingua_catalan_language_model CATALAN_MODELS_DIRECTORY CATALAN_TESTDATA_DIRECTORY
    lingua_chinese_language_model CHINESE_MODELS_DIRECTORY CHINESE_TESTDATA_DIRECTORY
    lingua_croatian_language_model CROATIAN_MODELS_DIRECTORY CROATIAN_TESTDATA_DIRECTORY
    lingua_czech_language_model CZECH_MODELS_DIRECTORY CZECH_TESTDATA_DIRECTORY
    lingua_danish_language_model DANISH_MODELS_DIRECTORY DANISH_TESTDATA_DIRECTORY
    lingua_dutch_language_model DUTCH_MODELS_DIRECTORY DUTCH_TESTDATA_DIRECTORY
    lingua_english_language_model ENGLISH_MODELS_DIRECTORY ENGLISH_TESTDATA_DIRECTORY
    lingua_esperanto_language_model ESPERANTO_MODELS_DIRECTORY ESPERANTO_TESTDATA_DIRECTORY
    lingua_estonian_language_model ESTONIAN_MODELS_DIRECTORY ESTONIAN_TESTDATA_DIRECTORY
    lingua_finnish_language_model FINNISH_MODELS_DIRECTORY FINNISH_TESTDATA_DIRECTORY
    lingua_french_language_model FRENCH_MODELS_DIRECTORY FRENCH_TESTDATA_DIRECTORY
    lingua_ganda_language_model GANDA_MODELS_DIRECTORY GANDA_TESTDATA_DIRECTORY
    lingua_georgian_language_model GEORGIAN_MODELS_DIRECTORY GEORGIAN_TESTDATA_DIRECTORY
    lingua_german_language_model GERMAN_MODELS_DIRECTORY GERMAN_TESTDATA_DIRECTORY
    lingua_greek_language_model GREEK_MODELS_DIRECTORY GREEK_TESTDATA_DIRECTORY
    lingua_gujarati_language_model GUJARATI_MODELS_DIRECTORY GUJARATI_TESTDATA_DIRECTORY
    lingua_hebrew_language_model HEBREW_MODELS_DIRECTORY HEBREW_TESTDATA_DIRECTORY
    lingua_hindi_language_model HINDI_MODELS_DIRECTORY HINDI_TESTDATA_DIRECTORY
    lingua_hungarian_language_model HUNGARIAN_MODELS_DIRECTORY HUNGARIAN_TESTDATA_DIRECTORY
    lingua_icelandic_language_model ICELANDIC_MODELS_DIRECTORY ICELANDIC_TESTDATA_DIRECTORY
    lingua_indonesian_language_model INDONESIAN_MODELS_DIRECTORY INDONESIAN_TESTDATA_DIRECTORY
    lingua_irish_language_model IRISH_MODELS_DIRECTORY IRISH_TESTDATA_DIRECTORY
    lingua_italian_language_model ITALIAN_MODELS_DIRECTORY ITALIAN_TESTDATA_DIRECTORY
    lingua_japanese_language_model JAPANESE_MODELS_DIRECTORY JAPANESE_TESTDATA_DIRECTORY
    lingua_kazakh_language_model KAZAKH_MODELS_DIRECTORY KAZAKH_TESTDATA_DIRECTORY
    lingua_korean_language_model KOREAN_MODELS_DIRECTORY KOREAN_TESTDATA_DIRECTORY
    lingua_latin_language_model LATIN_MODELS_DIRECTORY LATIN_TESTDATA_DIRECTORY
    lingua_latvian_language_model LATVIAN_MODELS_DIRECTORY LATVIAN_TESTDATA_DIRECTORY
    lingua_lithuanian_language_model LITHUANIAN_MODELS_DIRECTORY LITHUANIAN_TESTDATA_DIRECTORY
    lingua_macedonian_language_model MACEDONIAN_MODELS_DIRECTORY MACEDONIAN_TESTDATA_DIRECTORY
    lingua_malay_language_model MALAY_MODELS_DIRECTORY MALAY_TESTDATA_DIRECTORY
    lingua_maori_language_model MAORI_MODELS_DIRECTORY MAORI_TESTDATA_DIRECTORY
    lingua_marathi_language_model MARATHI_MODELS_DIRECTORY MARATHI_TESTDATA_DIRECTORY
    lingua_mongolian_language_model MONGOLIAN_MODELS_DIRECTORY MONGOLIAN_TESTDATA_DIRECTORY
    lingua_nynorsk_language_model NYNORSK_MODELS_DIRECTORY NYNORSK_TESTDATA_DIRECTORY
    lingua_persian_language_model PERSIAN_MODELS_DIRECTORY PERSIAN_TESTDATA_DIRECTORY
    lingua_polish_language_model POLISH_MODELS_DIRECTORY POLISH_TESTDATA_DIRECTORY
    lingua_portuguese_language_model PORTUGUESE_MODELS_DIRECTORY PORTUGUESE_TESTDATA_DIRECTORY
    lingua_punjabi_language_model PUNJABI_MODELS_DIRECTORY PUNJABI_TESTDATA_DIRECTORY
    lingua_romanian_language_model ROMANIAN_MODELS_DIRECTORY ROMANIAN_TESTDATA_DIRECTORY
    lingua_russian_language_model RUSSIAN_MODELS_DIRECTORY RUSSIAN_TESTDATA_DIRECTORY
    lingua_serbian_language_model SERBIAN_MODELS_DIRECTORY SERBIAN_TESTDATA_DIRECTORY
    lingua_shona_language_model SHONA_MODELS_DIRECTORY SHONA_TESTDATA_DIRECTORY
    lingua_slovak_language_model SLOVAK_MODELS_DIRECTORY SLOVAK_TESTDATA_DIRECTORY
    lingua_slovene_language_model SLOVENE_MODELS_DIRECTORY SLOVENE_TESTDATA_DIRECTORY
    lingua_somali_language_model SOMALI_MODELS_DIRECTORY SOMALI_TESTDATA_DIRECTORY
    lingua_sotho_language_model SOTHO_MODELS_DIRECTORY SOTHO_TESTDATA_DIRECTORY
    lingua_spanish_language_model SPANISH_MODELS_DIRECTORY SPANISH_TESTDATA_DIRECTORY
    lingua_swahili_language_model SWAHILI_MODELS_DIRECTORY SWAHILI_TESTDATA_DIRECTORY
    lingua_swedish_language_model SWEDISH_MODELS_DIRECTORY SWEDISH_TESTDATA_DIRECTORY
    lingua_tagalog_language_model TAGALOG_MODELS_DIRECTORY TAGALOG_TESTDATA_DIRECTORY
    lingua_tamil_language_model TAMIL_MODELS_DIRECTORY TAMIL_TESTDATA_DIRECTORY
    lingua_telugu_language_model TELUGU_MODELS_DIRECTORY TELUGU_TESTDATA_DIRECTORY
    lingua_thai_language_model THAI_MODELS_DIRECTORY THAI_TESTDATA_DIRECTORY
    lingua_tsonga_language_model TSONGA_MODELS_DIRECTORY TSONGA_TESTDATA_DIRECTORY
    lingua_tswana_language_model TSWANA_MODELS_DIRECTORY TSWANA_TESTDATA_DIRECTORY
    lingua_turkish_language_model TURKISH_MODELS_DIRECTORY TURKISH_TESTDATA_DIRECTORY
    lingua_ukrainian_language_model UKRAINIAN_MODELS_DIRECTORY UKRAINIAN_TESTDATA_DIRECTORY
    lingua_urdu_language_model URDU_MODELS_DIRECTORY URDU_TESTDATA_DIRECTORY
    lingua_vietnamese_language_model VIETNAMESE_MODELS_DIRECTORY VIETNAMESE_TESTDATA_DIRECTORY
    lingua_welsh_language_model WELSH_MODELS_DIRECTORY WELSH_TESTDATA_DIRECTORY
    lingua_xhosa_language_model XHOSA_MODELS_DIRECTORY XHOSA_TESTDATA_DIRECTORY
    lingua_yoruba_language_model YORUBA_MODELS_DIRECTORY YORUBA_TESTDATA_DIRECTORY
    lingua_zulu_language_model ZULU_MODELS_DIRECTORY ZULU_TESTDATA_DIRECTORY
}
