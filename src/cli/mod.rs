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
mod grammar;
mod help;
mod page;
mod paint;
mod print;
mod surroundings;
mod usage;

mod explain_command;
mod open;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Arg, ArgMatches};

pub use failure::Failure;
pub use print::Printer;

use crate::i18n::{Language, Messages};
use crate::i18n::messages::{CommandWords, Commands};
use crate::theme::Theme;
use beforehand::{Beforehand, Wish};
use surroundings::Stream;

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
const COMMANDS: [Entry; 2] = [
    open::COMMAND,
    explain_command::COMMAND,
];
