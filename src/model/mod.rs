//! What is asked and what was answered: the nouns of the program, and nothing that happens to them.
//!
//! Pure: no files, no clock, no screen. The types that a pack or an assessment file holds deserialize in the very shape
//! of the file, so these definitions are the reference of both formats.

mod assessment;
mod entry;
mod expected_value;
mod header;
mod id;
mod level;
mod pack;
mod profile;
mod reference;
mod text;
mod workshop;

pub use assessment::{Assessment, Identity, Milestone, PackReference, SignOff};
pub use entry::{Answer, Entry, Evidence, EvidenceKind, REASON_WITHOUT};
pub use expected_value::ExpectedValue;
pub use header::{Header, SCHEMA};
pub use id::{AreaId, ClauseId, FlagId, QuestionId, ReferenceId, RoleId, SourceId};
pub use level::{Effort, Impact, Level, LevelRange, Scale, ScaleLevel, Score};
pub use pack::{Area, Clause, Manifest, Obligation, Pack, Phase, Question, QuestionLevel, Step, Wording};
pub use profile::{Applicability, Flag, OrganisationRole, Profile};
pub use reference::{Fact, FactStatus, LinkKind, Reference, Source, SourceKind};
pub use text::Text;
pub use workshop::{Decision, PlannedStep, Round, StepStatus, Tally, Workshop};
