//! What the file system would not do.

use super::system::{system, what_to_do};
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
        let why = system(self.cause(), words);
        let why = if changes { format!("{why} {}", files.nothing_lost) } else { why };
        Explanation::new(what)
            .at(ltr(&self.path.display().to_string()))
            .because(why)
            .advise(what_to_do(self.cause(), words))
    }
}
