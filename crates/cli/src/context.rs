//! What a run of a tool needs from its command line, and how it ends.

use std::cell::{Cell, OnceCell};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use clap::{ArgMatches, FromArgMatches};
use copydesk_stream::batch::Earlier;
use copydesk_stream::buffer::Pool;
use copydesk_stream::exit::{Exit, Failure};
use copydesk_stream::input::{Input, Meter};
use copydesk_stream::outlet::Outlet;
use copydesk_stream::output::Output;
use copydesk_stream::report::Reports;
use copydesk_stream::run::{Choice, Settings, Totals};
use serde_json::{Map, Value};

use crate::flags::{BatchFlags, Common, When};
use crate::progress::{self, Progress};
use crate::{Tool, Writes, batch, help, summary};

/// A tool's run: its shared flags, and where it says things.
pub struct Context {
    /// The flags that tools share.
    pub common: Common,
    /// Several outputs, for tools that have those.
    pub batch: BatchFlags,
    /// Where it says what is wrong.
    pub reports: Reports,
    tool: &'static str,
    version: String,
    command: clap::Command,
    arguments: Vec<String>,
    /// Arguments that outputs depend on.
    deciding: Vec<(String, Vec<OsString>)>,
    started: Instant,
    meter: Arc<Meter>,
    progress: OnceCell<Progress>,
    /// Whether the output is an input too.
    pub(crate) in_place: Cell<bool>,
}

impl Context {
    pub(crate) fn new(
        tool: &Tool,
        called: &str,
        matches: &ArgMatches,
        arguments: &[OsString],
    ) -> Result<Self, clap::Error> {
        let common = Common::from_arg_matches(matches)?;
        let command = tool.command_as(called);
        Ok(Context {
            reports: common.reports(tool.name).called(called),
            // Asking the matches for an argument that the tool does not have is an error in builds for tests only.
            batch: if command.get_arguments().any(|argument| argument.get_id() == "output_dir") {
                BatchFlags::from_arg_matches(matches)?
            } else {
                BatchFlags::default()
            },
            common,
            tool: tool.name,
            deciding: batch::arguments(&command, matches),
            version: command.get_version().unwrap_or_default().to_owned(),
            command,
            arguments: arguments.iter().skip(1).map(|a| a.to_string_lossy().into_owned()).collect(),
            started: Instant::now(),
            meter: Arc::default(),
            progress: OnceCell::new(),
            in_place: Cell::default(),
        })
    }

    /// The inputs that the command line names.
    ///
    /// # Errors
    /// If there are none and standard input is a terminal: then it is shown how the tool is called.
    pub fn inputs(&self) -> Result<Vec<Input>, Failure> {
        if self.common.input.files.is_empty() && io::stdin().is_terminal() {
            let help = help::introduction(self.command.clone());
            let color = self.reports.color;
            let text = if color { help.ansi().to_string() } else { help.to_string() };
            let _ = io::stderr().write_all(text.as_bytes());
            return Err(Failure::Said);
        }
        let mut inputs = Input::from_arguments(&self.common.input.files);
        inputs.iter_mut().for_each(|input| input.meter = Some(Arc::clone(&self.meter)));
        Ok(inputs)
    }

    /// What the run over `inputs` is told whose answer, if not records, comes at its end: `writes` says what that
    /// is. Opens the output and
    /// the rejects, and shows progress from now on.
    ///
    /// # Errors
    /// Where one of them cannot be written.
    pub fn settings(&self, writes: Writes, inputs: &[Input]) -> Result<Settings, Failure> {
        self.check_outputs(writes, &[])?;
        self.show_progress(inputs.iter(), false);
        self.settings_with(Outlet::One(Box::new(self.output()?)), Earlier::default())
    }

    pub(crate) fn settings_with(&self, output: Outlet, earlier: Earlier) -> Result<Settings, Failure> {
        let common = &self.common;
        Ok(Settings {
            jobs: common.jobs(),
            max_record: common.max_record(),
            on_error: common.errors.on_error.into(),
            max_errors: common.errors.max_errors,
            output,
            rejects: common.errors.rejects.as_deref().map(Output::beside).transpose()?,
            reports: self.reports.clone(),
            escape_separators: common.output.escape_separators,
            choice: Choice::default(),
            earlier,
            meter: Arc::clone(&self.meter),
            pool: Pool::default(),
        })
    }

    /// Whether progress may be shown of a run over `inputs`, whose records may go to standard output.
    pub fn shows_progress(&self, inputs: &[Input]) -> bool {
        self.progress_form(inputs.iter(), self.common.output.output.is_none()).is_some()
    }

    fn progress_form<'a>(&self, inputs: impl Iterator<Item = &'a Input>, to_stdout: bool) -> Option<progress::Form> {
        progress::form(self.common.progress.progress, self.common.errors.quiet, to_stdout, inputs)
    }

    /// Shows progress of a run over `inputs` from now on, if that is wanted.
    pub(crate) fn show_progress<'a>(&self, inputs: impl Iterator<Item = &'a Input>, to_stdout: bool) {
        let inputs: Vec<_> = inputs.collect();
        let Some(form) = self.progress_form(inputs.iter().copied(), to_stdout) else { return };
        let patient = matches!(self.common.progress.progress, When::Auto);
        let (meter, reports) = (Arc::clone(&self.meter), self.reports.clone());
        let _ = self.progress.set(Progress::start(form, patient, meter, inputs.into_iter(), reports));
    }

    /// Ends the run: the output gets its name, and the summary is written with the tool's own
    /// figures `more` at its end.
    ///
    /// # Errors
    /// Where one of them cannot be written.
    pub fn finish(mut self, totals: Totals, more: Map<String, Value>) -> Result<Exit, Failure> {
        // Before the next tool in the pipe sees that this one has ended, and says something itself.
        drop(self.progress.take());
        let exit = totals.exit();
        let facts = self.common.summary.summary.as_deref().map(|path| (path, summary::of(&self, &totals, more)));
        if let Some(why) = totals.in_the_way().filter(|_| self.in_place.get()) {
            // Dropped, it is removed.
            drop(totals.output);
            let name = self.common.output.output.as_deref().unwrap_or(Path::new("-")).display();
            self.reports.failure(&format!("{name} is left as it was, as {why}"));
        } else {
            totals.output.finish()?;
        }
        if let Some((path, facts)) = facts {
            let mut file = Output::beside(path)?;
            file.write(format!("{facts}\n").as_bytes())?;
            file.finish()?;
        }
        Ok(exit)
    }

    /// Writes `text`, or what else it is, as the tool's whole answer, where no records are read. `writes` says
    /// whether it may take the place of a FILE.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn answer(self, writes: Writes, text: &[u8]) -> Result<Exit, Failure> {
        self.check_outputs(writes, &[])?;
        let mut output = self.output()?;
        output.write(text)?;
        output.finish()?;
        Ok(Exit::Done)
    }

    pub(crate) fn tool(&self) -> &'static str {
        self.tool
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn arguments(&self) -> &[String] {
        &self.arguments
    }

    pub(crate) fn deciding(&self) -> &[(String, Vec<OsString>)] {
        &self.deciding
    }

    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
