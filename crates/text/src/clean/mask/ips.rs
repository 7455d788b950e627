use std::net::{Ipv4Addr, Ipv6Addr};

use super::{after, before, is_word};
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "ips",
    group: Group::Mask,
    help: "IP addresses, version 4 and 6, become [IP]",
    example: ("from 192.0.2.17 and 2001:db8::7", "from [IP] and [IP]"),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest address, in bytes.
const LONGEST: usize = 45;

/// Runs of hexadecimal digits, points and colons that std reads as an address. Four numbers below 10 are
/// more often a section or a version; so is what stands behind `version` or `v`. An address of version
/// 6 must have three groups or more.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    let is_part = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b'.' | b':');
    for at in memchr::memchr2_iter(b'.', b':', bytes) {
        if at < edits.end() {
            continue;
        }
        // The first point or colon of a run; the later ones of a run that was no address are not asked.
        let from = at.saturating_sub(5).max(edits.end());
        let start = at - bytes[from..at].iter().rev().take_while(|b| b.is_ascii_hexdigit()).count();
        if start > 0 && is_part(&bytes[start - 1]) {
            continue;
        }
        let run = bytes[start..].iter().take(LONGEST + 1).take_while(|b| is_part(b)).count();
        let run = text[start..start + run].trim_end_matches('.');
        let Some(length) = address(run) else { continue };
        let end = start + length;
        let alone = !before(text, start).is_some_and(|c| is_word(c) || matches!(c, '-' | '/' | '$' | '€' | '£'))
            && !after(text, end).is_some_and(|c| is_word(c) || matches!(c, '-' | '%'))
            && !follows_version(&text[..start]);
        if alone {
            edits.replace(start..end, "[IP]");
        }
    }
}

/// The length of the address that `run` is, or that it is before a port.
fn address(run: &str) -> Option<usize> {
    let v4 = run.split(':').next().unwrap_or(run).trim_end_matches('.');
    if v4.len() >= 7 && v4.parse::<Ipv4Addr>().is_ok_and(|ip| ip.octets().iter().any(|n| *n > 9)) {
        return Some(v4.len());
    }
    let v6 = run.strip_suffix(':').filter(|r| !r.ends_with(':')).unwrap_or(run);
    let groups = v6.split(':').filter(|g| !g.is_empty()).count();
    ((groups > 2 || v6.contains('.')) && v6.bytes().any(|b| b.is_ascii_digit()) && v6.parse::<Ipv6Addr>().is_ok())
        .then_some(v6.len())
}

fn follows_version(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '.']);
    let word = before.len() - before.bytes().rev().take(8).take_while(u8::is_ascii_alphabetic).count();
    let word = before[word..].to_ascii_lowercase();
    matches!(word.as_str(), "version" | "v" | "ver" | "release" | "section")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        crate::clean::tests::through(&RULE, text)
    }

    #[test]
    fn addresses() {
        for (text, wanted) in [
            ("(10.0.0.1:80), 8.8.8.80.", "([IP]:80), [IP]."),
            ("fe80::1:2 ::ffff:10.1.2.3 1:2:3:4:5:6:7:8:", "[IP] [IP] [IP]:"),
            ("IP：10.0.0.1。", "IP：[IP]。"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
        for text in [
            "1.2.3.4",
            "10:30:45",
            "version 10.11.12.13",
            "v 10.11.12.13",
            "256.1.1.1",
            "1.2.3",
            "10.11.12.13.14",
            "a::b::c",
            "std::a::b",
            "12::30",
            "12.30.2014",
            "10.0.0.1a",
            "2:1 (1:0)",
            "::",
            "$10.20.30.40",
            "01.02.03.04",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
