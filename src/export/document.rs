//! The document: who and what was assessed, by which rule, everything that was said, and what it amounts to.

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

use super::results::{self, ResultsDocument};
use super::steps::{self, RoadmapDocument};
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, Entry, Header, Level, Pack, QuestionId, Text};
use crate::roadmap::Roadmap;
use crate::scoring::Scorecard;

/// What the field `format` of every document says.
pub const FORMAT: &str = "mizan-scores";

/// The version of the document's format that this program writes.
pub const SCHEMA: u32 = 1;

/// The name of the scoring rule: a share of the weight, every essential question, and nothing far behind.
pub const RULE: &str = "share-essential-lag";

/// Everything about one assessment on one day.
#[derive(Debug, Serialize)]
pub struct AssessmentDocument<'a> {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// What must be said of the results, in each language.
    pub notice: Text,
    /// The questionnaire.
    pub pack: PackPart<'a>,
    /// How the results came about.
    pub rule: Rule,
    /// Everything that was said, as in an assessment file.
    pub assessment: AssessmentPart<'a>,
    /// What it amounts to.
    pub results: ResultsDocument<'a>,
    /// What to do next.
    pub roadmap: RoadmapDocument<'a>,
}

/// The questionnaire of a document.
#[derive(Debug, Serialize)]
pub struct PackPart<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its title.
    pub title: &'a Text,
    /// The levels of its scale, lowest first.
    pub levels: Vec<LevelPart<'a>>,
}

/// A level of the scale.
#[derive(Debug, Serialize)]
pub struct LevelPart<'a> {
    /// Its place, from 1.
    pub level: Level,
    /// What is printed for it.
    pub label: String,
    /// What it counts in the index.
    pub score: String,
    /// Its name.
    pub name: &'a Text,
}

/// The scoring rule and its constants.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Always [`RULE`].
    pub name: &'static str,
    /// The share of the weight that a level needs, in percent.
    pub gate: u32,
    /// The level from which an answer needs evidence to be confirmed.
    pub evidence_from: Option<Level>,
    /// Age in days up to which evidence counts.
    pub evidence_days: Option<u32>,
    /// Decimals of a printed index.
    pub decimals: u8,
    /// The day that evidence was judged on.
    pub as_of: Date,
}

/// An assessment as its file has it: the header's fields, then the answers.
#[derive(Debug, Serialize)]
pub struct AssessmentPart<'a> {
    /// Everything but the answers.
    #[serde(flatten)]
    pub header: Header,
    /// What was said to each question.
    pub answers: &'a IndexMap<QuestionId, Entry>,
}

/// The document of an assessment; `card` and `roadmap` were made from it for the day `as_of`.
pub fn document<'a>(
    pack: &'a Pack,
    assessment: &'a Assessment,
    card: &'a Scorecard,
    roadmap: &'a Roadmap,
    as_of: Date,
) -> AssessmentDocument<'a> {
    AssessmentDocument {
        format: FORMAT,
        schema: SCHEMA,
        notice: notice(pack),
        pack: pack_part(pack),
        rule: rule(pack, as_of),
        assessment: AssessmentPart { header: Header::of(assessment), answers: &assessment.answers },
        results: results::results(pack, card),
        roadmap: steps::steps(pack, roadmap),
    }
}

/// The pack's notice. A pack without one gets the program's, in those of the pack's languages that the program speaks.
fn notice(pack: &Pack) -> Text {
    if !pack.manifest.notice.is_empty() {
        return pack.manifest.notice.clone();
    }
    let mut notice = Text::default();
    for code in &pack.manifest.languages {
        if let Some(language) = Language::from_code(code) {
            notice.set(code, &Messages::of(language).common.unofficial);
        }
    }
    if notice.is_empty() {
        notice.set(Language::English.code(), &Messages::of(Language::English).common.unofficial);
    }
    notice
}

fn pack_part(pack: &Pack) -> PackPart<'_> {
    let scale = pack.scale();
    let level = |level: Level| {
        let known = scale.level(level)?;
        let score = results::exact(&scale.score(level).into());
        Some(LevelPart { level, label: scale.label(level), score, name: &known.name })
    };
    PackPart {
        id: &pack.manifest.id,
        version: &pack.manifest.version,
        title: &pack.manifest.title,
        levels: scale.all().filter_map(level).collect(),
    }
}

fn rule(pack: &Pack, as_of: Date) -> Rule {
    let scale = pack.scale();
    Rule {
        name: RULE,
        gate: scale.gate,
        evidence_from: scale.evidence_from,
        evidence_days: scale.evidence_days,
        decimals: scale.decimals,
        as_of,
    }
}
