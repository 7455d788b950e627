use unicode_normalization::UnicodeNormalization;

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "width",
    group: Group::Normalise,
    help: "Full-width letters and digits become ASCII, half-width kana full-width",
    example: ("ＮＨＫ ２０２２ ｶﾞｽ", "NHK 2022 ガス"),
    presets: Presets::USUAL,
    marks: Marks::WIDE,
    reach: Reach::Text,
    apply,
};

/// Full-width punctuation belongs to Chinese and Japanese: it stays, but inside numbers and names in
/// full width (`１，０００`, `ｗｗｗ．ｎｈｋ`). Where the language is known and is neither of them (nor Korean), it becomes ASCII,
/// but next to their characters, as in a quotation.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let has_ideographs =
        context.language.is_empty() || context.is_in(&["zh", "zho", "yue", "cmn", "wuu", "ja", "jpn", "ko", "kor"]);
    for at in memchr::memchr_iter(0xEF, text.as_bytes()) {
        let Some(c) = text[at..].chars().next() else { continue };
        if is_half_width_kana(c) {
            if at >= edits.end() {
                let run = &text[at..];
                let end = run.find(|c| !is_half_width_kana(c)).unwrap_or(run.len());
                edits.replace(at..at + end, &full_width(&run[..end]));
            }
        } else if let Some(narrow) = narrow(c)
            && (narrow.is_ascii_alphanumeric()
                || is_within(text, at)
                || (!has_ideographs && !stands_among_ideographs(text, at)))
        {
            edits.replace(at..at + 3, narrow.encode_utf8(&mut [0; 4]));
        }
    }
}

/// The ASCII character that is `c` at half the width.
fn narrow(c: char) -> Option<char> {
    matches!(c, '！'..='～').then(|| char::from_u32(u32::from(c) - 0xfee0))?
}

/// Whether full-width letters or digits stand on both sides of the character at `at`, or a digit before
/// a per cent sign.
fn is_within(text: &str, at: usize) -> bool {
    let is_wide = |c: Option<char>| c.and_then(narrow).is_some_and(|c| c.is_ascii_alphanumeric());
    let rest = &text[at..];
    is_wide(text[..at].chars().next_back()) && (rest.starts_with('％') || is_wide(rest.chars().nth(1)))
}

/// Whether the character before or behind the one at `at` is of Chinese or Japanese.
fn stands_among_ideographs(text: &str, at: usize) -> bool {
    let is_one =
        |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '！'..='\u{ffef}' | '\u{20000}'..);
    text[..at].chars().next_back().is_some_and(is_one) || text[at + 3..].chars().next().is_some_and(is_one)
}

fn is_half_width_kana(c: char) -> bool {
    matches!(c, '｡'..='ﾟ')
}

/// Half-width kana in full width, with its sound marks joined to it.
fn full_width(kana: &str) -> String {
    let mut full: String = kana.nfkc().collect();
    // Alone, the marks are characters that combine with what is before: spell them so that they do not.
    if full.starts_with(['\u{3099}', '\u{309a}']) {
        let mark = if full.starts_with('\u{3099}') { "゛" } else { "゜" };
        full.replace_range(..3, mark);
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_where_it_belongs() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("１，０００円、５０％（約）。ｗｗｗ．ａ").unwrap(), "1,000円、50%（約）。www.a");
        assert_eq!(cleaned("ﾊﾟﾝ｡ ﾞ").unwrap(), "パン。 ゛");
        assert_eq!(cleaned("你好，世界！（２）").unwrap(), "你好，世界！（2）");
        for other in ["你好，世界！", "iPhone，iPad", "ガス", "\u{ffe5}", "ﬁ"] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
        let mut cleaner = crate::clean::Cleaner::new(crate::clean::Rules::NONE.with("width"));
        assert_eq!(cleaner.clean("Hello，world！", "en"), Some("Hello,world!"));
        assert_eq!(cleaner.clean("你好，world！", "zh-CN"), None);
        assert_eq!(cleaner.clean("skribis: 你好，世界！", "eo"), None);
    }
}
