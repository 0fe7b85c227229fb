//! What the commands print for programs: one kind for each command, the same in every language.
//!
//! An output is made from the values of the core, never from the words of a screen. JSON and YAML write it as it is; its
//! table is written as CSV. `docs/formats.md` describes every kind, and [`super::schema`] holds its JSON Schema.

mod comparison;
mod definition;
mod levels;
mod listing;
mod pack;
mod questions;
mod restorables;
mod roadmap;
mod subject;

pub use comparison::{comparison, target_comparison};
pub use definition::{MachineOutput, OutputKind};
pub use levels::levels;
pub use listing::{ListedFile, ListedResults, listing};
pub use pack::pack;
pub use questions::questions;
pub use restorables::{RestorableFile, restorables};
pub use roadmap::roadmap;
pub use subject::OutputSubject;

/// Every kind, in the order of the documentation.
pub static KINDS: &[&OutputKind] = &[
    &listing::KIND,
    &levels::KIND,
    &comparison::KIND,
    &roadmap::KIND,
    &questions::KIND,
    &pack::KIND,
    &restorables::KIND,
];

#[cfg(test)]
mod tests;
#[cfg(test)]
mod worked_example;
