//! All 75 languages, on sentences of our own (`fixtures/sentences.tsv`).

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used)]

mod noise;

use copydesk_language::{Detector, LANGUAGES, UNDETERMINED, script};

fn sentences() -> Vec<(&'static str, &'static str)> {
    include_str!("fixtures/sentences.tsv").lines().map(|line| line.split_once('\t').unwrap()).collect()
}

#[test]
fn every_language_has_a_sentence_and_is_told() {
    let mut detector = Detector::default();
    let sentences = sentences();
    for language in &LANGUAGES {
        let (_, text) = sentences.iter().find(|(code, _)| *code == language.code).unwrap();
        let guess = detector.detect(text);
        assert_eq!(guess.code, language.code, "{} {text}", guess.confidence);
        assert!(guess.confidence > 0.2, "{} {}", guess.code, guess.confidence);
    }
}

#[test]
fn long_texts_are_told_by_trigrams() {
    let mut detector = Detector::default();
    for (code, text) in sentences() {
        // Close pairs are told by words that these sentences have once.
        let guess = detector.detect(&format!("{text}\n").repeat(40));
        assert_eq!(guess.code, code, "{}", guess.confidence);
    }
    // Longer than what is read at a time, and cut where a character has three bytes.
    let german = "Übermäßig schöne Grüße – „überall“. ".repeat(5_000);
    assert_eq!(detector.detect(&german).code, "de");
}

#[test]
fn of_a_long_text_every_part_counts() {
    let mut detector = Detector::default();
    let english = "The committee said on Tuesday that it would look at the plan again before the summer. ";
    let german = "Der Ausschuss teilte am Dienstag mit, dass er den Plan vor dem Sommer noch einmal prüfen werde. ";
    for (first, second, code) in [(20, 80, "de"), (80, 20, "en"), (2_000, 700, "en"), (400, 1_500, "de")] {
        let text = [english.repeat(first), german.repeat(second)].concat();
        assert_eq!(detector.detect(&text).code, code, "{first} {second}");
        let text = [german.repeat(second / 2), english.repeat(first), german.repeat(second / 2)].concat();
        assert_eq!(detector.detect(&text).code, code, "{first} between {second}");
    }
}

#[test]
fn case_and_composition_change_nothing() {
    let mut detector = Detector::default();
    for (code, text) in sentences() {
        assert_eq!(detector.detect(&text.to_uppercase().replace('İ', "I")).code, code, "{text}");
    }
    let decomposed =
        "Tre\u{302}s bie\u{300}n, l'e\u{301}te\u{301} a e\u{301}te\u{301} tre\u{300}s beau a\u{300} Gene\u{300}ve";
    assert_eq!(detector.detect(decomposed).code, "fr");
}

#[test]
fn serbian_in_latin_letters_and_with_latin_lookalikes() {
    let mut detector = Detector::default();
    let latin =
        "Brod svakog jutra u sedam sati napušta luku, a deca čekaju oca na obali. Vreme je lepo i mleko je belo.";
    assert_eq!((detector.detect(latin).code, script(latin, "sr")), ("sr", Some("Latn")));
    let mixed = "Брoд свaкoг jутрa у сeдaм сaти нaпуштa луку, a дeцa чeкajу oцa нa oбaли. Врeмe je лeпo.";
    assert_eq!(detector.detect(mixed).code, "sr");
}

#[test]
fn scripts() {
    for (text, code, expected) in [
        ("這艘船每天早上離開港口", "zh", Some("Hant")),
        ("这艘船每天早上离开港口", "zh", Some("Hans")),
        ("北京", "zh", Some("Hani")),
        ("船は港を出る", "ja", Some("Jpan")),
        ("배는 항구를 떠난다", "ko", Some("Kore")),
        ("Брод", "sr", Some("Cyrl")),
        ("ship", "en", Some("Latn")),
        ("12 !", "und", None),
        ("ጀልባ", "und", None),
    ] {
        assert_eq!(script(text, code), expected, "{text}");
    }
}

#[test]
fn what_is_no_language_is_undetermined() {
    let mut detector = Detector::default();
    for text in [
        "",
        " \n\t",
        "12345 3.14159 -7e-12",
        "https://example.com/a/b?c=d&e=f",
        "user@example.com",
        "😀🎉 ❤️",
        "0xDEADBEEF 0x7fff5fbff8c0",
        "d41d8cd98f00b204e9800998ecf8427e",
        "550e8400-e29b-41d4-a716-446655440000",
        "QmFzZTY0IGlzIG5vdCBhIGxhbmd1YWdlLCBlaXRoZXIu",
        "2026-11-24T02:00:00Z",
        "for (int i = 0; i < n; i++) { total += values[i]; }",
        "def area(width, height):\n    return width * self.scale[height]",
        "SELECT a.id, b.name FROM orders a JOIN users b ON a.user_id = b.id;",
        "<div class=\"x\"><br/></div>",
        "ጀልባው በየቀኑ ጠዋት ከወደቡ ይወጣል",
    ] {
        let guess = detector.detect(text);
        assert_eq!((guess.code, guess.confidence), (UNDETERMINED, 0.0), "{text}");
        assert!(detector.candidates(text, 3).is_empty());
    }
}

#[test]
fn text_with_an_address_or_a_number_in_it_is_text() {
    let mut detector = Detector::default();
    for (text, code) in [
        ("See https://example.com/seite/ueber-uns for the rules of the harbour", "en"),
        ("Schreiben Sie bitte an hafen@example.org, wenn das Schiff nicht kommt", "de"),
        ("COVID-19 changed how 18-year-olds learn", "en"),
        ("Hello (world)", "en"),
        ("bonjour", "fr"),
    ] {
        assert_eq!(detector.detect(text).code, code, "{text}");
    }
}

#[test]
fn languages_that_no_model_knows_are_not_sure() {
    let mut detector = Detector::default();
    for text in [
        // Hausa, Igbo, Lingala: of our own.
        "Jirgin ruwa yana barin tashar kowace safiya da karfe bakwai, yara kuma suna jiran mahaifinsu a bakin teku.",
        "Ụgbọ mmiri ahụ na-apụ n'ọdụ ụgbọ mmiri kwa ụtụtụ, ụmụaka na-echere nna ha n'akụkụ oké osimiri.",
        "Masuwa elongwaka na libongo ntongo nyonso, mpe bana bazali kozela tata na bango pene ya mai.",
    ] {
        let guess = detector.detect(text);
        assert!(guess.confidence < 0.6, "{guess:?} {text}");
    }
}

#[test]
fn a_choice_of_languages() {
    let find = |code: &str| LANGUAGES.iter().find(|l| l.code == code).unwrap();
    let mut detector = Detector::among([find("de"), find("nl")]);
    assert_eq!(detector.detect("The boat leaves the harbour").code, "nl");
    assert_eq!(detector.detect("Το πλοίο φεύγει").code, UNDETERMINED);
    // The only one that can be is not sure for that.
    let mut one = Detector::among([find("fi")]);
    let (english, finnish) = (one.detect("The boat leaves the harbour"), one.detect("Laiva lähtee satamasta aamulla"));
    assert_eq!((english.code, finnish.code), ("fi", "fi"));
    assert!(english.confidence < 0.5 && finnish.confidence > 0.8, "{english:?} {finnish:?}");
    let mut two = Detector::among([find("el"), find("en")]);
    assert_eq!(two.detect("Το πλοίο φεύγει").code, "el");
}

#[test]
fn candidates_begin_with_the_answer_and_share_one() {
    let mut detector = Detector::default();
    for (code, text) in sentences() {
        let candidates = detector.candidates(text, 5);
        assert_eq!(candidates[0], detector.detect(text));
        assert_eq!(candidates[0].code, code);
        assert!(candidates.windows(2).all(|w| w[0].confidence >= w[1].confidence), "{candidates:?}");
        let sum: f64 = candidates.iter().map(|c| c.confidence).sum();
        assert!(sum <= 1.0 + 1e-9, "{candidates:?}");
    }
}

#[test]
fn spans_cover_the_text_and_change_at_sentences() {
    let mut detector = Detector::default();
    let all = sentences();
    let text = |code: &str| all.iter().find(|(c, _)| *c == code).unwrap().1;
    for (first, second) in [("en", "de"), ("fr", "ar"), ("zh", "en"), ("ru", "uk"), ("pt", "es"), ("ja", "ko")] {
        let pieces = [text(first), text(first), text(second), text(second)];
        let whole = pieces.join("\n");
        let mut start = 0;
        let sentences: Vec<_> = pieces
            .iter()
            .map(|piece| {
                let range = start..start + piece.len();
                start = range.end + 1;
                range
            })
            .collect();
        let guess = detector.detect(&whole);
        let spans = detector.spans(&whole, &sentences, guess);
        let found: Vec<_> = spans.iter().map(|s| (s.guess.code, s.range.clone())).collect();
        let cut = sentences[2].start;
        assert_eq!(found, [(first, 0..cut), (second, cut..whole.len())]);
    }
    let nothing = detector.detect("");
    assert!(detector.spans("", &[], nothing).is_empty());
    let english = "One sentence. In English.";
    let guess = detector.detect(english);
    let spans = detector.spans(english, &[0..13, 14..25], guess);
    assert_eq!(spans.iter().map(|s| (s.range.clone(), s.guess)).collect::<Vec<_>>(), [(0..25, guess)]);
}

#[test]
fn any_text_is_taken() {
    let mut detector = Detector::default();
    // Every character once, in pieces of several sizes.
    let all: String = ('\0'..=char::MAX).filter(|c| c.is_alphabetic() || u32::from(*c) < 0x3000).collect();
    for size in [1, 7, 1_000, 16_384] {
        let mut rest = all.as_str();
        while !rest.is_empty() {
            let end = (size.max(4)..).find(|end| rest.is_char_boundary(*end) || *end >= rest.len()).unwrap();
            let (piece, others) = rest.split_at(end.min(rest.len()));
            let _ = detector.detect(piece);
            rest = others;
            if size == 1 && rest.len() < all.len() * 9 / 10 {
                break;
            }
        }
    }
}
