use super::{after, is_word};
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "emails",
    group: Group::Mask,
    help: "E-mail addresses become [EMAIL]",
    example: ("Write to jo.doe@example.org.", "Write to [EMAIL]."),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest name before the `@` and the longest domain, in bytes.
const LONGEST_NAME: usize = 64;
const LONGEST_DOMAIN: usize = 253;

/// A name, `@` and a domain of two labels or more, the last of letters. Names in quotes and domains outside
/// ASCII are not found, nor is what was hidden on purpose (`jo at example`).
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let Some(start) = name_before(text, at).filter(|start| *start >= edits.end()) else { continue };
        let Some(end) = domain_after(text, at + 1) else { continue };
        edits.replace(start..end, "[EMAIL]");
    }
}

fn name_before(text: &str, at: usize) -> Option<usize> {
    let name = |c: char| is_word(c) || matches!(c, '.' | '%' | '+' | '-' | '\'');
    let chars = text[..at].char_indices().rev().take(LONGEST_NAME);
    let start = chars.take_while(|(_, c)| name(*c)).last()?.0;
    let start = start + text[start..at].find(is_word)?;
    (!text[..at].ends_with('.')).then_some(start)
}

fn domain_after(text: &str, from: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[from..];
    let domain =
        bytes.iter().take(LONGEST_DOMAIN).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let domain = &text[from..from + domain.count()];
    let (mut end, mut labels, mut lower) = (0, 0, true);
    let mut found = None;
    for label in domain.split('.') {
        if label.is_empty() || label.starts_with('-') {
            break;
        }
        // Where a sentence is glued to the address, it begins with a capital.
        if found.is_some() && lower && label.starts_with(|c: char| c.is_ascii_uppercase()) {
            break;
        }
        end += label.len() + usize::from(labels > 0);
        labels += 1;
        lower &= !label.contains(|c: char| c.is_ascii_uppercase());
        let top = label.trim_end_matches('-');
        if labels > 1 && top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic()) {
            found = Some(from + end - (label.len() - top.len()));
        }
    }
    found.filter(|end| *end - from < domain.len() || !after(text, *end).is_some_and(|c| is_word(c) || c == '@'))
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
            ("<a.b+c@x-y.co.uk>, müller@example.de; o'hara@x.ie", "<[EMAIL]>, [EMAIL]; [EMAIL]"),
            ("邮箱abc@qq.com。", "邮箱[EMAIL]。"),
            ("to news@bbc.co.uk.If you", "to [EMAIL].If you"),
            ("A@B.COM- x", "[EMAIL]- x"),
            ("'jo@x.org'", "'[EMAIL]'"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
        for text in ["@politico", "a@b", "5 @ 3.5", "a@b.c", "jo.@x.org", "x@1.2", "@x.org", "a@-b.org", "a@@b"] {
            assert_eq!(masked(text), text);
        }
    }
}
