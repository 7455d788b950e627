use super::{after, before, is_word};
use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "handles",
    group: Group::Mask,
    help: "Names of accounts, such as @name, become [HANDLE]",
    example: ("Follow @jo_doe!", "Follow [HANDLE]!"),
    presets: Presets::of(Preset::Lm),
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// The longest name, in bytes.
const LONGEST: usize = 64;

/// What hosts end in.
const HOSTS: [&str; 6] = [".com", ".org", ".net", ".uk", ".gov", ".edu"];

/// `@` behind something that is no word and no address, and two letters, digits or underscores or more,
/// among them a letter; points and a host may follow (`@user@host.org`). Names outside ASCII are not
/// found, and `@` and a host alone are what is left of an e-mail address (`jo @example.com`).
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        if at < edits.end() || before(text, at).is_some_and(|c| is_word(c) || matches!(c, '@' | '/' | '-' | '+' | '='))
        {
            continue;
        }
        let Some(mut end) = name(bytes, at + 1) else { continue };
        if HOSTS.iter().any(|top| text[at..end].ends_with(top)) {
            continue;
        }
        if bytes.get(end) == Some(&b'@')
            && let Some(host) = name(bytes, end + 1).filter(|host| bytes[end..*host].contains(&b'.'))
        {
            end = host;
        }
        if !after(text, end).is_some_and(|c| is_word(c) || c == '@') {
            edits.replace(at..end, "[HANDLE]");
        }
    }
}

fn name(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    let name = &rest[..rest.iter().take(LONGEST).take_while(|b| is_name(b)).count()];
    // A point at the end of a sentence; behind a point without a space, a capital begins a sentence.
    let sentence = name.windows(2).position(|w| w[0] == b'.' && (w[1].is_ascii_uppercase() || w[1] == b'.'));
    let name = &name[..sentence.unwrap_or(name.len())];
    let name = name.strip_suffix(b".").unwrap_or(name);
    let letters = name.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let enough = if name.first()?.is_ascii_digit() { 4 } else { 1 };
    (name.len() > 1 && letters >= enough && name[0] != b'.').then_some(from + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        crate::clean::tests::through(&RULE, text)
    }

    #[test]
    fn names() {
        for (text, wanted) in [
            ("(@a_b), @60Minutes: .@CNN.", "([HANDLE]), [HANDLE]: .[HANDLE]."),
            ("@user@host.org @a.b.c.Then", "[HANDLE] [HANDLE].Then"),
            ("关注@abc吧", "关注[HANDLE]吧"),
        ] {
            assert_eq!(masked(text), wanted, "{text}");
        }
        for text in
            ["jo@x.org", "@", "@ five", "@5pm", "@a", "@@ab", "a/@ab", "@ünal", "@1234", "@..ab", "jo @gmail.com"]
        {
            assert_eq!(masked(text), text);
        }
    }
}
