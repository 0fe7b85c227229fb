//! What the file system would not do.

use std::io::ErrorKind;

use super::{Explain, Explanation};
use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::paths::NoHome;
use crate::store::{Attempt, FileFault};

impl Explain for NoHome {
    fn explain(&self, words: &Messages) -> Explanation {
        Explanation::new(&words.errors.files.no_home).advise(&words.errors.files.no_home_do)
    }
}

impl Explain for FileFault {
    fn explain(&self, words: &Messages) -> Explanation {
        let files = &words.errors.files;
        let (what, changes) = match self.attempt {
            Attempt::Read | Attempt::List | Attempt::Inspect => (&files.cannot_read, false),
            Attempt::Rename | Attempt::Remove => (&files.cannot_move, true),
            _ => (&files.cannot_write, true),
        };
        let why = system(self.kind, words);
        let why = if changes { format!("{why} {}", files.nothing_lost) } else { why };
        Explanation::new(what)
            .at(ltr(&self.path.display().to_string()))
            .because(why)
            .advise(what_to_do(self.kind, words))
    }
}

/// Why the file system refused, in a sentence.
pub fn system(kind: ErrorKind, words: &Messages) -> String {
    let files = &words.errors.files;
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => files.not_found.clone(),
        ErrorKind::PermissionDenied => files.permission.clone(),
        ErrorKind::AlreadyExists => files.exists.clone(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => files.full.clone(),
        ErrorKind::FileTooLarge => files.too_large.clone(),
        ErrorKind::ReadOnlyFilesystem => files.read_only.clone(),
        ErrorKind::IsADirectory => files.is_folder.clone(),
        ErrorKind::InvalidInput => files.not_a_file.clone(),
        other => files.other.fill(&[("reason", &other)]),
    }
}

fn what_to_do(kind: ErrorKind, words: &Messages) -> &str {
    let files = &words.errors.files;
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => &files.not_found_do,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => &files.permission_do,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => &files.full_do,
        ErrorKind::FileTooLarge => &files.too_large_do,
        _ => &files.other_do,
    }
}
