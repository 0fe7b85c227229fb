//! The words of the interface: one YAML file per language, read into one typed struct.
//!
//! A key that a language lacks or misspells fails to load, so no screen can ask for a word that is not there.
//! Texts of questionnaires are not here; they come with their pack.

mod language;
pub mod messages;
mod template;

pub use language::Language;
pub use messages::Messages;
pub use template::{Plural, Template};
