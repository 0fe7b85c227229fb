//! The list of what an assessment can be brought back to.

use super::figures::{self, NOTHING};
use super::{Cell, Column, Edition, Table, Tone};
use crate::bidi::ltr;

/// Where something is that can be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestorePlace {
    /// Among the backups.
    Backups,
    /// In the bin.
    Bin,
    /// In the assessment's own file, which is cut off.
    OwnFile,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorableRow {
    /// Where it is.
    pub place: RestorePlace,
    /// The name of its file.
    pub file: String,
    /// Whether a part of it is missing.
    pub is_cut_off: bool,
    /// When it was put aside or last changed, as it is to be printed.
    pub when: String,
    /// How many questions have an answer, of how many that apply; nothing if it cannot be read.
    pub progress: Option<(usize, usize)>,
    /// Its length in bytes.
    pub size: u64,
}

/// What the assessment `name` can be brought back to, numbered from 1: number, where it lies, when, progress, size.
pub fn table(edition: &Edition, name: &str, all: &[RestorableRow]) -> Table {
    let words = &edition.messages.reports.restorables;
    let row = |(place, restorable): (usize, &RestorableRow)| {
        let progress = match restorable.progress {
            Some((count, total)) if restorable.is_cut_off => {
                let progress = figures::progress(edition, count, total);
                Cell::new(words.cut_off.fill(&[("progress", &progress)]), Tone::Warning)
            }
            Some((count, total)) => Cell::plain(figures::progress(edition, count, total)),
            None => Cell::new(&words.unreadable, Tone::Bad),
        };
        vec![
            Cell::plain((place + 1).to_string()),
            Cell::plain(match restorable.place {
                RestorePlace::Bin => words.bin.fill(&[("file", &ltr(&restorable.file))]),
                RestorePlace::Backups => words.backup.clone(),
                RestorePlace::OwnFile => words.own_file.clone(),
            }),
            if restorable.when.is_empty() { Cell::muted(NOTHING) } else { Cell::plain(&restorable.when) },
            progress,
            Cell::muted(restorable.size.to_string()),
        ]
    };
    let note = if all.is_empty() { words.nothing.fill(&[("name", &name)]) } else { words.advice.clone() };
    Table {
        title: words.title.fill(&[("name", &name)]),
        columns: vec![
            Column::figures("number", &words.number),
            Column::words("from", &words.from),
            Column::words("when", &words.when),
            Column::figures("answered", &edition.messages.common.answered),
            Column::figures("size", &words.size),
        ],
        rows: all.iter().enumerate().map(row).collect(),
        notes: vec![note],
    }
}
