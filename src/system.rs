//! Errors of the operating system in a form that can be cloned and compared, which [`io::Error`] cannot.

use std::fmt;
use std::io::{self, ErrorKind};

/// An error of the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemError {
    /// The kind of the error. Coarser than `number`: many errors share [`ErrorKind::Other`].
    pub kind: ErrorKind,
    /// The system's error number (`errno`). `None` if the program made the error from a kind.
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
