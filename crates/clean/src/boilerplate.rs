//! Lines that recur across documents: a first pass learns them, a second takes them out.

use std::fs;
use std::path::Path;

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::input::{Input, reason};
use copydesk_cli::stream::output::Output;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Fold, fold};
use copydesk_cli::{Context, Writes};
use copydesk_text::clean::{Boilerplate, Cleaner, Learner, Rules};
use serde_json::json;

/// Reads the list in the file at `path`.
pub(crate) fn read(path: &Path) -> Result<Boilerplate, Failure> {
    let list = fs::read_to_string(path)
        .map_err(|e| Failure::new(format!("cannot read the list {}: {}", path.display(), reason(&e))))?;
    Ok(Boilerplate::parse(&list))
}

/// Learns the lines that recur in `inputs`, and writes a list of them to the file at `path`.
pub(crate) fn learn(
    path: &Path,
    rules: Rules,
    field: &Field,
    inputs: Vec<Input>,
    context: Context,
) -> Result<Exit, Failure> {
    context.check_outputs(Writes::Nothing, &[("--learn-boilerplate", Some(path))])?;
    let mut file = Output::beside(path)?;
    let mut settings = context.settings(Writes::Nothing, &inputs)?;
    // What is forgotten depends on the order of the documents.
    settings.jobs = 1;
    let (totals, learning) = fold(settings, inputs, || Learning {
        learner: Learner::new(),
        // Lines as they will be when the list is used.
        cleaner: Cleaner::new(rules.without("boilerplate")),
        field: field.clone(),
        lang: Field::named("lang"),
        text: String::new(),
        language: String::new(),
    })?;
    file.write(learning.learner.list().as_bytes())?;
    file.finish()?;
    let found = learning.learner.found().len();
    context.finish(totals, [("boilerplate_lines".to_owned(), json!(found))].into_iter().collect())
}

struct Learning {
    learner: Learner,
    cleaner: Cleaner,
    field: Field,
    lang: Field,
    text: String,
    language: String,
}

impl Fold for Learning {
    fn record(&mut self, record: &Record<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.field, &mut self.text)?;
        let language = record.text(&self.lang, &mut self.language).unwrap_or("");
        self.learner.learn(self.cleaner.clean(text, language).unwrap_or(text));
        Ok(())
    }

    fn memory(&self) -> usize {
        4
    }

    /// There is one worker only.
    fn merge(&mut self, _: Self) {}
}
