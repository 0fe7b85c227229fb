//! The environment of the process: variables, streams and the width of the terminal.

use std::io::{self, IsTerminal};

/// The number of columns if neither `COLUMNS` nor a terminal provides one.
const COLUMNS: usize = 80;

/// The number of rows if neither `LINES` nor a terminal provides one.
const ROWS: usize = 24;

/// An upper limit, so that a wrong `COLUMNS` cannot request lines of any length.
const MOST_COLUMNS: usize = 500;

/// An output stream of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputStream {
    /// Standard output, for results.
    Output,
    /// Standard error, for errors and warnings.
    Error,
}

impl OutputStream {
    /// Whether the stream is a terminal.
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Error => io::stderr().is_terminal(),
        }
    }
}

/// An environment variable; `None` if it is not set or not valid Unicode.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The number of columns for layouts: from `COLUMNS`, else of the terminal, else 80; at most 500.
pub fn columns() -> usize {
    let asked = variable("COLUMNS").and_then(|text| text.trim().parse().ok());
    let measured = || crate::terminal::size().ok().map(|(columns, _)| usize::from(columns));
    asked.or_else(measured).filter(|columns| *columns > 0).unwrap_or(COLUMNS).min(MOST_COLUMNS)
}

/// The columns and rows for layouts: the [`columns`], and the rows from `LINES`, else of the terminal, else 24.
pub fn size() -> (usize, usize) {
    let asked = variable("LINES").and_then(|text| text.trim().parse().ok());
    let measured = || crate::terminal::size().ok().map(|(_, rows)| usize::from(rows));
    (columns(), asked.or_else(measured).filter(|rows| *rows > 0).unwrap_or(ROWS))
}

/// What the full screen can be shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A terminal for input and output.
    Screen,
    /// A terminal that shows lines only, such as the shell of Emacs.
    Lines,
    /// A pipe or a file at one end.
    Pipe,
}

impl Stage {
    /// What this process has.
    pub fn here() -> Self {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            Self::Pipe
        } else if is_dumb() {
            Self::Lines
        } else {
            Self::Screen
        }
    }
}

/// Whether the terminal obeys no control sequence, so that it must be sent none.
pub fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb")
}

/// Turns exceeding the file size limit (`RLIMIT_FSIZE`) into an ordinary write error, like a full disk. By default the
/// signal would end the program in the middle of a save.
pub fn let_large_files_fail() {
    #[cfg(unix)]
    {
        use std::sync::{Arc, atomic::AtomicBool};
        // A caught signal does not end the program. If it cannot be caught, the default remains.
        let caught = Arc::new(AtomicBool::new(false));
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, caught));
    }
}
