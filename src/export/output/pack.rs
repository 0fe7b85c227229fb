//! `mizan pack`: what a questionnaire says besides its questions.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::definition::{MachineOutput, OutputKind, column, items, words};
use super::subject::OutputPack;
use crate::export::written::{ValueWriter, WordsWanted, WrittenWords};
use crate::model::{
    Area, AreaGroup, AreaId, Clause, ClauseId, Fact, FactStatus, FlagId, Lead, LevelLabel, LinkKind,
    Obligation, Reference, ReferenceId, RoleId, Source, SourceId, SourceKind,
};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-pack",
    schema: 1,
    rows,
    columns: &[
        column("pack", "/pack/id"),
        column("pack_version", "/pack/version"),
        column("kind", "kind"),
        column("id", "id"),
        column("of", "of"),
        words("name"),
        words("text"),
        column("requires", "requires"),
        column("source_line", "source_line"),
        column("status", "status"),
        column("sources", "sources"),
        column("source_kind", "source_kind"),
        column("url", "url"),
    ],
};

/// The lists of references, with the kind of their rows.
const LISTS: [(&str, &str); 5] = [
    ("background", "background"),
    ("enablers", "enabler"),
    ("goals", "goal"),
    ("objectives", "objective"),
    ("regulations", "regulation"),
];

/// A row for each group, area, clause, reference, fact and source. `of` is the group of an area, the area of a clause or
/// the reference of a fact.
fn rows(value: &Value) -> Vec<Value> {
    let groups = items(value, "groups");
    let group = |group: &Value| json!({ "kind": "group", "id": group["group"], "name": group["title"] });
    let mut rows: Vec<_> = groups.iter().map(group).collect();
    for area in items(value, "areas") {
        let group = groups.iter().find(|group| items(group, "areas").contains(&area["area"]));
        let of = group.map(|group| &group["group"]);
        rows.push(json!({ "kind": "area", "id": area["area"], "of": of, "name": area["title"] }));
        rows.extend(items(&area, "clauses").into_iter().map(|clause| {
            json!({
                "kind": "clause", "id": clause["clause"], "of": area["area"], "text": clause["text"],
                "requires": clause["requires"], "source_line": clause["source_line"],
            })
        }));
    }
    for (list, kind) in LISTS {
        for known in items(value, list) {
            rows.push(
                json!({ "kind": kind, "id": known["id"], "name": known["name"], "text": known["text"] }),
            );
            rows.extend(items(&known, "facts").into_iter().map(|fact| {
                json!({
                    "kind": "fact", "of": known["id"], "text": fact["text"], "status": fact["status"],
                    "sources": fact["sources"],
                })
            }));
        }
    }
    rows.extend(items(value, "sources").into_iter().map(|source| {
        json!({
            "kind": "source", "id": source["source"], "name": source["title"], "source_kind": source["kind"],
            "url": source["url"],
        })
    }));
    rows
}

#[derive(Serialize)]
struct PackOutput<'a> {
    pack: OutputPack<'a>,
    languages: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<WrittenWords<'a>>,
    /// `level` or `index`: what the results begin with.
    lead: &'static str,
    areas: Vec<AboutAreaPart<'a>>,
    groups: Vec<GroupPart<'a>>,
    background: Vec<ReferencePart<'a>>,
    enablers: Vec<ReferencePart<'a>>,
    goals: Vec<ReferencePart<'a>>,
    objectives: Vec<ReferencePart<'a>>,
    regulations: Vec<ReferencePart<'a>>,
    sources: Vec<SourcePart<'a>>,
}

#[derive(Serialize)]
struct AboutAreaPart<'a> {
    area: &'a AreaId,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<WrittenWords<'a>>,
    weight: u32,
    /// The target of the pack; `None` if it sets none.
    target: Option<LevelLabel>,
    clauses: Vec<ClausePart<'a>>,
}

#[derive(Serialize)]
struct GroupPart<'a> {
    group: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<WrittenWords<'a>>,
    /// Ids of its areas.
    areas: &'a [AreaId],
}

#[derive(Serialize)]
struct ClausePart<'a> {
    clause: &'a ClauseId,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<WrittenWords<'a>>,
    source_line: Option<u32>,
    requires: &'a [FlagId],
    reading: ReadingPart<'a>,
}

/// What the authors of the pack make of a clause.
#[derive(Serialize)]
struct ReadingPart<'a> {
    /// `direct`, `through_owner` or `not_applicable`, by role.
    binds: IndexMap<&'a RoleId, &'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mature: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<WrittenWords<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<WrittenWords<'a>>,
}

#[derive(Serialize)]
struct ReferencePart<'a> {
    id: &'a ReferenceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<WrittenWords<'a>>,
    facts: Vec<FactPart<'a>>,
}

#[derive(Serialize)]
struct FactPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<WrittenWords<'a>>,
    /// `confirmed` or `unconfirmed`.
    status: &'static str,
    sources: &'a [SourceId],
}

#[derive(Serialize)]
struct SourcePart<'a> {
    source: &'a SourceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<WrittenWords<'a>>,
    /// `primary`, `secondary` or `press`.
    kind: &'static str,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirms: Option<WrittenWords<'a>>,
}

/// The output of a pack.
pub fn pack<'a>(writer: ValueWriter<'a>) -> MachineOutput {
    let manifest = &writer.pack.manifest;
    let all = |list: &'a [Reference]| list.iter().map(|known| writer.reference(known)).collect();
    let links = |kind| all(manifest.references(kind));
    let output = PackOutput {
        pack: OutputPack::of(writer.pack),
        languages: &manifest.languages,
        title: writer.words(&manifest.title),
        description: writer.words_if_any(&manifest.description),
        notice: writer.words_if_any(&manifest.notice),
        provenance: writer.words_if_any(&manifest.provenance),
        lead: match manifest.lead {
            Lead::Level => "level",
            Lead::Index => "index",
        },
        areas: writer.pack.areas.iter().map(|area| writer.about_area(area)).collect(),
        groups: manifest.groups.iter().map(|group| writer.group(group)).collect(),
        background: all(&manifest.background),
        enablers: links(LinkKind::Enabler),
        goals: links(LinkKind::Goal),
        objectives: links(LinkKind::Objective),
        regulations: links(LinkKind::Regulation),
        sources: manifest.sources.iter().map(|source| writer.source(source)).collect(),
    };
    MachineOutput::new(&KIND, writer.wanted != WordsWanted::No, output)
}

impl<'a> ValueWriter<'a> {
    fn about_area(self, area: &'a Area) -> AboutAreaPart<'a> {
        AboutAreaPart {
            area: &area.id,
            title: self.words(&area.title),
            description: self.words_if_any(&area.description),
            weight: area.weight,
            target: area.own_target().map(|level| self.level(level)),
            clauses: area.clauses.iter().map(|clause| self.clause(clause)).collect(),
        }
    }

    fn group(self, group: &'a AreaGroup) -> GroupPart<'a> {
        GroupPart { group: &group.id, title: self.words(&group.title), areas: &group.areas }
    }

    fn clause(self, clause: &'a Clause) -> ClausePart<'a> {
        let binds = clause.binds.iter().map(|(role, how)| (role, obligation(*how)));
        ClausePart {
            clause: &clause.id,
            text: self.words(&clause.text),
            source_line: clause.source_line,
            requires: &clause.requires,
            reading: ReadingPart {
                binds: binds.collect(),
                mature: self.words_if_any(&clause.mature),
                evidence: self.words_of_each(&clause.evidence),
                note: self.words_if_any(&clause.note),
            },
        }
    }

    fn reference(self, reference: &'a Reference) -> ReferencePart<'a> {
        let fact = |fact: &'a Fact| FactPart {
            text: self.words(&fact.text),
            status: match fact.status {
                FactStatus::Confirmed => "confirmed",
                FactStatus::Unconfirmed => "unconfirmed",
            },
            sources: &fact.sources,
        };
        ReferencePart {
            id: &reference.id,
            group: self.words_if_any(&reference.group),
            name: self.words(&reference.name),
            text: self.words_if_any(&reference.text),
            issuer: self.words_if_any(&reference.issuer),
            facts: reference.facts.iter().map(fact).collect(),
        }
    }

    fn source(self, source: &'a Source) -> SourcePart<'a> {
        SourcePart {
            source: &source.id,
            title: self.words(&source.title),
            kind: match source.kind {
                SourceKind::Primary => "primary",
                SourceKind::Secondary => "secondary",
                SourceKind::Press => "press",
            },
            url: source.url.as_deref(),
            confirms: self.words_if_any(&source.confirms),
        }
    }
}

fn obligation(how: Obligation) -> &'static str {
    match how {
        Obligation::Direct => "direct",
        Obligation::ThroughOwner => "through_owner",
        Obligation::NotApplicable => "not_applicable",
    }
}
