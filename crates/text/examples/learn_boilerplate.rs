//! The lines that recur in texts, `learn_boilerplate < TEXTS`, where TEXTS are records `language TAB text NUL`.

use std::io::{Read, Write};

use copydesk_text::clean::{Cleaner, Learner, Preset, Rules};

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut cleaner = Cleaner::new(Rules::of(Preset::News));
    let mut learner = Learner::new();
    for record in input.split('\0') {
        let Some((language, text)) = record.split_once('\t') else { continue };
        learner.learn(cleaner.clean(text, language).unwrap_or(text));
    }
    std::io::stdout().lock().write_all(learner.list().as_bytes())
}
