//! Evidence in words: a piece with its date, why it does not count, and what was read as its date.
//!
//! It decides nothing about evidence.

use jiff::civil::Date;

use super::Edition;
use crate::bidi::{is_right_to_left, ltr, own};
use crate::i18n::Messages;
use crate::model::{DayDoubt, Evidence, EvidenceKind, WrittenDay};
use crate::scoring::NotCounted;

/// A piece of evidence with its date, and whether it was seen: `Register (2026-02-01, seen)`.
pub fn piece(messages: &Messages, evidence: &Evidence) -> String {
    let details = details(messages, evidence);
    let piece = if details.is_empty() {
        evidence.text.clone()
    } else {
        format!("{} ({details})", own(&evidence.text))
    };
    // Next to others in an Arabic line, a Latin text keeps its date to itself.
    if evidence.text.chars().any(is_right_to_left) { piece } else { ltr(&piece) }
}

/// The date of a piece of evidence, and whether it was seen; empty if neither is known.
pub fn details(messages: &Messages, evidence: &Evidence) -> String {
    let kind = evidence.kind.map(|kind| kind_words(messages, kind).to_owned());
    let date = evidence.date.map(|date| ltr(&date.to_string()));
    date.into_iter().chain(kind).collect::<Vec<_>>().join(&messages.common.list_separator)
}

/// How a piece of evidence is known.
pub fn kind_words(messages: &Messages, kind: EvidenceKind) -> &str {
    match kind {
        EvidenceKind::Seen => &messages.screens.overlays.seen,
        EvidenceKind::Said => &messages.screens.overlays.said,
    }
}

/// Why a piece of evidence does not count: `older than 365 days`.
pub fn not_counted(messages: &Messages, reason: NotCounted) -> String {
    let words = &messages.reports.evidence;
    match reason {
        NotCounted::NoDate => words.no_date.clone(),
        NotCounted::NoSuchDay => words.no_such_day.clone(),
        NotCounted::After(day) => words.after.fill(&[("date", &day)]),
        NotCounted::TooOld(days) => words.too_old.of(days as usize),
    }
}

/// A piece of evidence, and why it does not count; `None` if it counts.
pub fn uncounted(edition: &Edition, evidence: &Evidence, as_of: Date) -> Option<String> {
    let reason = NotCounted::of(evidence, edition.pack.scale(), as_of)?;
    let reason = not_counted(edition.messages, reason);
    let piece = piece(edition.messages, evidence);
    Some(edition.messages.reports.evidence.uncounted.fill(&[("evidence", &piece), ("reason", &reason)]))
}

/// The Gregorian day of a day that was written in the Hijri calendar; `None` for other days.
pub fn converted(messages: &Messages, written: &WrittenDay) -> Option<String> {
    let hijri = written.hijri?;
    Some(messages.reports.evidence.hijri.fill(&[("hijri", &hijri), ("date", &written.day)]))
}

/// Why a day is probably not meant.
pub fn doubtful(messages: &Messages, day: Date, doubt: DayDoubt) -> String {
    let words = &messages.reports.evidence;
    let sentence = match doubt {
        DayDoubt::Future => &words.future,
        DayDoubt::Early => &words.early,
    };
    sentence.fill(&[("date", &day)])
}
