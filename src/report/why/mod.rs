//! The reasons for a level, line by line: what holds, what is open, what the next level lacks, the cheapest change.
//!
//! The order follows the scoring rule. Answers without evidence and questions that do not count come last. It computes
//! no scores.

mod lines;
mod next;
mod short;

use super::{Edition, Tone, Value, evidence, figures};
use crate::model::{Assessment, Lead, Level, LevelRange};
use crate::scoring::{Answers, AreaScore, AreaState, Index, LevelShare, OpenKind, Scorecard, WholeScore};

pub use lines::Reason;
pub use short::{held, of_area as sentence_of_area, of_whole as sentence_of_whole};

use lines::ReasonLines;

/// The reasons for the level of one area. `answers` must be those of `assessment`, as they are or changed for a what-if,
/// and `score` their result.
pub fn area(edition: &Edition, assessment: &Assessment, answers: &Answers, score: &AreaScore) -> Vec<Reason> {
    let words = &edition.messages.reports.why;
    let mut lines = ReasonLines::new(edition);
    match score.state {
        AreaState::NotApplicable => lines.say(Tone::Muted, &words.not_applicable),
        AreaState::NotStarted => lines.say(Tone::Muted, &words.not_started),
        AreaState::Started => {
            lines.index(Lead::Index, score.index.as_ref());
            lines.holds(score.claimed.low, &score.shares);
            lines.open_questions(score);
            next::area(&mut lines, answers, score);
            lines.unconfirmed(assessment, answers, score);
            lines.index(Lead::Level, score.index.as_ref());
        }
    }
    lines.left_out(score);
    lines.reasons
}

/// The reasons for the level of the whole.
pub fn whole(edition: &Edition, card: &Scorecard) -> Vec<Reason> {
    of_areas(edition, card, &card.whole)
}

/// The reasons for the level of a group of areas, or of the whole: `score`, which is a part of `card`.
pub fn of_areas(edition: &Edition, card: &Scorecard, score: &WholeScore) -> Vec<Reason> {
    let words = &edition.messages.reports.why;
    let mut lines = ReasonLines::new(edition);
    match score.state {
        AreaState::NotApplicable => {
            lines.say(Tone::Muted, &edition.messages.reports.progress.nothing_applies);
        }
        AreaState::NotStarted => lines.say(Tone::Muted, &words.whole_not_started),
        AreaState::Started => {
            lines.index(Lead::Index, score.index.as_ref());
            lines.holds(score.claimed.low, &score.shares);
            lines.open_areas(card, score);
            next::of_areas(&mut lines, card, score);
            lines.index(Lead::Level, score.index.as_ref());
        }
    }
    lines.reasons
}

impl ReasonLines<'_> {
    fn holds(&mut self, level: Level, shares: &[LevelShare]) {
        let words = &self.edition.messages.reports.why;
        let printed = self.label(level);
        let share = shares.iter().find(|share| share.level == level).filter(|_| level > Level::FIRST);
        let text = match share {
            None => words.first.fill(&[("level", &printed)]),
            Some(LevelShare { low, .. }) => words.holds.fill(&[
                ("level", &printed),
                ("count", &low.reached),
                ("total", &low.total),
                ("percent", &figures::percent(self.edition, low.percent())),
                ("needed", &figures::percent(self.edition, low.gate)),
            ]),
        };
        self.say(Tone::Good, text);
    }

    fn open_questions(&mut self, score: &AreaScore) {
        let words = &self.edition.messages.reports.why;
        let without_effect = score.open.len() - score.why.open.len();
        if !score.why.open.is_empty() {
            self.decide(&words.open_questions, score.claimed);
        }
        for open in score.open.iter().filter(|open| score.why.open.contains(&open.question)) {
            let common = &self.edition.messages.common;
            let standing = match open.kind {
                OpenKind::Unanswered => &common.unanswered,
                OpenKind::OutsideScale => &common.outside_scale,
                OpenKind::Unknown => &common.unknown,
            };
            let topic = self.edition.topic(&open.question);
            let text = words.open_question.fill(&[("topic", &topic), ("standing", standing)]);
            self.push(1, Tone::Plain, text, Some(&open.question));
        }
        if without_effect > 0 {
            self.say(Tone::Muted, words.open_without_effect.of(without_effect));
        }
    }

    fn open_areas(&mut self, card: &Scorecard, whole: &WholeScore) {
        let words = &self.edition.messages.reports.why;
        if !whole.why.open.is_empty() {
            self.decide(&words.open_areas, whole.claimed);
        }
        for id in &whole.why.open {
            let area = card.area(id);
            let standing = area.map(|area| Value::of_state(area.state, area.claimed).words(self.edition));
            let values = (self.edition.area(id), standing.unwrap_or_default());
            let text = words.open_question.fill(&[("topic", &values.0), ("standing", &values.1)]);
            self.push_area(1, Tone::Plain, text, id);
        }
    }

    fn decide(&mut self, words: &crate::i18n::Template, between: LevelRange) {
        let (low, high) = (self.label(between.low), self.label(between.high));
        self.say(Tone::Strong, words.fill(&[("low", &low), ("high", &high)]));
    }

    /// The answers because of which the confirmed level is below the claimed one, each with its evidence, of which no
    /// piece counts.
    fn unconfirmed(&mut self, assessment: &Assessment, answers: &Answers, score: &AreaScore) {
        let Some(confirmed) = score.confirmed.filter(|confirmed| *confirmed != score.claimed) else { return };
        let words = &self.edition.messages.reports.why;
        let printed = figures::level(self.edition, confirmed);
        self.say(Tone::Strong, words.unconfirmed.fill(&[("level", &printed)]));
        for question in &score.unconfirmed {
            let level = answers.standing(question).and_then(crate::scoring::Standing::level);
            let level = level.map_or_else(String::new, |level| self.label(level));
            let topic = self.edition.topic(question);
            let text = words.at_level.fill(&[("topic", &topic), ("level", &level)]);
            self.push(1, Tone::Plain, text, Some(question));
            let pieces = assessment.entry(question).into_iter().flat_map(|entry| &entry.evidence);
            for text in pieces.filter_map(|piece| evidence::uncounted(self.edition, piece, answers.as_of())) {
                self.push(2, Tone::Muted, text, Some(question));
            }
        }
    }

    /// The index, in a pack that leads with `lead`: before the level, or after all other reasons.
    fn index(&mut self, lead: Lead, index: Option<&Index>) {
        let Some(index) = index.filter(|_| self.edition.pack.manifest.lead == lead) else { return };
        let printed = figures::index(self.edition, index);
        let words = &self.edition.messages.reports.why;
        let is_whole = index.value == index.value.as_printed(self.edition.pack.scale().decimals);
        let text = match index.value.fraction() {
            (above, Some(below)) if !is_whole => {
                words.index_truncated.fill(&[("index", &printed), ("above", &above), ("below", &below)])
            }
            _ => words.index.fill(&[("index", &printed)]),
        };
        let tone = match lead {
            Lead::Level => Tone::Muted,
            Lead::Index => Tone::Strong,
        };
        self.say(tone, text);
    }

    /// The questions that do not count, and the flags that count as yes without an answer.
    fn left_out(&mut self, score: &AreaScore) {
        let words = &self.edition.messages.reports.why;
        if score.not_applicable > 0 {
            self.say(Tone::Muted, words.not_applicable_count.of(score.not_applicable));
        }
        if !score.hidden.is_empty() {
            self.say(Tone::Muted, words.hidden.of(score.hidden.len()));
        }
        for question in &score.hidden {
            self.push(1, Tone::Muted, self.edition.topic(question), Some(question));
        }
        if !score.assumed.is_empty() {
            let flags = self.edition.list(score.assumed.iter().map(|flag| self.edition.flag(flag)));
            self.say(Tone::Muted, words.assumed.fill(&[("flags", &flags)]));
        }
    }
}

#[cfg(test)]
mod tests;
