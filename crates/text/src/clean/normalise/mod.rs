//! Rules that spell alike what means the same.

pub(super) mod line_ends;
pub(super) mod nfc;
pub(super) mod whitespace;
