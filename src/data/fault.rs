//! What can be wrong with a pack.

use std::{fmt, path::Path, path::PathBuf};

use super::MANIFEST;
use crate::model::{Level, LinkKind, QuestionId};
use crate::system::SystemError;
use crate::yaml::{self, Faults, Place};

/// One thing wrong in one file of a folder.
///
/// Its `Display` is a line of English, `cloud.yaml:12: what`; people are shown the kind in their own language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault<K> {
    /// The file, relative to the folder.
    pub file: PathBuf,
    /// Where in the file; unknown for a file that could not be looked into.
    pub place: Option<Place>,
    /// What it stands in: `questions[0].levels[2].step`; empty for the file as a whole.
    pub path: String,
    /// What is wrong.
    pub kind: K,
}

/// One thing wrong in a pack.
pub type PackFault = FileFault<PackFaultKind>;

/// What is wrong in a pack: the manifest first, then the other files by name, each from top to bottom.
pub type PackFaults = Faults<PackFault>;

/// No faults of a pack yet.
pub(super) fn no_faults() -> PackFaults {
    fn order(fault: &PackFault) -> (bool, &Path, Option<Place>) {
        (fault.file != Path::new(MANIFEST), &fault.file, fault.place)
    }
    Faults::in_order(|one, other| order(one).cmp(&order(other)))
}

impl<K: fmt::Display> fmt::Display for FileFault<K> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(out, "{}:{}: {}", self.file.display(), place.line, self.kind),
            None => write!(out, "{}: {}", self.file.display(), self.kind),
        }
    }
}

/// What is wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFaultKind {
    /// The file is not YAML of the right shape; an unknown or missing key is one of these.
    #[error(transparent)]
    Yaml(#[from] yaml::FaultKind),
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(SystemError),
    /// The version of the pack format is not one that this program reads.
    #[error("this program reads packs of schema {supported}, not {found}")]
    UnsupportedSchema {
        /// What stands there.
        found: u32,
        /// What is read.
        supported: u32,
    },
    /// The manifest names an area that has no file.
    #[error("the file `{area}.yaml` is missing; add it, or take `{area}` out of `areas`")]
    MissingArea {
        /// The area's id.
        area: String,
    },
    /// A YAML file that the manifest does not name.
    #[error("`areas` in pack.yaml does not name this file; name it there, or remove it")]
    UnnamedFile,
    /// An area's id is not the name of its file.
    #[error("the id `{id}` is not the file's name; write `id: {file}`")]
    OtherThanFile {
        /// The id.
        id: String,
        /// The file's name without `.yaml`.
        file: String,
    },
    /// A name that does not have the shape it needs.
    #[error("`{found}` cannot be the {noun}; {}", noun.shape())]
    Malformed {
        /// What it names.
        noun: Noun,
        /// The name.
        found: String,
    },
    /// Two things of one kind have the same name.
    #[error("the {noun} `{id}` stands already in {}:{}", file.display(), place.line)]
    Duplicate {
        /// What it names.
        noun: Noun,
        /// The name.
        id: String,
        /// The file of the first.
        file: PathBuf,
        /// The place of the first.
        place: Place,
    },
    /// A name that nothing has.
    #[error("the {noun} `{id}` is not known{}", nearest.as_ref().map(|id| format!(", did you mean `{id}`?")).unwrap_or_default())]
    Unknown {
        /// What it should name.
        noun: Noun,
        /// The name.
        id: String,
        /// The known name that looks most like it, if any does.
        nearest: Option<String>,
    },
    /// No question asks about this clause.
    #[error("no question asks about the clause `{clause}`; name it in the `clauses` of one")]
    UncoveredClause {
        /// The clause.
        clause: String,
    },
    /// A text lacks a language of the pack.
    #[error("the text is missing in `{language}`")]
    MissingLanguage {
        /// The language.
        language: String,
    },
    /// A text has a language that the pack does not declare.
    #[error("the pack does not declare the language `{language}`; its `languages` are {}", declared.join(", "))]
    UndeclaredLanguage {
        /// The language, or a key that was taken for one.
        language: String,
        /// The languages of the pack.
        declared: Vec<String>,
    },
    /// A text without a language in a pack of several, or beside a text with one.
    #[error("the text does not say its language; write it once for each of {}", declared.join(", "))]
    BareText {
        /// The languages of the pack.
        declared: Vec<String>,
    },
    /// A text that is there and says nothing.
    #[error("the text is empty{}", if language.is_empty() { String::new() } else { format!(" in `{language}`") })]
    EmptyText {
        /// The language; empty for a bare text, or where no language has any.
        language: String,
    },
    /// A number or a count is out of its range.
    #[error("the {quantity} is {found}; it must be {}", range(*from, *to))]
    OutOfRange {
        /// What is counted.
        quantity: Quantity,
        /// What stands there.
        found: u64,
        /// The least it can be.
        from: u64,
        /// The most it can be.
        to: u64,
    },
    /// A level of the scale counts less than the one below.
    #[error("the score of level {level} is less than that of level {}", level.previous())]
    FallingScore {
        /// The level.
        level: Level,
    },
    /// A question does not have as many levels as the scale.
    #[error("the question has {found} levels and the scale has {needed}")]
    LevelCount {
        /// Levels of the question.
        found: usize,
        /// Levels of the scale.
        needed: usize,
    },
    /// Two levels of a question have the same text.
    #[error("level {level} has the same text as level {first}")]
    RepeatedLevel {
        /// The later level.
        level: Level,
        /// The earlier level.
        first: Level,
    },
    /// Steps wait for one another, so that none can ever be taken.
    #[error("these levels wait for one another in a circle: {}", circle(levels))]
    Circle {
        /// Each level waits for the next one, and the last for the first.
        levels: Vec<(QuestionId, Level)>,
    },
}

fn range(from: u64, to: u64) -> String {
    if from == to { from.to_string() } else { format!("from {from} to {to}") }
}

fn circle(levels: &[(QuestionId, Level)]) -> String {
    let around = levels.iter().chain(levels.first());
    around.map(|(question, level)| format!("{question} level {level}")).collect::<Vec<_>>().join(" needs ")
}

/// Something that has a name in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// The pack.
    Pack,
    /// The pack's version.
    Version,
    /// A language.
    Language,
    /// An area.
    Area,
    /// A clause.
    Clause,
    /// A question.
    Question,
    /// An enabler, goal, objective or regulation.
    Link(LinkKind),
    /// A piece of background.
    Background,
    /// A publication.
    Source,
    /// A role.
    Role,
    /// A flag.
    Flag,
    /// A phase.
    Phase,
    /// A rule for rating.
    Rule,
    /// What an answer can be.
    Answer,
}

impl Noun {
    /// What its names look like, in English.
    fn shape(self) -> &'static str {
        match self {
            Self::Version => "write three numbers with dots, as in `1.0.0`",
            Self::Language => "write a language code, as in `ar`",
            _ => "write small letters a to z, digits and hyphens, at most 64",
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Pack => "pack",
            Self::Version => "version",
            Self::Language => "language",
            Self::Area => "area",
            Self::Clause => "clause",
            Self::Question => "question",
            Self::Link(LinkKind::Enabler) => "enabler",
            Self::Link(LinkKind::Goal) => "goal",
            Self::Link(LinkKind::Objective) => "objective",
            Self::Link(LinkKind::Regulation) => "regulation",
            Self::Background => "background",
            Self::Source => "source",
            Self::Role => "role",
            Self::Flag => "flag",
            Self::Phase => "phase",
            Self::Rule => "rule",
            Self::Answer => "answer",
        })
    }
}

/// A number or a count with a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// How many languages the pack has.
    Languages,
    /// How many areas it has.
    Areas,
    /// How many questions an area has.
    Questions,
    /// How many levels the scale has.
    ScaleLevels,
    /// Share of the weight that must stand at a level, in percent.
    Gate,
    /// Decimals of a printed index.
    Decimals,
    /// The level from which evidence is needed.
    EvidenceFrom,
    /// Age up to which evidence counts, in days.
    EvidenceDays,
    /// The weight of an area or a question.
    Weight,
    /// The level an area should reach.
    Target,
    /// The level a step needs another question to have.
    NeededLevel,
    /// The number a question's meaning has.
    Revision,
    /// How long a phase is, in months.
    Months,
    /// How much fits into a phase, in points.
    Capacity,
    /// How much a step helps.
    Impact,
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Languages => "number of languages",
            Self::Areas => "number of areas",
            Self::Questions => "number of questions",
            Self::ScaleLevels => "number of levels",
            Self::Gate => "gate",
            Self::Decimals => "number of decimals",
            Self::EvidenceFrom => "level from which evidence is needed",
            Self::EvidenceDays => "age of evidence in days",
            Self::Weight => "weight",
            Self::Target => "target",
            Self::NeededLevel => "level needed",
            Self::Revision => "revision",
            Self::Months => "length of the phase in months",
            Self::Capacity => "capacity",
            Self::Impact => "impact",
        })
    }
}
