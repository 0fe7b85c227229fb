//! How a command ends when it does not end well.

use std::io;
use std::process::ExitCode;

use super::print::Printer;
use crate::explain::{Explanation, refused};
use crate::i18n::Messages;
use crate::theme::Role;

/// Why a command did not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The arguments make no sense, whatever the files hold: exit code 2.
    Usage(Box<Explanation>),
    /// It could not be done: exit code 1.
    Failed(Vec<Explanation>),
    /// It could not be done, and the command has said so itself: exit code 1.
    Told,
    /// A signal ended it: exit code 128 and the signal's number, as shells have it.
    Signal(i32),
    /// What was to be printed could not be written.
    Output(io::Error),
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
    /// Arguments that make no sense.
    pub fn usage(explanation: Explanation) -> Self {
        Self::Usage(Box::new(explanation))
    }

    /// What there is to tell of it.
    pub fn into_explanations(self) -> Vec<Explanation> {
        match self {
            Self::Usage(explanation) => vec![*explanation],
            Self::Failed(explanations) => explanations,
            Self::Told | Self::Signal(_) | Self::Output(_) => Vec::new(),
        }
    }

    /// Tells it on standard error, and gives the exit code. A reader who went away (`| head`) is no failure.
    pub fn tell(self, errors: &mut Printer, words: &Messages) -> ExitCode {
        let (code, explanations) = match self {
            Self::Usage(explanation) => (2, vec![*explanation]),
            Self::Failed(explanations) => (1, explanations),
            Self::Told => (1, Vec::new()),
            Self::Signal(number) => (u8::try_from(128 + number).unwrap_or(1), Vec::new()),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => (0, Vec::new()),
            Self::Output(error) => (1, vec![output_failed(&error, words)]),
        };
        // Nobody is left to tell when standard error is gone too.
        let _ = explanations.iter().try_for_each(|explanation| print(errors, explanation, words));
        ExitCode::from(code)
    }
}

/// That the output failed. An error that the system did not make has words of its own.
fn output_failed(error: &io::Error, words: &Messages) -> Explanation {
    let told = refused(&words.errors.request.output_failed, error, words);
    match error.get_ref() {
        Some(own) => told.because(words.errors.system.own.fill(&[("text", &own)])),
        None => told,
    }
}

/// An explanation as a block of labelled lines.
pub fn print(errors: &mut Printer, explanation: &Explanation, words: &Messages) -> io::Result<()> {
    errors.labelled(Role::Bad, &words.commands.labels.error, &explanation.what)?;
    print_rest(errors, explanation, words)
}

/// The same of something that was done although not everything went well.
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
