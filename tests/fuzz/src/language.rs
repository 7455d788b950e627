//! Languages.

use copydesk_language::{Detector, Guess, LANGUAGES, detect_like_lingua, script};
use copydesk_text::sentences::{Language, split};

/// Tells the language of `bytes` as text: confidences are from 0 to 1, and spans cover all of it.
pub fn check_language(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut detector = Detector::default();
    let whole = detector.detect(&text);
    check_guess(whole);
    assert_eq!(detector.detect(&text), whole);
    check_guess(detect_like_lingua(&text));
    let candidates = detector.candidates(&text, LANGUAGES.len());
    candidates.iter().for_each(|guess| check_guess(*guess));
    assert!(candidates.iter().map(|guess| guess.confidence).sum::<f64>() <= 1.000_001);
    assert!(candidates.first().map_or(whole.language().is_none(), |first| *first == whole));
    let mut some = Detector::among(LANGUAGES.iter().filter(|language| ["en", "de", "ru"].contains(&language.code)));
    let among = some.detect(&text);
    check_guess(among);
    assert!(["und", "en", "de", "ru"].contains(&among.code));
    let sentences: Vec<_> = split(&text, Language::default()).collect();
    let mut end = 0;
    for span in detector.spans(&text, &sentences, whole) {
        check_guess(span.guess);
        assert!(span.range.start == end && (span.range.end > end || text.is_empty()));
        assert!(text.is_char_boundary(span.range.end));
        end = span.range.end;
    }
    assert_eq!(end, text.len());
    let _ = script(&text, whole.code);
}

fn check_guess(guess: Guess) {
    assert!((0.0..=1.0).contains(&guess.confidence), "{guess:?}");
    assert_eq!(guess.language().is_none(), guess.code == "und");
    assert!(guess.language().is_some() || guess.confidence == 0.0);
}
