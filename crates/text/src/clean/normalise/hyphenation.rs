use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "hyphenation",
    group: Group::Normalise,
    help: "A word that was divided at the end of a line is joined",
    example: ("of inter-\nnational law", "of international law"),
    presets: Presets::NONE,
    marks: Marks::ANY,
    reach: Reach::Text,
    apply,
};

/// A hyphen or a soft hyphen at the end of a line, letters before and a small letter on the next line.
/// The word is joined; the hyphen stays if the word is written with it elsewhere in the text, is in
/// parts already (`28-dlr-`), or begins with a word that is seldom written without (`anti-`, `self-`).
/// A word found joined elsewhere is joined in any case. It guesses, so no preset has it.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    // Each word is looked for in all of the text, so not without end.
    let mut searches = 200;
    for newline in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let line = text[..newline].trim_end_matches([' ', '\r']);
        let Some((first, hyphen)) = hyphenated(line) else { continue };
        let rest = text[newline + 1..].trim_start_matches([' ', '\t']);
        let second = letters(rest);
        if second.is_empty() || !rest.starts_with(char::is_lowercase) || line.len() < edits.end() {
            continue;
        }
        let keep = hyphen != "\u{ad}" && {
            searches -= i32::from(searches > 0);
            let found = |middle| searches > 0 && text.contains(&format!("{first}{middle}{second}"));
            let is_compound = line[..line.len() - hyphen.len() - first.len()].ends_with('-')
                || rest[second.len()..].starts_with('-')
                || BEFORE_HYPHENS.iter().any(|p| first.eq_ignore_ascii_case(p));
            !found("") && (is_compound || found("-"))
        };
        edits.replace(line.len() - hyphen.len()..text.len() - rest.len(), if keep { hyphen } else { "" });
    }
}

/// Words that are seldom joined to what follows without a hyphen.
const BEFORE_HYPHENS: [&str; 22] = [
    "all", "anti", "cross", "ex", "half", "high", "ill", "long", "low", "mid", "multi", "non", "off", "one", "post",
    "pre", "pro", "self", "semi", "short", "two", "well",
];

/// The letters before a hyphen at the end of `line`, and the hyphen.
fn hyphenated(line: &str) -> Option<(&str, &'static str)> {
    let hyphen = ["-", "\u{2010}", "\u{ad}"].into_iter().find(|h| line.ends_with(h))?;
    let before = &line[..line.len() - hyphen.len()];
    // A word without end would be walked again at each line; none is that long.
    let near = before.char_indices().rev().take(40).take_while(|(_, c)| c.is_alphabetic());
    let (start, _) = near.last()?;
    Some((&before[start..], hyphen))
}

/// The letters at the start of `text`.
fn letters(text: &str) -> &str {
    let end = text.char_indices().take(40).find(|(_, c)| !c.is_alphabetic());
    end.map_or(text.get(..40).unwrap_or(text), |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_that_belong_stay() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("anti-\naircraft gov-\n  ernment").unwrap(), "anti-aircraft government");
        assert_eq!(
            cleaned("a 28-dlr-\nper-share tea-\ntime, tea-time").unwrap(),
            "a 28-dlr-per-share tea-time, tea-time"
        );
        assert_eq!(cleaned("anti-\nbody and antibody").unwrap(), "antibody and antibody");
        assert_eq!(cleaned("inter\u{ad}\nnational").unwrap(), "international");
        for other in ["one -\ntwo", "U.S.-\nChina", "1-\ntwo", "one-\n\ntwo", "one-\n2", "-\n", "one-"] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
