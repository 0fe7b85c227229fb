//! What the file system would not do.

use super::{Explain, Explanation};
use crate::i18n::Messages;
use crate::paths::NoHome;

impl Explain for NoHome {
    fn explain(&self, words: &Messages) -> Explanation {
        Explanation::new(&words.errors.files.no_home).advise(&words.errors.files.no_home_do)
    }
}
