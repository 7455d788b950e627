//! Pairs of characters that text in order hardly has, told from their bytes: where there is none,
//! nobody looks for a wrong encoding. It runs over every character beyond ASCII, so it asks for
//! few bytes and may err on the side of looking.

/// Whether the character of two bytes at `at` is a sign, alone or with what stands behind it.
/// C1 controls are told by the caller.
#[inline]
pub(in crate::clean) fn two_bytes(bytes: &[u8], at: usize) -> bool {
    let Some(&next) = bytes.get(at + 2) else { return false };
    let (lead, second) = (bytes[at], bytes[at + 1]);
    if next < 0x80 {
        // A space (or a tab, that becomes one) or question mark may stand in for what was lost.
        return lead == 0xC3 && matches!(second, 0x82 | 0x83) && matches!(next, b' ' | b'\t' | b'?');
    }
    match next {
        0xC2 | 0xC6 | 0xCB | 0xE2 | 0xEF => before_sign(lead, second, &bytes[at + 2..]),
        _ => letters(lead, second, next, bytes.get(at + 3).copied().unwrap_or(0)),
    }
}

/// The same for one of three bytes that begins with E2.
#[inline]
pub(in crate::clean) fn e2(bytes: &[u8], at: usize) -> bool {
    let Some(&next) = bytes.get(at + 3) else { return false };
    let second = bytes[at + 1];
    if next < 0x80 {
        // A box beside a letter.
        return matches!(second, 0x94..=0x96) && next.is_ascii_alphabetic();
    }
    match second {
        // Behind a dash or quote; `‚Ä` is what becomes of most punctuation on a Mac.
        0x80 => match bytes[at + 2] {
            0x9A => next == 0xC3,
            0xA0 | 0xA1 | 0xB0 => true,
            _ => next == 0xE2 && is_mathematics(&bytes[at + 3..]) || next == 0xC2 && is_sign(&bytes[at + 3..]),
        },
        0x82 | 0x84 | 0x88 | 0x89 | 0x94..=0x97 => {
            matches!(next, 0xC2..=0xD4) || next == 0xE2 && bytes.get(at + 4).is_some_and(|b| *b != 0x80)
        }
        _ => false,
    }
}

/// What may follow a letter or sign of two bytes only by mistake.
fn before_sign(lead: u8, second: u8, next: &[u8]) -> bool {
    let capital = lead == 0xC3 && (0x82..=0x9F).contains(&second);
    match lead {
        // A sign, but for quotes and marks that open, and spaces.
        0xC2 if second == 0xA0 => next.starts_with(&[0xC2, 0xAA]),
        0xC2 => !matches!(second, 0xA1 | 0xAB | 0xAD | 0xB7 | 0xBB | 0xBF) && is_sign(next),
        // Two of Latin-1 that begin what was Latin-1, and two that begin Arabic on a Mac.
        0xC3 if matches!(second, 0x82 | 0x83 | 0xBF) => true,
        // Capitals begin sequences of two bytes, so that any quote may follow.
        0xC3 if capital && (next[0] == 0xE2 || is_quote(next)) => true,
        0xC4 if matches!(second, 0x82 | 0x86 | 0xB9) => true,
        0xCE | 0xD0 if (0x90..0xB0).contains(&second) => is_quote(next) || is_sign(next),
        0xC4 if second == 0x98 => is_quote(next) || is_sign(next),
        0xD8 if second == 0xA3 => matches!(next, [0xC2, 0xAB | 0xAD, ..]) || is_sign(next),
        0xC3..=0xDB => is_sign(next),
        _ => false,
    }
}

/// A quote or soft hyphen, as may stand behind small letters.
fn is_quote(next: &[u8]) -> bool {
    matches!(next, [0xC2, 0xAB | 0xAD | 0xBB, ..])
}

/// A sign that stands behind no letter: not a space, soft hyphen, middle dot, closing quote or
/// dash.
fn is_sign(next: &[u8]) -> bool {
    match next {
        [0xC2, b, ..] => !matches!(b, 0..=0xA0 | 0xAB | 0xAD | 0xB7 | 0xBB),
        [0xC6, b, ..] => *b == 0x92,
        [0xCB, b, ..] => *b >= 0x86,
        [0xE2, 0x80, b, ..] => matches!(b, 0x9A | 0x9E | 0xA0..=0xA2 | 0xB0 | 0xB9 | 0xBA),
        [0xE2, 0x82 | 0x84, ..] => true,
        [0xE2, ..] => is_mathematics(next),
        [0xEF, 0xAC | 0xA3, ..] => true,
        _ => false,
    }
}

/// Mathematics, boxes and lozenges.
fn is_mathematics(next: &[u8]) -> bool {
    matches!(next, [0xE2, 0x81 | 0x88 | 0x89 | 0x8C | 0x94..=0x97, ..])
}

/// Letters that stand side by side only by mistake.
#[inline]
fn letters(lead: u8, second: u8, next: u8, third: u8) -> bool {
    match lead {
        0xC2 => matches!(second, 0xA4 | 0xA6..=0xA9 | 0xAC | 0xAE..=0xB6 | 0xB8 | 0xBA | 0xBC..=0xBE) && next < 0xD5,
        0xC3 => match second {
            0x82 | 0x83 => true,
            0xBF => next < 0xE0,
            0x94 => next == 0xC3 && third == 0x87,
            0x97 | 0xB7 => next < 0xD5,
            // Ä and Å before letters of Central Europe.
            0x84 | 0x85 => matches!(next, 0xC4 | 0xC5),
            _ => next == 0xC5 && matches!(third, 0x92 | 0x93 | 0xB8) || next == 0xC3 && matches!(third, 0x97 | 0xB7),
        },
        // Ă Ć Ĺ
        0xC4 => match second {
            0x82 => matches!(next, 0xC4 | 0xC5),
            0x86 | 0xB9 => matches!(next, 0xC3..=0xC5),
            _ => next == 0xC5 && matches!(third, 0x92 | 0x93 | 0xB8),
        },
        // Œ œ Ÿ
        0xC5 => matches!(second, 0x92 | 0x93 | 0xB8) && next < 0xE0,
        0xC6 => second == 0x92 && next == 0xC3,
        // Greek before Latin, Γ before accented capitals.
        0xCE | 0xCF => {
            let accented = lead == 0xCE && matches!(second, 0x93..=0x95) && next == 0xCE && third <= 0x8F;
            accented || matches!(next, 0xC3..=0xC5)
        }
        0xD0 | 0xD1 => cyrillic(lead, second, next, third),
        _ => false,
    }
}

/// What Cyrillic letters of one language and case are followed by none of another's.
#[inline]
fn cyrillic(lead: u8, second: u8, next: u8, third: u8) -> bool {
    let small = (lead == 0xD0 && second >= 0xB0) || (lead == 0xD1 && second <= 0x8F);
    match next {
        // Ђ Ѓ Ѕ Ј Љ and so on, without those of Russian and Ukrainian.
        0xD0 if third <= 0x8F => small || second == 0x93 || !matches!(third, 0x81 | 0x84 | 0x86 | 0x87),
        // тА is what becomes of most punctuation in code page 866.
        0xD0 => third == 0x90 && lead == 0xD1 && second == 0x82,
        // Г, as UTF-8 has most of Latin-1 behind byte C3; Д and Е before ђ ѓ ѕ and so on.
        0xD1 if lead == 0xD0 && second == 0x93 => third >= 0x90,
        0xD1 => {
            lead == 0xD0
                && matches!(second, 0x94 | 0x95)
                && matches!(third, 0x92 | 0x93 | 0x95 | 0x98..=0x9C | 0x9E | 0x9F)
        }
        0xD2 => lead == 0xD0 && second == 0x93 && third <= 0x91,
        0xC3 => matches!(third, 0x97 | 0xB7),
        _ => false,
    }
}
