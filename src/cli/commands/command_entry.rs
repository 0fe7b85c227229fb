//! What a command is: its name, its place in the help, its arguments, and the function that runs it.
//!
//! It knows none of them.

use clap::{Arg, ArgMatches};

use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;
use crate::i18n::messages::CommandWords;
use crate::report::terms::ExplainedTerm;

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
    /// The words of its output that its help explains.
    pub terms: &'static [ExplainedTerm],
}

impl CommandEntry {
    /// Its texts in the help.
    pub(in crate::cli) fn words<'a>(&self, words: &'a Messages) -> &'a CommandWords {
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
