//! `mizan questions [QUESTION]`: lists questions by area, clause, link or text, or shows one.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group, show};
use crate::cli::arguments::{option, positional, switch, text};
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::problem::{IdKind, Problem};
use crate::cli::{CommandContext, Failure};
use crate::data::embedded::DEFAULT_PACK;
use crate::export::output;
use crate::i18n::{Messages, messages::ArgumentWords};
use crate::model::{Area, LinkKind, Pack, Question};
use crate::report::finding::QuestionIndex;
use crate::report::question::page;
use crate::report::questions::{Filter, select, table};
use crate::report::states::{QuestionState, StateFilter};
use crate::report::terms;
use crate::shell;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "questions", group: Group::Packs, arguments, run, terms: terms::QUESTION };

/// The options that select by a link, with the kind of link.
const LINKS: [(&str, LinkKind); 4] = [
    ("enabler", LinkKind::Enabler),
    ("goal", LinkKind::Goal),
    ("objective", LinkKind::Objective),
    ("regulation", LinkKind::Regulation),
];

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let own = [
        positional("question", &words.commands.placeholders.question_or_name, &help.question_or_name),
        option("area", &words.commands.placeholders.id, &help.by_area),
        option("clause", &words.commands.placeholders.id, &help.by_clause),
        option("enabler", &words.commands.placeholders.id, &help.by_enabler),
        option("goal", &words.commands.placeholders.id, &help.by_goal),
        option("objective", &words.commands.placeholders.id, &help.by_objective),
        option("regulation", &words.commands.placeholders.id, &help.by_regulation),
        option("text", &words.commands.placeholders.words, &help.by_text),
        option("pack", &words.commands.placeholders.id, &help.pack_id).default_value(DEFAULT_PACK),
    ];
    let of_assessment = |option: Arg| option.requires("question").conflicts_with("pack");
    let states = QuestionState::ALL.map(|state| of_assessment(switch(state.name(), help_of(state, help))));
    let owner = of_assessment(option("owner", &words.commands.placeholders.role, &help.by_owner));
    own.into_iter().chain(states).chain([owner]).chain(format_options(words)).collect()
}

fn help_of(state: QuestionState, help: &'static ArgumentWords) -> &'static str {
    match state {
        QuestionState::Open => &help.by_open,
        QuestionState::Unknown => &help.by_unknown,
        QuestionState::Review => &help.by_review,
        QuestionState::NoEvidence => &help.by_no_evidence,
        QuestionState::Stale => &help.by_stale,
        QuestionState::Changed => &help.by_changed,
    }
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let states = QuestionState::ALL.into_iter().filter(|state| matches.get_flag(state.name())).collect();
    let owner = matches.get_one::<String>("owner").cloned();
    let states = StateFilter { states, owner };
    if !states.is_empty() {
        return of_assessment(text(matches, "question"), &states, matches, context);
    }
    let pack = context.pack(text(matches, "pack"))?;
    let edition = context.edition(&pack);
    let form = OutputForm::of(matches, context)?;
    if let Some(name) = matches.get_one::<String>("question") {
        elsewhere(context, &pack, &Sought { noun: IdKind::Question, option: None, name })?;
        let (area, question) = question(context, &pack, name)?;
        if let OutputForm::Data(data) = form {
            let output = output::questions(data.writer(&pack), &[(area, question)]);
            return data.print(&mut context.out, &output);
        }
        return form::print_page(&mut context.out, form, &edition, &page(&edition, area, question));
    }
    let found = select(&pack, &filter(matches, context, &pack)?);
    if let OutputForm::Data(data) = form {
        return data.print(&mut context.out, &output::questions(data.writer(&pack), &found));
    }
    if found.is_empty() && form.is_screen() {
        let done = &context.words.commands.done;
        context.out.line(&done.no_questions)?;
        let index = || QuestionIndex::new(&pack, None, edition.code);
        let typed = matches.get_one::<String>("text");
        let Some(near) = typed.and_then(|typed| index().search(typed).instead) else { return Ok(()) };
        let mut words = vec!["questions".to_owned(), shell::option("text", &near)];
        if pack.manifest.id != DEFAULT_PACK {
            words.push(shell::option("pack", &pack.manifest.id));
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let command = shell::command(&words, shell::NO_OPERANDS);
        return Ok(context.out.line(&done.nearest_questions.fill(&[("command", &command)]))?);
    }
    form::print(&mut context.out, form, &edition, &[table(&edition, &found)])
}

/// The questions of an assessment that are in the given states.
fn of_assessment(
    name: &str,
    states: &StateFilter,
    matches: &ArgMatches,
    context: &mut CommandContext,
) -> Result<(), Failure> {
    let opened = context.open(name)?;
    let form = OutputForm::of(matches, context)?;
    let as_of = opened.assessment.as_of(context.today());
    let mut found = select(&opened.pack, &filter(matches, context, &opened.pack)?);
    found.retain(|(_, question)| states.select(&opened.pack, &opened.assessment, as_of, question));
    if let OutputForm::Data(data) = form {
        return data.print(&mut context.out, &output::questions(data.writer(&opened.pack), &found));
    }
    if found.is_empty() && form.is_screen() {
        return Ok(context.out.line(&context.words.commands.done.no_questions)?);
    }
    let edition = context.edition(&opened.pack);
    form::print(&mut context.out, form, &edition, &[table(&edition, &found)])
}

/// The question with this id. Fails with a suggestion if there is none.
pub(in crate::cli) fn question<'a>(
    context: &CommandContext,
    pack: &'a Pack,
    name: &str,
) -> Result<(&'a Area, &'a Question), Failure> {
    let known = || pack.questions().map(|(_, question)| &question.id);
    let unknown = || context.refused(&Problem::unknown(IdKind::Question, name, known(), pack));
    pack.question(name).ok_or_else(unknown)
}

/// A name that is sought in a pack.
struct Sought<'a> {
    noun: IdKind,
    /// The option that gives it; without one it is an operand.
    option: Option<&'a str>,
    name: &'a str,
}

impl Sought<'_> {
    fn is_in(&self, pack: &Pack) -> bool {
        match self.noun {
            IdKind::Question => pack.question(self.name).is_some(),
            IdKind::Area => pack.area(self.name).is_some(),
            IdKind::Clause => pack.clause(self.name).is_some(),
            IdKind::Link(kind) => pack.manifest.reference(kind, self.name).is_some(),
            IdKind::Role | IdKind::Flag => false,
        }
    }

    /// The command that shows it in the pack with this id.
    fn command_in(&self, id: &str) -> String {
        let pack = shell::option("pack", id);
        match self.option {
            None => shell::command(&["questions", &pack], [self.name]),
            Some(option) => {
                shell::command(&["questions", &pack, &shell::option(option, self.name)], shell::NO_OPERANDS)
            }
        }
    }
}

/// Fails with the packs that have what is sought, if `pack` does not have it and others do.
fn elsewhere(context: &mut CommandContext, pack: &Pack, sought: &Sought) -> Result<(), Failure> {
    if sought.is_in(pack) {
        return Ok(());
    }
    let others = context.readable_packs().filter(|other| sought.is_in(other));
    let packs: Vec<String> = others.map(|other| other.manifest.id.clone()).collect();
    let Some(first) = packs.first() else { return Ok(()) };
    let (noun, name, command) = (sought.noun, sought.name.to_owned(), sought.command_in(first));
    Err(context.refused(&Problem::Elsewhere { noun, name, packs, command }))
}

fn filter(matches: &ArgMatches, context: &mut CommandContext, pack: &Pack) -> Result<Filter, Failure> {
    let one = |id: &str| matches.get_one::<String>(id).cloned();
    let mut filter =
        Filter { area: one("area"), clause: one("clause"), text: one("text"), links: Vec::new() };
    if let Some(name) = &filter.area {
        elsewhere(context, pack, &Sought { noun: IdKind::Area, option: Some("area"), name })?;
        show::area(context, pack, name)?;
    }
    if let Some(name) = &filter.clause
        && pack.clause(name).is_none()
    {
        elsewhere(context, pack, &Sought { noun: IdKind::Clause, option: Some("clause"), name })?;
        let clauses = pack.areas.iter().flat_map(|area| &area.clauses);
        let known = clauses.map(|clause| &clause.id);
        return Err(context.refused(&Problem::unknown(IdKind::Clause, name, known, pack)));
    }
    for (option, kind) in LINKS {
        let Some(name) = one(option) else { continue };
        if pack.manifest.reference(kind, &name).is_none() {
            elsewhere(
                context,
                pack,
                &Sought { noun: IdKind::Link(kind), option: Some(option), name: &name },
            )?;
            let known = pack.manifest.references(kind).iter().map(|link| &link.id);
            return Err(context.refused(&Problem::unknown(IdKind::Link(kind), &name, known, pack)));
        }
        filter.links.push((kind, name));
    }
    Ok(filter)
}
