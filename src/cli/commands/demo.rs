//! `mizan demo`: the full screen with two filled assessments, of which nothing is kept.
//!
//! It works in a folder of its own, so that it touches no file of the user.

use std::io;
use std::path::Path;

use clap::{Arg, ArgMatches};
use jiff::Span;
use jiff::civil::Date;

use super::open::{end, need_screen, show};
use super::{CommandEntry, Group};
use crate::bidi::{ltr_path, without_islands};
use crate::cli::{CommandContext, Failure};
use crate::data::embedded::default_pack;
use crate::explain::{Explanation, system};
use crate::i18n::{Language, Messages};
use crate::model::{Answer, Assessment, Entry, Evidence, EvidenceKind, Identity, Level, Pack, Question};
use crate::paths::Paths;
use crate::store::Store;
use crate::tui::{Closed, Ending};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "demo", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(_: &'static Messages) -> Vec<Arg> {
    Vec::new()
}

fn run(_: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    need_screen(context)?;
    let words = &context.words.commands.demo;
    let temporary = std::env::temp_dir();
    // Removed when it is dropped, also after a failure.
    let folder = tempfile::Builder::new().prefix("mizan-demo-").tempdir_in(&temporary);
    let folder = folder
        .map_err(|error| refused(context, &words.no_folder, &temporary, &error, &words.no_folder_do))?;
    let mut closed = show_filled(context, folder.path())?;
    // It saves into the folder until it is dropped.
    drop(closed.saver.take());
    let place = folder.path().to_owned();
    let removed = folder.close();
    let ending = closed.ending;
    context.adopt(closed.language, closed.code, &closed.theme, closed.settings.clone());
    end(context, Closed { left: None, ..closed })?;
    let words = &context.words.commands.demo;
    removed.map_err(|error| refused(context, &words.not_removed, &place, &error, &words.not_removed_do))?;
    if ending == Ending::Quit {
        context.out.line(&words.over)?;
    }
    Ok(())
}

/// Fills the folder, and shows it in the full screen until that is left.
fn show_filled(context: &mut CommandContext, folder: &Path) -> Result<Closed, Failure> {
    let paths = Paths::new(folder);
    let (pack, store, today) = (default_pack(), Store::open(&paths), context.today());
    let mut shown = None;
    for cycle in [Cycle::Last, Cycle::This] {
        let made = store.create(assessment(cycle, &pack, context.language, today), &pack);
        let (file, _) = made.map_err(|error| context.failed(&error))?;
        shown = Some(file.path().to_owned());
    }
    show(context, paths, shown)
}

/// That the system refused `what` at this place.
fn refused(context: &CommandContext, what: &str, place: &Path, error: &io::Error, advice: &str) -> Failure {
    let why = system(error, context.words);
    Explanation::new(what).at(ltr_path(place)).because(why).advise(advice).into()
}

/// One of two years that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cycle {
    /// The year before this one.
    Last,
    /// This year.
    This,
}

/// How far an area is from the middle of the scale, one after the other; the areas of a pack go through them in turn.
const AREAS: [i8; 9] = [0, 1, 0, 1, -1, 0, -1, 1, 0];

/// How far a question is from its area in the same way.
const QUESTIONS: [i8; 7] = [0, 1, 0, 0, -1, 1, 0];

fn assessment(cycle: Cycle, pack: &Pack, language: Language, today: Date) -> Assessment {
    let words = |language| &Messages::of(language).commands.demo;
    let day = match cycle {
        Cycle::Last => today.saturating_sub(Span::new().years(1)),
        Cycle::This => today,
    };
    let name = words(language).name.fill(&[("year", &day.year())]);
    let mut identity = Identity::new(&without_islands(&name), pack, language.code());
    for language in Language::ALL {
        identity.entity.set(language.code(), words(language).entity.clone());
    }
    identity.period = Some(day.year().to_string());
    identity.as_of = (cycle == Cycle::Last).then_some(day);
    let mut assessment = Assessment::new(identity, pack);
    let mut number = 0;
    for (area, offset) in pack.areas.iter().zip(AREAS.into_iter().cycle()) {
        for question in &area.questions {
            number += 1;
            let entry = entry(cycle, pack, question, (number, offset), language, day);
            assessment.replace(&question.id, entry);
        }
    }
    assessment
}

/// The entry of the question with this number, counted from 1, in an area with this offset. This year has open and unknown
/// questions, so that ranges are seen.
fn entry(
    cycle: Cycle,
    pack: &Pack,
    question: &Question,
    (number, area): (usize, i8),
    language: Language,
    day: Date,
) -> Entry {
    let is_last = cycle == Cycle::Last;
    let answer = match number {
        _ if !is_last && number % 19 == 13 => None,
        _ if !is_last && number % 23 == 10 => Some(Answer::Unknown),
        _ => {
            let of_question = QUESTIONS[number % QUESTIONS.len()] - i8::from(is_last && number % 3 == 0);
            Some(Answer::Level(level_near(pack, question, area + of_question)))
        }
    };
    let has_evidence = answer.as_ref().is_some_and(|answer| answer.level().is_some()) && number % 2 == 0;
    let text = question.evidence.first().filter(|_| has_evidence);
    let evidence = text.map(|text| Evidence {
        text: text.get(language.code()).to_owned(),
        date: Some(day.saturating_sub(Span::new().days(40))),
        kind: Some(EvidenceKind::Seen),
    });
    Entry {
        revision: answer.is_some().then_some(question.revision),
        answer,
        evidence: evidence.into_iter().collect(),
        review: !is_last && number % 29 == 5,
        ..Entry::default()
    }
}

/// The level of the question that is nearest to the middle of the scale and this number of levels.
fn level_near(pack: &Pack, question: &Question, offset: i8) -> Level {
    let levels: Vec<Level> = question.levels_in(pack.scale()).collect();
    let place = (levels.len() / 2).saturating_add_signed(offset.into());
    levels.get(place).or(levels.last()).copied().unwrap_or(Level::FIRST)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scoring;

    #[test]
    fn this_year_shows_ranges_unknown_answers_and_evidence_and_can_be_compared_with_the_last() {
        let (pack, today) = (default_pack(), date(2026, 3, 1));
        for language in Language::ALL {
            let made = |cycle| assessment(cycle, &pack, language, today);
            let [last, this] = [Cycle::Last, Cycle::This].map(made);
            let [before, now] = [&last, &this].map(|made| scoring::score(&pack, made, made.as_of(today)));
            assert_eq!(before.whole.progress().unanswered(), 0);
            assert!(now.whole.progress().unanswered() > 0 && now.whole.progress().unknown > 0);
            assert!(now.areas.iter().any(|area| area.claimed.low < area.claimed.high));
            assert!(
                now.areas.iter().any(|area| area.confirmed.is_some_and(|range| range.low > Level::FIRST))
            );
            let index = |area: &scoring::AreaScore| area.index.as_ref().map(|index| index.value.clone());
            let higher =
                now.areas.iter().zip(&before.areas).filter(|(now, before)| index(now) > index(before));
            assert!(higher.count() > 4, "{language:?}");
            assert_eq!(scoring::unusable(&pack, &this), []);
            assert!(
                this.answers.values().all(|entry| entry.evidence.iter().all(|piece| !piece.text.is_empty()))
            );
        }
    }
}
