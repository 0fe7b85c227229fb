//! The home of one person, and the programs that are started there.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use super::pseudo_terminal::{PATIENCE, Start};

/// Where the settings and the assessments of one person lie.
pub struct Home(tempfile::TempDir);

impl Home {
    /// Nobody was ever here.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Somebody was welcomed before and speaks this language.
    pub fn speaking(language: &str) -> Self {
        Self::with_settings(&format!("language: {language}\n"))
    }

    /// Somebody was here and has these settings.
    pub fn with_settings(settings: &str) -> Self {
        let home = Self::new();
        std::fs::create_dir(home.config()).unwrap();
        std::fs::write(home.config().join("settings.yaml"), settings).unwrap();
        home
    }

    pub fn config(&self) -> PathBuf {
        self.0.path().join("config")
    }

    /// What stands in a file of the config folder; nothing where it is not there.
    pub fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.config().join(name)).unwrap_or_default()
    }

    /// Waits until the file of the only assessment has this text.
    #[track_caller]
    pub fn wait_for_assessment(&self, text: &str) {
        let begun = Instant::now();
        while !self.assessment().contains(text) {
            assert!(begun.elapsed() < PATIENCE, "waited for {text:?}, saw:\n{}", self.assessment());
            thread::yield_now();
        }
    }

    /// What stands in the file of the only assessment.
    pub fn assessment(&self) -> String {
        let folder = self.config().join("assessments");
        let is_whole = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<_> = files.filter(is_whole).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        std::fs::read_to_string(&files[0]).unwrap()
    }

    /// The program, about to be started here.
    pub fn program(&self, arguments: &[&str]) -> Start {
        self.command(env!("CARGO_BIN_EXE_mizan")).typed_with(arguments)
    }

    /// The program of another build, about to be started here.
    pub fn build(&self, program: &Path, arguments: &[&str]) -> Start {
        self.command(program.to_str().unwrap()).typed_with(arguments)
    }

    /// Another program, about to be started here.
    pub fn command(&self, program: &str) -> Start {
        Start::of(program, &self.config())
    }
}
