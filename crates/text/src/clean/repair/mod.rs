//! Rules that mend what was broken.

pub(super) mod ansi;
pub(super) mod controls;
pub(super) mod dateline;
mod english;
pub(super) mod entities;
pub(super) mod glued;
pub(super) mod invisible;
pub(super) mod lost_apostrophe;
pub(super) mod lost_dash;
pub(super) mod mojibake;
pub(super) mod surrogates;
pub(super) mod tags;

pub use entities::reference;
