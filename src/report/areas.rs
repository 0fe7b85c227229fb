//! The table of one assessment: one row per area with its levels and figures, and the whole as the last row.
//!
//! It formats a scorecard and computes no scores.

use super::{Cell, Column, Edition, Table, Tone, Value, ValueKind};
use crate::model::{Lead, LevelRange};
use crate::scoring::{AreaScore, AreaState, Gap, Index, Progress, Scorecard, WholeScore};

/// Builds the table titled `title`: the areas of `card`, the score of `assessment`, in the pack's order, then
/// the groups of areas, then the whole. In a pack that leads with the index, the index comes before the level.
///
/// The column `confirmed` is left out if the scale has no `evidence_from`, because no level is confirmed then.
/// `told` are the [notes](super::notes) of the assessment.
pub fn table(edition: &Edition, title: &str, card: &Scorecard, told: Vec<String>) -> Table {
    let columns = Columns { confirms: edition.pack.scale().confirms_from().is_some() };
    let mut rows: Vec<_> = card.areas.iter().map(|area| columns.area(edition, area)).collect();
    rows.extend(
        card.groups
            .iter()
            .map(|known| columns.whole(edition, edition.named_group(&known.group), &known.score)),
    );
    rows.push(columns.whole(edition, edition.messages.common.overall.clone(), &card.whole));
    let mut headings = columns.headings(edition);
    if edition.pack.manifest.lead == Lead::Index {
        let place = |key| headings.iter().position(|column| column.key == key);
        if let (Some(level), Some(index)) = (place("claimed"), place("index")) {
            headings[level..=index].rotate_right(1);
            for row in &mut rows {
                row[level..=index].rotate_right(1);
            }
        }
    }
    Table {
        title: title.to_owned(),
        columns: headings,
        rows,
        notes: told.into_iter().chain([edition.notice().to_owned()]).collect(),
    }
}

struct Columns {
    confirms: bool,
}

impl Columns {
    fn headings(&self, edition: &Edition) -> Vec<Column> {
        let common = &edition.messages.common;
        let all = [
            Column::text("area", &common.area),
            Column::new(ValueKind::Progress, "answered", &common.answered),
            Column::new(ValueKind::Level, "claimed", &common.claimed),
            Column::new(ValueKind::Level, "confirmed", &common.confirmed),
            Column::new(ValueKind::Index, "index", &common.index),
            Column::new(ValueKind::Level, "target", &common.target),
            Column::new(ValueKind::Gap, "gap", &common.gap),
            Column::new(ValueKind::Count, "blockers", &common.blockers),
        ];
        all.into_iter().filter(|column| self.confirms || column.key != "confirmed").collect()
    }

    fn row(&self, area: Cell, answered: Cell, levels: [Cell; 2], rest: [Cell; 4]) -> Vec<Cell> {
        let [claimed, confirmed] = levels;
        let confirmed = self.confirms.then_some(confirmed);
        [area, answered, claimed].into_iter().chain(confirmed).chain(rest).collect()
    }

    fn area(&self, edition: &Edition, score: &AreaScore) -> Vec<Cell> {
        let name = Value::Text(edition.area(&score.area));
        let started = score.state == AreaState::Started;
        self.row(
            if started { Cell::plain(name) } else { Cell::muted(name) },
            answered(score.progress()),
            [claimed(edition, score.state, score.claimed), confirmed(edition, score.state, score.confirmed)],
            [
                index(score.index.as_ref()),
                score.shown_target().map_or_else(Cell::absent, |target| Cell::plain(Value::Level(target))),
                if started { Cell::new(Value::Gap(score.gap), gap_tone(score.gap)) } else { Cell::absent() },
                blockers(score.state, score.blockers()),
            ],
        )
    }

    fn whole(&self, edition: &Edition, name: String, whole: &WholeScore) -> Vec<Cell> {
        let blockers_of_next = whole.why.next.as_ref().map_or(0, |next| next.blockers.len());
        self.row(
            Cell::new(Value::Text(name), Tone::Strong),
            answered(whole.progress()),
            [claimed(edition, whole.state, whole.claimed), confirmed(edition, whole.state, whole.confirmed)],
            [
                index(whole.index.as_ref()),
                // The whole has no target of its own, so it has no gap either.
                Cell::absent(),
                Cell::absent(),
                blockers(whole.state, blockers_of_next),
            ],
        )
    }
}

fn answered(progress: Progress) -> Cell {
    let tone = if progress.answered == progress.applicable { Tone::Plain } else { Tone::Muted };
    Cell::new(Value::of_progress(progress), tone)
}

fn claimed(edition: &Edition, state: AreaState, claimed: LevelRange) -> Cell {
    let tone = match state {
        AreaState::Started => Tone::of_level(edition.pack.scale(), claimed.low),
        AreaState::NotStarted | AreaState::NotApplicable => Tone::Muted,
    };
    Cell::new(Value::of_state(state, claimed), tone)
}

fn confirmed(edition: &Edition, state: AreaState, confirmed: Option<LevelRange>) -> Cell {
    let Some(confirmed) = confirmed.filter(|_| state == AreaState::Started) else {
        return Cell::absent();
    };
    Cell::new(Value::Range(confirmed), Tone::of_level(edition.pack.scale(), confirmed.low))
}

fn index(index: Option<&Index>) -> Cell {
    index.map_or_else(Cell::absent, |index| Cell::plain(Value::Index(Box::new(index.clone()))))
}

fn gap_tone(gap: Gap) -> Tone {
    match (gap.low, gap.high) {
        (_, 0) => Tone::Good,
        _ => Tone::Plain,
    }
}

fn blockers(state: AreaState, count: usize) -> Cell {
    match (state, count) {
        (AreaState::Started, 1..) => Cell::plain(Value::Count(count)),
        (AreaState::Started, 0) => Cell::muted(Value::Count(0)),
        (AreaState::NotStarted | AreaState::NotApplicable, _) => Cell::absent(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, format};

    fn shown(edition: &Edition) -> String {
        let assessment = example::assessment(edition.pack);
        let card = example::scored(edition.pack, &assessment);
        let told = crate::report::notes::in_full(edition, &assessment, &assessment.identity.name);
        format::plain(&table(edition, &assessment.identity.name, &card, told).in_words(edition))
    }

    #[test]
    fn the_table_has_a_row_per_area_and_ends_with_the_whole() {
        let pack = example::pack();
        for (language, text) in example::in_each_language(&pack, shown) {
            insta::assert_snapshot!(format!("areas-{}", language.code()), text);
        }
    }

    #[test]
    fn a_pack_without_evidence_has_no_confirmed_column() {
        let mut pack = example::pack();
        pack.manifest.scale.evidence_from = None;
        let assessment = example::assessment(&pack);
        let card = example::scored(&pack, &assessment);
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let table = table(&edition, "Platforms", &card, Vec::new());
        assert!(table.columns.iter().all(|column| column.key != "confirmed"));
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }

    #[test]
    fn groups_come_before_the_whole_and_the_index_before_the_level_where_the_pack_leads_with_it() {
        let pack = example::grouped();
        let assessment = crate::sample::assessment(&pack, "4 3 2 2 1 - - -");
        let card = example::scored(&pack, &assessment);
        for (language, text) in example::in_each_language(&pack, |edition| {
            format::plain(&table(edition, "Release", &card, Vec::new()).in_words(edition))
        }) {
            insta::assert_snapshot!(format!("areas-in-groups-{}", language.code()), text);
        }
    }
}
