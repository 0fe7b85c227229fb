//! The data of the program: what is asked and what is answered, without any operation on it.
//!
//! Pure: it knows no file, clock or screen. Types that are stored in a pack or an assessment file deserialize in the
//! exact shape of the file, so their definitions are the reference for both formats.

mod asked_topic;
mod assessment;
mod day;
mod entry;
mod expected_value;
mod header;
mod hijri;
mod id;
mod joined_text;
mod label;
mod level;
mod named_level;
mod pack;
mod profile;
mod question;
mod reference;
mod scale;
mod text;
mod version;
mod workshop;

pub use asked_topic::AskedTopic;
pub use assessment::{Assessment, Identity, Milestone, PackReference, SignOff};
pub use day::{DayDoubt, WrittenDay};
pub use entry::{Answer, Entry, EntryText, Evidence, EvidenceKind, OTHER_ANSWERS, REASON_WITHOUT};
pub use expected_value::ExpectedValue;
pub use header::{Header, SCHEMA};
pub use hijri::HijriDay;
pub use id::{AreaId, ClauseId, FlagId, QuestionId, ReferenceId, RoleId, SourceId};
pub use joined_text::read_bundled;
pub use label::LevelLabel;
pub use level::{Effort, Impact, Level, LevelRange};
pub use named_level::NamedLevel;
pub use pack::{Area, AreaGroup, Clause, Lead, LevelNaming, Manifest, Obligation, Pack, Phase, Wording};
pub use profile::{Applicability, Flag, OrganisationRole, Profile};
pub use question::{Question, QuestionLevel, Step};
pub use reference::{Fact, FactStatus, LinkKind, Reference, Source, SourceKind};
pub use scale::{Scale, ScaleLevel, Score};
pub use text::Text;
pub use version::is_later_version;
pub use workshop::{Decision, PlannedStep, Round, StepStatus, Tally, Workshop};
