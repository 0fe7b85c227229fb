//! Assessments on disk: one readable file each, whole at every moment, named after what people call them.
//!
//! ```text
//! name -> Store -> Kept (the file) -> atomic -> Disk
//!          \         \-> file (its text) -> yaml
//!           \-> Lock (one writer), backups (earlier files), restore
//! ```

pub mod atomic;
mod backups;
mod directory;
mod disk;
mod error;
pub mod file;
mod kept;
mod lock;
mod restore;
mod slug;

pub use atomic::{Attempt, FileFault};
pub use backups::MOST_BACKUPS;
pub use directory::{Listed, SetAside, Store, Writer};
pub use disk::Disk;
pub use error::StoreError;
pub use file::Refusal;
pub use kept::{BackupPace, Elsewhere, Kept, Saved, write_copy, write_over};
pub use lock::{Holder, Lock};
pub use restore::{Origin, Restorable, Restorables};
pub use slug::{display_name, look, slug};

#[cfg(test)]
pub(crate) mod edits;
#[cfg(test)]
pub(crate) mod sample;
