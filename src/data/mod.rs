//! Questionnaire packs: the bundled ones, and the user's own folders.
//!
//! [`Packs`] finds a pack by its id; [`load`] reads a folder and collects every fault of every file. Faults are values
//! with file and line; this room shows nothing to the user.

mod check;
pub mod embedded;
mod fault;
mod pack;
mod pack_file;
mod packs;

pub use check::{Completeness, check};
pub use fault::{FileFault, Noun, PackFault, PackFaultKind, PackFaults, Quantity};
pub use pack::{counted_by_position, load};
pub use pack_file::{MANIFEST, PackFile};
pub use packs::{PackError, Packs};

#[cfg(test)]
mod tests;
