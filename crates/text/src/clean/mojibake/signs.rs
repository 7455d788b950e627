//! Pairs of characters that text in order does not have, seen in bytes: without one of them a
//! line is not looked at.

/// Whether the character beyond ASCII at `at`, of two bytes, is a sign of a wrong encoding with
/// what stands behind it.
#[inline]
pub(in crate::clean) fn two_bytes(bytes: &[u8], at: usize) -> bool {
    let (lead, second) = (bytes[at], bytes[at + 1]);
    let next = bytes.get(at + 2).copied().unwrap_or(0);
    if next < 0x80 {
        // A space or question mark may stand in for what was lost.
        return match lead {
            0xC2 => second < 0xA0,
            0xC3 => matches!(second, 0x82 | 0x83) && matches!(next, b' ' | b'?'),
            _ => false,
        };
    }
    if lead == 0xC2 && second < 0xA0 {
        return true;
    }
    beside(lead, second, next, bytes, at)
}

#[cold]
#[inline(never)]
fn beside(lead: u8, second: u8, next: u8, bytes: &[u8], at: usize) -> bool {
    let third = bytes.get(at + 3).copied().unwrap_or(0);
    let fourth = bytes.get(at + 4).copied().unwrap_or(0);
    match lead {
        // Signs and Latin letters.
        0xC2 => matches!(second, 0xAC | 0xB5),
        0xC3 => match second {
            0x82 | 0x83 => true,
            0xBF => true,
            _ => is_sign(next, third, fourth) || follows_latin1(second, next, third),
        },
        0xC4..=0xCB => true,
        _ => is_sign(next, third, fourth),
    }
}

fn is_sign(_next: u8, _third: u8, _fourth: u8) -> bool {
    true
}

fn follows_latin1(_second: u8, _next: u8, _third: u8) -> bool {
    true
}
