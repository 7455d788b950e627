//! Rules of cleaning.

use copydesk_text::clean::{Boilerplate, Cleaner, Learner, Preset, RULES, Rules, changes, replaced};
use std::sync::Arc;

/// Languages with rules of their own, and none.
const LANGUAGES: [&str; 6] = ["", "en", "fr", "de", "tr", "zh"];

/// Cleans `bytes`, of which the first two choose rules and language, as text: twice is once, the steps tell the same,
/// and what they replaced makes the one text of the other.
pub fn check_clean(bytes: &[u8]) {
    let [rules, language, rest @ ..] = bytes else { return };
    let text = String::from_utf8_lossy(rest);
    let language = LANGUAGES[usize::from(*language) % LANGUAGES.len()];
    let rules = rules_of(usize::from(*rules));
    let mut cleaner = Cleaner::new(rules);
    let once = cleaner.clean(&text, language).map(str::to_owned);
    let mut steps = Vec::new();
    assert_eq!(cleaner.explain(&text, language, &mut steps), once.as_deref());
    let Some(clean) = once else {
        assert!(steps.is_empty());
        return;
    };
    assert_ne!(clean, text);
    assert_eq!(cleaner.clean(&clean, language), None, "{text:?} once is {clean:?}");
    let (mut made, mut at) = (String::new(), 0);
    for edit in replaced(&steps) {
        assert_eq!(text[at..edit.before.start], clean[made.len()..edit.after.start]);
        made.push_str(&text[at..edit.before.start]);
        made.push_str(&clean[edit.after]);
        at = edit.before.end;
    }
    made.push_str(&text[at..]);
    assert_eq!(made, clean);
    for change in changes(&steps) {
        assert!(rules.has(change.rule.name));
        assert!(text.get(change.before.clone()).is_some() && clean.get(change.after.clone()).is_some());
    }
    // A cleaner that has seen other texts says what a new one says.
    assert_eq!(Cleaner::new(rules).clean(&text, language), Some(clean.as_str()));
}

/// The presets, each rule alone, each preset with one more rule, and all.
fn rules_of(n: usize) -> Rules {
    let presets = Preset::ALL.len();
    let rule = |n: usize| RULES[n % RULES.len()].name;
    match n {
        0 => RULES.iter().fold(Rules::NONE, |rules, rule| rules.with(rule.name)),
        n if n <= presets => Rules::of(Preset::ALL[n - 1]),
        n if n <= presets + RULES.len() => Rules::NONE.with(rule(n)),
        n => Rules::of(Preset::ALL[n % presets]).with(rule(n / presets)),
    }
}

/// Reads `bytes` as a list of boilerplate, and as documents apart by NUL that lines are learnt from: a list that was
/// made of them reads back, and lines of it are taken out.
pub fn check_boilerplate(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let given = Arc::new(Boilerplate::parse(&text));
    assert_eq!(given.is_empty(), given.len() == 0);
    let mut learner = Learner::with_capacity(4);
    for document in text.split('\0') {
        for _ in 0..7 {
            learner.learn(document);
        }
    }
    let learnt = Arc::new(Boilerplate::parse(&learner.list()));
    let mut found: Vec<String> = learner.found().into_iter().map(|found| found.line).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(learnt.len(), found.len(), "{found:?}");
    for list in [given, learnt] {
        let mut cleaner = Cleaner::new(Rules::NONE.with("boilerplate")).with_boilerplate(list);
        let once = cleaner.clean(&text, "").map(str::to_owned);
        if let Some(clean) = once {
            assert!(clean.len() < text.len());
            assert_eq!(cleaner.clean(&clean, ""), None);
        }
    }
}
