//! Transcripts of the command line: what is typed, what comes back on both streams, and the exit code.
//!
//! Every run has an emptied environment and a home of its own.

mod answers;
mod assessments;
mod checks;
mod clock;
mod doctor;
mod durability;
mod files;
mod help;
mod many_faults;
#[cfg(unix)]
mod owner;
#[cfg(unix)]
mod refusals;
mod results;
mod settings;
mod usage;

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A home in which nothing has happened yet, and what was typed there so far.
pub struct Home {
    folder: TempDir,
    language: &'static str,
    transcript: String,
}

impl Home {
    /// An empty home of somebody who speaks English.
    pub fn english() -> Self {
        Self::speaking("en")
    }

    /// An empty home of somebody who speaks Arabic.
    pub fn arabic() -> Self {
        Self::speaking("ar")
    }

    /// An empty home of somebody with this locale.
    pub fn speaking(language: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { folder, language, transcript: String::new() }
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command with these arguments, ready to run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("MIZAN_CONFIG_DIR", self.path("config"))
            .env("LANG", format!("{}.UTF-8", self.language))
            .env("COLUMNS", "100")
            .env("TZ", "UTC")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .args(arguments);
        command
    }

    /// Runs a command and returns what it gave back.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Runs a command that must do its work, and returns its output.
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
        assert_plain(&text);
        let text = self.without_accidents(&text);
        self.transcript.push_str(&text);
        self
    }

    /// Runs a command that prepares the scene and does not stand in the transcript.
    #[track_caller]
    pub fn prepared(self, arguments: &[&str]) -> Self {
        self.done(arguments);
        self
    }

    /// Everything that was typed, with what came back.
    pub fn transcript(self) -> String {
        self.transcript
    }

    /// The text with what differs from run to run in a fixed form.
    fn without_accidents(&self, text: &str) -> String {
        let today = jiff::ZonedDateTime::now().in_tz("UTC").map(|now| now.date().to_string());
        let text = text.replace(&self.folder.path().display().to_string(), "~");
        text.replace(&today.expect("UTC is known"), "<today>")
    }
}

/// Whether the long forms of the tests were asked for.
pub fn is_long() -> bool {
    std::env::var_os("MIZAN_LONG_TESTS").is_some()
}

/// What a pipe gets holds no control character and no mark that only a screen needs.
#[track_caller]
fn assert_plain(text: &str) {
    let strange = text.chars().find(|c| {
        (c.is_control() && *c != '\n') || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FE70}'..='\u{FEFC}')
    });
    assert_eq!(strange, None, "{text}");
}

/// Holds a text to the snapshot of this name.
#[macro_export]
macro_rules! assert_transcript {
    ($name:expr, $text:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let home = Home::english();
    let mut child =
        home.command(&["questions"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((errors.as_str(), child.wait().unwrap().code()), ("", Some(0)));
}
