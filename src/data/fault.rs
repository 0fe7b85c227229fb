//! The faults of a pack, as data. The English texts here are for developers; `explain` words them in both
//! languages.

use std::{fmt, path::PathBuf};

use crate::model::{LevelLabel, LevelNaming, LinkKind, QuestionId};
use crate::system::SystemError;
use crate::yaml::{self, Faults, Place};

/// One fault in one file of a folder.
///
/// Its `Display` is a line of English, `cloud.yaml:12: text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault<K> {
    /// The path, relative to the folder.
    pub file: PathBuf,
    /// The position in the file; `None` if the file could not be read.
    pub place: Option<Place>,
    /// The path of the value, for example `questions[0].levels[2].step`; empty for the whole file.
    pub path: String,
    /// The kind of fault.
    pub kind: K,
}

/// One fault in one file of a pack.
pub type PackFault = FileFault<PackFaultKind>;

/// The faults of a pack, in order: those of the manifest, then of the other files by name, each from top to bottom.
pub type PackFaults = Faults<PackFault>;

impl<K: fmt::Display> fmt::Display for FileFault<K> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(out, "{}:{}: {}", self.file.display(), place.line, self.kind),
            None => write!(out, "{}: {}", self.file.display(), self.kind),
        }
    }
}

/// The kind of a fault in a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFaultKind {
    /// The file is not valid YAML, or a key or value does not fit the format.
    #[error(transparent)]
    Yaml(#[from] yaml::FaultKind),
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(SystemError),
    /// This version of the program does not read this version of the pack format.
    #[error("this program reads packs up to schema {supported}, not {found}")]
    UnsupportedSchema {
        /// The version in the file.
        found: u32,
        /// The latest version that is supported.
        supported: u32,
    },
    /// The manifest names an area that has no file.
    #[error("the file `{area}.yaml` is missing; add it, or take `{area}` out of `areas`")]
    MissingArea {
        /// The area's id.
        area: String,
    },
    /// The folder contains a YAML file that the manifest does not list.
    #[error("`areas` in pack.yaml does not name this file; name it there, or remove it")]
    UnnamedFile {
        /// The file's name without its ending.
        area: String,
    },
    /// The file of an area is empty.
    #[error("the file is empty; write the area, or remove it together with its name in pack.yaml")]
    EmptyArea {
        /// The file's name without its ending.
        area: String,
    },
    /// An area's id differs from the name of its file.
    #[error("the id `{id}` is not the file's name; write `id: {file}`")]
    OtherThanFile {
        /// The area's id.
        id: String,
        /// The file's name without `.yaml`.
        file: String,
    },
    /// A name does not have the required form.
    #[error("`{found}` cannot be the {noun}; {}", noun.shape())]
    Malformed {
        /// The kind of name.
        noun: Noun,
        /// The name in the file.
        found: String,
    },
    /// Two items of one kind have the same name. The fault is at the second.
    #[error("the {noun} `{id}` stands already in {}:{}", file.display(), place.line)]
    Duplicate {
        /// The kind of name.
        noun: Noun,
        /// The name.
        id: String,
        /// The file of the first.
        file: PathBuf,
        /// The position of the first.
        place: Place,
    },
    /// A reference to a name that is not defined.
    #[error("the {noun} `{id}` is not known{}", nearest.as_ref().map(|id| format!(", did you mean `{id}`?")).unwrap_or_default())]
    Unknown {
        /// The kind of name.
        noun: Noun,
        /// The name in the reference.
        id: String,
        /// The most similar defined name, if one is similar enough.
        nearest: Option<String>,
    },
    /// No question asks about this clause.
    #[error("no question asks about the clause `{clause}`; name it in the `clauses` of one")]
    UncoveredClause {
        /// The clause's id.
        clause: String,
    },
    /// A text lacks a language of the pack.
    #[error("the text is missing in `{language}`")]
    MissingLanguage {
        /// The code of the language.
        language: String,
    },
    /// A text has a language that the pack does not declare.
    #[error("the pack does not declare the language `{language}`; its `languages` are {}", declared.join(", "))]
    UndeclaredLanguage {
        /// The code in the file, or a misplaced key.
        language: String,
        /// The codes of the pack's languages.
        declared: Vec<String>,
    },
    /// A text has no language, in a pack with several languages or next to a text with one.
    #[error("the text does not say its language; write it once for each of {}", declared.join(", "))]
    BareText {
        /// The codes of the pack's languages.
        declared: Vec<String>,
    },
    /// A text is empty or consists of blanks.
    #[error("the text is empty{}", if language.is_empty() { String::new() } else { format!(" in `{language}`") })]
    EmptyText {
        /// The code of the language; empty for a text without languages.
        language: String,
    },
    /// A number or a count is outside its range.
    #[error("the {quantity} is {found}; it must be {}", range(*from, *to))]
    OutOfRange {
        /// The kind of number.
        quantity: Quantity,
        /// The number in the file.
        found: u64,
        /// The smallest allowed number.
        from: u64,
        /// The largest allowed number.
        to: u64,
    },
    /// A level that the scale does not have, or that means nothing here.
    #[error("`{label}` is not one of the levels {}", known.join(", "))]
    UnknownLevel {
        /// The level in the file.
        label: String,
        /// The levels that the value may name, lowest first.
        known: Vec<String>,
        /// How the pack names levels.
        naming: LevelNaming,
    },
    /// The areas of a group do not follow one another in the list of areas.
    #[error("the areas of the group `{group}` do not follow one another in `areas`")]
    ScatteredGroup {
        /// The group's id.
        group: String,
    },
    /// A level of the scale has a lower score than the level below it.
    #[error("the score of level {level} is less than that of the level below")]
    FallingScore {
        /// The upper of the two levels.
        level: LevelLabel,
    },
    /// A level has the label of a level below it, or a word that means another answer.
    #[error("the label `{label}` means another level or answer")]
    AmbiguousLabel {
        /// The label.
        label: String,
    },
    /// A question has more or fewer levels than the scale.
    #[error("the question has {found} levels and the scale has {needed}")]
    LevelCount {
        /// Number of levels of the question.
        found: usize,
        /// Number of levels of the scale.
        needed: usize,
    },
    /// A level that the question does not have is described.
    #[error("level {level} is left out by `without_levels` and has a text or a step")]
    LeftOutLevel {
        /// The level.
        level: LevelLabel,
    },
    /// Two levels of a question have the same text.
    #[error("level {level} has the same text as level {first}")]
    RepeatedLevel {
        /// The later level.
        level: LevelLabel,
        /// The earlier level.
        first: LevelLabel,
    },
    /// Steps depend on one another in a circle, so that none can ever be taken.
    #[error("these levels wait for one another in a circle: {}", circle(levels))]
    Circle {
        /// Each level depends on the next one, and the last on the first.
        levels: Vec<(QuestionId, LevelLabel)>,
    },
}

fn range(from: u64, to: u64) -> String {
    if from == to { from.to_string() } else { format!("from {from} to {to}") }
}

fn circle(levels: &[(QuestionId, LevelLabel)]) -> String {
    let around = levels.iter().chain(levels.first());
    around.map(|(question, level)| format!("{question} level {level}")).collect::<Vec<_>>().join(" needs ")
}

/// A kind of name in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// The pack.
    Pack,
    /// The pack's version.
    Version,
    /// A language.
    Language,
    /// A level of the scale.
    Level,
    /// An area.
    Area,
    /// A group of areas.
    Group,
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
    /// A possible answer.
    Answer,
}

impl Noun {
    /// The required form of such names, in English.
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
            Self::Level => "level",
            Self::Area => "area",
            Self::Group => "group of areas",
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

/// A kind of number that has a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// Number of languages of the pack.
    Languages,
    /// Number of areas of the pack.
    Areas,
    /// Number of questions of an area.
    Questions,
    /// Number of levels of the scale.
    ScaleLevels,
    /// Share of the weight that must reach a level, in percent.
    Gate,
    /// Decimals of a printed index.
    Decimals,
    /// Age up to which evidence counts, in days.
    EvidenceDays,
    /// The weight of an area or a question.
    Weight,
    /// The revision of a question's meaning.
    Revision,
    /// Length of a phase in months.
    Months,
    /// Capacity of a phase in points of effort.
    Capacity,
    /// Impact of a step, from 1 to 3.
    Impact,
}

impl Quantity {
    /// The smallest and the largest number that a pack may have.
    pub const fn range(self) -> (u64, u64) {
        match self {
            Self::Languages => (1, 50),
            Self::Areas => (1, 1000),
            Self::Questions => (1, 10_000),
            Self::ScaleLevels => (2, 20),
            Self::Gate | Self::Weight => (1, 100),
            Self::Decimals => (0, 3),
            Self::EvidenceDays => (1, 36_500),
            Self::Revision => (1, 1_000_000),
            Self::Months => (1, 1200),
            Self::Capacity => (1, 100_000),
            Self::Impact => (1, 3),
        }
    }

    /// The quantity that a key of a pack's files holds as a number.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "gate" => Some(Self::Gate),
            "weight" => Some(Self::Weight),
            "decimals" => Some(Self::Decimals),
            "evidence_days" => Some(Self::EvidenceDays),
            "revision" => Some(Self::Revision),
            "months" => Some(Self::Months),
            "capacity" => Some(Self::Capacity),
            _ => None,
        }
    }
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
            Self::EvidenceDays => "age of evidence in days",
            Self::Weight => "weight",
            Self::Revision => "revision",
            Self::Months => "length of the phase in months",
            Self::Capacity => "capacity",
            Self::Impact => "impact",
        })
    }
}
