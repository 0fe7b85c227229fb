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
    size().0
}

/// The columns and rows for layouts: the [`columns`], and the rows from `LINES`, else of the terminal, else 24.
pub fn size() -> (usize, usize) {
    let asked = |name| variable(name).and_then(|text| text.trim().parse().ok());
    let (columns, rows) = (asked("COLUMNS"), asked("LINES"));
    let measured = if columns.and(rows).is_some() { None } else { crate::terminal::size().ok() };
    let decided = |asked: Option<usize>, measured: Option<u16>, default| {
        asked.or(measured.map(usize::from)).filter(|cells| *cells > 0).unwrap_or(default)
    };
    let columns = decided(columns, measured.map(|(columns, _)| columns), COLUMNS).min(MOST_COLUMNS);
    (columns, decided(rows, measured.map(|(_, rows)| rows), ROWS))
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
