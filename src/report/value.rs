//! What the cells of tables hold: levels, figures, dates and texts, before they are put into words.
//!
//! [`Value::words`] is the only function that turns a value into text, so that a format with types of its own, such as
//! a spreadsheet, can use the value itself. A value knows no column, no colour and no width.

use jiff::civil::{Date, DateTime};

use super::{Edition, Tone, figures, progress};
use crate::compare::{CellChange, LevelTrend};
use crate::model::{Effort, Impact, Lead, Level, LevelRange, Pack};
use crate::scoring::{AreaState, Exact, Gap, Index, Progress, ReachedLevel, Standing};

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value, although other rows of the column have one. A dash in words.
    Absent,
    /// A name or a sentence, already in the language of the reader.
    Text(String),
    /// One level of the scale.
    Level(Level),
    /// Level of an area or the whole, from the lowest to the highest that open questions allow.
    Range(LevelRange),
    /// A level as in [`Self::Range`], by the labels of another scale than that of the edition.
    LabelledRange {
        /// The lowest level that open questions allow.
        low: String,
        /// The highest one.
        high: String,
    },
    /// A level with the printed index and the share of the weight at the next level: `2 · 2.4 · 66%`. The index comes
    /// first in a pack that leads with it.
    Reached(Box<ReachedLevel>),
    /// Instead of a level: the area or the whole applies, and no question of it is answered.
    NotStarted,
    /// Instead of a level: no question of the area or the whole applies.
    NotApplicable,
    /// Level of a question, or the reason why it has none.
    Standing(Standing),
    /// The weighted mean with its range.
    Index(Box<Index>),
    /// A number, truncated to the decimals of the pack.
    Number(Exact),
    /// A number as in [`Self::Number`], printed to the decimals of another pack than that of the edition.
    PrintedNumber(String),
    /// Number of levels missing to a target.
    Gap(Gap),
    /// Progress, with what is unknown and what is outside the scale.
    Progress(Progress),
    /// Progress in few cells: the questions that have a level, of those that apply.
    ShortProgress(Progress),
    /// Progress in a file of which the end is missing.
    CutOffProgress(Progress),
    /// A number of things.
    Count(usize),
    /// A size in bytes.
    Bytes(u64),
    /// The difference between two levels of the same area or question.
    Change(CellChange),
    /// A step from one level to a higher one.
    Raise {
        /// The level before the step.
        from: Level,
        /// The level that it reaches.
        to: Level,
    },
    /// The effort of a step.
    Effort(Effort),
    /// The benefit of a step.
    Impact(Impact),
    /// A day.
    Date(Date),
    /// A day with the time, in the time zone of the user; printed to the minute.
    Moment(DateTime),
}

/// The kind of values in a column. [`Value::Absent`] may be in any column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Names and sentences.
    Text,
    /// Levels of areas and of the whole.
    Level,
    /// Levels of questions.
    Standing,
    /// Weighted means.
    Index,
    /// Numbers of levels missing to a target.
    Gap,
    /// Progress.
    Progress,
    /// Numbers of things.
    Count,
    /// Sizes in bytes.
    Bytes,
    /// Differences between two levels.
    Change,
    /// Steps from one level to another.
    Raise,
    /// Efforts of steps.
    Effort,
    /// Benefits of steps.
    Impact,
    /// Days.
    Date,
    /// Days with the time.
    Moment,
}

impl Value {
    /// A text in the language of the report.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The level of an area or of the whole, or the reason why a state has none.
    pub fn of_state(state: AreaState, level: LevelRange) -> Self {
        match state {
            AreaState::Started => Self::Range(level),
            AreaState::NotStarted => Self::NotStarted,
            AreaState::NotApplicable => Self::NotApplicable,
        }
    }

    /// How far questions are answered; absent if none applies.
    pub fn of_progress(progress: Progress) -> Self {
        if progress.applicable == 0 { Self::Absent } else { Self::Progress(progress) }
    }

    /// The same in few cells, without the counts of unknown answers and of those outside the scale.
    pub fn of_progress_in_short(progress: Progress) -> Self {
        if progress.applicable == 0 { Self::Absent } else { Self::ShortProgress(progress) }
    }

    /// The same as [`Self::of_state`] for an assessment of any pack in a list of all.
    pub fn of_state_in(pack: &Pack, state: AreaState, level: LevelRange) -> Self {
        match Self::of_state(state, level) {
            Self::Range(LevelRange { low, high }) => {
                Self::LabelledRange { low: pack.scale().label(low), high: pack.scale().label(high) }
            }
            other => other,
        }
    }

    /// The kind of column that the value fits into. `None` for [`Value::Absent`], which fits into any.
    pub fn kind(&self) -> Option<ValueKind> {
        Some(match self {
            Self::Absent => return None,
            Self::Text(_) => ValueKind::Text,
            Self::Level(_)
            | Self::Range(_)
            | Self::LabelledRange { .. }
            | Self::Reached(_)
            | Self::NotStarted
            | Self::NotApplicable => ValueKind::Level,
            Self::Standing(_) => ValueKind::Standing,
            Self::Index(_) | Self::Number(_) | Self::PrintedNumber(_) => ValueKind::Index,
            Self::Gap(_) => ValueKind::Gap,
            Self::Progress(_) | Self::ShortProgress(_) | Self::CutOffProgress(_) => ValueKind::Progress,
            Self::Count(_) => ValueKind::Count,
            Self::Bytes(_) => ValueKind::Bytes,
            Self::Change(_) => ValueKind::Change,
            Self::Raise { .. } => ValueKind::Raise,
            Self::Effort(_) => ValueKind::Effort,
            Self::Impact(_) => ValueKind::Impact,
            Self::Date(_) => ValueKind::Date,
            Self::Moment(_) => ValueKind::Moment,
        })
    }

    /// The value in the language and with the names of `edition`, in logical order and with Latin digits.
    pub fn words(&self, edition: &Edition) -> String {
        let common = &edition.messages.common;
        match self {
            Self::Absent => figures::NOTHING.to_owned(),
            Self::Text(text) | Self::PrintedNumber(text) => text.clone(),
            Self::Level(level) => figures::label(edition, *level),
            Self::Range(range) => figures::level(edition, *range),
            Self::LabelledRange { low, high } => figures::between(edition, low, high),
            Self::Reached(reached) => reached_words(edition, reached),
            Self::NotStarted => common.not_started.clone(),
            Self::NotApplicable => common.not_applicable.clone(),
            Self::Standing(standing) => standing_words(edition, *standing),
            Self::Index(index) => figures::index(edition, index),
            Self::Number(number) => number.printed(edition.pack.scale().decimals),
            Self::Gap(gap) => figures::gap(edition, *gap),
            Self::Progress(progress) => progress::counts(edition, *progress),
            Self::ShortProgress(Progress { answered, applicable, .. }) => {
                figures::progress(edition, *answered, *applicable)
            }
            Self::CutOffProgress(progress) => {
                let progress = progress::counts(edition, *progress);
                edition.messages.reports.restorables.cut_off.fill(&[("progress", &progress)])
            }
            Self::Count(count) => count.to_string(),
            Self::Bytes(bytes) => bytes.to_string(),
            Self::Change(change) => change_words(edition, change),
            Self::Raise { from, to } => figures::raise(edition, *from, *to),
            Self::Effort(effort) => edition.effort(*effort),
            Self::Impact(impact) => edition.impact(*impact),
            Self::Date(date) => date.to_string(),
            Self::Moment(moment) => figures::moment(*moment),
        }
    }
}

fn reached_words(edition: &Edition, reached: &ReachedLevel) -> String {
    let level = Value::of_state(reached.state, reached.claimed).words(edition);
    let index = reached.index.as_ref().map(|index| index.value.printed(edition.pack.scale().decimals));
    let share = reached.next.map(|next| figures::share(edition, next));
    let figures = match edition.pack.manifest.lead {
        Lead::Level => [Some(level), index],
        Lead::Index => [index, Some(level)],
    };
    edition.messages.facts(figures.into_iter().flatten().chain(share))
}

fn standing_words(edition: &Edition, standing: Standing) -> String {
    let common = &edition.messages.common;
    match standing {
        Standing::Level(level) => figures::label(edition, level),
        Standing::Unanswered => common.unanswered.clone(),
        Standing::OutsideScale => common.outside_scale.clone(),
        Standing::Unknown => common.unknown.clone(),
        Standing::NotApplicable => common.not_applicable.clone(),
        Standing::Hidden { .. } => edition.messages.reports.comparison.hidden.clone(),
    }
}

/// The tone of a change of level: a rise is good and a fall is bad.
pub fn tone_of(trend: LevelTrend) -> Tone {
    match trend {
        LevelTrend::Unchanged => Tone::Muted,
        LevelTrend::Up | LevelTrend::Higher => Tone::Good,
        LevelTrend::Down | LevelTrend::Lower => Tone::Bad,
        LevelTrend::Decided | LevelTrend::NotDecided => Tone::Plain,
    }
}

fn change_words(edition: &Edition, change: &CellChange) -> String {
    let words = &edition.messages.reports.comparison;
    let levels = usize::from(change.low.unsigned_abs());
    let text = match change.trend {
        LevelTrend::Unchanged => words.unchanged.clone(),
        LevelTrend::Up => words.up.of(levels),
        LevelTrend::Down => words.down.of(levels),
        LevelTrend::Higher => words.higher.clone(),
        LevelTrend::Lower => words.lower.clone(),
        LevelTrend::Decided => words.decided.clone(),
        LevelTrend::NotDecided => words.not_decided.clone(),
    };
    let Some(index) = &change.index else { return text };
    match figures::signed(edition, index) {
        Some(index) => words.with_index.fill(&[("change", &text), ("index", &index)]),
        None => words.same_index.fill(&[("change", &text)]),
    }
}

#[cfg(test)]
mod tests;
