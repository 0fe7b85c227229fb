//! Assessments on disk: one readable file each, whole at every moment, named after what people call them.

pub mod atomic;
mod slug;

pub use slug::{display_name, slug};
