//! The table of files from which an assessment can be restored.
//!
//! It formats what the caller found, and touches no folder.

use jiff::civil::DateTime;

use super::{Cell, Column, Edition, Table, Tone, Value, ValueKind};
use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::scoring::Progress;
use crate::shell;

/// The place of a file from which an assessment can be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestorePlace {
    /// Among the backups.
    Backups,
    /// In the bin, after the assessment was deleted.
    Bin,
    /// The file of the assessment itself, of which the end is missing.
    OwnFile,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorableRow {
    /// Place of the file.
    pub place: RestorePlace,
    /// Name of the file.
    pub file: String,
    /// Whether the end of the file is missing.
    pub is_cut_off: bool,
    /// When the file was put aside or last changed, in the time zone of the user.
    pub when: DateTime,
    /// How far it is answered. `None` if the file cannot be read.
    pub progress: Option<Progress>,
    /// Size of the file in bytes.
    pub size: u64,
}

/// The files from which the assessment `name` can be restored, numbered from 1: number, place, time, progress, size.
/// `left_out` is the number of further files, which cannot be read.
///
/// The advice says `typed` for the assessment, which also finds it where others have its name.
pub fn table(edition: &Edition, name: &str, typed: &str, all: &[RestorableRow], left_out: usize) -> Table {
    let words = &edition.messages.reports.restorables;
    let row = |(place, restorable): (usize, &RestorableRow)| {
        let progress = match restorable.progress {
            Some(progress) if restorable.is_cut_off => {
                Cell::new(Value::CutOffProgress(progress), Tone::Warning)
            }
            Some(progress) => Cell::plain(Value::of_progress(progress)),
            None => Cell::new(Value::text(&words.unreadable), Tone::Bad),
        };
        vec![
            Cell::plain(Value::Count(place + 1)),
            Cell::text(match restorable.place {
                RestorePlace::Bin => words.bin.fill(&[("file", &ltr(&restorable.file))]),
                RestorePlace::Backups => words.backup.clone(),
                RestorePlace::OwnFile => words.own_file.clone(),
            }),
            Cell::plain(Value::Moment(restorable.when)),
            progress,
            Cell::muted(Value::Bytes(restorable.size)),
        ]
    };
    let restore =
        shell::command(&["restore"], [typed, edition.messages.commands.placeholders.number.as_str()]);
    let notes = if all.is_empty() {
        vec![none(edition.messages, name)]
    } else {
        let advice = words.advice.fill(&[("restore", &restore)]);
        std::iter::once(advice).chain(not_listed(edition.messages, left_out)).collect()
    };
    Table {
        title: words.title.fill(&[("name", &name)]),
        columns: vec![
            Column::new(ValueKind::Count, "number", &words.number),
            Column::text("from", &words.from),
            Column::new(ValueKind::Moment, "when", &words.when),
            Column::new(ValueKind::Progress, "answered", &edition.messages.common.answered),
            Column::new(ValueKind::Bytes, "size", &words.size),
        ],
        rows: all.iter().enumerate().map(row).collect(),
        notes,
    }
}

/// Says that the assessment `name` has no file to restore.
pub fn none(words: &Messages, name: &str) -> String {
    words.reports.restorables.nothing.fill(&[("name", &name)])
}

/// Says how many files are not listed because they cannot be read, and where they are. `None` if there is none.
fn not_listed(words: &Messages, left_out: usize) -> Option<String> {
    let words = &words.reports.restorables;
    let sentences = || format!("{} {}", words.left_out.of(left_out), shell::advice(&words.find_left_out));
    (left_out > 0).then(sentences)
}
