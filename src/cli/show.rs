//! `mizan show NAME [--why [AREA]]`

use clap::{Arg, ArgMatches};

use super::form::{self, Form};
use super::grammar::{assessment, format, option};
use super::problem::{Noun, Problem};
use super::session::Opened;
use super::{Entry, Failure, Group, Session};
use crate::i18n::Messages;
use crate::model::{Area, Pack};
use crate::report::{Cell, Column, Edition, Reason, Table, Tone, areas, why};
use crate::scoring::{Answers, Scorecard};
use crate::theme::Role;

pub(super) const COMMAND: Entry =
    Entry { name: "show", group: Group::Results, words: |words| &words.show, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let why = option("why", "AREA", &words.commands.arguments.why).num_args(0..=1).default_missing_value("");
    vec![assessment(words), why, format(words)]
}

fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let opened = session.open(super::text(matches, "assessment"))?;
    let edition = session.edition(&opened.pack);
    let answers = Answers::new(&opened.pack, &opened.assessment, opened.as_of(session.today()));
    let card = answers.score();
    let explained = match matches.get_one::<String>("why").map(String::as_str) {
        None => Vec::new(),
        Some("") => opened.pack.areas.iter().collect(),
        Some(name) => vec![area(session, &opened.pack, name)?],
    };
    let whole = matches.get_one::<String>("why").is_some_and(String::is_empty);
    let table = areas::table(&edition, &title(&edition, &opened), &card);
    let reasons = explained.iter().map(|area| reasons_of(&edition, &answers, &card, area));
    let whole = whole.then(|| {
        let title = edition.messages.screens.results.why.fill(&[("area", &edition.messages.common.overall)]);
        (title, why::whole(&edition, &answers, &card))
    });
    let reasons: Vec<_> = reasons.chain(whole).collect();
    match Form::of(matches) {
        Form::Table => {
            session.out.table(&table)?;
            reasons.iter().try_for_each(|(title, reasons)| print_reasons(session, title, reasons))
        }
        form if reasons.is_empty() => form::print(&mut session.out, form, &[table]),
        form => form::print(&mut session.out, form, &[reasons_table(&edition, &reasons)]),
    }
}

/// The area of this id in a pack, or which there are.
pub(super) fn area<'a>(session: &Session, pack: &'a Pack, name: &str) -> Result<&'a Area, Failure> {
    let known = || pack.areas.iter().map(|area| area.id.to_string()).collect();
    let unknown = || Problem::Unknown { noun: Noun::Area, name: name.to_owned(), known: known() };
    pack.area(name).ok_or_else(|| session.refused(&unknown()))
}

fn title(edition: &Edition, opened: &Opened) -> String {
    let header = &opened.assessment.header;
    match header.entity.get(edition.language.code()) {
        Some(entity) if entity != header.name => {
            [header.name.as_str(), entity].join(&edition.messages.common.list_separator)
        }
        _ => header.name.clone(),
    }
}

fn reasons_of(edition: &Edition, answers: &Answers, card: &Scorecard, area: &Area) -> (String, Vec<Reason>) {
    let name = area.title.get(edition.language.code());
    let title = edition.messages.screens.results.why.fill(&[("area", &name)]);
    let score = card.area(&area.id);
    (title, score.map(|score| why::area(edition, answers, score)).unwrap_or_default())
}

fn print_reasons(session: &mut Session, title: &str, reasons: &[Reason]) -> Result<(), Failure> {
    session.out.blank()?;
    session.out.paragraph(Role::Heading, title, 0)?;
    for reason in reasons {
        let role = match reason.tone {
            Tone::Plain | Tone::Strong => Role::Text,
            Tone::Muted => Role::Muted,
            Tone::Good => Role::Good,
            Tone::Warning => Role::Warning,
            Tone::Bad => Role::Bad,
        };
        session.out.paragraph(role, &reason.text, 2 * (reason.indent + 1))?;
    }
    Ok(())
}

/// The reasons as rows, for programs: what they explain, the question they speak of, and the sentence.
fn reasons_table(edition: &Edition, reasons: &[(String, Vec<Reason>)]) -> Table {
    let common = &edition.messages.common;
    let row = |title: &str, reason: &Reason| {
        let question = reason.question.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![Cell::plain(title), Cell::plain(question), Cell::plain(&reason.text)]
    };
    Table {
        columns: vec![
            Column::words("about", &common.area),
            Column::words("question", &common.question),
            Column::words("reason", &common.reason),
        ],
        rows: reasons
            .iter()
            .flat_map(|(title, reasons)| reasons.iter().map(move |reason| row(title, reason)))
            .collect(),
        ..Table::default()
    }
}
