//! The temporary home of one user, and the commands that are run in it.
//!
//! Every run has an empty environment. Typing in a terminal is in `pseudo_terminal`.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with the settings and assessments of one user, and the transcript of its commands. It is deleted when
/// dropped.
pub struct Home {
    folder: TempDir,
    /// Language of the locale. `None` if the environment contains none.
    locale: Option<&'static str>,
    transcript: String,
}

impl Home {
    /// An empty home, without a locale.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { folder, locale: None, transcript: String::new() }
    }

    /// An empty home with an English locale.
    pub fn english() -> Self {
        Self::with_locale("en")
    }

    /// An empty home with an Arabic locale.
    pub fn arabic() -> Self {
        Self::with_locale("ar")
    }

    /// An empty home with the locale of this language.
    pub fn with_locale(language: &'static str) -> Self {
        Self { locale: Some(language), ..Self::new() }
    }

    /// The home of a user who has chosen this language, without a locale.
    pub fn speaking(language: &str) -> Self {
        Self::with_settings(&format!("language: {language}\n"))
    }

    /// A home with these settings, without a locale.
    pub fn with_settings(settings: &str) -> Self {
        let home = Self::new();
        std::fs::create_dir(home.config()).unwrap();
        std::fs::write(home.config().join("settings.yaml"), settings).unwrap();
        home
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder with settings, assessments and backups.
    pub fn config(&self) -> PathBuf {
        self.path("config")
    }

    /// The text of a file in the config folder; empty if there is none.
    pub fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.config().join(name)).unwrap_or_default()
    }

    /// The text of the only assessment's file.
    pub fn assessment(&self) -> String {
        let is_whole = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
        let files = std::fs::read_dir(self.path("config/assessments")).unwrap();
        let files: Vec<_> = files.map(|entry| entry.unwrap().path()).filter(is_whole).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        std::fs::read_to_string(&files[0]).unwrap()
    }

    /// The whole environment of a program in this home.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let locale = self.locale.map(|language| ("LANG", format!("{language}.UTF-8").into()));
        let folders = [("HOME", self.path("").into()), ("MIZAN_CONFIG_DIR", self.config().into())];
        folders.into_iter().chain([("TZ", "UTC".into())]).chain(locale).collect()
    }

    /// A command with these arguments, ready to run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        command
            .env_clear()
            .envs(self.environment())
            .env("COLUMNS", "100")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .args(arguments);
        command
    }

    /// Runs a command and returns its output and exit code.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Runs a command that must succeed, and returns its output.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).expect("output is text")
    }

    /// Runs a command and adds it to the transcript.
    pub fn types(mut self, arguments: &[&str]) -> Self {
        let output = self.run(arguments);
        let shown = arguments.iter().map(|argument| {
            if argument.contains(' ') || argument.is_empty() {
                format!("\"{argument}\"")
            } else {
                (*argument).to_owned()
            }
        });
        let typed = shown.collect::<Vec<_>>().join(" ");
        let mut text = format!("$ mizan {typed}\n");
        text.push_str(&String::from_utf8_lossy(&output.stdout));
        if !output.stderr.is_empty() {
            text.push_str("------- stderr -------\n");
            text.push_str(&String::from_utf8_lossy(&output.stderr));
        }
        writeln!(text, "[exit {}]\n", output.status.code().expect("it was not killed"))
            .expect("a string grows");
        let isolates = ['\u{2066}', '\u{2068}', '\u{2069}'];
        if arguments.contains(&"markdown") {
            assert_plain(&text.replace(isolates, ""));
        } else {
            assert_plain(&text);
        }
        let text = self.without_accidents(&text);
        self.transcript.push_str(&text);
        self
    }

    /// Runs a command that is not part of the transcript.
    #[track_caller]
    pub fn prepared(self, arguments: &[&str]) -> Self {
        self.done(arguments);
        self
    }

    /// The transcript: all commands with their output.
    pub fn transcript(self) -> String {
        self.transcript
    }

    /// `text` with placeholders for everything that differs between runs.
    pub fn without_accidents(&self, text: &str) -> String {
        let today = jiff::ZonedDateTime::now().in_tz("UTC").map(|now| now.date().to_string());
        let text = text.replace(&self.folder.path().display().to_string(), "~");
        text.replace(&today.expect("UTC is known"), "<today>")
    }
}

/// Checks that output to a pipe contains no control character and no mark for screens.
#[track_caller]
pub fn assert_plain(text: &str) {
    let strange = text.chars().find(|c| {
        (c.is_control() && *c != '\n') || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FE70}'..='\u{FEFC}')
    });
    assert_eq!(strange, None, "{text}");
}
