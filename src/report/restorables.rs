//! The list of what an assessment can be brought back to.

use super::figures::{self, NOTHING};
use super::{Cell, Column, Edition, Table, Tone};

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restorable {
    /// Whether it lies in the bin, and not among the backups.
    pub binned: bool,
    /// When it was put aside or last changed, as it is to be printed.
    pub when: String,
    /// How many questions have an answer, of how many that apply; nothing if it cannot be read.
    pub progress: Option<(usize, usize)>,
    /// Its length in bytes.
    pub size: u64,
}

/// What the assessment `name` can be brought back to, numbered from 1: number, where it lies, when, progress, size.
pub fn table(edition: &Edition, name: &str, all: &[Restorable]) -> Table {
    let words = &edition.messages.reports.restorables;
    let row = |(place, restorable): (usize, &Restorable)| {
        let progress = match restorable.progress {
            Some((count, total)) => Cell::plain(figures::progress(edition, count, total)),
            None => Cell::new(&words.unreadable, Tone::Bad),
        };
        vec![
            Cell::plain((place + 1).to_string()),
            Cell::plain(if restorable.binned { &words.bin } else { &words.backup }),
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
