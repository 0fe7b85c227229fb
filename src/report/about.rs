//! The page about a pack: what it is, its background, what its questions refer to, its clauses and its sources.
//!
//! It reads the pack only and knows no answers. A pack that says nothing of a part has no heading for it.

use super::background::{clause, facts, reference, source_kind};
use super::page::{Line, Page, Section};
use super::{Edition, Tone, prose};
use crate::bidi::ltr;
use crate::model::{Area, AreaId, LinkKind, Reference, Source};

/// A part of the page, with the area if it is that of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutPart {
    /// The area whose clauses it holds.
    pub area: Option<AreaId>,
    /// Its heading and lines.
    pub section: Section,
}

/// Everything that the pack says besides its questions, in parts.
pub fn parts(edition: &Edition) -> Vec<AboutPart> {
    let (manifest, words) = (&edition.pack.manifest, &edition.messages.reports.background);
    let common = |section| AboutPart { area: None, section };
    let before = [
        Section::new(edition.text(&manifest.title), pack(edition)),
        Section::new(&words.title, background(edition)),
    ];
    let links = LinkKind::ALL.map(|kind| {
        let lines = manifest.references(kind).iter().flat_map(|known| reference(edition, known));
        Section::new(heading(edition, kind), lines.collect())
    });
    let groups = Section::new(&words.groups, groups(edition));
    let areas = edition.pack.areas.iter().map(|known| AboutPart {
        area: Some(known.id.clone()),
        section: Section::new(edition.text(&known.title), area(edition, known)),
    });
    let sources = manifest.sources.iter().flat_map(|known| source(edition, known));
    let after = [
        Section::new(&words.provenance, prose::lines(edition.text(&manifest.provenance), Tone::Plain)),
        Section::new(&words.sources, sources.collect()),
    ];
    let mut parts: Vec<_> = before.into_iter().chain(links).chain([groups]).map(common).collect();
    parts.extend(areas);
    parts.extend(after.map(common));
    parts.retain(|part| !part.section.lines.is_empty());
    parts
}

/// The whole page.
pub fn page(edition: &Edition) -> Page {
    let title = edition.messages.reports.background.about.clone();
    Page { title, sections: parts(edition).into_iter().map(|part| part.section).collect() }
}

/// The heading of what questions refer to.
pub fn heading<'a>(edition: &Edition<'a>, kind: LinkKind) -> &'a str {
    let common = &edition.messages.common;
    match kind {
        LinkKind::Enabler => &common.enablers,
        LinkKind::Goal => &common.goals,
        LinkKind::Objective => &common.objectives,
        LinkKind::Regulation => &common.regulations,
    }
}

fn pack(edition: &Edition) -> Vec<Line> {
    let manifest = &edition.pack.manifest;
    let version = &edition.messages.reports.background.version;
    let version = version.fill(&[("version", &manifest.version), ("id", &manifest.id)]);
    let mut lines = prose::lines(edition.text(&manifest.description), Tone::Plain);
    lines.push(Line::new(0, Tone::Muted, version));
    lines.push(Line::new(0, Tone::Muted, edition.notice()));
    lines
}

/// The entries of the background. Neighbours of one group are listed under its name.
fn background(edition: &Edition) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before: Option<&Reference> = None;
    for known in &edition.pack.manifest.background {
        if known.group.is_empty() {
            lines.push(Line::new(0, Tone::Strong, edition.text(&known.name)));
        } else if before.is_none_or(|before| before.group != known.group) {
            lines.push(Line::new(0, Tone::Strong, edition.text(&known.group)));
        }
        let text = if known.text.is_empty() { &known.name } else { &known.text };
        lines.extend(prose::below(1, Tone::Plain, edition.text(text)));
        lines.extend(facts(edition, known));
        before = Some(known);
    }
    lines
}

/// The groups of areas, each with the titles of its areas below its own.
fn groups(edition: &Edition) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in &edition.pack.manifest.groups {
        lines.push(Line::new(0, Tone::Strong, edition.text(&group.title)));
        let areas = group.areas.iter().filter_map(|id| edition.pack.area(id));
        lines.extend(areas.map(|area| Line::new(1, Tone::Plain, edition.text(&area.title))));
    }
    lines
}

fn area(edition: &Edition, area: &Area) -> Vec<Line> {
    let clauses = area.clauses.iter().flat_map(|known| clause(edition, known));
    prose::lines(edition.text(&area.description), Tone::Plain).into_iter().chain(clauses).collect()
}

fn source(edition: &Edition, source: &Source) -> Vec<Line> {
    let words = &edition.messages.reports.background;
    let kind = source_kind(edition, source.kind);
    let title = words.source.fill(&[("title", &edition.text(&source.title)), ("kind", &kind)]);
    let url = source.url.as_ref().map(|url| Line::new(1, Tone::Muted, ltr(url)));
    let confirms = Some(edition.text(&source.confirms)).filter(|text| !text.is_empty());
    let confirms = confirms.map(|text| Line::new(1, Tone::Muted, words.confirms.fill(&[("text", &text)])));
    [Line::new(0, Tone::Plain, title)].into_iter().chain(url).chain(confirms).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::report::example;
    use crate::sample;

    #[test]
    fn the_article_its_means_its_sectors_and_its_sources_are_on_the_page() {
        let pack = example::pack();
        for (language, said) in [
            (
                Language::English,
                [
                    "Whole of Government Program",
                    "How are the objectives reached?",
                    "Sectors that apply",
                    "Makkah newspaper",
                    "through the owner",
                ],
            ),
            (
                Language::Arabic,
                [
                    "برنامج الحكومة الشاملة",
                    "كيف تتحقق الأهداف؟",
                    "قطاعات تطبق",
                    "صحيفة مكة",
                    "من خلال الجهة المالكة",
                ],
            ),
        ] {
            let edition = Edition::new(&pack, language);
            let text = crate::report::format::plain_page(&page(&edition));
            for said in said {
                assert!(text.contains(said), "{said}");
            }
            let means = &edition.pack.manifest.background[5..8];
            let below: Vec<_> = background(&edition).into_iter().map(|line| line.text).collect();
            let heading = below.iter().position(|line| line == said[1]).unwrap();
            assert_eq!(
                below[heading + 1..heading + 4],
                means.iter().map(|known| edition.text(&known.text)).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_a_source_confirms_is_said_in_the_language_of_the_page_as_far_as_the_pack_has_it() {
        let mut pack = example::pack();
        pack.manifest.sources.truncate(2);
        pack.manifest.sources[0].confirms = [("", "the article")].into();
        pack.manifest.sources[1].confirms = [("ar", "المبادئ"), ("en", "the principles")].into();
        let said = |language| {
            let edition = Edition::new(&pack, language);
            let lines: Vec<Line> =
                pack.manifest.sources.iter().flat_map(|known| source(&edition, known)).collect();
            let words = &edition.messages.reports.background.confirms;
            let confirms = |text: &str| words.fill(&[("text", &text)]);
            ["the article", "المبادئ", "the principles"]
                .map(|text| lines.iter().any(|line| line.text == confirms(text)))
        };
        assert_eq!(said(Language::English), [true, false, true]);
        assert_eq!(said(Language::Arabic), [true, true, false]);
    }

    #[test]
    fn the_groups_of_areas_are_on_the_page_with_their_areas() {
        let pack = example::grouped();
        for (language, expected) in [
            (Language::English, "Groups of areas Before the release Plan Build After the release Run"),
            (Language::Arabic, "مجموعات المجالات قبل الإصدار التخطيط البناء بعد الإصدار التشغيل"),
        ] {
            let edition = Edition::new(&pack, language);
            let heading = &edition.messages.reports.background.groups;
            let part = parts(&edition).into_iter().find(|part| part.section.heading == *heading).unwrap();
            let lines: Vec<_> = part.section.lines.into_iter().map(|line| line.text).collect();
            assert_eq!(format!("{heading} {}", lines.join(" ")), expected);
        }
    }

    #[test]
    fn a_pack_that_says_nothing_has_no_empty_headings() {
        let pack = sample::pack(vec![sample::area("one", vec![sample::question("one-q1", 1)])]);
        for language in Language::ALL {
            let edition = Edition::new(&pack, language);
            let parts = parts(&edition);
            assert_eq!(parts.len(), 1, "{parts:?}");
        }
    }
}
