//! How a command fails: its message on standard error, and its exit code.

use std::io;
use std::process::ExitCode;

use super::print::Printer;
use crate::explain::{Explanation, refused};
use crate::i18n::Messages;
use crate::theme::Role;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// The arguments are invalid regardless of any file: exit code 2.
    Usage(Box<Explanation>),
    /// The command could not do its work: exit code 1.
    Failed(Vec<Explanation>),
    /// The command failed and has already printed the reason: exit code 1.
    Reported,
    /// A signal ended the program: exit code 128 plus the signal's number, as in shells.
    Signal(i32),
    /// Standard output could not be written.
    Output(io::Error),
    /// The command made its change, but standard output, which says so, could not be written.
    OutputOfChange(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Explanation> for Failure {
    fn from(explanation: Explanation) -> Self {
        Self::Failed(vec![explanation])
    }
}

impl Failure {
    /// A failure because of invalid arguments.
    pub fn usage(explanation: Explanation) -> Self {
        Self::Usage(Box::new(explanation))
    }

    /// The same failure of a command that made its change before.
    #[must_use]
    pub fn after_change(self) -> Self {
        match self {
            Self::Output(error) => Self::OutputOfChange(error),
            other => other,
        }
    }

    /// The explanations that are not printed yet.
    pub fn into_explanations(self) -> Vec<Explanation> {
        match self {
            Self::Usage(explanation) => vec![*explanation],
            Self::Failed(explanations) => explanations,
            Self::Reported | Self::Signal(_) | Self::Output(_) | Self::OutputOfChange(_) => Vec::new(),
        }
    }

    /// Prints the failure on standard error, and returns the exit code. A closed pipe (`| head`) is not a failure.
    pub fn report(self, errors: &mut Printer, words: &Messages) -> ExitCode {
        let (code, explanations) = match self {
            Self::Usage(explanation) => (2, vec![*explanation]),
            Self::Failed(explanations) => (1, explanations),
            Self::Reported => (1, Vec::new()),
            Self::Signal(number) => (u8::try_from(128 + number).unwrap_or(1), Vec::new()),
            Self::Output(error) | Self::OutputOfChange(error)
                if error.kind() == io::ErrorKind::BrokenPipe =>
            {
                (0, Vec::new())
            }
            Self::Output(error) => (1, vec![output_failed(&error, words)]),
            Self::OutputOfChange(error) => (1, vec![output_of_change_failed(&error, words)]),
        };
        // If standard error is closed too, there is no way left to report it.
        let _ = explanations.iter().try_for_each(|explanation| print(errors, explanation, words));
        ExitCode::from(code)
    }
}

/// The explanation of an output error. Errors that the program made itself have their own text.
fn output_failed(error: &io::Error, words: &Messages) -> Explanation {
    let explanation = refused(&words.errors.request.output_failed, error, words);
    match error.get_ref() {
        Some(own) => explanation.because(words.errors.system.own.fill(&[("text", &own)])),
        None => explanation,
    }
}

/// The explanation of an output error after a change. The advice for the error would have the user make it twice.
fn output_of_change_failed(error: &io::Error, words: &Messages) -> Explanation {
    let request = &words.errors.request;
    let what = Explanation::new(&request.output_of_change_failed).what;
    Explanation { what, what_to_do: None, ..output_failed(error, words) }
        .advise(&request.output_of_change_failed_do)
}

/// Prints an error as a block of labelled lines.
pub fn print(errors: &mut Printer, explanation: &Explanation, words: &Messages) -> io::Result<()> {
    errors.labelled(Role::Bad, &words.commands.labels.error, &explanation.what)?;
    print_rest(errors, explanation, words)
}

/// Prints a warning: the work was done, but something went wrong.
pub fn warn(errors: &mut Printer, explanation: &Explanation, words: &Messages) -> io::Result<()> {
    errors.labelled(Role::Warning, &words.commands.labels.warning, &explanation.what)?;
    print_rest(errors, explanation, words)
}

fn print_rest(errors: &mut Printer, explanation: &Explanation, words: &Messages) -> io::Result<()> {
    let labels = &words.commands.labels;
    let rest = [
        (&labels.place, &explanation.place),
        (&labels.why, &explanation.why),
        (&labels.what_to_do, &explanation.what_to_do),
    ];
    for (label, text) in rest {
        if let Some(text) = text {
            errors.labelled(Role::Muted, label, text)?;
        }
    }
    errors.flush()
}
