//! An HTML page: one article a file.

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::whole;
use crate::article::{Article, Value};
use crate::flags::Options;
use crate::html::{self, Page};
use crate::unit::Reader;

/// A page without an article.
const NO_ARTICLE: Kind = Kind("no-article");

pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    whole::open(input, options, article)
}

fn article(bytes: &[u8], source: &str, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    let (page, charset, broken) = html::text(bytes, options.encoding, None);
    let Page { title, text, created, author, language, url, cut } = html::extract(&page, options.html);
    if text.is_empty() {
        return Err(BadRecord::new(NO_ARTICLE, "no article was found in this page"));
    }
    let mut metadata = vec![("encoding", Value::Text(charset.name()))];
    let broken = broken.map(|at| (at + 1).to_string());
    if let Some(byte) = &broken {
        metadata.push(("undecodable_byte", Value::Json(byte)));
    }
    if cut {
        metadata.push(("cut", Value::Json("true")));
    }
    for (name, value) in [("author", &author), ("language", &language), ("url", &url)] {
        metadata.extend(value.as_deref().map(|value| (name, Value::Text(value))));
    }
    let (title, created) = (title.as_deref(), created.as_deref());
    Article { source, title, text: &text, created, metadata, ..Article::default() }.write(options, done)
}
