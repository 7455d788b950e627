//! Writes the models, and measures them.
//!
//!     COPYDESK_NEWS=../shared/data/news/multi.jsonl.gz cargo test -p copydesk-to-jsonl --release encoding::train -- --ignored --nocapture
//!
//! `write_models` makes `models/` anew of the articles in that file, records with `lang` (ISO 639-3)
//! and `text`; `cross_validation` trains without a fifth of the articles and reads that fifth.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::candidates::CANDIDATES;
use super::charset::Charset;
use super::cjk;
use super::model::{ALIEN, CONTROL, LETTERS, MEMBERS, Model, fold, read, sign};
use super::rank::rank_by;
use super::singles::Readers;

/// A model's name, which of its script's characters are its letters, and its languages' labels.
const LANGUAGES: &[(&str, Script, &[&str])] = &[
    (
        "west",
        Script::Latin1,
        &[
            "eng", "deu", "fra", "spa", "por", "ita", "nld", "swe", "dan", "nob", "isl", "fin", "cat", "glg", "gle",
            "eus", "afr", "ltz", "fao", "sqi", "epo", "est", "tah", "ton", "yor", "wol", "fuc", "nso", "tsn", "lin",
            "ewe",
        ],
    ),
    ("eng", Script::Latin1, &["eng", "eng-GB", "eng-IN", "eng-US"]),
    ("deu", Script::Latin1, &["deu", "ltz"]),
    ("fra", Script::Latin1, &["fra", "fra-CA"]),
    ("spa", Script::Latin1, &["spa", "spa-MX", "glg"]),
    ("por", Script::Latin1, &["por", "por-BR"]),
    ("ita", Script::Latin1, &["ita"]),
    ("nld", Script::Latin1, &["nld", "afr"]),
    ("swe", Script::Latin1, &["swe"]),
    ("dan", Script::Latin1, &["dan", "nob", "nno"]),
    ("fin", Script::Latin1, &["fin"]),
    ("isl", Script::Latin1, &["isl", "fao"]),
    ("cat", Script::Latin1, &["cat"]),
    ("gle", Script::Latin1, &["gle"]),
    ("sqi", Script::Latin1, &["sqi"]),
    ("est", Script::Latin, &["est"]),
    ("pol", Script::Latin, &["pol"]),
    ("ces", Script::Latin, &["ces"]),
    ("slk", Script::Latin, &["slk"]),
    ("hun", Script::Latin, &["hun"]),
    ("slv", Script::Latin, &["slv"]),
    ("hbs", Script::Latin, &["hrv", "bos", "srp-Latn"]),
    ("ron", Script::Latin, &["ron"]),
    ("tur", Script::Latin, &["tur"]),
    ("lit", Script::Latin, &["lit"]),
    ("lav", Script::Latin, &["lav"]),
    ("epo", Script::Latin, &["epo"]),
    ("mlt", Script::Latin, &["mlt"]),
    ("cym", Script::Latin, &["cym"]),
    ("vie", Script::Latin, &["vie"]),
    ("vie8", Script::Latin, &["vie"]),
    ("rus", Script::Cyrillic, &["rus"]),
    ("ukr", Script::Cyrillic, &["ukr"]),
    ("bel", Script::Cyrillic, &["bel"]),
    ("bul", Script::Cyrillic, &["bul"]),
    ("mkd", Script::Cyrillic, &["mkd"]),
    ("srp", Script::Cyrillic, &["srp-Cyrl"]),
    ("kaz", Script::Cyrillic, &["kaz"]),
    ("tgk", Script::Cyrillic, &["tgk-Cyrl"]),
    ("ell", Script::Greek, &["ell"]),
    ("heb", Script::Hebrew, &["heb"]),
    ("arb", Script::Arabic, &["arb"]),
    ("fas", Script::Arabic, &["fas", "prs"]),
    ("urd", Script::Arabic, &["urd"]),
    ("tha", Script::Thai, &["tha"]),
];

#[derive(Clone, Copy, PartialEq)]
enum Script {
    /// What windows-1252 has of it.
    Latin1,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
}

impl Script {
    fn has(self, c: char) -> bool {
        let range = match self {
            Script::Latin1 => return c.is_alphabetic() && (c < '\u{100}' || "œšžÿ".contains(c)) && !"ªº".contains(c),
            Script::Latin => {
                return c.is_alphabetic()
                    && (c < '\u{250}' || ('\u{1ea0}'..='\u{1eff}').contains(&c))
                    && !"ªº".contains(c)
                    || "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(c);
            }
            Script::Cyrillic => '\u{400}'..='\u{4ff}',
            Script::Greek => '\u{370}'..='\u{3ff}',
            Script::Hebrew => '\u{590}'..='\u{5ff}',
            Script::Arabic => '\u{600}'..='\u{6ff}',
            Script::Thai => '\u{e00}'..='\u{e7f}',
        };
        range.contains(&c)
    }
}

/// Articles by label.
type Texts = BTreeMap<String, Vec<String>>;

fn texts() -> Option<Texts> {
    let path = std::env::var("COPYDESK_NEWS").ok()?;
    // Cargo runs tests in the crate's folder.
    let path = [Path::new("../..").join(&path), path.into()].into_iter().find(|p| p.exists())?;
    let mut json = String::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(path).ok()?).read_to_string(&mut json).ok()?;
    let mut texts = Texts::new();
    for line in json.lines() {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        // Some of these were decoded wrongly before they came to us.
        if record["lang"] == "epo" && record["text"].as_str()?.contains(['Ä', 'Å']) {
            continue;
        }
        texts.entry(record["lang"].as_str()?.to_owned()).or_default().push(record["text"].as_str()?.to_owned());
    }
    Some(texts)
}

/// How Vietnamese stands in windows-1258: tones are characters of their own, but for some letters
/// if they are `kept`.
pub(super) fn tones_apart(text: &str, kept: &str) -> String {
    let mut out = String::new();
    for c in text.nfc() {
        if kept.contains(c) {
            out.push(c);
            continue;
        }
        let mut parts: Vec<char> = std::iter::once(c).nfd().collect();
        let tone = parts.iter().position(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
        let tone = tone.map(|at| parts.remove(at));
        out.extend(parts.into_iter().nfc());
        out.extend(tone);
    }
    out
}

/// At most so many characters of a label's articles, of all of them alike.
fn some(articles: &[String], most: usize) -> String {
    let whole: usize = articles.iter().map(|a| a.len()).sum();
    let step = (whole / most).max(1);
    articles.iter().step_by(step).fold(String::new(), |all, a| all + a + "\n\n")
}

/// A class that all languages have, with one for all letters.
fn kind(class: usize) -> usize {
    if class >= usize::from(LETTERS) { 4 } else { class }
}

/// Everything of the models' folder: letters, common characters.
fn train(texts: &Texts) -> (Vec<u8>, String) {
    let mut signs = vec![vec![0f64; 17]; 17];
    let mut counted = Vec::new();
    for &(name, script, labels) in LANGUAGES {
        let most = if name == "west" { 40_000 } else { 250_000 };
        let text: String = labels.iter().filter_map(|l| texts.get(*l)).map(|articles| some(articles, most)).collect();
        let text = match name {
            "vie8" => tones_apart(&text, "") + &tones_apart(&text, "àáâèéêíóôùúÀÁÂÈÉÊÍÓÔÙÚ"),
            _ => text.nfc().collect(),
        };
        let mut letters: HashMap<char, usize> = HashMap::new();
        for c in text.chars().map(fold).filter(|c| script.has(*c)) {
            *letters.entry(c).or_default() += 1;
        }
        let mut letters: Vec<(char, usize)> = letters.into_iter().filter(|(_, n)| *n > 2).collect();
        letters.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
        letters.truncate(110);
        let latin = matches!(script, Script::Latin | Script::Latin1);
        let mut letters: Vec<char> = letters.into_iter().map(|(c, _)| c).filter(|c| latin || !c.is_ascii()).collect();
        if latin {
            letters.extend(('a'..='z').filter(|c| !letters.contains(c)).collect::<Vec<_>>());
        }
        letters.sort_unstable();
        let n = usize::from(LETTERS) + letters.len();
        let mut counts = vec![vec![0f64; n]; n];
        let mut last = 1;
        for c in text.chars() {
            let class = match letters.binary_search(&fold(c)) {
                Ok(i) => usize::from(LETTERS) + i,
                Err(_) => usize::from(sign(c, latin)),
            };
            counts[last][class] += 1.0;
            signs[kind(last)][kind(class)] += 1.0;
            last = class;
        }
        counted.push((name, letters, counts));
    }
    let mut out = Vec::new();
    for (name, letters, counts) in counted {
        let n = counts.len();
        let total: f64 = counts.iter().flatten().sum();
        // How often each class stands anywhere.
        let single: Vec<f64> =
            (0..n).map(|c| (counts.iter().map(|row| row[c]).sum::<f64>() + 0.3) / (total + 0.3 * n as f64)).collect();
        let letters_share: f64 = single[17..].iter().sum();
        out.push(name.len() as u8);
        out.extend(name.bytes());
        let text: String = letters.iter().collect();
        out.push(u8::try_from(text.len()).unwrap());
        out.extend(text.bytes());
        for (a, row) in counts.iter().enumerate() {
            let sum: f64 = row.iter().sum();
            let general = &signs[kind(a)];
            let general_sum: f64 = general.iter().sum::<f64>() + 17.0;
            for (b, count) in row.iter().enumerate() {
                // What few texts have in one language stands there as it does in all of them.
                let general = (general[kind(b)] + 0.3) / general_sum;
                let sign = (5..17).contains(&b);
                let before = if b < 17 && b != 4 { (single[b] + general) / 2.0 } else { single[b] };
                // Texts of any language are read with the western tables, if they fit no other.
                let west = name == "west" && b >= 17;
                let before = if west { 0.7 * before + 0.3 * 0.8 / (n - 17) as f64 } else { before };
                let strength = if name == "west" { 0.15 * sum + 12.0 } else { 12.0 };
                let p = (count + strength * before) / (sum + strength);
                let p = if sign { (p + general) / 2.0 } else { p };
                // Behind a sign any word begins.
                let p =
                    if (5..17).contains(&a) && b >= 17 { (p + general * single[b] / letters_share) / 2.0 } else { p };
                // Behind a space that does not break, a dash or dots it goes on as behind a space.
                let p = if matches!(a, 5 | 11 | 12) {
                    p.max(0.3 * counts[1][b] / counts[1].iter().sum::<f64>())
                } else {
                    p
                };
                // Many languages write a sound in words with an apostrophe.
                let p = match (a, b) {
                    (17.., 7) if name == "west" => p.max(2f64.powf(-6.5)),
                    (_, 5 | 11) if name == "west" => p.max(2f64.powf(-7.5)),
                    (_, 6..15) if name == "west" => p.max(2f64.powf(-8.5)),
                    (7, 17..) if name == "west" => p.max(2f64.powf(-5.0)),
                    _ => p,
                };
                // Words of two scripts are rarer than texts in two languages make them look.
                let mixed = (a == 4 && b >= 17) || (a >= 17 && b == 4);
                let p = if mixed { p / 64.0 } else { p };
                let floor = match b as u8 {
                    ALIEN => 2f64.powi(-9),
                    CONTROL => 2f64.powi(-14),
                    _ => 2f64.powi(-16),
                };
                let bits = -p.max(floor).log2() + f64::from(MEMBERS.get(b).copied().unwrap_or(0));
                out.push((bits * 8.0).round().min(255.0) as u8);
            }
        }
    }
    (out, cjk::common(texts))
}

/// The articles, or a word that they are not there, also when a test's output is not shown.
fn texts_or_skip(test: &str) -> Option<Texts> {
    let texts = texts();
    if texts.is_none() {
        let _ = writeln!(std::io::stderr(), "{test}: skipped, as COPYDESK_NEWS names no articles");
    }
    texts
}

/// With COPYDESK_WRITE set, it writes the models instead.
#[test]
fn the_models_are_those_of_the_articles() {
    let Some(texts) = texts_or_skip("the_models_are_those_of_the_articles") else { return };
    let (letters, common) = train(&texts);
    let [letters_file, common_file] = ["letters.bin", "common.txt"].map(|f| format!("src/encoding/models/{f}"));
    if std::env::var_os("COPYDESK_WRITE").is_some() {
        fs::write(letters_file, letters).unwrap();
        fs::write(common_file, common).unwrap();
    } else {
        assert!(fs::read(letters_file).unwrap() == letters && fs::read_to_string(common_file).unwrap() == common);
    }
}

/// The bytes of `text` in an encoding with a byte to a character, without what it has not.
fn encode(charset: Charset, text: &str) -> Vec<u8> {
    let chars = charset.chars().into_iter().zip(0..=255).rev();
    let bytes: HashMap<char, u8> = chars.filter(|(c, _)| *c != '\u{fffd}').collect();
    text.chars().filter_map(|c| bytes.get(&c).copied()).collect()
}

/// How often texts of articles that the models do not know are read rightly.
#[test]
fn cross_validation() {
    let Some(texts) = texts_or_skip("cross_validation") else { return };
    let lengths = [20, 60, 200, 1000];
    let mut right: BTreeMap<&str, [(u32, u32); 4]> = BTreeMap::new();
    let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
    for fold in 0..5 {
        let part = |held: bool| -> Texts {
            let chosen = |articles: &Vec<String>| {
                let numbered = articles.iter().enumerate().filter(|(n, _)| (n % 5 == fold) == held);
                numbered.map(|(_, article)| article.clone()).collect()
            };
            texts.iter().map(|(label, articles)| (label.clone(), chosen(articles))).collect()
        };
        let (trained, held) = (part(false), part(true));
        let models: &'static [Model] = read(&train(&trained).0).leak();
        let readers = Readers::new(models);
        for candidate in CANDIDATES {
            let charset = Charset::for_label(candidate.label).unwrap();
            for language in candidate.languages {
                // These stand for texts in none of the others' languages.
                let Some((_, _, labels)) = LANGUAGES.iter().find(|l| l.0 == *language && *language != "west") else {
                    continue;
                };
                let articles = labels.iter().filter_map(|l| held.get(*l)).flatten().take(8);
                for article in articles {
                    let article = if *language == "vie8" { tones_apart(article, "") } else { article.nfc().collect() };
                    for (length, count) in lengths.into_iter().zip(right.entry(candidate.label).or_default()) {
                        // From a word on that the encoding is needed for.
                        let other = article.chars().position(|c| !c.is_ascii()).unwrap_or(0);
                        let text: String =
                            article.chars().skip(other.saturating_sub(length / 4)).take(length).collect();
                        let bytes = encode(charset, &text);
                        if bytes.is_ascii() || std::str::from_utf8(&bytes).is_ok() {
                            continue;
                        }
                        let found = rank_by(&readers, &bytes, None)[0].0;
                        count.1 += 1;
                        let same = found.decode(&bytes).is_ok_and(|text| text == charset.decode(&bytes).unwrap());
                        count.0 += u32::from(same);
                        if !same && length > 60 {
                            let case = format!("{} {language} as {}", candidate.label, found.name());
                            *wrong.entry(case).or_default() += 1;
                        }
                    }
                }
            }
        }
    }
    let long = right.values().fold((0, 0), |sum, counts| (sum.0 + counts[3].0, sum.1 + counts[3].1));
    assert!(long.1 > 1000 && long.0 * 100 > long.1 * 95, "{long:?}");
    println!("read rightly of texts of {lengths:?} characters:");
    for (label, counts) in right {
        let shares =
            counts.map(|(right, all)| format!("{:5.1}% of {all:4}", f64::from(100 * right) / f64::from(all.max(1))));
        println!("{label:16} {}", shares.join("  "));
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|w| std::cmp::Reverse(w.1));
    println!("wrong with 200 or more: {:?}", &wrong[..wrong.len().min(60)]);
}
