//! Questionnaire packs from their folders, with every fault of every file at once.
//!
//! [`load`] reads a folder, [`from_parts`] the packs that were checked when the program was built. What is wrong is a
//! value with its file and line; nothing here is shown to people as it stands.

pub mod embedded;
pub mod packs;

mod check;
mod fault;
mod pack;

pub use check::{Completeness, Sheet, check};
pub use fault::{FileFault, Noun, PackFault, PackFaultKind, Quantity};
pub use pack::{MANIFEST, from_parts, load};
pub use packs::Packs;

#[cfg(test)]
mod tests;
