//! A long text written in the person's own editor, which has the terminal meanwhile.
//!
//! The text lies in a file in `drafts/` before the editor begins, so that nothing ends with the program. The file goes once
//! what it holds was taken over; until then it stays.

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

/// The command that a person edits texts with, as a shell reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(OsString);

/// Why a text was not edited. The one that was there is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// Neither `VISUAL` nor `EDITOR` names an editor.
    NoEditor,
    /// The file could not be made or read.
    File(FileSystemFault),
    /// The editor could not be started.
    NoStart {
        /// The command.
        editor: OsString,
        /// Why.
        cause: SystemError,
    },
    /// The editor says that it failed, or was ended. What it left in the file, if anything, stays there.
    Failed {
        /// The command.
        editor: OsString,
        /// The file, where it holds something else than before.
        left: Option<PathBuf>,
    },
    /// What the file holds is no text in UTF-8; it stays there.
    NoText(PathBuf),
    /// What the file holds is longer than a text may be; it stays there.
    TooLong(PathBuf),
}

impl Editor {
    /// `VISUAL`, else `EDITOR`; one that is empty counts as none.
    pub fn of(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let named = |name| variable(name).filter(|command| !command.is_empty());
        ["VISUAL", "EDITOR"].into_iter().find_map(named).map(Self)
    }

    /// Lets a person edit a text, in a file in `folder`, and returns what it became.
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

    /// The command in a shell, which divides its words as the person's own does.
    #[cfg(unix)]
    fn command(&self, path: &Path) -> Command {
        // The editor takes the shell's place, so that its end is its own. Words such as `LANG=ar vim` need the shell.
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

/// Puts a text into a new file of the owner's alone.
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

/// What a file holds, with ordinary line ends, and without the last one, which editors add.
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

/// A draft that stays does no harm.
fn remove(path: &Path) {
    fs::remove_file(path).unwrap_or_default();
}

/// Waits for the end of the editor, and says whether it went well. Where it stops, as on Ctrl-Z, this program stops with it
/// and gives the terminal to the shell that waits for both; who continues the one continues the other.
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
                let told = Explanation::new(editor_words.failed.fill(&[("editor", &named(editor))]))
                    .because(&editor_words.text_stays);
                match left {
                    Some(path) => told.at(ltr_path(path)).advise(&editor_words.left_do),
                    None => told.advise(&editor_words.failed_do),
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
