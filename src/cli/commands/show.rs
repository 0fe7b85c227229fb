//! `mizan show NAME [--why [AREA]]`: prints levels, and the reasons for them.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{assessment, option, text};
use crate::cli::context::OpenedAssessment;
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::problem::{IdKind, Problem};
use crate::cli::{CommandContext, Failure};
use crate::export::output;
use crate::i18n::Messages;
use crate::model::{Area, Assessment, Pack};
use crate::report::page::{Page, Section};
use crate::report::{Edition, areas, notes, terms, why};
use crate::scoring::{Answers, Scorecard};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "show", group: Group::Results, arguments, run, terms: terms::RESULTS };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let why = option("why", &words.commands.placeholders.area, &words.commands.arguments.why)
        .num_args(0..=1)
        .default_missing_value("");
    [assessment(words), why].into_iter().chain(format_options(words)).collect()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let opened = context.open(text(matches, "assessment"))?;
    let as_of = opened.assessment.as_of(context.today());
    let answers = Answers::new(&opened.pack, &opened.assessment, as_of);
    let card = answers.score();
    let form = OutputForm::of(matches, context)?;
    if let OutputForm::Data(data) = form {
        let only = text(matches, "why");
        let only = if only.is_empty() { None } else { Some(&area(context, &opened.pack, only)?.id) };
        let writer = data.writer(&opened.pack);
        let subject = opened.subject(writer, as_of);
        let output = output::levels(writer, &subject, &opened.assessment, &card, only);
        return data.print(&mut context.out, &output);
    }
    let edition = context.edition(&opened.pack);
    let title = title(&edition, &opened);
    let sections = match matches.get_one::<String>("why").map(String::as_str) {
        None => Vec::new(),
        Some("") => all_reasons(&edition, &opened.assessment, &answers, &card),
        Some(name) => {
            let area = area(context, &opened.pack, name)?;
            vec![reasons(&edition, &opened.assessment, &answers, &card, area)]
        }
    };
    if !sections.is_empty() && !form.is_screen() {
        return form::print_page(&mut context.out, form, &edition, &Page { title, sections });
    }
    let told = notes::in_full(&edition, &opened.assessment, text(matches, "assessment"));
    let table = areas::table(&edition, &title, &card, told);
    form::print(&mut context.out, form, &edition, &[table])?;
    if sections.is_empty() {
        return Ok(());
    }
    context.out.blank()?;
    form::print_page(&mut context.out, form, &edition, &Page { title: String::new(), sections })
}

/// The area with this id. Fails with a suggestion if there is none.
pub(in crate::cli) fn area<'a>(
    context: &CommandContext,
    pack: &'a Pack,
    name: &str,
) -> Result<&'a Area, Failure> {
    let known = || pack.areas.iter().map(|area| &area.id);
    pack.area(name).ok_or_else(|| context.refused(&Problem::unknown(IdKind::Area, name, known(), pack)))
}

/// The assessment's name, followed by the entity's if it differs.
fn title(edition: &Edition, opened: &OpenedAssessment) -> String {
    let identity = &opened.assessment.identity;
    match identity.entity.get(edition.language.code()) {
        entity if entity.is_empty() || entity == identity.name => identity.name.clone(),
        entity => [identity.name.as_str(), entity].join(&edition.messages.common.list_separator),
    }
}

fn all_reasons(
    edition: &Edition,
    assessment: &Assessment,
    answers: &Answers,
    card: &Scorecard,
) -> Vec<Section> {
    let heading = edition.messages.screens.results.why.fill(&[("area", &edition.messages.common.overall)]);
    let areas = edition.pack.areas.iter().map(|area| reasons(edition, assessment, answers, card, area));
    let groups = card.groups.iter().map(|known| {
        let name = edition.group(&known.group);
        let heading = edition.messages.screens.results.why.fill(&[("area", &name)]);
        Section::of_reasons(heading, &why::of_areas(edition, card, &known.score))
    });
    areas.chain(groups).chain([Section::of_reasons(heading, &why::whole(edition, card))]).collect()
}

fn reasons(
    edition: &Edition,
    assessment: &Assessment,
    answers: &Answers,
    card: &Scorecard,
    area: &Area,
) -> Section {
    let name = edition.text(&area.title);
    let heading = edition.messages.screens.results.why.fill(&[("area", &name)]);
    let reasons = card.area(&area.id).map(|score| why::area(edition, assessment, answers, score));
    Section::of_reasons(heading, &reasons.unwrap_or_default())
}
