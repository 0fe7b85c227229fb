//! What holds a level: in the few words of a cell, and in one sentence.

use std::fmt::Display;

use crate::bidi::own;
use crate::i18n::{Plural, Template};
use crate::model::LevelRange;
use crate::report::{Edition, figures};
use crate::scoring::{AreaScore, AreaState, NextLevel, OpenKind, Scorecard};

/// What holds an area, in the few words of a cell: what is open if that decides the level, or else what the next level
/// lacks. `None` if no question applies or the highest level is reached.
pub fn held(edition: &Edition, score: &AreaScore) -> Option<String> {
    match score.state {
        AreaState::NotApplicable => None,
        AreaState::NotStarted => Some(open_in_short(edition, score, |_| true)),
        AreaState::Started if !score.why.open.is_empty() => {
            Some(open_in_short(edition, score, |question| score.why.open.contains(question)))
        }
        AreaState::Started => score.why.next.as_ref().map(|next| {
            let words = &edition.messages.reports.why;
            let topic = |id| own(&edition.topic(id));
            match (next.essential.first(), next.laggards.first()) {
                (Some(essential), _) => words.held_by_essential.fill(&[("topic", &topic(essential))]),
                (None, Some(laggard)) => words.held_by_laggard.fill(&[("topic", &topic(laggard))]),
                (None, None) => words.held_by_share.fill(&[
                    ("percent", &figures::percent(edition, next.share.percent())),
                    ("needed", &figures::percent(edition, next.share.gate)),
                    ("level", &figures::label(edition, next.level)),
                ]),
            }
        }),
    }
}

/// The numbers of open questions by kind.
fn open_in_short(
    edition: &Edition,
    score: &AreaScore,
    decides: impl Fn(&crate::model::QuestionId) -> bool,
) -> String {
    let counted =
        |kind| score.open.iter().filter(|open| open.kind == kind && decides(&open.question)).count();
    let (progress, words) = (&edition.messages.reports.progress, &edition.messages.reports.why);
    let filled = |template: &Template, count: usize| template.fill(&[("count", &count)]);
    let (unanswered, unknown, outside) =
        (counted(OpenKind::Unanswered), counted(OpenKind::Unknown), counted(OpenKind::OutsideScale));
    let parts = [
        (unanswered > 0).then(|| words.held_by_open.of(unanswered)),
        (unknown > 0).then(|| filled(&progress.unknown, unknown)),
        (outside > 0).then(|| filled(&progress.outside_scale, outside)),
    ];
    edition.messages.facts(parts.into_iter().flatten())
}

/// Why an area is at its level, and the cheapest change that raises it.
pub fn of_area(edition: &Edition, score: &AreaScore) -> String {
    let words = &edition.messages.reports.why;
    let stated = Stated { edition, name: edition.area(&score.area), claimed: score.claimed };
    match score.state {
        AreaState::NotApplicable => words.not_applicable.clone(),
        AreaState::NotStarted => words.not_started.clone(),
        AreaState::Started => stated.sentence(
            &words.sentence_open,
            &score.why.open.iter().map(|id| edition.topic(id)).collect::<Vec<_>>(),
            score.why.next.as_ref(),
            |id| edition.topic(id),
            |raise| (edition.topic(&raise.question), figures::raise(edition, raise.from, raise.to)),
        ),
    }
}

/// Why the whole is at its level, and the cheapest change that raises it. `name` is that of the assessment.
pub fn of_whole(edition: &Edition, name: &str, card: &Scorecard) -> String {
    let words = &edition.messages.reports.why;
    let whole = &card.whole;
    let stated = Stated { edition, name: name.to_owned(), claimed: whole.claimed };
    match whole.state {
        AreaState::NotApplicable => edition.messages.reports.progress.nothing_applies.clone(),
        AreaState::NotStarted => words.whole_not_started.clone(),
        AreaState::Started => stated.sentence(
            &words.sentence_open_areas,
            &whole.why.open.iter().map(|id| edition.area(id)).collect::<Vec<_>>(),
            whole.why.next.as_ref(),
            |id| edition.area(id),
            |raise| (edition.area(&raise.area), figures::raise(edition, raise.from, raise.to)),
        ),
    }
}

/// A part of an assessment at its level.
struct Stated<'a> {
    edition: &'a Edition<'a>,
    name: String,
    claimed: LevelRange,
}

/// The most changes that a sentence names.
const MOST_CHANGES: usize = 2;

impl Stated<'_> {
    /// The sentence: what is open decides first, then what the next level lacks.
    fn sentence<Id, Raised>(
        &self,
        open_words: &Plural,
        open: &[String],
        next: Option<&NextLevel<Id, Raised>>,
        name: impl Fn(&Id) -> String,
        raise: impl Fn(&Raised) -> (String, String),
    ) -> String {
        let words = &self.edition.messages.reports.why;
        if let Some(first) = open.first() {
            let level = figures::level(self.edition, self.claimed);
            return open_words
                .with(open.len(), &[("name", &own(&self.name)), ("level", &level), ("topic", &own(first))]);
        }
        let Some(next) = next else { return self.fill(&words.sentence_last, &[]) };
        let level = figures::label(self.edition, next.level);
        let because = match (next.essential.first(), next.laggards.first()) {
            (Some(id), _) => {
                self.fill(&words.sentence_essential, &[("topic", &own(&name(id))), ("next", &level)])
            }
            (None, Some(id)) => {
                self.fill(&words.sentence_laggard, &[("topic", &own(&name(id))), ("next", &level)])
            }
            (None, None) => self.fill(
                &words.sentence_share,
                &[
                    ("percent", &figures::percent(self.edition, next.share.percent())),
                    ("needed", &figures::percent(self.edition, next.share.gate)),
                    ("next", &level),
                ],
            ),
        };
        let raises = next.cheapest.iter().map(raise);
        let raises: Vec<String> = raises.map(|(topic, levels)| format!("{} {levels}", own(&topic))).collect();
        if raises.is_empty() {
            return because;
        }
        let named = self.edition.list(raises.iter().take(MOST_CHANGES).cloned());
        let more = raises.len().saturating_sub(MOST_CHANGES);
        let changes = if more > 0 { words.sentence_more.with(more, &[("changes", &named)]) } else { named };
        format!("{because} {}", words.sentence_cheapest.fill(&[("changes", &changes)]))
    }

    fn fill(&self, template: &Template, values: &[(&str, &dyn Display)]) -> String {
        let (name, level) = (own(&self.name), figures::level(self.edition, self.claimed));
        let mut all: Vec<(&str, &dyn Display)> = vec![("name", &name), ("level", &level)];
        all.extend_from_slice(values);
        template.fill(&all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::logical;
    use crate::report::example;

    fn everything(edition: &Edition) -> String {
        let assessment = example::assessment(edition.pack);
        let card = example::scored(edition.pack, &assessment);
        let area = |score: &AreaScore| {
            format!("{} | {}", held(edition, score).unwrap_or_default(), of_area(edition, score))
        };
        let whole = of_whole(edition, &assessment.identity.name, &card);
        let all: Vec<String> =
            card.areas.iter().map(area).chain([whole]).map(|line| logical(&line)).collect();
        all.join("\n")
    }

    #[test]
    fn what_holds_a_level_reads_well_in_a_cell_and_in_a_sentence() {
        let pack = example::pack();
        for (language, text) in example::in_each_language(&pack, everything) {
            insta::assert_snapshot!(format!("short-{}", language.code()), text);
        }
    }
}
