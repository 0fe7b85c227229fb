//! Assessments on disk: one readable YAML file each, written atomically and named after the display name. And the folders
//! of installed packs.
//!
//! ```text
//! name -> Store -> OpenFile -> atomic -> Disk
//!          \         \-> file (its text) -> yaml
//!           \-> Lock (one writer), backups, restore
//! ```

pub mod atomic;
mod backups;
mod changed;
mod directory;
mod disk;
mod error;
mod exchange;
mod fault;
pub mod file;
mod folder;
mod hijri_dates;
mod holder;
mod inline_topics;
mod links;
mod listing;
mod lock;
mod names;
mod open_file;
pub(crate) mod pack_folder;
mod rename;
mod restore;
mod slug;
mod whole;

pub use directory::{SetAside, Store, Writer};
pub use disk::Disk;
#[cfg(test)]
pub(crate) use disk::faults::EndOfHanging;
pub use error::StoreError;
pub(crate) use fault::fault;
pub use fault::{Attempt, FileSystemFault};
pub use file::Refusal;
pub use hijri_dates::{HijriDate, hijri_dates};
pub use holder::Holder;
pub use listing::{FolderEntry, FolderFile, FolderReader, read_each, share_names, told_apart, with_file};
pub use lock::{FULL_SCREEN, Lock, Patience};
pub use open_file::{BackupPace, Elsewhere, OpenFile, Saved, write_copy};
pub use restore::{BroughtBack, Origin, Restorable, Restorables};
pub use slug::{display_name, look, slug};

#[cfg(test)]
pub(crate) mod edits;
#[cfg(test)]
pub(crate) mod sample;
