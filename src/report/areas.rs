//! The table of one assessment: where every area stands, and the whole below them.

use super::figures::{self, NOTHING};
use super::{Cell, Column, Edition, Table, Tone};
use crate::model::LevelRange;
use crate::scoring::{AreaScore, AreaState, Gap, Scorecard, WholeScore};

/// The areas of `card` in the pack's order and the whole as the last row, under `title`.
///
/// A pack without confirmed levels has no column for them.
pub fn table(edition: &Edition, title: &str, card: &Scorecard) -> Table {
    let columns = Columns { confirms: edition.pack.scale().evidence_from.is_some() };
    let mut rows: Vec<_> = card.areas.iter().map(|area| columns.area(edition, area)).collect();
    rows.push(columns.whole(edition, &card.whole));
    Table {
        title: title.to_owned(),
        columns: columns.headings(edition),
        rows,
        notes: vec![edition.notice().to_owned()],
    }
}

struct Columns {
    confirms: bool,
}

impl Columns {
    fn headings(&self, edition: &Edition) -> Vec<Column> {
        let common = &edition.messages.common;
        let all = [
            Column::words("area", &common.area),
            Column::figures("answered", &common.answered),
            Column::figures("claimed", &common.claimed),
            Column::figures("confirmed", &common.confirmed),
            Column::figures("index", &common.index),
            Column::figures("target", &common.target),
            Column::figures("gap", &common.gap),
            Column::figures("blockers", &common.blockers),
        ];
        all.into_iter().filter(|column| self.confirms || column.key != "confirmed").collect()
    }

    fn row(&self, area: Cell, answered: Cell, levels: [Cell; 2], rest: [Cell; 4]) -> Vec<Cell> {
        let [claimed, confirmed] = levels;
        let confirmed = self.confirms.then_some(confirmed);
        [area, answered, claimed].into_iter().chain(confirmed).chain(rest).collect()
    }

    fn area(&self, edition: &Edition, score: &AreaScore) -> Vec<Cell> {
        let name = edition.area(&score.area);
        let started = score.state == AreaState::Started;
        let when_started = |text: String| if started { text } else { NOTHING.to_owned() };
        let gap = when_started(figures::gap(edition, score.gap));
        let target = figures::label(edition, score.target);
        self.row(
            if started { Cell::plain(name) } else { Cell::muted(name) },
            answered(edition, score.applicable, score.answered),
            [claimed(edition, score), confirmed(edition, score.state, score.claimed, score.confirmed)],
            [
                index(edition, score.index.as_ref()),
                if score.state == AreaState::NotApplicable {
                    Cell::muted(NOTHING)
                } else {
                    Cell::plain(target)
                },
                Cell::new(gap, if started { gap_tone(score.gap) } else { Tone::Muted }),
                blockers(score.state, score.blockers()),
            ],
        )
    }

    fn whole(&self, edition: &Edition, whole: &WholeScore) -> Vec<Cell> {
        let blockers_of_next = whole.why.next.as_ref().map_or(0, |next| next.blockers.len());
        let nothing = || Cell::muted(NOTHING);
        self.row(
            Cell::new(&edition.messages.common.overall, Tone::Strong),
            answered(edition, whole.applicable, whole.answered),
            [
                Cell::new(figures::standing(edition, whole.state, Some(whole.claimed)), Tone::Strong),
                confirmed(edition, whole.state, whole.claimed, whole.confirmed),
            ],
            [
                index(edition, whole.index.as_ref()),
                nothing(),
                nothing(),
                blockers(whole.state, blockers_of_next),
            ],
        )
    }
}

fn answered(edition: &Edition, applicable: usize, answered: usize) -> Cell {
    if applicable == 0 {
        return Cell::muted(NOTHING);
    }
    let tone = if answered == applicable { Tone::Plain } else { Tone::Muted };
    Cell::new(figures::progress(edition, answered, applicable), tone)
}

fn claimed(edition: &Edition, score: &AreaScore) -> Cell {
    let tone = match score.state {
        AreaState::Started if score.gap.high == 0 => Tone::Good,
        AreaState::Started => Tone::Plain,
        AreaState::NotStarted | AreaState::NotApplicable => Tone::Muted,
    };
    Cell::new(figures::standing(edition, score.state, Some(score.claimed)), tone)
}

fn confirmed(
    edition: &Edition,
    state: AreaState,
    claimed: LevelRange,
    confirmed: Option<LevelRange>,
) -> Cell {
    let Some(confirmed) = confirmed.filter(|_| state == AreaState::Started) else {
        return Cell::muted(NOTHING);
    };
    let tone = if confirmed == claimed { Tone::Plain } else { Tone::Warning };
    Cell::new(figures::level(edition, confirmed), tone)
}

fn index(edition: &Edition, index: Option<&crate::scoring::Index>) -> Cell {
    index.map_or_else(|| Cell::muted(NOTHING), |index| Cell::plain(figures::index(edition, index)))
}

fn gap_tone(gap: Gap) -> Tone {
    match (gap.low, gap.high) {
        (_, 0) => Tone::Good,
        (0, _) => Tone::Plain,
        _ => Tone::Warning,
    }
}

fn blockers(state: AreaState, count: usize) -> Cell {
    match (state, count) {
        (AreaState::Started, 1..) => Cell::new(count.to_string(), Tone::Warning),
        (AreaState::Started, 0) => Cell::muted("0"),
        (AreaState::NotStarted | AreaState::NotApplicable, _) => Cell::muted(NOTHING),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, format};

    fn shown(edition: &Edition) -> String {
        let assessment = example::assessment(edition.pack);
        let card = example::scored(edition.pack, &assessment);
        format::plain(&table(edition, &assessment.identity.name, &card))
    }

    #[test]
    fn every_area_has_a_row_and_the_whole_the_last_in_both_languages() {
        let pack = example::pack();
        for (language, text) in example::in_each_language(&pack, shown) {
            insta::assert_snapshot!(format!("areas-{}", language.code()), text);
        }
    }

    #[test]
    fn a_pack_without_evidence_has_no_confirmed_column() {
        let mut pack = example::pack();
        pack.manifest.scale.evidence_from = None;
        let card = example::scored(&pack, &example::assessment(&pack));
        let table = table(&Edition::new(&pack, crate::i18n::Language::English), "Platforms", &card);
        assert!(table.columns.iter().all(|column| column.key != "confirmed"));
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }
}
