//! An HTML page: one article a file.

use copydesk_cli::stream::input::Input;
use copydesk_cli::stream::run::Done;
use copydesk_cli::stream::{BadRecord, Kind};

use super::whole;
use crate::article::Article;
use crate::flags::Options;
use crate::html::{self, Page};
use crate::unit::Reader;

/// A page without an article.
const NO_ARTICLE: Kind = Kind("no-article");

pub(super) fn open(input: Input, options: &Options) -> Result<Box<dyn Reader>, String> {
    whole::open(input, options, article)
}

fn article(bytes: &[u8], source: &str, options: &Options, done: &mut Done) -> Result<(), BadRecord> {
    let (page, encoding) = html::text(bytes, options.encoding);
    let Page { title, text, created, author, language, url } = html::extract(&page, options.html);
    if text.is_empty() {
        return Err(BadRecord::new(NO_ARTICLE, "no article was found in this page"));
    }
    let mut metadata = vec![("encoding", encoding.name())];
    let others = [("author", &author), ("language", &language), ("url", &url)];
    metadata.extend(others.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
    let (title, created) = (title.as_deref(), created.as_deref());
    Article { source, title, text: &text, created, metadata, place: None }.write(done);
    Ok(())
}
