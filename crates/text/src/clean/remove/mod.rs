//! Rules that take out what is no text of the article.

pub(super) mod boilerplate;
pub(super) mod captions;
pub(super) mod citations;
pub(super) mod emoji;
mod lines;
mod phrases;
pub(super) mod policy_lines;
pub(super) mod share_lines;
pub(super) mod symbol_lines;
