//! Rules that give up differences that readers see.

pub(super) mod ascii;
