//! `mizan compare`: assessments and milestones next to each other, or one next to its targets.

use std::iter;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::definition::{MachineOutput, OutputKind, column, items, words};
use super::subject::OutputPack;
use crate::compare::{
    CellChange, ComparedCell, ComparedColumn, ComparedRow, Comparison, LevelTrend, LikeForLike, Moved,
    PairSubject, TargetComparison,
};
use crate::export::results::{self, GapPart};
use crate::export::written::{
    AskedTopics, ValueWriter, WordsWanted, WrittenIndex, WrittenRange, WrittenWords,
};
use crate::model::{AreaGroup, AreaId, LevelLabel, QuestionId, Text};
use crate::scoring::{AreaState, Standing};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-comparison",
    schema: 1,
    rows,
    columns: &[
        column("area", "area"),
        words("title"),
        column("column", "column"),
        column("assessment", "of/assessment"),
        column("file", "of/file"),
        column("milestone", "of/milestone"),
        column("period", "of/period"),
        column("as_of", "of/as_of"),
        column("state", "state"),
        column("answered", "answered"),
        column("applicable", "applicable"),
        column("claimed_low", "claimed/low"),
        column("claimed_high", "claimed/high"),
        column("confirmed_low", "confirmed/low"),
        column("confirmed_high", "confirmed/high"),
        column("index", "index/value"),
        column("same_entity", "of/same_entity"),
        column("trend", "change/trend"),
        column("change_low", "change/low"),
        column("change_high", "change/high"),
        column("change_index", "change/index"),
        column("target", "target"),
        column("gap_low", "gap/low"),
        column("gap_high", "gap/high"),
        column("only_before", "like_for_like/only_before"),
        column("only_after", "like_for_like/only_after"),
        column("revised", "like_for_like/revised"),
        column("like_before_low", "like_for_like/before/claimed/low"),
        column("like_before_high", "like_for_like/before/claimed/high"),
        column("like_before_index", "like_for_like/before/index/value"),
        column("like_after_low", "like_for_like/after/claimed/low"),
        column("like_after_high", "like_for_like/after/claimed/high"),
        column("like_after_index", "like_for_like/after/index/value"),
        column("like_trend", "like_for_like/change/trend"),
    ],
};

/// A row for each area and column, then one for the whole, which has no `area`, and each column.
fn rows(value: &Value) -> Vec<Value> {
    let columns = items(value, "columns");
    let areas = items(value, "areas").into_iter().chain(value.get("whole").cloned());
    let mut rows = Vec::new();
    for area in areas {
        let last = columns.len();
        for (cell, of) in items(&area, "cells").into_iter().zip(&columns) {
            let mut row = Map::from_iter([("of".to_owned(), of.clone())]);
            row.extend(
                ["area", "title"].map(|key| (key.to_owned(), area.get(key).cloned().unwrap_or_default())),
            );
            // The target belongs to the state of today, which is the last column.
            if of["column"] == last {
                row.extend(
                    ["target", "gap"].map(|key| (key.to_owned(), area.get(key).cloned().unwrap_or_default())),
                );
            }
            row.extend(cell.as_object().cloned().unwrap_or_default());
            rows.push(Value::Object(row));
        }
    }
    rows
}

#[derive(Serialize)]
struct ComparisonOutput<'a> {
    pack: OutputPack<'a>,
    columns: Vec<ColumnPart<'a>>,
    areas: Vec<RowPart<'a>>,
    groups: Vec<RowPart<'a>>,
    whole: RowPart<'a>,
    moved: Vec<MovedPart<'a>>,
}

/// Whose column it is.
#[derive(Serialize)]
struct ColumnPart<'a> {
    /// Number of the column, from 1.
    column: usize,
    assessment: &'a str,
    file: &'a str,
    milestone: Option<&'a str>,
    /// `None` for a milestone.
    period: Option<&'a str>,
    as_of: Date,
    answered_version: &'a str,
    look_again: &'a [QuestionId],
    gone: &'a [QuestionId],
    /// Only where words are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    gone_topics: Option<AskedTopics<'a>>,
    outside_scale: &'a [QuestionId],
    /// Whether it is about the entity of the column before. `None` in the first column.
    same_entity: Option<bool>,
}

#[derive(Serialize)]
struct RowPart<'a> {
    /// What it is about. Nothing for the whole.
    #[serde(flatten)]
    of: RowSubject<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<WrittenWords<'a>>,
    cells: Vec<CellPart>,
    /// Only next to targets.
    #[serde(flatten)]
    aim: Option<AimPart>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum RowSubject<'a> {
    Area {
        area: &'a AreaId,
    },
    Group {
        group: &'a str,
        /// Ids of its areas.
        areas: &'a [AreaId],
    },
    Whole {},
}

/// Both are `None` where they do not apply.
#[derive(Serialize)]
struct AimPart {
    target: Option<LevelLabel>,
    gap: Option<GapPart>,
}

#[derive(Serialize)]
struct CellPart {
    column: usize,
    #[serde(flatten)]
    figures: FiguresPart,
    /// From the column before. `None` in the first column, where one of the two has no level, and between entities.
    change: Option<ChangePart>,
    /// This column and the one before by the questions that both asked. `None` if they asked the same.
    like_for_like: Option<LikePart>,
}

#[derive(Serialize)]
struct FiguresPart {
    state: &'static str,
    answered: usize,
    applicable: usize,
    claimed: Option<WrittenRange>,
    confirmed: Option<WrittenRange>,
    index: Option<WrittenIndex>,
}

#[derive(Serialize)]
struct LikePart {
    only_before: usize,
    only_after: usize,
    revised: usize,
    before: FiguresPart,
    after: FiguresPart,
    change: Option<ChangePart>,
}

#[derive(Serialize)]
struct ChangePart {
    /// `unchanged`, `up`, `down`, `higher`, `lower`, `decided` or `not_decided`.
    trend: &'static str,
    low: i16,
    high: i16,
    index: Option<f64>,
}

#[derive(Serialize)]
struct MovedPart<'a> {
    /// The numbers of the two columns.
    from_column: usize,
    to_column: usize,
    area: &'a AreaId,
    question: &'a QuestionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<WrittenWords<'a>>,
    before: StandingPart,
    after: StandingPart,
    /// Difference in levels. `None` unless both have one, and between entities.
    change: Option<i16>,
}

#[derive(Serialize)]
struct StandingPart {
    /// `level`, `unanswered`, `outside_scale`, `unknown`, `not_applicable` or `hidden`.
    standing: &'static str,
    level: Option<LevelLabel>,
}

/// The output of a comparison. `files` are the names of the files of its subjects, in the order in which they were
/// given.
pub fn comparison<'a>(
    writer: ValueWriter<'a>,
    compared: &'a Comparison,
    files: &'a [String],
) -> MachineOutput {
    let pairs = compared.pairs.iter().enumerate();
    let output = ComparisonOutput {
        pack: OutputPack::of(writer.pack),
        columns: columns(
            writer,
            compared.columns.iter().map(|column| (column, &files[column.given])),
            compared.pairs.iter().map(|pair| pair.subject),
        ),
        areas: compared.areas.iter().map(|(area, row)| writer.area_row(area, row)).collect(),
        groups: writer.group_rows(&compared.groups),
        whole: writer.row(RowSubject::Whole {}, None, &compared.whole),
        moved: pairs
            .flat_map(|(place, pair)| {
                pair.moved.iter().map(move |one| writer.moved(place + 1, one, pair.subject))
            })
            .collect(),
    };
    MachineOutput::new(&KIND, writer.wanted != WordsWanted::No, output)
}

/// The output of a comparison with targets. The column of the assessment is the last one.
pub fn target_comparison<'a>(
    writer: ValueWriter<'a>,
    compared: &'a TargetComparison,
    file: &'a String,
) -> MachineOutput {
    let area = |target: &'a crate::compare::TargetRow| {
        let state = target.row.cells.last().map_or(AreaState::NotApplicable, |cell| cell.state);
        let gap = GapPart { low: target.gap.low, high: target.gap.high };
        RowPart {
            aim: Some(AimPart {
                target: (state != AreaState::NotApplicable).then(|| writer.level(target.target)),
                gap: (state == AreaState::Started).then_some(gap),
            }),
            ..writer.area_row(&target.area, &target.row)
        }
    };
    let all = compared.milestone.iter().chain([&compared.now]);
    let output = ComparisonOutput {
        pack: OutputPack::of(writer.pack),
        columns: columns(writer, all.map(|column| (column, file)), iter::repeat(PairSubject::OneEntity)),
        areas: compared.areas.iter().map(area).collect(),
        groups: writer.group_rows(&compared.groups),
        whole: writer.row(RowSubject::Whole {}, None, &compared.whole),
        moved: compared.moved.iter().map(|one| writer.moved(1, one, PairSubject::OneEntity)).collect(),
    };
    MachineOutput::new(&KIND, writer.wanted != WordsWanted::No, output)
}

/// The columns, with what each has to do with the one before: one fewer.
fn columns<'a>(
    writer: ValueWriter<'a>,
    all: impl Iterator<Item = (&'a ComparedColumn, &'a String)>,
    subjects: impl Iterator<Item = PairSubject>,
) -> Vec<ColumnPart<'a>> {
    let same = subjects.map(|subject| Some(subject == PairSubject::OneEntity));
    let columns = all.zip([None].into_iter().chain(same)).enumerate();
    columns
        .map(|(place, ((column, file), same_entity))| ColumnPart {
            column: place + 1,
            assessment: &column.assessment,
            file,
            milestone: column.milestone.as_deref(),
            period: column.period.as_deref(),
            as_of: column.as_of,
            answered_version: &column.versions.answered,
            look_again: &column.versions.look_again,
            gone: &column.versions.gone,
            gone_topics: writer.asked_topics(column.versions.gone_topics.iter()),
            outside_scale: &column.versions.outside_scale,
            same_entity,
        })
        .collect()
}

impl<'a> ValueWriter<'a> {
    fn area_row(self, area: &'a AreaId, row: &ComparedRow) -> RowPart<'a> {
        let title = self.pack.area(area).map(|known| &known.title);
        self.row(RowSubject::Area { area }, title, row)
    }

    fn group_rows(self, rows: &[(String, ComparedRow)]) -> Vec<RowPart<'a>> {
        let known = self.pack.manifest.groups.iter().zip(rows);
        let row = |(group, (_, row)): (&'a AreaGroup, &(String, ComparedRow))| {
            self.row(RowSubject::Group { group: &group.id, areas: &group.areas }, Some(&group.title), row)
        };
        known.map(row).collect()
    }

    fn row(self, of: RowSubject<'a>, title: Option<&'a Text>, row: &ComparedRow) -> RowPart<'a> {
        let changes = row.changes.iter().zip(&row.like_for_like);
        let pairs =
            [(None, None)].into_iter().chain(changes.map(|(change, like)| (change.as_ref(), like.as_ref())));
        let cells = row.cells.iter().zip(pairs).enumerate();
        RowPart {
            of,
            title: title.and_then(|title| self.words(title)),
            cells: cells
                .map(|(place, (cell, (change, like)))| CellPart {
                    column: place + 1,
                    figures: self.figures(cell),
                    change: change.map(|change| self.change(change)),
                    like_for_like: like.map(|like| self.like_for_like(like)),
                })
                .collect(),
            aim: None,
        }
    }

    fn change(self, change: &CellChange) -> ChangePart {
        ChangePart {
            trend: trend(change.trend),
            low: change.low,
            high: change.high,
            index: change.index.as_ref().map(|index| self.number(index)),
        }
    }

    fn like_for_like(self, like: &LikeForLike) -> LikePart {
        LikePart {
            only_before: like.only_before,
            only_after: like.only_after,
            revised: like.revised,
            before: self.figures(&like.before),
            after: self.figures(&like.after),
            change: like.change.as_ref().map(|change| self.change(change)),
        }
    }

    fn figures(self, cell: &ComparedCell) -> FiguresPart {
        FiguresPart {
            state: results::state(cell.state),
            answered: cell.answered,
            applicable: cell.applicable,
            claimed: self.level_of(cell.state, cell.claimed),
            confirmed: cell.confirmed.and_then(|range| self.level_of(cell.state, range)),
            index: cell.index.as_ref().map(|index| self.index(index)),
        }
    }

    fn moved(self, from_column: usize, moved: &'a Moved, subject: PairSubject) -> MovedPart<'a> {
        let change = moved.change().filter(|_| subject == PairSubject::OneEntity);
        let question = self.pack.question(&moved.question).map(|(_, question)| question);
        MovedPart {
            from_column,
            to_column: from_column + 1,
            area: &moved.area,
            question: &moved.question,
            topic: question.and_then(|question| self.words(&question.topic)),
            before: self.standing(moved.before),
            after: self.standing(moved.after),
            change: change.map(|change| change.low),
        }
    }

    fn standing(self, standing: Standing) -> StandingPart {
        let name = match standing {
            Standing::Level(_) => "level",
            Standing::Unanswered => "unanswered",
            Standing::OutsideScale => "outside_scale",
            Standing::Unknown => "unknown",
            Standing::NotApplicable => "not_applicable",
            Standing::Hidden { .. } => "hidden",
        };
        StandingPart { standing: name, level: standing.level().map(|level| self.level(level)) }
    }
}

fn trend(trend: LevelTrend) -> &'static str {
    match trend {
        LevelTrend::Unchanged => "unchanged",
        LevelTrend::Up => "up",
        LevelTrend::Down => "down",
        LevelTrend::Higher => "higher",
        LevelTrend::Lower => "lower",
        LevelTrend::Decided => "decided",
        LevelTrend::NotDecided => "not_decided",
    }
}
