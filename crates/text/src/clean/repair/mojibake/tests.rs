use encoding_rs as e;

use super::*;

fn clean(text: &str) -> String {
    crate::clean::tests::through(&RULE, text)
}

/// UTF-8 read in a wrong encoding; browsers leave undefined bytes as C1 controls.
fn read(text: &str, encoding: &'static e::Encoding) -> String {
    encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

fn latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

const SENTENCES: [&str; 10] = [
    "Dès l’été, « le café » coûtera 5 € – ça suffit…",
    "Größere Übungen müßten „früher“ beginnen.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Zażółć gęślą jaźń, powiedział „Józef”.",
    "Kullanıcının isteği üzerine güncellendi.",
    "Выборы пройдут в воскресенье, сообщает «Интерфакс».",
    "Η κυβέρνηση ανακοίνωσε νέα μέτρα.",
    "הממשלה הודיעה על צעדים חדשים.",
    "أعلنت الحكومة عن إجراءات جديدة.",
    "政府は新しい対策を発表した。",
];

#[test]
fn layers_of_latin1_and_windows_1252_come_off() {
    for text in SENTENCES {
        let mut latin = text.to_owned();
        let mut windows = text.to_owned();
        for layer in 1..=3 {
            latin = latin1(&latin);
            windows = read(&windows, e::WINDOWS_1252);
            assert_eq!(clean(&latin), text, "{layer}");
            assert_eq!(clean(&windows), text, "{layer}");
        }
    }
}

#[test]
fn other_encodings_come_off() {
    for (encoding, texts) in [
        (e::WINDOWS_1250, &SENTENCES[..6]),
        (e::WINDOWS_1251, &SENTENCES[..]),
        (e::WINDOWS_1254, &SENTENCES[..]),
        (e::MACINTOSH, &SENTENCES[..]),
        (e::IBM866, &SENTENCES[..9]),
        (e::ISO_8859_2, &SENTENCES[1..5]),
        (e::WINDOWS_1256, &SENTENCES[..9]),
    ] {
        for text in texts {
            assert_eq!(clean(&read(text, encoding)), *text, "{}", encoding.name());
        }
    }
}

#[test]
fn what_is_right_stays() {
    for text in SENTENCES {
        assert_eq!(clean(text), text);
        let upper = text.to_uppercase();
        assert_eq!(clean(&upper), upper);
        for end in ["…", "”", "’", "»", "“", "®", "™", "²", "…”", "\u{a0}»"] {
            for text in [text, &upper] {
                let words = text.replace(' ', &format!("{end} "));
                assert_eq!(clean(&words), words);
            }
        }
    }
}

#[test]
fn wrong_parts_of_a_line_are_repaired_alone() {
    for text in &SENTENCES[..2] {
        let (half, rest) = text.split_at(text.find(' ').unwrap());
        for wrong in [read(rest, e::WINDOWS_1252), read(rest, e::MACINTOSH), latin1(rest)] {
            assert_eq!(clean(&format!("{half}{wrong}")), *text);
        }
    }
}

#[test]
fn layers_without_end_are_left() {
    let nested = "├".repeat(1000) + "á";
    let once = clean(&nested);
    assert_eq!(clean(&once), once);
}

#[test]
fn all_of_latin1_and_the_usual_punctuation_have_a_sign() {
    for c in ('\u{a1}'..='\u{ff}').chain("‘’“”„–—…•€™".chars()) {
        for wrong in [read(&c.to_string(), e::WINDOWS_1252), latin1(&c.to_string())] {
            for line in [format!("a{wrong}b"), format!("{wrong}b"), format!("A {wrong} B")] {
                assert!(scan::is_suspicious(&line), "{line}");
            }
        }
    }
    for text in ["Être là", "el Último año", "Þó að", "Über Öl", "Café à Évry"] {
        assert_eq!(clean(&read(text, e::WINDOWS_1252)), text);
    }
}

#[test]
fn white_space_that_goes_later_is_foreseen() {
    let rules = crate::clean::Rules::NONE.with("mojibake").with("whitespace");
    let mut cleaner = crate::clean::Cleaner::new(rules);
    assert_eq!(cleaner.clean("voilÃ\u{2003} le travail", ""), Some("voilà le travail"));
}
