//! Questionnaires of the user's own in the home of a test, and assessments of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::TestApp;
use crate::data;
use crate::i18n::Language;
use crate::model::{Assessment, Identity};
use crate::store::Store;

impl TestApp {
    /// Copies the questionnaire in this folder of `tests/data` into a folder of this name, over the files that are there.
    /// Returns the folder.
    pub fn install(&self, source: &str, name: &str) -> PathBuf {
        self.install_edited(source, name, |text| text)
    }

    /// The same with every file edited.
    pub fn install_edited(&self, source: &str, name: &str, edit: impl Fn(String) -> String) -> PathBuf {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(source);
        let folder = self.paths().questionnaires().join(name);
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            let text = edit(fs::read_to_string(file.path()).unwrap());
            fs::write(folder.join(file.file_name()), text).unwrap();
        }
        folder
    }

    /// The list with a new assessment of this name on the questionnaire in this folder.
    pub fn with_assessment(self, name: &str, folder: &Path) -> Self {
        let pack = data::load(folder).unwrap();
        let language = self.app.workspace.language();
        let assessment = Assessment::new(Identity::new(name, &pack, language.code()), &pack);
        drop(Store::open(self.paths()).create(assessment, &pack).unwrap());
        self.again()
    }

    /// The first question of a new assessment on the questionnaire in this folder.
    pub fn at_first_question(self, folder: &Path) -> Self {
        let mut test_app = self.with_assessment("Small", folder);
        test_app.press("<enter><enter>");
        test_app
    }

    /// The same on a valid questionnaire of `tests/data`.
    pub fn asked_of(language: Language, pack: &str) -> Self {
        let test_app = Self::new(language);
        let folder = test_app.install(&format!("valid/{pack}"), pack);
        test_app.at_first_question(&folder)
    }
}
