//! The exported document: the pack, the scoring rule, the whole assessment, its results and its roadmap.
//!
//! The names of the fields are a contract with other tools.

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

use super::results::{ResultsDocument, VersionsPart};
use super::steps::RoadmapDocument;
use super::written::{ValueWriter, WordsWanted};
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, Entry, Header, Level, LevelLabel, Pack, QuestionId, Score, Text};
use crate::roadmap::Roadmap;
use crate::scoring::{Exact, Scorecard};

/// Value of the field `format` in every document.
pub const FORMAT: &str = "mizan-scores";

/// Version of the document's format that this program writes.
pub const SCHEMA: u32 = 2;

/// Name of the scoring rule: a share of the weight, every essential question, and no question far behind.
pub const RULE: &str = "share-essential-lag";

/// One assessment with its results on one day.
#[derive(Debug, Serialize)]
pub struct AssessmentDocument<'a> {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The notice of the pack or the program about the results, in each language of the pack.
    pub notice: Text,
    /// The questionnaire that was answered.
    pub pack: PackPart<'a>,
    /// What lies between the version that was answered, which is in the assessment, and this one.
    pub versions: VersionsPart<'a>,
    /// The scoring rule and its constants.
    pub rule: Rule,
    /// The whole assessment, with the fields of an assessment file.
    pub assessment: AssessmentPart,
    /// Levels, indexes and their reasons.
    pub results: ResultsDocument<'a>,
    /// What to find out and what to do, in phases.
    pub roadmap: RoadmapDocument<'a>,
}

/// The questionnaire of a document.
#[derive(Debug, Serialize)]
pub struct PackPart<'a> {
    /// Id of the pack.
    pub id: &'a str,
    /// Version of the pack.
    pub version: &'a str,
    /// Title of the pack, by language.
    pub title: &'a Text,
    /// Levels of the scale, lowest first.
    pub levels: Vec<LevelPart<'a>>,
}

/// One level of the scale.
#[derive(Debug, Serialize)]
pub struct LevelPart<'a> {
    /// The level, as it is written everywhere else in the document.
    pub level: LevelLabel,
    /// Label that reports print for the level.
    pub label: String,
    /// Value of the level in the index.
    pub score: f64,
    /// Name of the level, by language.
    pub name: &'a Text,
}

/// The scoring rule and its constants.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Always [`RULE`].
    pub name: &'static str,
    /// Share of the weight that a level needs, in percent.
    pub gate: u32,
    /// Lowest level for which an answer needs evidence to be confirmed. `None` if no level does.
    pub evidence_from: Option<LevelLabel>,
    /// Maximum age of evidence in days. `None` if evidence does not expire.
    pub evidence_days: Option<u32>,
    /// Number of decimals of a printed index.
    pub decimals: u8,
    /// The day for which the results and the age of evidence were computed.
    pub as_of: Date,
}

/// An assessment as in its file: the fields of the header, then the answers.
#[derive(Debug, Serialize)]
pub struct AssessmentPart {
    /// All fields except the answers.
    #[serde(flatten)]
    pub header: Header,
    /// The entry of each question.
    pub answers: IndexMap<QuestionId, Entry>,
}

/// Builds the document of an assessment. `card` and `roadmap` must be computed from it for the day `as_of`.
pub fn document<'a>(
    pack: &'a Pack,
    assessment: &'a Assessment,
    card: &'a Scorecard,
    roadmap: &'a Roadmap,
    as_of: Date,
) -> AssessmentDocument<'a> {
    let writer = ValueWriter { pack, wanted: WordsWanted::All };
    let labelled = assessment.as_in_file(pack);
    AssessmentDocument {
        format: FORMAT,
        schema: SCHEMA,
        notice: notice(pack),
        pack: pack_part(pack),
        versions: VersionsPart::of(writer, assessment),
        rule: rule(pack, as_of),
        assessment: AssessmentPart { header: Header::of(&labelled), answers: labelled.answers },
        results: writer.results(card, assessment, as_of),
        roadmap: writer.steps(roadmap),
    }
}

/// The notice of the pack. Without one, the notice of the program in those languages of the pack that the program
/// knows, or else in English.
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
        let score = Exact::from(scale.score(level)).printed(Score::DECIMALS);
        let score = score.parse().expect("a printed number is a number");
        let label = scale.label(level);
        Some(LevelPart { level: scale.written(level), label, score, name: &known.name })
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
        evidence_from: scale.confirms_from().map(|level| scale.written(level)),
        evidence_days: scale.evidence_days,
        decimals: scale.decimals,
        as_of,
    }
}
