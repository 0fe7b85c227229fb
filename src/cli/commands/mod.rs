//! The commands: one file each, and the table that the grammar, the help and the tests use.
//!
//! A command calls other rooms and prints through `cli::print`; it never writes to the terminal directly.

mod answer;
mod check;
mod compare;
mod delete;
mod doctor;
mod explain;
mod export;
mod import;
mod list;
mod merge;
mod new;
pub(super) mod open;
mod paths;
mod questions;
mod rename;
mod restore;
mod roadmap;
mod show;

use clap::{Arg, ArgMatches};

use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;
use crate::i18n::messages::CommandWords;

/// A command of the command line.
pub struct CommandEntry {
    /// The name to type.
    pub name: &'static str,
    /// The group in the help.
    pub group: Group,
    /// Its arguments, in addition to the options of every command.
    pub arguments: fn(&'static Messages) -> Vec<Arg>,
    /// Runs it with its parsed arguments.
    pub run: fn(&ArgMatches, &mut CommandContext) -> Result<(), Failure>,
}

impl CommandEntry {
    /// Its texts in the help.
    pub(super) fn words<'a>(&self, words: &'a Messages) -> &'a CommandWords {
        words.commands.manual.get(self.name).expect("a test finds the words of every command")
    }
}

/// A group of commands, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Creating, finding and moving assessments.
    Assessments,
    /// Answering questions.
    Answering,
    /// Results of the answers.
    Results,
    /// Packs and themes.
    Packs,
    /// The program itself.
    Tool,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Assessments, Self::Answering, Self::Results, Self::Packs, Self::Tool];

    pub(in crate::cli) fn name(self, words: &Messages) -> &str {
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
pub(super) const COMMANDS: &[CommandEntry] = &[
    open::COMMAND,
    new::COMMAND,
    list::COMMAND,
    rename::COMMAND,
    delete::COMMAND,
    restore::COMMAND,
    import::COMMAND,
    export::COMMAND,
    merge::COMMAND,
    answer::COMMAND,
    show::COMMAND,
    compare::COMMAND,
    roadmap::COMMAND,
    questions::COMMAND,
    check::COMMAND,
    doctor::COMMAND,
    paths::COMMAND,
    explain::COMMAND,
];

/// The command with this name; `None` if there is none.
pub(super) fn entry(name: &str) -> Option<&'static CommandEntry> {
    COMMANDS.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::COMMANDS;
    use crate::i18n::{Language, Messages};

    #[test]
    fn each_command_has_words_in_every_language_and_no_words_lack_a_command() {
        let names: BTreeSet<&str> = COMMANDS.iter().map(|entry| entry.name).collect();
        for language in Language::ALL {
            let manual = &Messages::of(language).commands.manual;
            assert_eq!(manual.keys().map(String::as_str).collect::<BTreeSet<_>>(), names, "{language:?}");
        }
    }
}
