//! Rules that mend what was broken.

pub(super) mod controls;
pub(super) mod dateline;
pub(super) mod entities;
pub(super) mod mojibake;

pub use entities::reference;
