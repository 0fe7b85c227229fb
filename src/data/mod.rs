//! Questionnaire packs: those the program carries, and folders of a person's own with every fault of every file at once.
//!
//! [`Packs`] finds one by its id; [`load`] reads a folder. What is wrong is a value with its file and line; nothing here
//! is shown to people as it stands.

mod check;
pub mod embedded;
mod fault;
mod pack;
mod packs;

pub use check::{Completeness, PackFile, check};
pub use fault::{FileFault, Noun, PackFault, PackFaultKind, PackFaults, Quantity};
pub use pack::{MANIFEST, from_parts, load};
pub use packs::{PackError, Packs};

#[cfg(test)]
mod tests;
