//! The command line: everything except the full screen, for scripts, screen readers and pipes.
//!
//! ```text
//! arguments -> early_options (language, help) -> grammar (parser) -> one file per command -> print
//!                                                     \-> usage, failure (standard error, exit code)
//! ```
//!
//! Exit codes: 0 for success, 1 for failure, 2 for invalid arguments.

mod arabic;
mod arguments;
mod commands;
mod context;
mod early_options;
mod failure;
pub mod farewell;
mod form;
mod grammar;
mod help;
mod packs;
mod print;
mod problem;
mod surroundings;
#[cfg(test)]
mod tests;
mod usage;

use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;

pub use context::CommandContext;
pub use failure::Failure;
pub use print::Printer;

use arabic::{OutputStyle, RequestedAdapter};
use commands::{COMMANDS, entry};
use early_options::{EarlyOptions, Wish};
use print::page::PrintedPiece;
use surroundings::OutputStream;

use crate::bidi::distrusted;
use crate::clock;
use crate::explain::Explain;
use crate::i18n::{Language, Messages};
use crate::paths::{NoHome, Paths};
use crate::settings::{Loaded, Settings, SettingsError};
use crate::theme::{DEFAULT_THEME, Role, Theme, ThemeLibrary};
use crate::tui::Complaints;

/// The name of every command, in the order of the help.
pub fn command_names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|entry| entry.name)
}

/// Runs the program with the arguments after its name, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    surroundings::let_large_files_fail();
    let arguments: Vec<OsString> = arguments.into_iter().map(as_typed).collect();
    let early = EarlyOptions::look(&arguments);
    let paths = Paths::resolve(early.config.clone().map(Into::into));
    let settings = paths.as_ref().map_or_else(|_| Ok(Loaded::default()), Settings::load);
    let unset = Settings::default();
    let set = settings.as_ref().map_or(&unset, |loaded| &loaded.value);
    let language = Language::choose(early.language, set.language, surroundings::variable);
    let words = Messages::of(language);
    let request = RequestedAdapter::by(early.bidi.as_deref(), set, surroundings::variable);
    let output_style = OutputStyle {
        presentation: set.presentation(language),
        terminal: request.terminal(paths.as_ref().ok()),
    };
    let mut errors = Printer::to(OutputStream::Error, language, Theme::mono, &output_style);
    let start = Start { paths, settings, language, request, output_style, words };
    let outcome = start.work(&arguments, &early, &mut errors);
    outcome.map_or_else(|failure| failure.report(&mut errors, words), |()| ExitCode::SUCCESS)
}

/// The argument with characters that the program uses as its own marks made visible.
fn as_typed(argument: OsString) -> OsString {
    match argument.to_str().map(distrusted) {
        Some(Cow::Owned(visible)) => visible.into(),
        _ => argument,
    }
}

/// The state before the arguments are parsed: enough to report errors in the right language.
struct Start {
    paths: Result<Paths, NoHome>,
    settings: Result<Loaded<Settings>, SettingsError>,
    language: Language,
    request: RequestedAdapter,
    output_style: OutputStyle,
    words: &'static Messages,
}

impl Start {
    fn work(self, arguments: &[OsString], early: &EarlyOptions, errors: &mut Printer) -> Result<(), Failure> {
        let program = || grammar::program(COMMANDS, self.words);
        if let Some(page) = early.wish.and_then(|wish| self.wished(wish, early, &program())) {
            let mut out = Printer::to(OutputStream::Output, self.language, Theme::mono, &self.output_style);
            out.page(&page)?;
            return Ok(out.flush()?);
        }
        let line = std::iter::once(grammar::PROGRAM.into()).chain(arguments.iter().cloned());
        let matches = program().try_get_matches_from(line).map_err(|error| {
            let command = early.command.as_deref().filter(|name| entry(name).is_some());
            Failure::usage(usage::explain(&error, &program(), command, self.words))
        })?;
        if let Some(complaint) = self.request.complaint(self.words) {
            return Err(Failure::usage(complaint));
        }
        // Before any command, because a time outside the calendar cannot be written to a file.
        clock::check().map_err(|out_of_range| out_of_range.explain(self.words))?;
        let mut context = self.context(&matches, errors)?;
        match matches.subcommand() {
            Some((name, matches)) => {
                let entry = entry(name).expect("the grammar knows the commands of the table");
                (entry.run)(matches, &mut context)?;
            }
            None => commands::open::open_full_screen(&mut context, None)?,
        }
        Ok(context.out.flush()?)
    }

    /// The page for `--help` or `--version`. `None` for the help of an unknown command, so that the parser reports the
    /// error.
    fn wished(&self, wish: Wish, early: &EarlyOptions, program: &clap::Command) -> Option<Vec<PrintedPiece>> {
        match (wish, &early.command) {
            (Wish::Version, _) => Some(vec![PrintedPiece::Paragraph(Role::Text, help::version(self.words))]),
            (Wish::Help, None) => Some(help::of_program(program, COMMANDS, self.words)),
            (Wish::Help, Some(name)) => Some(help::of_command(program, entry(name)?, self.words)),
        }
    }

    /// Prepares the run of a command. Reports unreadable settings and continues with the defaults.
    fn context(self, matches: &ArgMatches, errors: &mut Printer) -> Result<CommandContext, Failure> {
        let paths = self.paths.map_err(|no_home| no_home.explain(self.words))?;
        let mut complaints = Complaints::default();
        let settings = context::value_or_default(self.settings, &mut complaints, errors, self.words)?;
        let asked = matches.get_one::<String>("theme").or(settings.theme.as_ref());
        let library = ThemeLibrary::with_folder(paths.themes());
        let theme = library.load(asked.map_or(DEFAULT_THEME, String::as_str)).map_err(|faults| {
            Failure::Failed(faults.first().iter().map(|fault| fault.explain(self.words)).collect())
        })?;
        let asked_theme = matches.get_one::<String>("theme").cloned();
        let mut context = CommandContext::new(self.language, paths, settings, &theme, self.output_style);
        context.requested_adapter = self.request.adapter;
        context.asked_theme = asked_theme;
        context.complaints = complaints;
        Ok(context)
    }
}
