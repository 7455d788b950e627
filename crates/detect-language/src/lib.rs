//! `detect-language`: adds `lang` and `lang_confidence` to each record. The method itself is
//! `copydesk_language`.

use std::sync::Arc;

use clap::{ArgMatches, Args, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out, map};
use copydesk_cli::{Context, FieldFlags, Tool, command};
use copydesk_language::Detector;

/// The tool.
pub const TOOL: Tool = Tool {
    name: "detect-language",
    command: || {
        let about = "Say which language the text of each JSON line is in";
        command::<Flags>("detect-language", env!("CARGO_PKG_VERSION"), about, EXAMPLES)
    },
    run,
};

const EXAMPLES: &str = "\
  detect-language articles.jsonl
  detect-language --field title --to title_lang articles.jsonl";

/// `detect-language`'s own flags.
#[derive(Args, Debug)]
struct Flags {
    #[command(flatten)]
    field: FieldFlags,

    /// The field to write; the confidence goes to NAME_confidence
    #[arg(long, value_name = "NAME", default_value = "lang", help_heading = "Fields")]
    to: Field,
}

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    let detector = Arc::new(Detector::default());
    let totals = map(context.settings()?, inputs, || DetectLanguage {
        detector: Arc::clone(&detector),
        from: flags.field.field.clone(),
        to: flags.to.clone(),
        confidence: flags.to.with_suffix("_confidence"),
        buffer: String::new(),
    })?;
    context.finish(totals, serde_json::Map::new())
}

struct DetectLanguage {
    detector: Arc<Detector>,
    from: Field,
    to: Field,
    confidence: Field,
    buffer: String,
}

impl Map for DetectLanguage {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.from, &mut self.buffer)?;
        let guess = self.detector.detect(text);
        record.set_str(&self.to, &guess.code)?;
        // Four digits say more than the method knows.
        let confidence = (guess.confidence * 1e4).round() / 1e4;
        record.set_with(&self.confidence, |json| json.extend_from_slice(confidence.to_string().as_bytes()))?;
        out.write(record);
        Ok(())
    }
}
