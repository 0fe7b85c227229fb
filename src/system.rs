//! Errors of the operating system, as they are kept after the system reported them.

use std::fmt;
use std::io::{self, ErrorKind};

/// Why the operating system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemError {
    /// The kind of error, which many numbers share and some do not have.
    pub kind: ErrorKind,
    /// The system's own number for it (`errno`); `None` for an error that the program made from a kind.
    pub number: Option<i32>,
}

impl From<&io::Error> for SystemError {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), number: error.raw_os_error() }
    }
}

impl From<ErrorKind> for SystemError {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, number: None }
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => io::Error::from_raw_os_error(number).fmt(out),
            None => self.kind.fmt(out),
        }
    }
}
