//! Turns lingua's models into the one table that the library embeds.
//!
//! The models are those of the `lingua-*-language-model` crates, Apache-2.0; `../../docs/languages.md` says what is
//! taken from them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails the build, with a word"
)]
#![allow(dead_code, unreachable_pub, reason = "modules that are shared with the library have parts for it alone")]

#[path = "build/codes.rs"]
mod codes;
#[path = "build/file.rs"]
mod file;
#[path = "build/han.rs"]
mod han;
#[path = "src/languages.rs"]
mod languages;
#[path = "src/table/layout.rs"]
mod layout;
#[path = "src/table/letters.rs"]
mod letters;
#[path = "build/models.rs"]
mod models;
#[path = "build/ngrams.rs"]
mod ngrams;
#[path = "build/others.rs"]
mod others;
#[path = "build/packing.rs"]
mod packing;
#[path = "build/part.rs"]
mod part;
#[path = "build/serbian.rs"]
mod serbian;
#[path = "build/words.rs"]
mod words;

use std::path::Path;

use fst::Map;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    for shared in ["languages.rs", "table/layout.rs", "table/letters.rs"] {
        println!("cargo::rerun-if-changed=src/{shared}");
    }
    let models = models::models();
    let mut maps: Vec<Map<Vec<u8>>> = Vec::new();
    for model in &models {
        maps.push(Map::new(model.ngrams.to_vec()).expect("a model is a transducer"));
    }
    let serbian = serbian::in_latin(&maps[usize::from(languages::SERBIAN)]);
    maps.push(serbian);

    let codes = codes::Codes::of(&maps);
    let mut parts: Vec<part::Part> = languages::PARTS.iter().map(|&writing| part::Part::new(writing, &maps)).collect();
    ngrams::read(&maps, &codes, &mut parts);
    let letters = letters::Letters::new(&parts.iter().map(|part| part.letters.clone()).collect::<Vec<_>>());
    words::read(&models, &letters, &mut parts);

    let common = [codes.section(), han::section(&maps), others::section(&maps, &letters)];
    let out = std::env::var_os("OUT_DIR").expect("cargo says where to");
    std::fs::write(Path::new(&out).join("models.bin"), file::table(parts, common)).expect("the table can be written");
}
