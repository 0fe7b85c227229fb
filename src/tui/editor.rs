//! Editing a long text in the user's own editor, which has the terminal meanwhile.
//!
//! The text is written to a file in `drafts/` before the editor starts, so that it survives the end of the program. The
//! file is deleted once its text has been taken over.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use super::widgets::LONGEST_TEXT;
use crate::bidi::{ltr, ltr_path};
use crate::explain::{Explain, Explanation, system};
use crate::i18n::Messages;
use crate::store::{Attempt, FileSystemFault, atomic};
use crate::system::SystemError;
use crate::yaml::{self, Links, ReadFault};
#[cfg(unix)]
use signal_hook::consts::SIGTSTP;

/// The command of the user's editor, in the syntax of the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(OsString);

/// The reason why a text was not changed. The field keeps its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// Neither `VISUAL` nor `EDITOR` names an editor.
    NoEditor,
    /// The file could not be created or read.
    File(FileSystemFault),
    /// The editor could not be started.
    NoStart {
        /// The command of the editor.
        editor: OsString,
        /// The error of the system.
        cause: SystemError,
    },
    /// The editor exited with an error or was killed. A changed file stays.
    Failed {
        /// The command of the editor.
        editor: OsString,
        /// Path of the file, if the editor changed it.
        left: Option<PathBuf>,
    },
    /// The file is not UTF-8 text. It stays.
    NoText(PathBuf),
    /// The file is longer than [`LONGEST_TEXT`]. It stays.
    TooLong(PathBuf),
}

impl Editor {
    /// The command in `VISUAL`, or else in `EDITOR`. Empty variables are ignored. `None` if neither is set.
    pub fn of(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let named = |name| variable(name).filter(|command| !command.is_empty());
        ["VISUAL", "EDITOR"].into_iter().find_map(named).map(Self)
    }

    /// Lets the user edit `text` in a file in `folder`, and returns the new text.
    ///
    /// # Errors
    /// If the file cannot be written or read, or the editor fails. The text is then unchanged.
    pub fn edit(&self, folder: &Path, text: &str) -> Result<String, EditError> {
        let path = draft(folder, text).map_err(EditError::File)?;
        let mut child = match self.command(&path).spawn() {
            Ok(child) => child,
            Err(error) => {
                remove(&path);
                return Err(EditError::NoStart { editor: self.0.clone(), cause: (&error).into() });
            }
        };
        let is_well = wait(&mut child).unwrap_or(false);
        let edited = read(&path);
        if !is_well {
            let is_unchanged = edited.as_deref() == Ok(text);
            if is_unchanged {
                remove(&path);
            }
            return Err(EditError::Failed { editor: self.0.clone(), left: (!is_unchanged).then_some(path) });
        }
        let edited = edited?;
        remove(&path);
        Ok(edited)
    }

    /// The command for a shell, which splits it into words in the way that the user expects.
    #[cfg(unix)]
    fn command(&self, path: &Path) -> Command {
        // `exec` makes the editor's exit status that of the child. Words such as `LANG=ar vim` need a shell around
        // them.
        let first = self.0.to_string_lossy();
        let sets_a_variable = first.split_whitespace().next().is_some_and(|word| word.contains('='));
        let mut line = OsString::from(if sets_a_variable { "" } else { "exec " });
        line.push(&self.0);
        line.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(line).arg(&self.0).arg(path);
        command
    }

    #[cfg(not(unix))]
    fn command(&self, path: &Path) -> Command {
        let line = self.0.to_string_lossy().into_owned();
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).arg(path);
        command
    }
}

/// Writes a text to a new file that only its owner can read.
fn draft(folder: &Path, text: &str) -> Result<PathBuf, FileSystemFault> {
    atomic::create_folder(folder)?;
    let mut number = 1_u32;
    loop {
        let path = folder.join(format!("note-{number}.md"));
        match atomic::create(&path, text) {
            Err(fault) if fault.kind == ErrorKind::AlreadyExists => number += 1,
            outcome => return outcome.map(|()| path),
        }
    }
}

/// Reads a file with normalised line ends, and without the last one, which editors add.
fn read(path: &Path) -> Result<String, EditError> {
    let fault = |error: io::Error| EditError::File(FileSystemFault::new(path, Attempt::Read, &error));
    let bytes = match yaml::read_bytes(path, LONGEST_TEXT + 1, Links::Refused) {
        Ok(bytes) => bytes,
        Err(ReadFault::Fault(_)) => return Err(EditError::TooLong(path.to_owned())),
        Err(ReadFault::Io(error)) => return Err(fault(error)),
    };
    let text = String::from_utf8(bytes).map_err(|_| EditError::NoText(path.to_owned()))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text.len() > LONGEST_TEXT {
        return Err(EditError::TooLong(path.to_owned()));
    }
    Ok(text.to_owned())
}

/// Removes a draft. If that fails, the draft does no harm.
fn remove(path: &Path) {
    fs::remove_file(path).unwrap_or_default();
}

/// Waits for the end of the editor, and returns whether it succeeded. If the editor is stopped, for example by Ctrl-Z,
/// this program stops with it, so that the shell gets the terminal; continuing one continues the other.
#[cfg(unix)]
fn wait(child: &mut Child) -> io::Result<bool> {
    use rustix::process::{Pid, WaitOptions, waitpid};
    let process = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    loop {
        match waitpid(process, WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
            }
            Ok(Some((_, status))) => return Ok(status.exit_status() == Some(0)),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
fn wait(child: &mut Child) -> io::Result<bool> {
    child.wait().map(|status| status.success())
}

impl Explain for EditError {
    fn explain(&self, words: &Messages) -> Explanation {
        let editor_words = &words.errors.editor;
        let named = |editor: &OsStr| ltr(&editor.to_string_lossy());
        match self {
            Self::NoEditor => Explanation::new(&editor_words.none).advise(&editor_words.none_do),
            Self::File(fault) => fault.explain(words),
            Self::NoStart { editor, cause } => {
                Explanation::new(editor_words.no_start.fill(&[("editor", &named(editor))]))
                    .because(system(*cause, words))
                    .advise(&editor_words.none_do)
            }
            Self::Failed { editor, left } => {
                let explanation = Explanation::new(editor_words.failed.fill(&[("editor", &named(editor))]))
                    .because(&editor_words.text_stays);
                match left {
                    Some(path) => explanation.at(ltr_path(path)).advise(&editor_words.left_do),
                    None => explanation.advise(&editor_words.failed_do),
                }
            }
            Self::NoText(path) => Explanation::new(&editor_words.no_text)
                .at(ltr_path(path))
                .because(&editor_words.text_stays)
                .advise(&editor_words.left_do),
            Self::TooLong(path) => {
                Explanation::new(editor_words.too_long.fill(&[("limit", &(LONGEST_TEXT / 1024))]))
                    .at(ltr_path(path))
                    .because(&editor_words.text_stays)
                    .advise(&editor_words.left_do)
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
