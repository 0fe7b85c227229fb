//! `mizan questions [QUESTION]`

use clap::{Arg, ArgMatches};

use super::form::{self, OutputForm};
use super::grammar::{format, option, positional};
use super::problem::{IdKind, Problem};
use super::{CommandContext, CommandEntry, Failure, Group, show};
use crate::data::embedded::DEFAULT_PACK;
use crate::i18n::Messages;
use crate::model::{Area, LinkKind, Pack, Question};
use crate::report::question::page;
use crate::report::questions::{Filter, select, table};

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "questions", group: Group::Packs, words: |words| &words.questions, arguments, run };

/// The options that ask for a link, by kind.
const LINKS: [(&str, LinkKind); 4] = [
    ("enabler", LinkKind::Enabler),
    ("goal", LinkKind::Goal),
    ("objective", LinkKind::Objective),
    ("regulation", LinkKind::Regulation),
];

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    vec![
        positional("question", "QUESTION", &help.question),
        option("area", "ID", &help.by_area),
        option("clause", "ID", &help.by_clause),
        option("enabler", "ID", &help.by_enabler),
        option("goal", "ID", &help.by_goal),
        option("objective", "ID", &help.by_objective),
        option("regulation", "ID", &help.by_regulation),
        option("text", "WORDS", &help.by_text),
        option("pack", "ID", &help.pack_id).default_value(DEFAULT_PACK),
        format(words),
    ]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    let pack = session.pack(super::text(matches, "pack"))?;
    let edition = session.edition(&pack);
    let form = OutputForm::of(matches);
    if let Some(name) = matches.get_one::<String>("question") {
        let (area, question) = question(session, &pack, name)?;
        return form::print_page(&mut session.out, form, &page(&edition, area, question));
    }
    let found = select(&pack, &filter(matches, session, &pack)?);
    if found.is_empty() && form == OutputForm::Table {
        return Ok(session.out.line(&session.words.commands.done.no_questions)?);
    }
    form::print(&mut session.out, form, &[table(&edition, &found)])
}

/// The question of this id in a pack.
pub(super) fn question<'a>(
    session: &CommandContext,
    pack: &'a Pack,
    name: &str,
) -> Result<(&'a Area, &'a Question), Failure> {
    let known = || pack.questions().map(|(_, question)| &question.id);
    pack.question(name).ok_or_else(|| session.refused(&Problem::unknown(IdKind::Question, name, known())))
}

fn filter(matches: &ArgMatches, session: &CommandContext, pack: &Pack) -> Result<Filter, Failure> {
    let one = |id: &str| matches.get_one::<String>(id).cloned();
    let mut filter =
        Filter { area: one("area"), clause: one("clause"), text: one("text"), links: Vec::new() };
    if let Some(name) = &filter.area {
        show::area(session, pack, name)?;
    }
    if let Some(name) = &filter.clause
        && pack.clause(name).is_none()
    {
        let clauses = pack.areas.iter().flat_map(|area| &area.clauses);
        let known = clauses.map(|clause| &clause.id);
        return Err(session.refused(&Problem::unknown(IdKind::Clause, name, known)));
    }
    for (option, kind) in LINKS {
        let Some(name) = one(option) else { continue };
        if pack.manifest.reference(kind, &name).is_none() {
            let known = pack.manifest.references(kind).iter().map(|link| &link.id);
            return Err(session.refused(&Problem::unknown(IdKind::Link(kind), &name, known)));
        }
        filter.links.push((kind, name));
    }
    Ok(filter)
}
