//! What the process was started in: its variables, its streams and the width of the terminal.

use std::io::{self, IsTerminal};

/// The columns assumed where neither `COLUMNS` nor a terminal says.
const COLUMNS: usize = 80;

/// The most columns that are used, so that a broken `COLUMNS` cannot ask for a line of any length.
const MOST_COLUMNS: usize = 500;

/// A stream that a person may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputStream {
    /// Standard output: results.
    Output,
    /// Standard error: complaints.
    Error,
}

impl OutputStream {
    /// Whether it ends on a screen.
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Error => io::stderr().is_terminal(),
        }
    }
}

/// A variable of the environment, where it is set and is text.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The columns to lay out for: `COLUMNS`, else the terminal's, else 80.
pub fn columns() -> usize {
    let asked = variable("COLUMNS").and_then(|text| text.trim().parse().ok());
    let measured = || crate::terminal::size().ok().map(|(columns, _)| usize::from(columns));
    asked.or_else(measured).filter(|columns| *columns > 0).unwrap_or(COLUMNS).min(MOST_COLUMNS)
}

/// Whether the full-screen program has a keyboard and a screen to run on.
pub fn can_fill_the_screen() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Lets writing beyond the limit of the file size (`RLIMIT_FSIZE`) fail as a full disk does, instead of ending the
/// program in the middle of a save.
pub fn let_large_files_fail() {
    #[cfg(unix)]
    {
        use std::sync::{Arc, atomic::AtomicBool};
        // A signal that is caught ends nobody. If it cannot be, the system's own way stays.
        let caught = Arc::new(AtomicBool::new(false));
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, caught));
    }
}
