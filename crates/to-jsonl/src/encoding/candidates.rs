//! Which encodings are thought of, for which languages.

/// An encoding with a byte to a character, the languages that it is used for, and how many bits
/// better than the rest it must be, as it is rare.
pub(super) struct Candidate {
    pub(super) label: &'static str,
    pub(super) languages: &'static [&'static str],
    pub(super) rare: u32,
}

const fn candidate(label: &'static str, languages: &'static [&'static str], rare: u32) -> Candidate {
    Candidate { label, languages, rare }
}

const WEST: &[&str] =
    &["west", "eng", "deu", "fra", "spa", "por", "ita", "nld", "swe", "dan", "fin", "isl", "cat", "gle", "sqi", "est"];
const CENTRAL: &[&str] = &["pol", "ces", "slk", "hun", "slv", "hbs", "ron", "sqi", "deu"];
const BALTIC: &[&str] = &["lit", "lav", "est", "pol"];
const CYRILLIC: &[&str] = &["rus", "ukr", "bel", "bul", "mkd", "srp"];

/// Common ones first: that is how most of the others are given up early.
pub(super) const CANDIDATES: &[Candidate] = &[
    candidate("windows-1252", WEST, 0),
    candidate("windows-1251", CYRILLIC, 10),
    candidate("windows-1250", CENTRAL, 12),
    candidate("windows-1254", &["tur"], 12),
    candidate("windows-1253", &["ell"], 12),
    candidate("windows-1255", &["heb"], 12),
    candidate("windows-1256", &["arb", "fas", "urd"], 12),
    candidate("windows-1257", BALTIC, 14),
    candidate("windows-1258", &["vie8"], 14),
    candidate("windows-874", &["tha"], 12),
    candidate("iso-8859-2", CENTRAL, 13),
    candidate("koi8-r", &["rus", "bul"], 12),
    candidate("koi8-u", &["ukr", "bel"], 14),
    candidate("iso-8859-5", CYRILLIC, 13),
    candidate("ibm866", &["rus", "ukr", "bel", "bul"], 13),
    candidate("x-mac-cyrillic", CYRILLIC, 14),
    candidate("ibm855", CYRILLIC, 14),
    candidate("iso-8859-7", &["ell"], 13),
    candidate("iso-8859-8", &["heb"], 13),
    candidate("iso-8859-6", &["arb"], 13),
    candidate("iso-8859-15", WEST, 12),
    candidate("macintosh", WEST, 13),
    candidate("ibm850", WEST, 18),
    candidate("ibm437", WEST, 18),
    candidate("ibm852", CENTRAL, 18),
    candidate("x-mac-ce", CENTRAL, 18),
    candidate("iso-8859-16", &["ron", "hun", "pol"], 20),
    candidate("iso-8859-13", BALTIC, 18),
    candidate("iso-8859-4", BALTIC, 18),
    candidate("iso-8859-3", &["epo", "mlt", "tur"], 18),
    candidate("ibm857", &["tur"], 18),
    candidate("ibm737", &["ell"], 18),
    candidate("ibm869", &["ell"], 20),
    candidate("ibm862", &["heb"], 18),
    candidate("ibm775", BALTIC, 18),
    candidate("ibm865", &["dan"], 20),
    candidate("ibm861", &["isl"], 20),
    candidate("ibm860", &["por"], 20),
    candidate("ibm863", &["fra"], 20),
    candidate("ibm1125", &["ukr"], 20),
    candidate("viscii", &["vie"], 18),
    candidate("tcvn", &["vie"], 18),
    candidate("iso-8859-10", &["isl", "lit", "lav", "est"], 20),
    candidate("iso-8859-14", &["cym", "gle"], 20),
    candidate("x-mac-greek", &["ell"], 20),
    candidate("x-mac-turkish", &["tur"], 20),
    candidate("x-mac-croatian", &["hbs", "slv"], 20),
    candidate("x-mac-romanian", &["ron"], 20),
    candidate("x-mac-icelandic", &["isl"], 20),
    candidate("kz-1048", &["kaz"], 18),
    candidate("koi8-t", &["tgk"], 18),
];

/// Those whose letters and spaces are other bytes than ASCII's.
pub(super) const EBCDIC: &[Candidate] = &[
    candidate("ibm037", WEST, 20),
    candidate("ibm500", WEST, 21),
    candidate("ibm273", &["deu"], 21),
    candidate("ibm424", &["heb"], 21),
    candidate("ibm875", &["ell"], 21),
    candidate("ibm1026", &["tur"], 21),
];
