//! The words of the interface: one YAML file and one row of `languages!` per language, read into one typed struct.
//!
//! A word that a language lacks is the English one; a key that English does not have fails the build. So no screen can
//! ask for a word that is not there. Texts of questionnaires are not here, because they come with their pack.

mod language;
pub mod messages;
mod plural;
mod plural_rule;
mod template;

pub use language::{Language, text_language};
pub use messages::Messages;
pub use plural::Plural;
pub use template::Template;
