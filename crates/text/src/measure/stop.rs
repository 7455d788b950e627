//! Words that say little: articles, prepositions, pronouns and the like, by language.

use std::sync::OnceLock;

use super::hash::{Hashes, folded_hash};
use super::words::each_word;

const LISTS: [(&str, &str); 69] = [
    ("af", include_str!("stop_words/af.txt")),
    ("ar", include_str!("stop_words/ar.txt")),
    ("az", include_str!("stop_words/az.txt")),
    ("be", include_str!("stop_words/be.txt")),
    ("bg", include_str!("stop_words/bg.txt")),
    ("bn", include_str!("stop_words/bn.txt")),
    ("bs", include_str!("stop_words/bs.txt")),
    ("ca", include_str!("stop_words/ca.txt")),
    ("cs", include_str!("stop_words/cs.txt")),
    ("cy", include_str!("stop_words/cy.txt")),
    ("da", include_str!("stop_words/da.txt")),
    ("de", include_str!("stop_words/de.txt")),
    ("el", include_str!("stop_words/el.txt")),
    ("en", include_str!("stop_words/en.txt")),
    ("eo", include_str!("stop_words/eo.txt")),
    ("es", include_str!("stop_words/es.txt")),
    ("et", include_str!("stop_words/et.txt")),
    ("eu", include_str!("stop_words/eu.txt")),
    ("fa", include_str!("stop_words/fa.txt")),
    ("fi", include_str!("stop_words/fi.txt")),
    ("fr", include_str!("stop_words/fr.txt")),
    ("ga", include_str!("stop_words/ga.txt")),
    ("gl", include_str!("stop_words/gl.txt")),
    ("gu", include_str!("stop_words/gu.txt")),
    ("he", include_str!("stop_words/he.txt")),
    ("hi", include_str!("stop_words/hi.txt")),
    ("hr", include_str!("stop_words/hr.txt")),
    ("hu", include_str!("stop_words/hu.txt")),
    ("hy", include_str!("stop_words/hy.txt")),
    ("id", include_str!("stop_words/id.txt")),
    ("is", include_str!("stop_words/is.txt")),
    ("it", include_str!("stop_words/it.txt")),
    ("ja", include_str!("stop_words/ja.txt")),
    ("ka", include_str!("stop_words/ka.txt")),
    ("kk", include_str!("stop_words/kk.txt")),
    ("ko", include_str!("stop_words/ko.txt")),
    ("la", include_str!("stop_words/la.txt")),
    ("lt", include_str!("stop_words/lt.txt")),
    ("lv", include_str!("stop_words/lv.txt")),
    ("mk", include_str!("stop_words/mk.txt")),
    ("mn", include_str!("stop_words/mn.txt")),
    ("mr", include_str!("stop_words/mr.txt")),
    ("ms", include_str!("stop_words/ms.txt")),
    ("nb", include_str!("stop_words/nb.txt")),
    ("nl", include_str!("stop_words/nl.txt")),
    ("nn", include_str!("stop_words/nn.txt")),
    ("pa", include_str!("stop_words/pa.txt")),
    ("pl", include_str!("stop_words/pl.txt")),
    ("pt", include_str!("stop_words/pt.txt")),
    ("ro", include_str!("stop_words/ro.txt")),
    ("ru", include_str!("stop_words/ru.txt")),
    ("sk", include_str!("stop_words/sk.txt")),
    ("sl", include_str!("stop_words/sl.txt")),
    ("so", include_str!("stop_words/so.txt")),
    ("sq", include_str!("stop_words/sq.txt")),
    ("sr", include_str!("stop_words/sr.txt")),
    ("sv", include_str!("stop_words/sv.txt")),
    ("sw", include_str!("stop_words/sw.txt")),
    ("ta", include_str!("stop_words/ta.txt")),
    ("te", include_str!("stop_words/te.txt")),
    ("th", include_str!("stop_words/th.txt")),
    ("tl", include_str!("stop_words/tl.txt")),
    ("tr", include_str!("stop_words/tr.txt")),
    ("uk", include_str!("stop_words/uk.txt")),
    ("ur", include_str!("stop_words/ur.txt")),
    ("vi", include_str!("stop_words/vi.txt")),
    ("yo", include_str!("stop_words/yo.txt")),
    ("zh", include_str!("stop_words/zh.txt")),
    ("zu", include_str!("stop_words/zu.txt")),
];

/// By the hash of a word; a list that no text asks for is not read.
static SETS: [OnceLock<Hashes<()>>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];

/// The words of a list as texts have them: what is two words there, as `i-a`, is two here.
fn set_of(list: &str) -> Hashes<()> {
    let mut buffer = String::new();
    let mut set = Hashes::default();
    each_word(list, |range| {
        set.insert(folded_hash(&list[range], &mut buffer), ());
    });
    set
}

/// The stop words of the language by their hashes, if there is a list of them.
pub(super) fn stop_words(language: &str) -> Option<&'static Hashes<()>> {
    let at = LISTS.binary_search_by_key(&language, |(code, _)| code).ok()?;
    Some(SETS[at].get_or_init(|| set_of(LISTS[at].1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_words_of_their_languages() {
        let mut buffer = String::new();
        for (language, word, other) in [("en", "The", "house"), ("de", "und", "haus"), ("ru", "и", "дом")] {
            let set = stop_words(language).unwrap();
            assert!(set.contains_key(&folded_hash(word, &mut buffer)), "{word}");
            assert!(!set.contains_key(&folded_hash(other, &mut buffer)), "{other}");
        }
        assert!(stop_words("xx").is_none());
        assert!(LISTS.is_sorted());
        for (code, list) in LISTS {
            let lines: Vec<_> = list.lines().collect();
            assert!(lines.is_sorted() && lines.len() >= 30, "{code}: sorted, one word a line");
        }
    }
}
