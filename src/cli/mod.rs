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
mod languages;
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
use std::slice;

use clap::ArgMatches;

pub use context::CommandContext;
pub use failure::Failure;
pub use print::Printer;

use arabic::{OutputStyle, RequestedAdapter};
use commands::{COMMANDS, entry};
use early_options::{EarlyOptions, OtherLanguages, Wish};
use print::page::PrintedPiece;
use surroundings::OutputStream;

use crate::bidi::{Symbols, distrusted};
use crate::clock;
use crate::data::Packs;
use crate::explain::{Explain, Explanation};
use crate::i18n::{Language, Messages, text_language};
use crate::paths::{NoHome, Paths};
use crate::settings::{Loaded, Settings, SettingsError};
use crate::shell::{self, Caller};
use crate::theme::{DEFAULT_THEME, Role, Theme, ThemeFaults, ThemeLibrary};
use crate::tui::Complaints;

/// The name of every command, in the order of the help.
pub fn command_names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|entry| entry.name)
}

/// The names of the commands that open the full screen. All others print.
pub const FULL_SCREEN_COMMANDS: [&str; 2] = [commands::open::COMMAND.name, commands::demo::COMMAND.name];

/// Runs the program with the arguments after its name, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    surroundings::let_large_files_fail();
    let arguments: Vec<OsString> = arguments.into_iter().map(as_typed).collect();
    let early = EarlyOptions::look(&arguments);
    let paths = Paths::resolve(early.config.clone().map(Into::into));
    let settings = paths.as_ref().map_or_else(|_| Ok(Loaded::default()), Settings::load);
    let unset = Settings::default();
    let set = settings.as_ref().map_or(&unset, |loaded| &loaded.value);
    // On Windows the console has its own way to say it.
    let of_locale = || if cfg!(unix) { Symbols::of_locale(surroundings::variable) } else { Symbols::Unicode };
    let symbols = set.symbols.unwrap_or_else(of_locale);
    let languages = wanted_languages(&early, paths.as_ref().ok());
    let asked = early.other_languages.lang.as_ref().filter(|code| languages.contains(code));
    let asked_interface = early.language.or(asked.map(|code| Language::beside(code)));
    let chosen = Language::choose(asked_interface, set.language, surroundings::variable);
    let is_limited = symbols == Symbols::Ascii && OutputStream::Output.is_terminal();
    let language = if is_limited { Language::IN_ASCII } else { chosen };
    let code = match asked {
        Some(code) => text_language(code),
        None if asked_interface.is_some() || is_limited => language.code(),
        None => set.text_language(language),
    };
    let is_shown = OutputStream::Output.is_terminal() || OutputStream::Error.is_terminal();
    let typed_in = if is_shown { symbols } else { Symbols::Unicode };
    shell::note_caller(Caller { config: early.config.clone(), symbols: typed_in });
    let words = Messages::of(language);
    let request = RequestedAdapter::by(early.bidi.as_deref(), set, surroundings::variable);
    let output_style = OutputStyle {
        presentation: set.presentation(language),
        terminal: request.terminal(paths.as_ref().ok()),
        symbols: if language == Language::IN_ASCII { symbols } else { Symbols::Unicode },
    };
    let mut errors = Printer::to(OutputStream::Error, language, Theme::mono, &output_style);
    let start = Start { paths, settings, language, code, languages, request, output_style, words };
    let outcome = start.work(&arguments, &early, &mut errors);
    outcome.map_or_else(|failure| failure.report(&mut errors, words), |()| ExitCode::SUCCESS)
}

/// The codes of the languages that texts of packs can be asked for in: those of the interface, and, if another one is asked
/// for or they are listed, those of all packs.
fn wanted_languages(early: &EarlyOptions, paths: Option<&Paths>) -> Vec<String> {
    let are_wanted = early.other_languages != OtherLanguages::default() || early.wish == Some(Wish::Help);
    match paths.filter(|_| are_wanted) {
        Some(paths) => languages::of_all(&mut Packs::new(paths.questionnaires())),
        None => languages::of_interface(),
    }
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
    /// Code of the language of the texts of packs.
    code: &'static str,
    /// The codes that texts of packs can be asked for in.
    languages: Vec<String>,
    request: RequestedAdapter,
    output_style: OutputStyle,
    words: &'static Messages,
}

impl Start {
    fn work(self, arguments: &[OsString], early: &EarlyOptions, errors: &mut Printer) -> Result<(), Failure> {
        let grammar_of = |commands| grammar::program(commands, self.words, &self.languages);
        let program = || grammar_of(COMMANDS);
        if let Some(page) = early.wish.and_then(|wish| self.wished(wish, early, &program())) {
            let mut out = Printer::to(OutputStream::Output, self.language, Theme::mono, &self.output_style);
            out.page(&page)?;
            return Ok(out.flush()?);
        }
        let line = std::iter::once(shell::PROGRAM.into()).chain(arguments.iter().cloned());
        let command = early.command.as_deref().and_then(entry);
        // Only an error needs the grammar of all commands, which costs more than parsing the line.
        let needed = command.map_or(&[][..], slice::from_ref);
        let matches = grammar_of(needed).try_get_matches_from(line.clone());
        let matches = matches.or_else(|_| program().try_get_matches_from(line)).map_err(|error| {
            Failure::usage(usage::explain(&error, &program(), command.map(|entry| entry.name), self.words))
        })?;
        if let Some(complaint) = self.request.complaint(self.words) {
            return Err(Failure::usage(complaint));
        }
        // Before any command, because a time outside the calendar cannot be written to a file.
        clock::check().map_err(|out_of_range| out_of_range.explain(self.words))?;
        let mut context = self.context(&matches, errors)?;
        let outcome = match matches.subcommand() {
            Some((name, matches)) => {
                let entry = entry(name).expect("the grammar knows the commands of the table");
                (entry.run)(matches, &mut context)
            }
            None => commands::open::open_full_screen(&mut context, None),
        };
        let outcome = outcome.and_then(|()| Ok(context.out.flush()?));
        outcome.map_err(|failure| if context.has_changed { failure.after_change() } else { failure })?;
        // A closed error stream cannot report that it is closed.
        context.errors.flush().unwrap_or_default();
        // The process ends next, and the system takes all its memory back at once.
        std::mem::forget((context, matches));
        Ok(())
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
        let mut settings = context::value_or_default(self.settings, &mut complaints, errors, self.words)?;
        // Not for good: the locale may be another one at the next start.
        settings.symbols =
            settings.symbols.or(Some(self.output_style.symbols).filter(|symbols| *symbols == Symbols::Ascii));
        let library = ThemeLibrary::with_folder(paths.themes());
        let asked = matches.get_one::<String>("theme");
        let wanted = asked.or(settings.theme.as_ref());
        let theme = match (library.load(wanted.map_or(DEFAULT_THEME, String::as_str)), asked) {
            (Ok(theme), _) => theme,
            (Err(faults), None) if settings.theme.is_some() => {
                let warnings = unusable_theme(&faults, &paths, self.words);
                for warning in &warnings {
                    failure::warn(errors, warning, self.words)?;
                }
                complaints.warnings.extend(warnings);
                ThemeLibrary::bundled().load(DEFAULT_THEME).expect("a bundled theme is tested")
            }
            (Err(faults), _) => {
                let faults = faults.first().iter().map(|fault| fault.explain(self.words));
                return Err(Failure::Failed(faults.collect()));
            }
        };
        let is_theme_chosen = asked.or(settings.theme.as_ref()).is_some_and(|name| name == theme.id());
        let mut context = CommandContext::new(self.language, paths, settings, theme, self.output_style);
        context.code = self.code;
        context.is_theme_chosen = is_theme_chosen;
        context.requested_adapter = self.request.adapter;
        context.complaints = complaints;
        Ok(context)
    }
}

/// Why the theme of the settings is not used: at the line of the setting where that is wrong, else in its own file.
fn unusable_theme(faults: &ThemeFaults, paths: &Paths, words: &Messages) -> Vec<Explanation> {
    let line =
        || Settings::place_of(paths, "theme").map(|place| format!(":{}", place.line)).unwrap_or_default();
    let setting = || format!("{}{}", paths.settings().display(), line());
    let explained = faults.first().iter().map(|fault| {
        let explanation = fault.explain(words).because(&words.errors.settings.other_theme);
        if fault.place.is_none() { explanation.at(setting()) } else { explanation }
    });
    explained.collect()
}
