//! `detect-language`: adds `lang` and `lang_confidence` to each record. The method itself is
//! `copydesk_language`.

mod engine;
mod flags;
mod label;

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use clap::{ArgMatches, FromArgMatches};
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::json::{decode, elements};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::stream::{BadRecord, json};
use copydesk_cli::{Context, Outputs, Tool, Writes, batches, command};
use copydesk_language::{Detector, Guess, UNDETERMINED, script};
use copydesk_text::sentences;

use engine::Engine;
use flags::Flags;
use label::{Form, Label};

/// The tool.
pub const TOOL: Tool = Tool {
    name: "detect-language",
    command: || {
        let about = "Say which language the text of each JSON line is in";
        batches(command::<Flags>("detect-language", env!("CARGO_PKG_VERSION"), about, EXAMPLES))
    },
    run,
};

const EXAMPLES: &str = "\
  detect-language articles.jsonl
  detect-language --keep-lang en,de --min-confidence 0.8 articles.jsonl
  detect-language --spans --code bcp47 --field title --to title_lang articles.jsonl
  detect-language --expect en articles.jsonl > /dev/null   # in CI: exit 1 if others
  detect-language --list-languages";

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    if flags.list_languages {
        return context.answer(Writes::Answer, label::list().as_bytes());
    }
    let inputs = context.inputs()?;
    let engine = engine(&flags)?;
    let flags = Arc::new(flags);
    let (settings, inputs) = context.settings_for(&Outputs::OF_LINES, inputs)?;
    let totals = map(settings, inputs, || DetectLanguage {
        engine: engine.clone(),
        form: flags.code.into(),
        fields: Fields::beside(&flags.to),
        flags: Arc::clone(&flags),
        buffer: String::new(),
        written: String::new(),
        sentences: Vec::new(),
    })?;
    context.finish(totals, serde_json::Map::new())
}

fn engine(flags: &Flags) -> Result<Engine, Failure> {
    #[cfg(feature = "lingua")]
    if flags.engine == flags::EngineName::Lingua {
        return if flags.spans {
            Err(Failure::new("--spans is not for --engine lingua"))
        } else {
            Ok(engine::lingua(&flags.languages))
        };
    }
    let chosen: Vec<_> = flags.languages.iter().filter_map(|label| label.0).collect();
    Ok(Engine::Table(if chosen.is_empty() { Detector::default() } else { Detector::among(chosen) }))
}

/// The fields that are written beside the label.
struct Fields {
    confidence: Field,
    script: Field,
    candidates: Field,
    spans: Field,
    sentences: Field,
}

impl Fields {
    fn beside(label: &Field) -> Fields {
        Fields {
            confidence: label.with_suffix("_confidence"),
            script: label.with_suffix("_script"),
            candidates: label.with_suffix("_candidates"),
            spans: label.with_suffix("_spans"),
            sentences: label.with_suffix("_sentences"),
        }
    }
}

struct DetectLanguage {
    engine: Engine,
    flags: Arc<Flags>,
    form: Form,
    fields: Fields,
    buffer: String,
    written: String,
    sentences: Vec<Range<usize>>,
}

impl Map for DetectLanguage {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let label = match self.label_that_is_there(record) {
            Some(label) => label,
            None => self.detect(record)?,
        };
        let flags = &self.flags;
        if !flags.expect.is_empty() && !flags.expect.contains(&label) {
            let found = label.write(Form::Iso639_1, "");
            out.found(format!("the language is {found}, which is not expected"));
        }
        let left_out =
            flags.drop_lang.contains(&label) || !flags.keep_lang.is_empty() && !flags.keep_lang.contains(&label);
        if !left_out {
            out.write(record);
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        // What is known of each sentence takes more than the sentence.
        if self.flags.spans { 100 } else { 3 }
    }
}

impl DetectLanguage {
    /// What the record says itself, where that is to stay.
    fn label_that_is_there(&mut self, record: &Record<'_>) -> Option<Label> {
        if !self.flags.if_missing {
            return None;
        }
        let label = record.text(&self.flags.to, &mut self.buffer).ok().filter(|label| !label.is_empty())?;
        // One that is not known here is in no list of languages, as und is not unless it is named.
        Some(label.parse().unwrap_or(Label(None)))
    }

    /// Writes the language into the record.
    fn detect(&mut self, record: &mut Record<'_>) -> Result<Label, BadRecord> {
        let text = record.text(&self.flags.field.field, &mut self.buffer)?;
        let mut candidates = Vec::new();
        let mut guess = match self.flags.top {
            Some(n) => {
                candidates = self.engine.candidates(text, usize::from(n));
                candidates.first().copied().unwrap_or(NOTHING)
            }
            None => self.engine.detect(text),
        };
        let whole = guess;
        if self.flags.min_confidence.is_some_and(|least| guess.confidence < least) {
            guess = NOTHING;
        }
        let label = Label::of(guess.code);
        self.written.clear();
        let _ = write!(self.written, "{}", label.write(self.form, text));
        record.set_str(&self.flags.to, &self.written)?;
        let confidence = rounded(guess.confidence);
        record.set_with(&self.fields.confidence, |json| json.extend_from_slice(confidence.as_bytes()))?;
        if self.flags.script {
            let script = script(text, guess.code).map_or("null".to_owned(), |script| format!("\"{script}\""));
            record.set_with(&self.fields.script, |json| json.extend_from_slice(script.as_bytes()))?;
        }
        if self.flags.top.is_some() {
            let items = candidates.iter().map(|guess| item(guess, self.form, text, None));
            let array = array(items);
            record.set_with(&self.fields.candidates, |json| json.extend_from_slice(array.as_bytes()))?;
        }
        if self.flags.spans {
            self.sentences.clear();
            let sentences = sentences::split(text, sentences::Language::from_code(guess.code));
            self.sentences.extend(sentences.flat_map(|sentence| lines(text, sentence)));
            let spans = self.engine.spans(text, &self.sentences, whole);
            let items = spans.into_iter().map(|span| {
                item(&span.guess, self.form, text.get(span.range.clone()).unwrap_or_default(), Some(span.range))
            });
            let array = array(items);
            record.set_with(&self.fields.spans, |json| json.extend_from_slice(array.as_bytes()))?;
        }
        if self.flags.per_sentence {
            self.per_sentence(record)?;
        }
        Ok(label)
    }

    /// Writes the language of each sentence that is there.
    fn per_sentence(&mut self, record: &mut Record<'_>) -> Result<(), BadRecord> {
        let Some((sentences, json::Kind::Array)) = record.raw(&Field::named("sentences")) else { return Ok(()) };
        let mut items = Vec::new();
        let mut sentence = String::new();
        let all = elements(sentences.as_bytes(), |span, _| {
            // What is no string has no language.
            sentence.clear();
            if let Some(inside) = sentences.get(span).and_then(|s| s.strip_prefix('"')?.strip_suffix('"')) {
                decode(inside, &mut sentence);
            }
            items.push(item(&self.engine.detect(&sentence), self.form, &sentence, None));
        });
        if all.is_ok() {
            let array = array(items.into_iter());
            record.set_with(&self.fields.sentences, |json| json.extend_from_slice(array.as_bytes()))?;
        }
        Ok(())
    }
}

/// The lines of a sentence. The rules of one language can join lines of two, as those of a wrapped paragraph.
fn lines(text: &str, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = sentence.start;
    text.get(sentence).unwrap_or_default().split_inclusive('\n').filter_map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        (!line.trim().is_empty()).then_some(range)
    })
}

const NOTHING: Guess = Guess { code: UNDETERMINED, confidence: 0.0 };

/// Four digits say more than the method knows.
fn rounded(confidence: f64) -> String {
    ((confidence * 1e4).round() / 1e4).to_string()
}

/// One element of a field with several languages.
fn item(guess: &Guess, form: Form, text: &str, range: Option<Range<usize>>) -> String {
    let mut item = format!("{{\"lang\":\"{}\"", Label::of(guess.code).write(form, text));
    if let Some(range) = range {
        let _ = write!(item, ",\"start\":{},\"end\":{}", range.start, range.end);
    }
    let _ = write!(item, ",\"confidence\":{}}}", rounded(guess.confidence));
    item
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}
