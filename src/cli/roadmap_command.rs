//! `mizan roadmap NAME`

use clap::{Arg, ArgMatches};

use super::form::{self, OutputForm};
use super::grammar::{assessment, choice, format};
use super::{CommandContext, CommandEntry, Failure, Group};
use crate::i18n::Messages;
use crate::report;
use crate::roadmap::{Options, Scope, roadmap};

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "roadmap", group: Group::Results, words: |words| &words.roadmap, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let scope = choice("scope", "SCOPE", &["target", "all"], &words.commands.arguments.scope);
    vec![assessment(words), scope.default_value("target"), format(words)]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    let opened = session.open(super::text(matches, "assessment"))?;
    let scope = if super::text(matches, "scope") == "all" { Scope::All } else { Scope::Target };
    let options = Options { scope, ..Options::default() };
    let as_of = opened.as_of(session.today());
    let roadmap = roadmap(&opened.pack, &opened.assessment, as_of, &options);
    let edition = session.edition(&opened.pack);
    let title = &opened.assessment.header.name;
    match OutputForm::of(matches) {
        form @ (OutputForm::Table | OutputForm::Markdown) => {
            let tables = report::roadmap::tables(&edition, &roadmap);
            form::print(&mut session.out, form, &tables)
        }
        form => form::print(&mut session.out, form, &[report::roadmap::table(&edition, title, &roadmap)]),
    }
}
