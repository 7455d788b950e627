use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "hard-wraps",
    group: Group::Normalise,
    help: "Lines of a paragraph that was wrapped at a column are joined",
    example: (
        "The Soviet economy grew at an increased\nrate in the last year, but the goals of\nits leadership may be too ambitious.",
        "The Soviet economy grew at an increased rate in the last year, but the goals of its leadership may be too ambitious.",
    ),
    presets: Presets::USUAL,
    marks: Marks::WRAP,
    reach: Reach::Text,
    apply,
};

/// Widths, in characters, between which text is wrapped.
const WIDTHS: std::ops::RangeInclusive<usize> = 36..=110;

/// So much wider than most a line may be.
const SLACK: usize = 12;

struct Line<'a> {
    /// Without the white space around it.
    text: &'a str,
    /// Where that begins.
    start: usize,
    width: usize,
    is_indented: bool,
    /// A row of a table.
    has_columns: bool,
}

/// Decides for the text as a whole, by what a program that wraps does: it ends a line only where the
/// next word would be too long. If nearly all lines that have another behind them are so, are of
/// one width, most end within a sentence, and a good part of those behind them begin in lower case, then these
/// lines are joined; verses, lists, addresses and headlines fail one of the four. What is indented begins a paragraph of its own,
/// and is set off from a joined one by a blank line; tables and items of lists are left as they are.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    if has_long_lines(text) {
        return;
    }
    let lines: Vec<Line<'_>> = lines(text).collect();
    let follows: Vec<bool> = lines.windows(2).map(|pair| goes_on(&pair[0], &pair[1])).collect();
    let mut widths: Vec<usize> = lines.iter().zip(&follows).filter(|(_, f)| **f).map(|(line, _)| line.width).collect();
    if widths.len() < 2 {
        return;
    }
    let candidates = widths.len();
    let (_, &mut width, _) = widths.select_nth_unstable(candidates * 3 / 4);
    let too_wide = lines.iter().filter(|line| line.width > width + SLACK).count();
    if !WIDTHS.contains(&width) || too_wide * 20 > lines.len() {
        return;
    }
    let wrapped: Vec<bool> =
        lines.windows(2).zip(&follows).map(|(pair, follows)| *follows && is_full(&pair[0], &pair[1], width)).collect();
    let (mut full, mut in_lower_case, mut in_a_sentence) = (0, 0, 0);
    for (pair, _) in lines.windows(2).zip(&wrapped).filter(|(_, wrapped)| **wrapped) {
        full += 1;
        in_lower_case += usize::from(!begins_anew(pair[1].text));
        in_a_sentence += usize::from(!ends_a_sentence(pair[0].text));
    }
    if full < 2 || full * 4 < candidates * 3 || in_lower_case * 3 < full || in_a_sentence * 2 < full {
        return;
    }
    let mut was_joined = false;
    for (i, pair) in lines.windows(2).enumerate() {
        let end = pair[0].start + pair[0].text.len();
        let joined = wrapped[i];
        if joined {
            edits.replace(end..pair[1].start, between(pair[0].text, pair[1].text));
        } else if pair[1].is_indented && !pair[0].text.is_empty() && !pair[1].text.is_empty() {
            let next_is_joined = wrapped.get(i + 1) == Some(&true);
            if was_joined || next_is_joined {
                edits.replace(end..pair[1].start, "\n\n");
            }
        }
        was_joined = joined;
    }
}

/// Whether more lines than a few are wider than any column at which text is wrapped: so most texts are
/// seen to be none without a closer look.
fn has_long_lines(text: &str) -> bool {
    let (mut lines, mut long) = (0, 0);
    for line in text.split('\n') {
        lines += 1;
        let widest = WIDTHS.end() + SLACK;
        long += usize::from(line.len() > widest && line.chars().count() > widest);
    }
    long * 20 > lines
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        let content = content.trim_end_matches([' ', '\t', '\r']);
        let here = Line {
            text: content,
            start: start + indent,
            width: content.chars().count(),
            is_indented: indent > 0,
            has_columns: memchr::memchr(b'\t', content.as_bytes()).is_some() || has_gaps(content),
        };
        start += line.len() + 1;
        here
    })
}

/// Two or more spaces in the middle of a sentence, unless two are behind its end.
fn has_gaps(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Most lines have no two spaces side by side: a look at all of them without a branch is the fastest.
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    if pairs.fold(0, |seen, (a, b)| seen | (u8::from(*a == b' ') & u8::from(*b == b' '))) == 0 {
        return false;
    }
    memchr::memmem::find_iter(line.as_bytes(), b"  ")
        .any(|at| line[at + 2..].starts_with(' ') || !line[..at].ends_with(['.', '!', '?', ':', '"', '\'', '”']))
}

/// Whether `next` may be the same paragraph as `line`.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    !line.text.is_empty()
        && !next.text.is_empty()
        && !next.is_indented
        && !line.has_columns
        && !next.has_columns
        && !is_item(next.text)
}

/// Whether the first word of `next` would have made `line` too long.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split(' ').next().map_or(0, |word| word.chars().count());
    line.width + 1 + word > width && line.width <= width + SLACK && line.width * 2 > width
}

/// A bullet, a number with a point or a bracket, a quotation mark of mail.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let is_numbered = digits > 0 && matches!(line.as_bytes()[digits..], [b'.' | b')', b' ', ..]);
    is_numbered
        || line.starts_with(['•', '*', '>', '|', '#', '·', '▪'])
        || line.starts_with("- ")
        || line.starts_with("– ")
}

/// Whether a line ends as a sentence does: lines of which most do so are sentences, one on each. In scripts without
/// spaces nothing else tells.
fn ends_a_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）']);
    line.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：', '।', '۔', '؟', '።', '။', '។'])
}

/// Whether a line begins as a sentence or a verse does, or with a sign that tells nothing.
fn begins_anew(line: &str) -> bool {
    line.chars().next().is_none_or(|c| !c.is_alphabetic() || c.is_uppercase())
}

/// What is put between two lines: nothing behind a hyphen and in scripts without spaces.
fn between(line: &str, next: &str) -> &'static str {
    let mut end = line.chars().rev();
    let last = end.next().unwrap_or(' ');
    let before = end.next().unwrap_or(' ');
    let first = next.chars().next().unwrap_or(' ');
    let is_hyphenated = last == '-' && before.is_alphanumeric() && first.is_alphanumeric();
    if is_hyphenated || (needs_no_space(last) && needs_no_space(first)) { "" } else { " " }
}

/// Ideographs, kana and their punctuation, Thai, Lao, Myanmar and Khmer.
fn needs_no_space(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3000}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Option<String> {
        crate::clean::tests::alone(&RULE, text)
    }

    #[test]
    fn paragraphs_of_wires() {
        let wire = "    PEKING, March 2 - Gold output in the northeast China\nprovince of Heilongjiang rose 22.7 pct in \
                    1986 from 1985's\nlevel, the New China News Agency said. It gave no figures.\n    It said the \
                    province, China's second largest gold producer\nafter Shandong, plans to double gold output by \
                    1990 from the\n1986 level.\n REUTER";
        let joined = "    PEKING, March 2 - Gold output in the northeast China province of Heilongjiang rose 22.7 pct in \
                      1986 from 1985's level, the New China News Agency said. It gave no figures.\n\nIt said the \
                      province, China's second largest gold producer after Shandong, plans to double gold output by \
                      1990 from the 1986 level.\n\nREUTER";
        assert_eq!(cleaned(wire).unwrap(), joined);
        assert_eq!(cleaned(joined), None);
    }

    #[test]
    fn columns_stand_in_lines_with_gaps() {
        for (line, gaps) in [
            ("Berlin   12.5   rain", true),
            ("one  two", true),
            ("the end.  The next", false),
            ("the end.   The next", true),
            ("he said \"so.\"  And", false),
            ("one two three", false),
            ("", false),
        ] {
            assert_eq!(has_gaps(line), gaps, "{line:?}");
        }
    }

    #[test]
    fn what_is_not_wrapped_stays() {
        for other in [
            // Verses begin with capitals, or end before the margin.
            "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;",
            "so much depends\nupon\n\na red wheel\nbarrow glazed with rain\nwater beside the white\nchickens and some more of it\nhere",
            "- one thing that is as long as this is\n- two things that are as long as it is\n- three things that are so long as that",
            "The first paragraph ends here.\nthe second is longer than the first one was by a lot of words.\nthe third one is short.",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
