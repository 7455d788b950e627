use super::*;
use proptest::prelude::*;

fn check(sentences: &[&str], between: &str) {
    let text = sentences.join(between);
    let found: Vec<&str> = split(&text, Language::from_code("en")).map(|r| &text[r]).collect();
    assert_eq!(found, sentences);
}

#[test]
fn english() {
    for case in [
        &["“All is well with human rights,” the UN said in a statement on Saturday.", "It went on."][..],
        &["“It is late.", "We must go,” she said.", "They went."],
        &["“Is it true?” he asked.", "“No!” President Obama said.", "“Yes.”", "Nobody spoke."],
        &["\"We go now,\" he said.", "\"Good.\"", "\"Fine.\""],
        &[
            "Mr. J. K. Smith of the U.S. Senate met Dr. Who at 5 p.m. on Feb. 6.",
            "It rose 3.5% in No. 5 St. James St. flats etc. and so on.",
        ],
        &["He lives in the U.S.", "The law is old."],
        &["See www.example.com for more...", "What?!", "(It works.)", "Yes."],
        &["It was last year.", "For those who know."],
    ] {
        check(case, " ");
    }
    check(&["A headline", "It was last year.", "For those."], "\n\n");
    check(&["It was last year.", "For those who know."], "");
}

#[test]
fn other_scripts() {
    check(&["他来了。", "「你好！」", "她说。"], "");
    check(&["Он пришёл.", "Т.е. он здесь."], " ");
    check(&["هل جاء؟", "نعم."], " ");
    check(&["वह आया।", "हाँ।"], " ");
    check(&["یہ ہے۔", "ہاں۔"], " ");
    check(&["„Das geht.“", "Ja."], " ");
}

proptest! {
    #[test]
    fn every_character_that_is_not_white_space_stays_in_order(text in "[.!?。 \n\"“”’a-cA-C1,।]{0,60}|\\PC{0,40}") {
        let joined: String = split(&text, Language::from_code("en")).map(|r| &text[r]).collect();
        let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(solid(&joined), solid(&text));
    }
}
