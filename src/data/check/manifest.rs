//! Checks the file `pack.yaml`.

use super::checked_file::{CheckedFile, Names};
use crate::data::pack_file::PackFile;
use crate::data::{Noun, PackFaultKind, Quantity};
use crate::model::{LevelLabel, LinkKind, Manifest, OTHER_ANSWERS, Reference, Text, Wording};

type ManifestFile<'a> = CheckedFile<'a, Manifest>;

/// Checks the manifest and collects its names.
pub(super) fn check(page: &mut ManifestFile<'_>, names: &mut Names) {
    let manifest = &page.pack_file.content;
    if !(1..=Manifest::SCHEMA).contains(&manifest.schema) {
        let kind = PackFaultKind::UnsupportedSchema { found: manifest.schema, supported: Manifest::SCHEMA };
        page.fault("schema", kind);
    }
    page.name(names, Noun::Pack, &manifest.id, "id".to_owned());
    if !is_version(&manifest.version) {
        let kind = PackFaultKind::Malformed { noun: Noun::Version, found: manifest.version.clone() };
        page.fault("version", kind);
    }
    languages(page, names);
    page.text("title", &manifest.title);
    for (path, text) in [
        ("description", &manifest.description),
        ("notice", &manifest.notice),
        ("provenance", &manifest.provenance),
    ] {
        page.text_if_any(path, text);
    }
    page.range("areas", Quantity::Areas, manifest.areas.len());
    for (index, id) in manifest.areas.iter().enumerate() {
        page.name(names, Noun::Area, id, format!("areas[{index}]"));
    }
    note_partial(page, names);
    groups(page, names);
    scale(page, names);
    wordings(page, names);
    phases(page, names);
    roles_and_flags(page, names);
    references(page, names);
}

/// Whether `version` consists of three numbers of at most nine digits, such as `1.0.0`.
fn is_version(version: &str) -> bool {
    let numbers: Vec<_> = version.split('.').collect();
    numbers.len() == 3
        && numbers
            .iter()
            .all(|number| (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn languages(page: &mut ManifestFile<'_>, names: &mut Names) {
    let languages = &page.pack_file.content.languages;
    page.range("languages", Quantity::Languages, languages.len());
    for (index, language) in languages.iter().enumerate() {
        let path = format!("languages[{index}]");
        if !Text::is_language(language) {
            let kind = PackFaultKind::Malformed { noun: Noun::Language, found: language.clone() };
            page.fault(path.clone(), kind);
        }
        page.unique(names, Noun::Language, language, path);
    }
}

/// The languages of a pack, without repetitions. Empty if they could not be read, or if the pack declares too many: that
/// one fault is reported, and not a missing text for each language.
pub(super) fn declared_languages(pack_file: &PackFile<Manifest>) -> Vec<String> {
    let manifest = &pack_file.content;
    let mut languages: Vec<String> = Vec::new();
    let (_, most) = Quantity::Languages.range();
    if manifest.languages.len() as u64 <= most && !pack_file.made_up.touches("languages") {
        for language in &manifest.languages {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
    }
    languages
}

/// Checks the groups: each area is in one at most, and the areas of one follow one another.
fn groups(page: &mut ManifestFile<'_>, names: &mut Names) {
    let manifest = &page.pack_file.content;
    let mut grouped = Names::default();
    for (index, group) in manifest.groups.iter().enumerate() {
        let path = format!("groups[{index}]");
        page.name(names, Noun::Group, &group.id, format!("{path}.id"));
        page.text(&format!("{path}.title"), &group.title);
        page.range(format!("{path}.areas"), Quantity::Areas, group.areas.len());
        for (index, id) in group.areas.iter().enumerate() {
            page.known(names, Noun::Area, id, format!("{path}.areas[{index}]"));
            page.unique(&mut grouped, Noun::Area, id, format!("{path}.areas[{index}]"));
        }
        let places: Vec<_> =
            group.areas.iter().filter_map(|id| manifest.areas.iter().position(|area| area == id)).collect();
        if places.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
            let kind = PackFaultKind::ScatteredGroup { group: group.id.clone() };
            page.fault(format!("{path}.areas"), kind);
        }
    }
}

/// Notes the kinds of which the manifest does not tell all names, because a part of it could not be read.
fn note_partial(page: &ManifestFile<'_>, names: &mut Names) {
    let lists = [
        ("areas", Noun::Area),
        ("enablers", Noun::Link(LinkKind::Enabler)),
        ("goals", Noun::Link(LinkKind::Goal)),
        ("objectives", Noun::Link(LinkKind::Objective)),
        ("regulations", Noun::Link(LinkKind::Regulation)),
        ("sources", Noun::Source),
        ("roles", Noun::Role),
        ("flags", Noun::Flag),
    ];
    let made_up = &page.pack_file.made_up;
    let labels = 0..page.pack_file.content.scale.levels.len();
    let lacks_label = |index| made_up.holds(&format!("scale.levels[{index}].label"));
    if made_up.holds("schema") || made_up.holds("scale.levels") || labels.into_iter().any(lacks_label) {
        names.lack_some(Noun::Level);
    }
    for (list, noun) in lists {
        if made_up.touches(list) {
            names.lack_some(noun);
        }
    }
}

fn scale(page: &mut ManifestFile<'_>, names: &Names) {
    let scale = &page.pack_file.content.scale;
    page.range("scale.gate", Quantity::Gate, scale.gate);
    page.range("scale.decimals", Quantity::Decimals, scale.decimals);
    page.range("scale.levels", Quantity::ScaleLevels, scale.levels.len());
    if let Some(level) = &scale.evidence_from {
        page.level(&page.pack_file.content, names, "scale.evidence_from".to_owned(), level, |_| true);
    }
    if let Some(days) = scale.evidence_days {
        page.range("scale.evidence_days", Quantity::EvidenceDays, days);
    }
    for (index, known) in scale.levels.iter().enumerate() {
        let path = format!("scale.levels[{index}]");
        page.text(&format!("{path}.name"), &known.name);
        page.text_if_any(&format!("{path}.definition"), &known.definition);
        page.text_if_any(&format!("{path}.test"), &known.test);
        if known.label.as_ref().is_some_and(|label| label.trim().is_empty()) {
            let kind = PackFaultKind::EmptyText { language: String::new() };
            page.fault(format!("{path}.label"), kind);
        }
    }
    if !names.has_all(Noun::Level) {
        return;
    }
    for level in scale.all() {
        let label = scale.written(level);
        let is_of_lower = scale.find(&label) != Some(level);
        if is_of_lower || OTHER_ANSWERS.iter().any(|word| label.is_same_as(&LevelLabel::new(word))) {
            let kind = PackFaultKind::AmbiguousLabel { label: label.to_string() };
            page.fault(format!("scale.levels[{}].label", level.index()), kind);
        }
    }
    for level in scale.all().skip(1).filter(|level| scale.score(*level) < scale.score(level.previous())) {
        let kind = PackFaultKind::FallingScore { level: scale.written(level) };
        page.fault(format!("scale.levels[{}].score", level.index()), kind);
    }
}

fn wordings(page: &mut ManifestFile<'_>, names: &mut Names) {
    let manifest = &page.pack_file.content;
    for (list, noun, all) in
        [("rules", Noun::Rule, &manifest.rules), ("answers", Noun::Answer, &manifest.answers)]
    {
        for (index, known) in all.iter().enumerate() {
            let path = format!("{list}[{index}]");
            if let Some(id) = &known.id {
                page.name(names, noun, id, format!("{path}.id"));
            }
            wording(page, &path, known);
        }
    }
    for (effort, known) in &manifest.efforts {
        wording(page, &format!("efforts.{effort}"), known);
    }
    for (impact, known) in &manifest.impacts {
        let path = format!("impacts.{impact}");
        page.range(path.clone(), Quantity::Impact, *impact);
        wording(page, &path, known);
    }
}

fn wording(page: &mut ManifestFile<'_>, path: &str, known: &Wording) {
    page.text_if_any(&format!("{path}.name"), &known.name);
    page.text(&format!("{path}.text"), &known.text);
}

fn phases(page: &mut ManifestFile<'_>, names: &mut Names) {
    for (index, phase) in page.pack_file.content.phases.iter().enumerate() {
        let path = format!("phases[{index}]");
        page.name(names, Noun::Phase, &phase.id, format!("{path}.id"));
        page.text(&format!("{path}.name"), &phase.name);
        page.range(format!("{path}.months"), Quantity::Months, phase.months);
        page.range(format!("{path}.capacity"), Quantity::Capacity, phase.capacity);
    }
}

fn roles_and_flags(page: &mut ManifestFile<'_>, names: &mut Names) {
    let manifest = &page.pack_file.content;
    for (index, role) in manifest.roles.iter().enumerate() {
        let path = format!("roles[{index}]");
        page.name(names, Noun::Role, &role.id, format!("{path}.id"));
        page.text(&format!("{path}.name"), &role.name);
    }
    for (index, flag) in manifest.flags.iter().enumerate() {
        let path = format!("flags[{index}]");
        page.name(names, Noun::Flag, &flag.id, format!("{path}.id"));
        page.text(&format!("{path}.name"), &flag.name);
        page.text(&format!("{path}.question"), &flag.question);
    }
}

fn references(page: &mut ManifestFile<'_>, names: &mut Names) {
    let manifest = &page.pack_file.content;
    for (index, source) in manifest.sources.iter().enumerate() {
        let path = format!("sources[{index}]");
        page.name(names, Noun::Source, &source.id, format!("{path}.id"));
        page.text(&format!("{path}.title"), &source.title);
        if source.confirms.exact("").is_none() {
            page.text_if_any(&format!("{path}.confirms"), &source.confirms);
        }
    }
    let lists = [
        ("enablers", Noun::Link(LinkKind::Enabler), &manifest.enablers),
        ("goals", Noun::Link(LinkKind::Goal), &manifest.goals),
        ("objectives", Noun::Link(LinkKind::Objective), &manifest.objectives),
        ("regulations", Noun::Link(LinkKind::Regulation), &manifest.regulations),
        ("background", Noun::Background, &manifest.background),
    ];
    for (list, noun, references) in lists {
        for (index, known) in references.iter().enumerate() {
            let path = format!("{list}[{index}]");
            page.name(names, noun, &known.id, format!("{path}.id"));
            reference(page, names, &path, known);
        }
    }
}

fn reference(page: &mut ManifestFile<'_>, names: &Names, path: &str, known: &Reference) {
    page.text(&format!("{path}.name"), &known.name);
    page.text_if_any(&format!("{path}.group"), &known.group);
    page.text_if_any(&format!("{path}.text"), &known.text);
    page.text_if_any(&format!("{path}.issuer"), &known.issuer);
    for (index, fact) in known.facts.iter().enumerate() {
        let path = format!("{path}.facts[{index}]");
        page.text(&format!("{path}.text"), &fact.text);
        for (index, source) in fact.sources.iter().enumerate() {
            page.known(names, Noun::Source, source, format!("{path}.sources[{index}]"));
        }
    }
}
