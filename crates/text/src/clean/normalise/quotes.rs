use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Preset, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "quotes",
    group: Group::Normalise,
    help: "Curly, low and angle quotation marks and apostrophes become straight",
    example: ("“It’s” „so“ «la\u{a0}»", "\"It's\" \"so\" \"la\""),
    presets: Presets::of(Preset::Ascii),
    marks: Marks::NON_ASCII,
    reach: Reach::Text,
    apply,
};

/// A no-break space inside guillemets goes with them, and in French any space. Corner brackets of
/// Japanese and Chinese become straight too. Primes (5′ 10″) and letters that look like an apostrophe (ʻ, ʼ, ׳)
/// are no quotation marks.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let is_french = context.is_in(&["fr", "fra", "fre"]);
    let is_inner = |c: char| matches!(c, '\u{a0}' | '\u{202f}') || (is_french && c == ' ');
    for (at, c) in text.char_indices() {
        let Some(straight) = straight(c) else { continue };
        let (mut start, mut end) = (at, at + c.len_utf8());
        if matches!(c, '«' | '‹')
            && let Some(space) = text[end..].chars().next().filter(|&c| is_inner(c))
        {
            end += space.len_utf8();
        }
        if matches!(c, '»' | '›')
            && let Some(space) = text[edits.end().min(at)..at].chars().next_back().filter(|&c| is_inner(c))
        {
            start -= space.len_utf8();
        }
        edits.replace(start..end, straight);
    }
}

fn straight(c: char) -> Option<&'static str> {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '❛' | '❜' | '＇' => Some("'"),
        '“' | '”' | '„' | '‟' | '«' | '»' | '❝' | '❞' | '〝' | '〞' | '〟' | '＂' | '「' | '」' | '『' | '』' => {
            Some("\"")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn spaces_inside_go_with_guillemets() {
        let mut cleaner = crate::clean::Cleaner::new(crate::clean::Rules::NONE.with("quotes"));
        assert_eq!(cleaner.clean("dit : « oui »", "fr"), Some("dit : \"oui\""));
        assert_eq!(cleaner.clean("«\u{a0}» «\u{202f}a\u{202f}»", ""), Some("\"\" \"a\""));
        assert_eq!(cleaner.clean("sagt: »ja« , »so«", "de"), Some("sagt: \"ja\" , \"so\""));
        assert_eq!(cleaner.clean("5′ 10″ Hawaiʻi \"x\" 'y' `z`", ""), None);
    }
}
