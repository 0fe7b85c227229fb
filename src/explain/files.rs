//! Explains failed operations of the file system.

use super::system::{system, what_to_do};
use super::{Explain, Explanation};
use crate::bidi::ltr_path;
use crate::i18n::Messages;
use crate::paths::NoHome;
use crate::store::{Attempt, FileSystemFault};

impl Explain for NoHome {
    fn explain(&self, words: &Messages) -> Explanation {
        Explanation::new(&words.errors.files.no_home).advise(&words.errors.files.no_home_do)
    }
}

impl Explain for FileSystemFault {
    fn explain(&self, words: &Messages) -> Explanation {
        let files = &words.errors.files;
        let (what, remark) = match self.attempt {
            Attempt::Read | Attempt::List | Attempt::Inspect => (&files.cannot_read, None),
            Attempt::Move | Attempt::Remove => (&files.cannot_move, Some(&files.nothing_lost)),
            Attempt::SyncFolder => (&files.not_secured, Some(&files.not_secured_why)),
            _ => (&files.cannot_write, Some(&files.nothing_lost)),
        };
        let why = system(self.cause(), words);
        let why = remark.map_or_else(|| why.clone(), |remark| format!("{why} {remark}"));
        Explanation::new(what).at(ltr_path(&self.path)).because(why).advise(what_to_do(self.cause(), words))
    }
}
