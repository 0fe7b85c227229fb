//! A place that two people changed differently, in words.

use serde::Serialize;

use super::Edition;
use crate::i18n::messages::MergeFields;
use crate::merge::{Conflict, EntryField, HeaderField};
use crate::model::{Answer, Entry, Evidence, EvidenceKind, Header};

/// A conflict in words: the place, and what each made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictTexts {
    /// The field: `Answer`.
    pub field: String,
    /// The place: `Strategic alignment (strategy-q1): Answer`; of the header, the field.
    pub place: String,
    /// What was there before.
    pub before: String,
    /// What we have.
    pub ours: String,
    /// What they have.
    pub theirs: String,
}

/// Tells a conflict. Nothing of what each side says is left out; of a milestone, its name and day.
pub fn tell(edition: &Edition, conflict: &Conflict) -> ConflictTexts {
    let words = &edition.messages.reports.merge;
    match conflict {
        Conflict::Entry { question, field, base, ours, theirs } => {
            let name = entry_field(*field, &words.fields);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("topic", &edition.topic(question)), ("id", question), ("field", &name)];
            let [before, ours, theirs] =
                [base, ours, theirs].map(|entry| shown(edition, entry_value(edition, *field, entry)));
            ConflictTexts { field: name.to_owned(), place: words.place.fill(&values), before, ours, theirs }
        }
        Conflict::Header { field, base, ours, theirs } => {
            let name = header_field(*field, &words.fields);
            let [before, ours, theirs] =
                [base, ours, theirs].map(|header| shown(edition, header_value(edition, *field, header)));
            ConflictTexts { field: name.to_owned(), place: name.to_owned(), before, ours, theirs }
        }
    }
}

/// An answer in words, a reason with it.
pub fn answer(edition: &Edition, answer: Option<&Answer>) -> String {
    let common = &edition.messages.common;
    match answer {
        None => common.unanswered.clone(),
        Some(Answer::Unknown) => common.unknown.clone(),
        Some(Answer::NotApplicable { reason }) => format!("{}: {reason}", common.not_applicable),
        Some(Answer::Level(level)) => {
            common.level_number.fill(&[("level", &edition.pack.scale().label(*level))])
        }
    }
}

fn shown(edition: &Edition, value: String) -> String {
    if value.is_empty() { edition.messages.reports.merge.nothing.clone() } else { value }
}

fn entry_value(edition: &Edition, field: EntryField, entry: &Entry) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        EntryField::Answer => answer(edition, entry.answer.as_ref()),
        EntryField::Evidence => list(edition, entry.evidence.iter().map(|one| evidence(edition, one))),
        EntryField::Note => text(&entry.note),
        EntryField::Review => yes_or_no(edition, entry.review).to_owned(),
        EntryField::Confidence => text(&entry.confidence),
        EntryField::Owner => text(&entry.owner),
    }
}

fn evidence(edition: &Edition, evidence: &Evidence) -> String {
    let overlays = &edition.messages.screens.overlays;
    let kind = evidence.kind.map(|kind| match kind {
        EvidenceKind::Seen => overlays.seen.clone(),
        EvidenceKind::Said => overlays.said.clone(),
    });
    let date = evidence.date.map(|date| date.to_string());
    let more: Vec<String> = date.into_iter().chain(kind).collect();
    if more.is_empty() {
        return evidence.text.clone();
    }
    format!("{} ({})", evidence.text, more.join(&edition.messages.common.list_separator))
}

fn header_value(edition: &Edition, field: HeaderField, header: &Header) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        HeaderField::Name => header.name.clone(),
        HeaderField::Pack => format!("{} {}", header.pack.id, header.pack.version),
        HeaderField::Language => header.language.clone(),
        HeaderField::EntityAr => text(&header.entity.ar),
        HeaderField::EntityEn => text(&header.entity.en),
        HeaderField::Period => text(&header.period),
        HeaderField::AsOf => header.as_of.map(|day| day.to_string()).unwrap_or_default(),
        HeaderField::Classification => text(&header.classification),
        HeaderField::SignOff => {
            header.sign_off.as_ref().map(|by| format!("{} ({})", by.role, by.date)).unwrap_or_default()
        }
        _ => header_list(edition, field, header),
    }
}

fn header_list(edition: &Edition, field: HeaderField, header: &Header) -> String {
    match field {
        HeaderField::AssessedBy => list(edition, header.assessed_by.iter().cloned()),
        HeaderField::Scope => list(edition, header.scope.iter().cloned()),
        HeaderField::Roles => list(edition, header.profile.roles.iter().map(ToString::to_string)),
        HeaderField::Flags => {
            let flag =
                |(flag, yes): (_, &bool)| format!("{} = {}", edition.flag(flag), yes_or_no(edition, *yes));
            list(edition, header.profile.flags.iter().map(flag))
        }
        HeaderField::Targets => {
            let target = |(area, level): (_, &_)| {
                format!("{} = {}", edition.area(area), edition.pack.scale().label(*level))
            };
            list(edition, header.targets.iter().map(target))
        }
        HeaderField::Milestones => {
            let named = |one: &crate::model::Milestone| format!("{} ({})", one.name, one.date);
            list(edition, header.milestones.iter().map(named))
        }
        HeaderField::Rounds => list(edition, header.rounds.iter().map(exact)),
        HeaderField::Decisions => list(edition, header.decisions.iter().map(exact)),
        HeaderField::Plan => list(edition, header.plan.iter().map(exact)),
        _ => list(edition, header.parking_lot.iter().cloned()),
    }
}

/// Something with many fields, none of which may be lost, as one line.
fn exact(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn yes_or_no(edition: &Edition, yes: bool) -> &'static str {
    let common = &edition.messages.common;
    if yes { &common.yes } else { &common.no }
}

fn list(edition: &Edition, items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(&edition.messages.common.list_separator)
}

fn entry_field(field: EntryField, names: &MergeFields) -> &str {
    match field {
        EntryField::Answer => &names.answer,
        EntryField::Evidence => &names.evidence,
        EntryField::Note => &names.note,
        EntryField::Review => &names.review,
        EntryField::Confidence => &names.confidence,
        EntryField::Owner => &names.owner,
    }
}

fn header_field(field: HeaderField, names: &MergeFields) -> &str {
    match field {
        HeaderField::Name => &names.name,
        HeaderField::Pack => &names.pack,
        HeaderField::Language => &names.language,
        HeaderField::EntityAr => &names.entity_ar,
        HeaderField::EntityEn => &names.entity_en,
        HeaderField::Period => &names.period,
        HeaderField::AsOf => &names.as_of,
        HeaderField::AssessedBy => &names.assessed_by,
        HeaderField::Scope => &names.scope,
        HeaderField::Roles => &names.roles,
        HeaderField::Flags => &names.flags,
        HeaderField::Classification => &names.classification,
        HeaderField::SignOff => &names.sign_off,
        HeaderField::Targets => &names.targets,
        HeaderField::Milestones => &names.milestones,
        HeaderField::Rounds => &names.rounds,
        HeaderField::Decisions => &names.decisions,
        HeaderField::ParkingLot => &names.parking_lot,
        HeaderField::Plan => &names.plan,
    }
}
