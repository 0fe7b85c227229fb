//! Where questionnaires and themes come from.

pub mod embedded;
pub mod packs;

pub use packs::Packs;
