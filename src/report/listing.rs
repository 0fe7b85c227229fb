//! The list of assessments.

use super::figures::{self, NOTHING};
use super::{Cell, Column, Edition, Table, Tone};
use crate::bidi::ltr;
use crate::scoring::WholeScore;

/// One assessment of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedAssessment {
    /// The name it goes by.
    pub name: String,
    /// The name of its file, where another assessment has a name that looks the same.
    pub file: Option<String>,
    /// When it was last changed, as it is to be printed.
    pub changed: String,
    /// What it amounts to, or in words why it cannot be read.
    pub outcome: Result<WholeScore, String>,
}

/// The assessments in the order they are given: name, progress, level and last change.
pub fn table(edition: &Edition, listed: &[ListedAssessment]) -> Table {
    let (words, common) = (&edition.messages.reports.listing, &edition.messages.common);
    let row = |listed: &ListedAssessment| match &listed.outcome {
        Ok(whole) => vec![
            name(listed),
            Cell::plain(figures::progress(edition, whole.answered, whole.applicable)),
            Cell::plain(figures::standing(edition, whole.state, Some(whole.claimed))),
            Cell::muted(&listed.changed),
        ],
        Err(problem) => vec![
            name(listed),
            Cell::muted(NOTHING),
            Cell::new(problem, Tone::Bad),
            Cell::muted(&listed.changed),
        ],
    };
    let nothing = listed.is_empty().then(|| words.nothing.clone());
    Table {
        title: words.title.clone(),
        columns: vec![
            Column::words("name", &words.name),
            Column::figures("answered", &common.answered),
            Column::figures("level", &common.level),
            Column::figures("changed", &words.changed),
        ],
        rows: listed.iter().map(row).collect(),
        notes: nothing.into_iter().collect(),
    }
}

fn name(listed: &ListedAssessment) -> Cell {
    match &listed.file {
        Some(file) => Cell::plain(format!("{} ({})", listed.name, ltr(file))),
        None => Cell::plain(&listed.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, format};

    #[test]
    fn an_unreadable_assessment_keeps_its_row_in_both_languages() {
        let pack = example::pack();
        let whole = example::scored(&pack, &example::assessment(&pack)).whole;
        let changed = || "2026-03-01".to_owned();
        let listed = [
            ListedAssessment {
                name: "Platforms 2026".to_owned(),
                file: Some("copy.yaml".to_owned()),
                changed: changed(),
                outcome: Ok(whole),
            },
            ListedAssessment {
                name: "وزارة".to_owned(),
                file: None,
                changed: changed(),
                outcome: Err("line 4".to_owned()),
            },
        ];
        for (language, text) in
            example::in_each_language(&pack, |edition| format::plain(&table(edition, &listed)))
        {
            insta::assert_snapshot!(format!("listing-{}", language.code()), text);
        }
    }
}
