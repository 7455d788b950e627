use super::*;
use proptest::prelude::*;

fn clean(rules: Rules, text: &str) -> String {
    Cleaner::new(rules).clean(text, "").unwrap_or(text).to_owned()
}

/// What one run of one rule makes of `text`, if it finds anything.
pub(super) fn alone(rule: &Rule, text: &str) -> Option<String> {
    beside(Rules::NONE, rule, text)
}

/// `text` as one run of one rule leaves it.
pub(super) fn through(rule: &Rule, text: &str) -> String {
    alone(rule, text).unwrap_or_else(|| text.to_owned())
}

fn beside(rules: Rules, rule: &Rule, text: &str) -> Option<String> {
    let (mut out, mut touched) = (String::new(), Touched::default());
    let mut edits = Edits::new(text, &mut out, &mut touched, None);
    (rule.apply)(text, &Context { rules, language: "", boilerplate: None }, &mut edits);
    (edits.finish() > 0).then_some(out)
}

/// Every rule in every round, whatever was seen and changed.
fn without_short_cuts(rules: Rules, text: &str) -> String {
    let mut now = text.to_owned();
    for _ in 0..ROUNDS {
        let mut done = true;
        for rule in RULES.iter().filter(|rule| rules.has(rule.name)) {
            if let Some(next) = beside(rules, rule, &now) {
                (now, done) = (next, false);
            }
        }
        if done {
            return now;
        }
    }
    text.to_owned()
}

fn only(name: &str) -> Rules {
    Rules::NONE.with(name)
}

fn everything() -> Rules {
    RULES.iter().fold(Rules::NONE, |set, r| set.with(r.name))
}

#[test]
fn each_rule_does_what_its_example_says() {
    for rule in RULES {
        assert_eq!(clean(only(rule.name), rule.example.0), rule.example.1, "{}", rule.name);
        assert_eq!(Cleaner::new(only(rule.name)).clean(rule.example.1, ""), None, "{}", rule.name);
    }
}

#[test]
fn names_are_listed_once() {
    let names: Vec<_> = everything().names().collect();
    let mut unique = names.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(names.len(), unique.len());
    assert!(names.contains(&"nfc"));
    assert!(!Rules::of(Preset::News).has("ascii"));
}

#[test]
fn white_space() {
    for (before, after) in [
        ("a\u{a0}b 10\u{202f}000", "a\u{a0}b 10\u{202f}000"),
        ("a\u{a0} b\u{3000}\u{3000}c", "a b c"),
        ("\u{3000}\u{3000}中\n\u{3000}文\u{3000}", "中\n文"),
        ("a \n b\n \t\nc\n\n\nd", "a\nb\n\nc\n\nd"),
        ("abcdefghijklmnopq\n\tr", "abcdefghijklmnopq\nr"),
        ("abcdefghijklmnop\n\tr", "abcdefghijklmnop\nr"),
        ("abcdefghijklmnop\n\n \nr", "abcdefghijklmnop\n\nr"),
        ("abcdefghijklmnop\n\n\t", "abcdefghijklmnop"),
        (" \n\t ", ""),
        ("", ""),
    ] {
        assert_eq!(clean(only("whitespace"), before), after, "{before:?}");
    }
}

#[test]
fn accents_that_were_entities_are_composed() {
    assert_eq!(clean(Rules::of(Preset::News), "e&#x301; &#x37e; &#x212b;"), "é ; Å");
    assert_eq!(clean(everything(), "caf&eacute; &amp；lt；"), "cafe <");
}

#[test]
fn paragraphs_ends_and_entities_together() {
    assert_eq!(clean(Rules::of(Preset::News), "a&nbsp;&nbsp;b\r\n\r\n\r\nc &amp;\u{0}amp; d&#13;"), "a b\n\nc & d");
}

#[test]
fn what_is_explained_lies_between_characters() {
    let text =
        "\u{1f}\u{7f}\u{85}\u{9b}31m\u{200b}\u{feff}\u{ffff}\u{1fffe}\u{e0041}\u{fdd0} \u{1b}]0;title\u{7} end.\n";
    let (mut cleaner, mut steps) = (Cleaner::new(everything()), Vec::new());
    let clean = cleaner.explain(text, "", &mut steps).unwrap();
    for change in changes(&steps) {
        assert!(text.get(change.before.clone()).is_some() && clean.get(change.after.clone()).is_some());
    }
}

#[test]
fn a_megabyte_of_anything_takes_linear_time() {
    for unit in [
        "&",
        "&#",
        "&amp;",
        "&semi",
        ";",
        " ",
        "\n",
        "\r",
        "\t",
        "e\u{301}",
        "\u{301}",
        "\u{a0}",
        "A, Feb 6:",
        ":",
        "Feb 6:A",
        "\u{2028}",
        "\u{feff}",
        "北",
        "http://",
        "www.",
        "(www.a",
        "a.com/",
        "a@b.co",
        "@a",
        "@",
        "1.2.3.4",
        "::1",
        "a:1",
        "+1 ",
        "0-",
        "(1",
        "4111 ",
        "GB82 ",
        "[1]",
        " [",
        "*\n",
        "Read more\n",
        "Follow ",
        "👍🏽",
        "👩\u{200d}",
        "🇩",
        "1\u{20e3}",
        "Σ.",
        "É",
        "<",
        "<a ",
        "<a b=\"",
        "<p>",
        "<!--",
        "<!-- -->",
        "<script>",
        "\u{1b}[",
        "\u{1b}]",
        "\\ud83d",
        "\\ud83d\\ude00",
        "&#55357;",
        "\u{ad}",
        "a\u{200b}",
        "\u{200d}",
        "\u{200e}",
        " ?",
        " ? a",
        "a ? the ",
        "n t ",
        "don t ",
        "a s ",
        "a.B",
        "aa.Bb ",
        "ab!",
        "-\n",
        "ab-\ncd",
        "one line of words that is quite long\n",
        "    a\nb\n",
        "Ａ",
        "ｶﾞ",
        "！",
        "« ",
        "a—",
        "…",
        ". ",
        "....",
        "٣٫",
        "\u{fdfa}",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        clean(everything(), &text);
        clean(Rules::of(Preset::News), &text);
    }
}

#[test]
fn layers_upon_layers_take_linear_time() {
    // Each of these is decoded, some of them many times over, which debug builds do slowly.
    for unit in [
        "Ã",
        "Â",
        "Ã©",
        "ÃÂ",
        "Ã\u{192}",
        "â€",
        "â€™",
        "â\u{80}",
        "\u{80}",
        "Ã ",
        "Ã?",
        "Â\u{fffd}",
        "├",
        "├┐",
        "РЎ",
        "вЂ",
        "‚Ä",
        "\u{ed}\u{a0}",
        "ð\u{178}",
    ] {
        let text = unit.repeat(50_000 / unit.len());
        clean(everything(), &text);
        clean(Rules::of(Preset::News), &text);
    }
}

/// Text of the pieces that rules react to, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("&".to_owned()),
        Just(";".to_owned()),
        Just("#".to_owned()),
        prop::sample::select(vec![
            "amp",
            "&amp;",
            "&#38;",
            "&#x3b;",
            "&semi;",
            "&nbsp;",
            "&#13;",
            "&#0;",
            "&#x37e;",
            "&#xfeff;",
            "&#x2029;",
            "&#x301;",
            "&#97;",
            "&Atilde;",
            "&#169;",
            "&copy;",
            "Ã",
            "Â",
            "â",
            "€",
            "™",
            "œ",
            "©",
            "¯",
            "¿",
            "»",
            "ï",
            "ð",
            "\u{80}",
            "\u{93}",
            "\u{9d}",
            "\u{a8}",
            "\u{fffd}",
            "?",
            "Ã©",
            "â€™",
            "â€¨",
            "ï»¿",
            "Ì\u{81}",
            "Ã\u{192}Â©",
            "А",
            "Р",
            "в",
            "Ђ",
            "µ",
            "├",
            "┐",
            "√",
            "‚",
            "Ä",
            "ô",
            "A\u{303}",
            "s",
            "lt",
            "nLt",
            "&nLt;",
            "eacute",
            "\r",
            "\n",
            "\r\n",
            "\t",
            " ",
            "\u{a0}",
            "\u{3000}",
            "\u{2028}",
            "\u{2029}",
            "\u{c}",
            "\0",
            "\u{7f}",
            "\u{85}",
            "\u{feff}",
            "\u{37e}",
            "\u{387}",
            "\u{301}",
            "\u{338}",
            "\u{1100}",
            "\u{1161}",
            "\u{11a8}",
            "가",
            "e",
            "<",
            "；",
            "＆",
            "Geneva, Feb 6:",
            "Feb",
            " 6:",
            "UN",
            "É",
            "北",
            "\u{fb01}",
            "\u{2126}",
            "\u{212a}",
            "\u{1fef}",
            "😀",
            "\u{94d}",
            "http://",
            "www.",
            "bit.ly",
            "/",
            "(",
            ")",
            "[",
            "]",
            "[1]",
            "a@b.org",
            "@",
            "@name",
            "+44 20 ",
            "7946-0958",
            "(202) 555",
            "-0123",
            "10.0.0.1",
            "2001:db8::",
            ":",
            "4111 1111 1111 1111",
            "GB82WEST12345698765432",
            "Tel. ",
            "\nRead more\n",
            "\nAdvertisement",
            "toggle caption",
            "***",
            "\n\n",
            "👍🏽",
            "\u{200d}",
            "\u{fe0f}",
            "🇩🇪",
            "İ",
            "I",
            "ΟΣ",
            "é",
            "й",
            "<",
            ">",
            "<p>",
            "<br/>",
            "<b>",
            "</b>",
            "<a href=\"x\">",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "\u{1b}",
            "\u{1b}[0m",
            "]",
            "\u{7}",
            "\\ud83d",
            "\\ude00",
            "&#55357;",
            "&#56832;",
            "\u{ad}",
            "\u{200b}",
            "\u{200d}",
            "\u{200e}",
            "م",
            "Ã",
            " ? ",
            " the ",
            "couldn t ",
            "It s ",
            "Trump s ",
            "year.For those ",
            ".",
            "”",
            "Yes ",
            "inter-\nnational",
            "-",
            "of a line that goes on to the end and is\nquite as long as the others are\nin this text",
            "Ｎ",
            "，",
            "％",
            "ｶ",
            "ﾞ",
            "“",
            "«",
            "»",
            "’",
            "—",
            "–",
            "…",
            "!",
            "?",
            ",",
            "٣",
            "٫",
            "\u{fdfa}",
            "\u{a8}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in pieces(), chosen in any::<u128>()) {
        let presets = Preset::ALL.map(Rules::of);
        for rules in presets.into_iter().chain([Rules(chosen & everything().0), everything()]) {
            let once = clean(rules, &text);
            prop_assert_eq!(clean(rules, &once), &*once, "{:?}", rules.names().collect::<Vec<_>>());
        }
        for rule in RULES {
            let once = clean(only(rule.name), &text);
            prop_assert_eq!(clean(only(rule.name), &once), &*once, "{}", rule.name);
        }
    }

    #[test]
    fn what_is_clean_by_the_scan_is_clean_by_the_rules(text in pieces()) {
        for rule in RULES {
            if !scan::marks(&text).meet(rule.marks) {
                prop_assert!(alone(rule, &text).is_none(), "{}", rule.name);
            }
        }
    }

    #[test]
    fn what_is_not_looked_at_again_is_in_order(
        parts in prop::collection::vec(pieces(), 1..5),
        chosen in any::<u128>(),
        between in prop::sample::select(vec!["\nA line of some length with nothing in it.\n", " and so on and on ", "\n\n"]),
    ) {
        let text = parts.join(between);
        let presets = Preset::ALL.map(Rules::of);
        for rules in presets.into_iter().chain([Rules(chosen & everything().0)]) {
            prop_assert_eq!(clean(rules, &text), without_short_cuts(rules, &text));
        }
    }

    #[test]
    fn output_is_in_the_form_that_was_asked(text in pieces()) {
        prop_assert!(clean(everything(), &text).is_ascii());
        prop_assert!(unicode_normalization::is_nfc(&clean(Rules::of(Preset::News), &text)));
    }
}
