//! Rules that give up differences that readers see.

pub(super) mod accents;
pub(super) mod ascii;
pub(super) mod lower_case;
