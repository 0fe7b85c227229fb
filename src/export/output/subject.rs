//! Which assessment an output is about.

use jiff::civil::Date;
use serde::Serialize;

use crate::export::results::VersionsPart;
use crate::export::written::ValueWriter;
use crate::model::{Assessment, Pack, Text};

/// An assessment and the day for which it was scored.
#[derive(Debug, Serialize)]
pub struct OutputSubject<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its file, without the folder.
    pub file: String,
    /// Name of the entity, by language.
    pub entity: &'a Text,
    /// The period assessed, in words.
    pub period: Option<&'a str>,
    /// The day for which it was scored.
    pub as_of: Date,
    /// The questionnaire that scored it.
    pub pack: OutputPack<'a>,
    /// The version of the questionnaire that was answered.
    pub answered_version: &'a str,
    /// What lies between the two versions.
    #[serde(flatten)]
    pub versions: VersionsPart<'a>,
}

/// A questionnaire.
#[derive(Debug, Serialize)]
pub struct OutputPack<'a> {
    /// Id of the pack.
    pub id: &'a str,
    /// Version of the pack.
    pub version: &'a str,
}

impl<'a> OutputPack<'a> {
    pub(super) fn of(pack: &'a Pack) -> Self {
        Self { id: &pack.manifest.id, version: &pack.manifest.version }
    }
}

impl<'a> OutputSubject<'a> {
    /// The subject `assessment` in the file with this name, scored by the pack of `writer` for the day `as_of`.
    pub fn new(writer: ValueWriter<'a>, assessment: &'a Assessment, file: String, as_of: Date) -> Self {
        Self {
            name: &assessment.identity.name,
            file,
            entity: &assessment.identity.entity,
            period: assessment.identity.period.as_deref(),
            as_of,
            pack: OutputPack::of(writer.pack),
            answered_version: &assessment.identity.pack.version,
            versions: VersionsPart::of(writer, assessment),
        }
    }
}
