use super::*;

fn lines(learner: &Learner) -> Vec<(u64, String)> {
    learner.found().into_iter().map(|f| (f.documents, f.line)).collect()
}

#[test]
fn counts_documents_and_not_occurrences() {
    let mut learner = Learner::new();
    for n in 0..6 {
        learner.learn(&format!("Text {n}.\nAdvertisement\n\nMore.\n\nAdvertisement\n\nThe end of {n}"));
    }
    assert_eq!(lines(&learner), [(6, "Advertisement".to_owned()), (6, "More.".to_owned())]);
    assert_eq!(learner.documents(), 6);
}

#[test]
fn lines_that_go_on_are_text() {
    let mut learner = Learner::new();
    for _ in 0..9 {
        learner
            .learn("The company\nDepartment said.\n\nIn a filing,\n\nit said\n\nShares of the\ncompany rose.\n\n***");
    }
    assert_eq!(lines(&learner), [(9, "The company".to_owned())]);
}

#[test]
fn numbers_count_as_the_same_if_they_recur() {
    let mut learner = Learner::new();
    for n in 0..30 {
        learner.learn(&format!("Copyright © {} The Daily\n\nNet {n} cts vs {} cts\n\nOdd", 2014 + n % 4, n + 7));
    }
    assert_eq!(lines(&learner), [(30, "Copyright © 0 The Daily".to_owned()), (30, "Odd".to_owned())]);
}

#[test]
fn what_recurs_is_kept_when_others_make_room() {
    let mut learner = Learner::with_capacity(50);
    for n in 0..5_000 {
        let unique: String = (0..4).map(|i| format!("Only {} here {}\n\n", letters(n), letters(i))).collect();
        learner.learn(&format!("{unique}Read more"));
        assert!(learner.lines.len() <= 100);
    }
    let found = learner.found();
    assert_eq!((found.len(), found[0].line.as_str(), found[0].documents), (1, "Read more", 5_000));
}

/// A number in letters.
fn letters(mut n: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    word
}

#[test]
fn a_list_that_was_edited() {
    let list = Boilerplate::parse("# comment\n\n12\tRead  more\nSlideshow (3 Images)\n7\tStory: https://a.org/1\n");
    assert_eq!(list.len(), 3);
    let mut buffer = String::new();
    for line in ["Read more", "Slideshow (12 Images)", "Story: http://b.org/2", "Story: [URL]"] {
        assert!(list.has(line, &mut buffer), "{line}");
    }
    assert!(!list.has("read more", &mut buffer));
    assert!(Boilerplate::parse("# nothing\n").is_empty());
}
