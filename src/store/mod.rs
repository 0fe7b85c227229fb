//! Assessments on disk: one readable file each, whole at every moment, named after what people call them.
//!
//! ```text
//! name -> Store -> Kept (the file) -> atomic (the disk)
//!                    \-> file (its text) -> yaml
//! ```

pub mod atomic;
mod directory;
mod error;
pub mod file;
mod kept;
mod slug;

pub use atomic::{Attempt, FileFault};
pub use directory::{Listed, Store};
pub use error::StoreError;
pub use file::Refusal;
pub use kept::Kept;
pub use slug::{display_name, slug};

#[cfg(test)]
mod sample;
