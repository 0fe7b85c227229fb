//! The command line: everything the program does without its full screen, for scripts, screen readers and pipes.
//!
//! ```text
//! arguments -> beforehand (language, help) -> grammar (parser) -> one file per command -> print
//!                                                      \-> usage, failure (standard error, exit code)
//! ```
//!
//! Exit codes: 0 done, 1 failed, 2 the arguments make no sense.

mod beforehand;
mod failure;
mod form;
mod grammar;
mod help;
mod page;
mod paint;
mod print;
mod session;
mod surroundings;
mod table;
mod usage;

mod explain_command;
mod open;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Arg, ArgMatches};

pub use failure::Failure;
pub use print::Printer;
pub use session::Session;

use beforehand::{Beforehand, Wish};
use surroundings::Stream;

use crate::explain::Explain;
use crate::i18n::messages::{CommandWords, Commands};
use crate::i18n::{Language, Messages};
use crate::paths::Paths;
use crate::theme::{Theme, ThemeLibrary};

/// What the program knows of a command.
pub struct Entry {
    /// What is typed.
    pub name: &'static str,
    /// Where the help lists it.
    pub group: Group,
    /// What the help says of it.
    pub words: fn(&Commands) -> &CommandWords,
    /// What it takes beside the options of every command.
    pub arguments: fn(&'static Messages) -> Vec<Arg>,
    /// Does it.
    pub run: fn(&ArgMatches, &mut Session) -> Result<(), Failure>,
}

/// What commands are about, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Making, finding and moving assessments.
    Assessments,
    /// Answers.
    Answering,
    /// What the answers amount to.
    Results,
    /// Questionnaires and themes.
    Packs,
    /// The program itself.
    Tool,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Assessments, Self::Answering, Self::Results, Self::Packs, Self::Tool];

    fn name(self, words: &Messages) -> &str {
        let groups = &words.commands.groups;
        match self {
            Self::Assessments => &groups.assessments,
            Self::Answering => &groups.answering,
            Self::Results => &groups.results,
            Self::Packs => &groups.packs,
            Self::Tool => &groups.tool,
        }
    }
}

/// Every command, in the order of the help.
const COMMANDS: [Entry; 2] = [open::COMMAND, explain_command::COMMAND];

/// Runs the program with the arguments after its name, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let beforehand = Beforehand::look(&arguments);
    let paths = Paths::resolve(beforehand.config.clone().map(Into::into));
    let language = Language::choose(beforehand.language, None, surroundings::variable);
    let words = Messages::of(language);
    let program = grammar::program(words);
    if let Some(wish) = beforehand.wish
        && let Some(page) = wished(wish, &beforehand, &program, words)
    {
        let mut out = Printer::to(Stream::Output, language, &Theme::mono());
        let printed = out.page(&page).and_then(|()| out.flush()).map_err(Failure::from);
        return ended(printed, &mut Printer::to(Stream::Error, language, &Theme::mono()), words);
    }
    let mut errors = Printer::to(Stream::Error, language, &Theme::mono());
    let matches =
        match program.try_get_matches_from(std::iter::once(grammar::PROGRAM.into()).chain(arguments)) {
            Ok(matches) => matches,
            Err(error) => {
                let command = COMMANDS.iter().map(|entry| entry.name);
                let command = command.into_iter().find(|name| beforehand.command.as_deref() == Some(name));
                return Failure::usage(usage::explain(&error, command, words)).tell(&mut errors, words);
            }
        };
    let paths = match paths {
        Ok(paths) => paths,
        Err(no_home) => return Failure::from(no_home.explain(words)).tell(&mut errors, words),
    };
    let library = ThemeLibrary::with_folder(paths.themes());
    let asked = matches.get_one::<String>("theme");
    let theme = match asked.map_or_else(|| Ok(Theme::mono()), |name| library.load(name)) {
        Ok(theme) => theme,
        Err(faults) => {
            let told = faults.iter().map(|fault| fault.explain(words)).collect();
            return Failure::Failed(told).tell(&mut errors, words);
        }
    };
    let mut session = Session::new(language, paths, theme);
    let outcome = match matches.subcommand() {
        Some((name, matches)) => {
            let entry = COMMANDS.iter().find(|entry| entry.name == name);
            (entry.expect("the grammar knows the commands of the table").run)(matches, &mut session)
        }
        None => open::open_full_screen(&mut session, None),
    };
    let outcome = outcome.and_then(|()| Ok(session.out.flush()?));
    ended(outcome, &mut session.errors, words)
}

fn ended(outcome: Result<(), Failure>, errors: &mut Printer, words: &Messages) -> ExitCode {
    outcome.map_or_else(|failure| failure.tell(errors, words), |()| ExitCode::SUCCESS)
}

/// The page for `--help` or `--version`; nothing for the help of a command that is not there, which is an error.
fn wished(
    wish: Wish,
    beforehand: &Beforehand,
    program: &clap::Command,
    words: &Messages,
) -> Option<Vec<page::Piece>> {
    match (wish, &beforehand.command) {
        (Wish::Version, _) => {
            Some(vec![page::Piece::Paragraph(crate::theme::Role::Text, help::version(words))])
        }
        (Wish::Help, None) => Some(help::of_program(program, words)),
        (Wish::Help, Some(name)) => {
            let entry = COMMANDS.iter().find(|entry| entry.name == name)?;
            Some(help::of_command(program, entry, words))
        }
    }
}
