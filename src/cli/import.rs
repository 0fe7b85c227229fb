//! `mizan import FILE`

use std::path::PathBuf;

use clap::{Arg, ArgMatches};

use super::grammar::{option, positional};
use super::problem::Problem;
use super::{Entry, Failure, Group, Session};
use crate::explain::{Explain, in_file};
use crate::export;
use crate::i18n::Messages;
use crate::yaml::{self, ReadFault};

pub(super) const COMMAND: Entry =
    Entry { name: "import", group: Group::Assessments, words: |words| &words.import, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let file = positional("file", "FILE", &help.import_file).required(true);
    vec![file.value_parser(clap::value_parser!(PathBuf)), option("name", "NAME", &help.import_name)]
}

fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else { return Ok(()) };
    let words = session.words;
    let in_this_file = |fault| Failure::from(in_file(fault, path, &words.errors.import.cannot_import));
    let text = yaml::read(path, export::LIMITS).map_err(|fault| match fault {
        ReadFault::Io(error) => session.refused(&Problem::CannotRead(path.clone(), error.kind())),
        ReadFault::Fault(fault) => in_this_file(fault.explain(words)),
    })?;
    let mut assessment = export::import(&text).map_err(|error| in_this_file(error.explain(words)))?;
    if let Some(name) = matches.get_one::<String>("name") {
        assessment.header.name.clone_from(name);
    }
    let pack = session.pack(&assessment.header.pack.id)?;
    let created = session.store().create(assessment, &pack);
    let (kept, assessment) = created.map_err(|error| session.failed(&error))?;
    let path = kept.path().display().to_string();
    let told = words.commands.done.imported.fill(&[("name", &assessment.header.name), ("path", &path)]);
    Ok(session.out.line(&told)?)
}
