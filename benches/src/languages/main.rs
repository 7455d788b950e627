//! Languages told by whatlang or whichlang, as a filter that adds `lang` to each line: to score and to time beside
//! `detect-language`.
//!
//!     languages whatlang|whichlang [FILE.jsonl]

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr(), "languages: {e}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[&str]) -> io::Result<()> {
    let (name, file) = match arguments {
        [name] => (name, None),
        [name, file] => (name, Some(file)),
        _ => return Err(io::Error::other("usage: languages whatlang|whichlang [FILE.jsonl]")),
    };
    let tell = match *name {
        "whatlang" => whatlang,
        "whichlang" => whichlang,
        other => return Err(io::Error::other(format!("{other} is not here"))),
    };
    let input: Box<dyn BufRead> = match file {
        Some(file) => Box::new(BufReader::new(File::open(file)?)),
        None => Box::new(io::stdin().lock()),
    };
    filter(input, tell, &mut BufWriter::new(io::stdout().lock()))
}

/// What is read of a record, so that reading costs little beside telling.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    lang: &'a str,
    lang_confidence: f64,
}

fn filter(input: impl BufRead, tell: fn(&str) -> (&str, f64), out: &mut impl Write) -> io::Result<()> {
    for line in input.lines() {
        let record: Record = serde_json::from_str(&line?)?;
        let (lang, lang_confidence) = tell(&record.text);
        serde_json::to_writer(&mut *out, &Answer { id: &record.id, lang, lang_confidence })?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn whatlang(text: &str) -> (&str, f64) {
    whatlang::detect(text).map_or(("und", 0.0), |found| (short(found.lang().code()), found.confidence()))
}

/// It says nothing of how sure it is, and always names one of its languages.
fn whichlang(text: &str) -> (&str, f64) {
    (short(whichlang::detect_language(text).three_letter_code()), 1.0)
}

/// ISO 639-1 for the 639-3 codes of the two.
fn short(code: &'static str) -> &'static str {
    const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da \
        deu de ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it \
        jav jv jpn ja kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl \
        nob nb ori or pan pa pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv \
        tam ta tel te tgl tl tha th tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";
    let mut words = CODES.split_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long == code {
            return short;
        }
    }
    code
}
