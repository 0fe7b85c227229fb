//! `mizan list`

use std::time::SystemTime;

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use super::form::{self, Form};
use super::grammar::format;
use super::{Entry, Failure, Group, Session};
use crate::explain::Explain;
use crate::i18n::Messages;
use crate::model::Assessment;
use crate::report::{Cell, Column, Table, Tone, figures};
use crate::scoring;

pub(super) const COMMAND: Entry =
    Entry { name: "list", group: Group::Assessments, words: |words| &words.list, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![format(words)]
}

fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let form = Form::of(matches);
    let listed = session.store().list().map_err(|fault| session.failed(&fault))?;
    let mut troubles = Vec::new();
    let mut rows = Vec::new();
    for file in &listed {
        let standing = match &file.outcome {
            Ok(assessment) => standing(session, assessment),
            Err(error) => Err(error.explain(session.words).into()),
        };
        let standing = standing.unwrap_or_else(|failure| {
            troubles.extend(failure.into_explanations());
            unreadable(session.words)
        });
        let changed = Cell::muted(day(file.modified).map(|day| day.to_string()).unwrap_or_default());
        rows.push([Cell::plain(&file.name)].into_iter().chain(standing).chain([changed]).collect());
    }
    if rows.is_empty() && form == Form::Table {
        return Ok(session.out.line(&session.words.commands.done.no_assessments)?);
    }
    form::print(&mut session.out, form, &[Table { rows, ..empty(session.words) }])?;
    if troubles.is_empty() { Ok(()) } else { Err(Failure::Failed(troubles)) }
}

fn empty(words: &Messages) -> Table {
    let (common, home) = (&words.common, &words.screens.home);
    Table {
        columns: vec![
            Column::words("name", &home.name),
            Column::words("organisation", &words.commands.list_words.organisation),
            Column::figures("answered", &common.answered),
            Column::figures("level", &common.level),
            Column::figures("changed", &home.changed),
        ],
        ..Table::default()
    }
}

/// Organisation, progress and level.
fn standing(session: &Session, assessment: &Assessment) -> Result<Vec<Cell>, Failure> {
    let pack = session.pack(&assessment.header.pack.id)?;
    let edition = session.edition(&pack);
    let as_of = assessment.header.as_of.unwrap_or_else(|| session.today());
    let whole = scoring::score(&pack, assessment, as_of).whole;
    let entity = assessment.header.entity.get(session.language.code()).unwrap_or_default();
    Ok(vec![
        Cell::plain(entity),
        Cell::plain(figures::progress(&edition, whole.answered, whole.applicable)),
        Cell::plain(figures::standing(&edition, whole.state, Some(whole.claimed))),
    ])
}

fn unreadable(words: &Messages) -> Vec<Cell> {
    vec![Cell::plain(""), Cell::plain(""), Cell::new(&words.screens.home.unreadable, Tone::Bad)]
}

/// The day of a moment, where the user is.
fn day(moment: SystemTime) -> Option<Date> {
    let moment = jiff::Timestamp::try_from(moment).ok()?;
    Some(moment.to_zoned_datetime(jiff::tz::TimeZone::system()).date())
}
