//! One value of every kind of fault.

use std::path::PathBuf;

use super::every_case;
use crate::compare::CompareError;
use crate::data::{Noun, PackError, PackFaultKind, Quantity};
use crate::export::{FileError, ImportError, OtherKind};
use crate::model::{ExpectedValue, LevelLabel, LevelNaming, LinkKind};
use crate::settings::SettingsError;
use crate::store::{Attempt, FileSystemFault, Holder, Refusal, StoreError};
use crate::system::SystemError;
use crate::theme::ThemeFaultKind;
use crate::yaml::{Fault, FaultKind, Faults, Place, ReadFault, Shape, SyntaxFault};

const PLACE: Place = Place { line: 3, column: 1 };

fn text(text: &str) -> String {
    text.to_owned()
}

fn path() -> PathBuf {
    PathBuf::from("folder/file.yaml")
}

pub fn fault(kind: FaultKind) -> Fault {
    Fault { place: Some(PLACE), path: text("roles.text"), kind }
}

fn system() -> SystemError {
    std::io::ErrorKind::StorageFull.into()
}

pub fn file_system(attempt: Attempt) -> FileSystemFault {
    FileSystemFault { path: path(), attempt, kind: system().kind, number: None }
}

pub fn shapes() -> Vec<Shape> {
    let mut shapes = every_case!(Shape {
        Shape::Nothing => Shape::Nothing,
        Shape::Truth(_) => Shape::Truth(None),
        Shape::WholeNumber(_) => Shape::WholeNumber(None),
        Shape::NumberWithin { .. } => Shape::NumberWithin { from: 1, to: 255 },
        Shape::Number(_) => Shape::Number(None),
        Shape::Text(_) => Shape::Text(Some(text("x1"))),
        Shape::List => Shape::List,
        Shape::Map => Shape::Map,
        Shape::Date => Shape::Date,
        Shape::Moment => Shape::Moment,
        Shape::Expected(_) => Shape::Expected(ExpectedValue::Level),
        Shape::Other(_) => Shape::Other(text("a tuple")),
    });
    shapes.extend(ExpectedValue::ALL.map(Shape::Expected));
    shapes
}

pub fn yaml_faults() -> Vec<FaultKind> {
    let mut faults = every_case!(FaultKind {
        FaultKind::TooLarge { .. } => FaultKind::TooLarge { limit: 7 },
        FaultKind::TooDeep { .. } => FaultKind::TooDeep { limit: 7 },
        FaultKind::TooManyValues { .. } => FaultKind::TooManyValues { limit: 7 },
        FaultKind::TextTooLong { .. } => FaultKind::TextTooLong { limit: 7 },
        FaultKind::Alias => FaultKind::Alias,
        FaultKind::AnchorOrTag => FaultKind::AnchorOrTag,
        FaultKind::SecondDocument => FaultKind::SecondDocument,
        FaultKind::DuplicateKey(_) => FaultKind::DuplicateKey(text("x1")),
        FaultKind::KeyNotAWord => FaultKind::KeyNotAWord,
        FaultKind::NeedsQuotes => FaultKind::NeedsQuotes,
        FaultKind::LineSeparator(_) => FaultKind::LineSeparator('\u{2028}'),
        FaultKind::ForbiddenCharacter(_) => FaultKind::ForbiddenCharacter('\u{7}'),
        FaultKind::NotUtf8 => FaultKind::NotUtf8,
        FaultKind::Empty => FaultKind::Empty,
        FaultKind::UnknownField { .. } => FaultKind::unknown_field("titel", &["title"]),
        FaultKind::UnknownWord { .. } => FaultKind::unknown_word("x1", &["yes", "no"]),
        FaultKind::MissingField(_) => FaultKind::MissingField(text("x1")),
        FaultKind::InvalidType { .. } => {
            FaultKind::InvalidType { found: Shape::List, expected: Shape::Text(None) }
        },
        FaultKind::InvalidValue { .. } => {
            FaultKind::InvalidValue { found: Shape::Nothing, expected: Shape::Date }
        },
        FaultKind::ReasonWithout => FaultKind::ReasonWithout,
        FaultKind::NotReadBack => FaultKind::NotReadBack,
        FaultKind::Syntax(_) => FaultKind::Syntax(SyntaxFault::Other(text("the reader stops."))),
    });
    faults.extend(SyntaxFault::KNOWN.map(FaultKind::Syntax));
    let wrong = |expected| FaultKind::InvalidType { found: Shape::Nothing, expected };
    faults.extend(shapes().into_iter().map(wrong));
    faults
}

pub fn nouns() -> Vec<Noun> {
    let mut nouns = every_case!(Noun {
        Noun::Pack => Noun::Pack,
        Noun::Version => Noun::Version,
        Noun::Language => Noun::Language,
        Noun::Level => Noun::Level,
        Noun::Area => Noun::Area,
        Noun::Group => Noun::Group,
        Noun::Clause => Noun::Clause,
        Noun::Question => Noun::Question,
        Noun::Link(_) => Noun::Link(LinkKind::Enabler),
        Noun::Background => Noun::Background,
        Noun::Source => Noun::Source,
        Noun::Role => Noun::Role,
        Noun::Flag => Noun::Flag,
        Noun::Phase => Noun::Phase,
        Noun::Rule => Noun::Rule,
        Noun::Answer => Noun::Answer,
    });
    nouns.extend(LinkKind::ALL.map(Noun::Link));
    nouns
}

pub fn quantities() -> Vec<Quantity> {
    every_case!(Quantity {
        Quantity::Languages => Quantity::Languages,
        Quantity::Areas => Quantity::Areas,
        Quantity::Questions => Quantity::Questions,
        Quantity::ScaleLevels => Quantity::ScaleLevels,
        Quantity::Gate => Quantity::Gate,
        Quantity::Decimals => Quantity::Decimals,
        Quantity::EvidenceDays => Quantity::EvidenceDays,
        Quantity::Weight => Quantity::Weight,
        Quantity::Revision => Quantity::Revision,
        Quantity::Months => Quantity::Months,
        Quantity::Capacity => Quantity::Capacity,
        Quantity::Impact => Quantity::Impact,
    })
}

pub fn pack_faults() -> Vec<PackFaultKind> {
    use PackFaultKind as Kind;
    let mut faults = every_case!(PackFaultKind {
        Kind::Yaml(_) => Kind::Yaml(FaultKind::Alias),
        Kind::Unreadable(_) => Kind::Unreadable(system()),
        Kind::UnsupportedSchema { .. } => Kind::UnsupportedSchema { found: 2, supported: 1 },
        Kind::MissingArea { .. } => Kind::MissingArea { area: text("x1") },
        Kind::UnnamedFile { .. } => Kind::UnnamedFile { area: text("x1") },
        Kind::EmptyArea { .. } => Kind::EmptyArea { area: text("x1") },
        Kind::OtherThanFile { .. } => Kind::OtherThanFile { id: text("x1"), file: text("x2") },
        Kind::Malformed { .. } => Kind::Malformed { noun: Noun::Version, found: text("x1") },
        Kind::Duplicate { .. } => {
            Kind::Duplicate { noun: Noun::Area, id: text("x1"), file: path(), place: PLACE }
        },
        Kind::Unknown { .. } => Kind::Unknown { noun: Noun::Role, id: text("x1"), nearest: Some(text("x2")) },
        Kind::UncoveredClause { .. } => Kind::UncoveredClause { clause: text("x1") },
        Kind::MissingLanguage { .. } => Kind::MissingLanguage { language: text("x1") },
        Kind::UndeclaredLanguage { .. } => {
            Kind::UndeclaredLanguage { language: text("x1"), declared: vec![text("ar"), text("en")] }
        },
        Kind::BareText { .. } => Kind::BareText { declared: vec![text("ar")] },
        Kind::EmptyText { .. } => Kind::EmptyText { language: text("ar") },
        Kind::OutOfRange { .. } => {
            Kind::OutOfRange { quantity: Quantity::Gate, found: 0, from: 1, to: 100 }
        },
        Kind::UnknownLevel { .. } => Kind::UnknownLevel {
            label: text("x1"),
            known: vec![text("x2"), text("x3")],
            naming: LevelNaming::Label,
        },
        Kind::ScatteredGroup { .. } => Kind::ScatteredGroup { group: text("x1") },
        Kind::FallingScore { .. } => Kind::FallingScore { level: LevelLabel::Number(2) },
        Kind::AmbiguousLabel { .. } => Kind::AmbiguousLabel { label: text("x1") },
        Kind::LevelCount { .. } => Kind::LevelCount { found: 4, needed: 5 },
        Kind::LeftOutLevel { .. } => Kind::LeftOutLevel { level: LevelLabel::Number(3) },
        Kind::RepeatedLevel { .. } => {
            Kind::RepeatedLevel { level: LevelLabel::Number(3), first: LevelLabel::Number(2) }
        },
        Kind::Circle { .. } => {
            let level = |id: &str| (id.into(), LevelLabel::Number(2));
            Kind::Circle { levels: vec![level("x1"), level("x2")] }
        },
    });
    faults.push(Kind::EmptyText { language: String::new() });
    let known = vec![text("1"), text("2")];
    faults.push(Kind::UnknownLevel { label: text("x1"), known, naming: LevelNaming::Position });
    faults.push(Kind::OutOfRange { quantity: Quantity::Areas, found: 0, from: 1, to: 1 });
    faults.extend(nouns().into_iter().flat_map(|noun| {
        [
            Kind::Malformed { noun, found: text("X 1") },
            Kind::Duplicate { noun, id: text("x1"), file: path(), place: PLACE },
            Kind::Unknown { noun, id: text("x1"), nearest: None },
        ]
    }));
    let out_of_range = |quantity| Kind::OutOfRange { quantity, found: 7, from: 1, to: 5 };
    faults.extend(quantities().into_iter().map(out_of_range));
    faults
}

pub fn theme_faults() -> Vec<ThemeFaultKind> {
    use ThemeFaultKind as Kind;
    every_case!(ThemeFaultKind {
        Kind::UnknownColour { .. } => Kind::UnknownColour { colour: text("x1"), nearest: Some(text("red")) },
        Kind::UnquotedColour => Kind::UnquotedColour,
        Kind::UnknownTheme { .. } => Kind::UnknownTheme { theme: text("x1"), known: vec![text("dark")] },
        Kind::Circle(_) => Kind::Circle(vec![text("x1"), text("x2")]),
        Kind::BadName(_) => Kind::BadName(text("X 1")),
        Kind::Malformed { .. } => Kind::Malformed { path: text("roles"), kind: FaultKind::Alias },
        Kind::Unreadable(_) => Kind::Unreadable(system()),
    })
}

pub fn refusals() -> Vec<Refusal> {
    let mut refusals = every_case!(Refusal {
        Refusal::NewerSchema { .. } => Refusal::NewerSchema { found: 2, known: 1, place: PLACE },
        Refusal::NoSuchSchema { .. } => Refusal::NoSuchSchema { found: 0, place: PLACE },
        Refusal::CutOff { .. } => Refusal::CutOff { found: 3, expected: 7, line: 9 },
        Refusal::PassedOver => Refusal::PassedOver,
        Refusal::Fault(_) => Refusal::Fault(fault(FaultKind::Alias)),
    });
    refusals.push(Refusal::CutOff { found: 7, expected: 7, line: 9 });
    refusals
}

pub fn store_errors() -> Vec<StoreError> {
    let refusal = || Box::new(Refusal::PassedOver);
    let holder = Holder {
        user: None,
        host: None,
        process: 7,
        command: text("open"),
        since: jiff::Timestamp::UNIX_EPOCH,
    };
    let mut errors = every_case!(StoreError {
        StoreError::NameShowsNothing { .. } => StoreError::NameShowsNothing { name: text("") },
        StoreError::NameTaken { .. } => StoreError::NameTaken { name: text("x1"), path: path() },
        StoreError::Unknown { .. } => StoreError::Unknown { name: text("x1"), nearest: Some(text("x2")) },
        StoreError::Several { .. } => StoreError::Several { name: text("x1"), files: vec![path(), path()] },
        StoreError::LeadsOut { .. } => StoreError::LeadsOut { path: path(), target: path() },
        StoreError::Unreadable { .. } => StoreError::Unreadable { path: path(), refusal: refusal() },
        StoreError::Unkeepable { .. } => StoreError::Unkeepable { path: path(), refusal: refusal() },
        StoreError::ChangedElsewhere { .. } => StoreError::ChangedElsewhere { path: path() },
        StoreError::Vanished { .. } => StoreError::Vanished { path: path() },
        StoreError::HeldBy { .. } => StoreError::HeldBy { path: path(), holder: None },
        StoreError::File(_) => StoreError::File(file_system(Attempt::Write)),
    });
    errors.push(StoreError::HeldBy { path: path(), holder: Some(Box::new(holder)) });
    errors.push(StoreError::Unknown { name: text("x1"), nearest: None });
    errors
}

pub fn attempts() -> Vec<Attempt> {
    every_case!(Attempt {
        Attempt::Inspect => Attempt::Inspect,
        Attempt::Read => Attempt::Read,
        Attempt::List => Attempt::List,
        Attempt::CreateFolder => Attempt::CreateFolder,
        Attempt::CreateTemporary => Attempt::CreateTemporary,
        Attempt::Write => Attempt::Write,
        Attempt::Sync => Attempt::Sync,
        Attempt::Rename => Attempt::Rename,
        Attempt::Move => Attempt::Move,
        Attempt::SyncFolder => Attempt::SyncFolder,
        Attempt::Copy => Attempt::Copy,
        Attempt::Remove => Attempt::Remove,
        Attempt::Lock => Attempt::Lock,
    })
}

pub fn settings_errors() -> Vec<SettingsError> {
    let faulty = || SettingsError::Fault { path: path(), fault: Box::new(fault(FaultKind::Alias)) };
    every_case!(SettingsError {
        SettingsError::Fault { .. } => faulty(),
        SettingsError::File(_) => SettingsError::File(file_system(Attempt::Read)),
        SettingsError::LeadsOut { .. } => SettingsError::LeadsOut { path: path(), target: path() },
    })
}

pub fn import_errors() -> Vec<ImportError> {
    every_case!(ImportError {
        ImportError::OtherKind(_) => ImportError::OtherKind(OtherKind::Table),
        ImportError::OtherFormat { .. } => ImportError::OtherFormat { found: text("x1"), place: PLACE },
        ImportError::NewerSchema { .. } => ImportError::NewerSchema { found: 2, known: 1, place: PLACE },
        ImportError::CutOff { .. } => ImportError::CutOff { line: 9 },
        ImportError::Refused(_) => ImportError::Refused(Refusal::PassedOver),
        ImportError::Fault(_) => ImportError::Fault(fault(FaultKind::Alias)),
    })
}

pub fn file_errors() -> Vec<FileError> {
    let unread = |fault| FileError::Read { path: path(), fault: Box::new(fault) };
    let mut errors = every_case!(FileError {
        FileError::Read { .. } => FileError::Read {
            path: path(),
            fault: Box::new(ReadFault::Fault(fault(FaultKind::NotUtf8))),
        },
        FileError::Import { .. } => {
            FileError::Import { path: path(), error: Box::new(ImportError::CutOff { line: 9 }) }
        },
    });
    errors.push(unread(ReadFault::Io(std::io::ErrorKind::NotFound.into())));
    errors
}

pub fn pack_errors() -> Vec<PackError> {
    let faults = || Faults::in_order(|_, _| std::cmp::Ordering::Equal);
    every_case!(PackError {
        PackError::Unknown { .. } => {
            PackError::Unknown { id: text("x1"), known: vec![text("x2")], nearest: None }
        },
        PackError::Unlisted { .. } => PackError::Unlisted { folder: path(), cause: std::io::ErrorKind::PermissionDenied.into() },
        PackError::Hidden { .. } => PackError::Hidden { folder: path(), id: text("x1") },
        PackError::Faulty { .. } => PackError::Faulty { folder: path(), faults: faults() },
    })
}

pub fn compare_errors() -> Vec<CompareError> {
    every_case!(CompareError {
        CompareError::OtherPack { .. } => {
            CompareError::OtherPack { assessment: text("x1"), expected: text("x2"), found: text("x3") }
        },
    })
}
