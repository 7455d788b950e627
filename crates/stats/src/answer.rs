//! What is made of a corpus: the view that was asked for, the page, and what does not hold.

use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::output::Output;
use copydesk_cli::{Context, Writes};

use crate::corpus::Corpus;
use crate::flags::Flags;
use crate::gate::{Comparison, Gates};
use crate::partial;
use crate::report::{Node, report};
use crate::views::table::{Screen, comparison as compared, table};
use crate::views::{csv, html, json, markdown};

/// The files beside the answer, opened before anything is read.
pub(crate) struct Page(Option<Output>);

impl Page {
    /// The page that `flags` ask for.
    ///
    /// # Errors
    /// Where it cannot be written, or would overwrite something else.
    pub(crate) fn open(flags: &Flags, context: &Context) -> Result<Page, Failure> {
        if flags.page_only() && flags.other_view() {
            return Err(Failure::new("--html - takes the place of another view on standard output: name a file"));
        }
        let file = flags.html.as_deref().filter(|_| !flags.page_only());
        let writes = if flags.merge && flags.partial { Writes::Records } else { Writes::Answer };
        context.check_outputs(writes, &[("--html", file)])?;
        Ok(Page(file.map(Output::beside).transpose()?))
    }
}

/// What a run has to say.
pub(crate) struct Answer {
    /// What is written as its result.
    pub(crate) text: Vec<u8>,
    /// How many checks do not hold.
    pub(crate) failed: u64,
}

/// Makes the answer of `corpus`, writes the page and says which checks do not hold.
///
/// # Errors
/// Where the page cannot be written.
pub(crate) fn answer(
    flags: &Flags,
    context: &Context,
    corpus: &Corpus,
    gates: Option<&Gates<'_>>,
    page: Page,
) -> Result<Answer, Failure> {
    let mut report = report(corpus);
    let comparison = gates.and_then(|gates| gates.comparison(&report));
    let failed = gates.map_or(0, |gates| gates.report(&report, comparison.as_ref(), &context.reports));
    if let Page(Some(mut output)) = page {
        output.write(html::html(&report, comparison.as_ref()).as_bytes())?;
        output.finish()?;
    }
    let text = if flags.partial {
        partial::file_of(corpus)?
    } else if flags.page_only() {
        html::html(&report, comparison.as_ref()).into_bytes()
    } else if flags.json {
        if let Some(comparison) = &comparison {
            report.set("comparison", comparison.node());
        }
        json::json(&report)
    } else {
        view(flags, context, &report, comparison.as_ref())?
    };
    Ok(Answer { text, failed })
}

/// The report, or where one is asked for the comparison.
fn view(flags: &Flags, context: &Context, report: &Node, comparison: Option<&Comparison>) -> Result<Vec<u8>, Failure> {
    match comparison {
        Some(comparison) if flags.csv => csv::comparison(comparison),
        None if flags.csv => csv::csv(report),
        Some(comparison) if flags.markdown => Ok(markdown::comparison(comparison).into_bytes()),
        None if flags.markdown => Ok(markdown::markdown(report).into_bytes()),
        _ => {
            let screen = Screen::of(context.common.output.output.is_none(), context.common.color_on_output());
            let text = comparison.map_or_else(|| table(report, screen), |comparison| compared(comparison, screen));
            Ok(text.into_bytes())
        }
    }
}
