//! What a record holds, as an article: a page through [`crate::html`], other text as it is.

use std::borrow::Cow;

use copydesk_cli::stream::BadRecord;

use crate::encoding::Charset;
use crate::flags::Options;
use crate::format::text::NOT_TEXT;
use crate::html::{self, Page};

/// An article and how it was read.
pub(super) struct Payload {
    /// A page in which no article was found has an empty text: it was fetched all the same.
    pub(super) page: Page,
    pub(super) encoding: Charset,
    /// Where bytes did not decode, the offset of the first of them.
    pub(super) broken: Option<usize>,
}

/// The article in `bytes`, whose container says that they are in `declared`.
pub(super) fn payload(
    bytes: &[u8],
    is_html: bool,
    declared: Option<Charset>,
    options: &Options,
) -> Result<Payload, BadRecord> {
    let (text, encoding, broken) = html::text(bytes, options.encoding, declared);
    let page = if is_html {
        html::extract(&text, options.html)
    } else if memchr::memchr(0, bytes).is_some() && encoding.keeps_ascii() {
        return Err(BadRecord::new(NOT_TEXT, "has NUL characters and is no text"));
    } else {
        Page { text: Cow::into_owned(text).trim_matches(['\n', '\r']).to_owned(), ..Page::default() }
    };
    Ok(Payload { page, encoding, broken })
}
