//! The size of the terminal, from the system.

use std::io;

/// Columns and rows of the terminal that the output goes to, or else of the one from which the program was started.
///
/// Only the system is asked: crossterm falls back to the program `tput`, which takes long when a terminal is gone and
/// then returns an invented size.
///
/// # Errors
/// If no terminal is open.
#[cfg(unix)]
pub fn size() -> io::Result<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).or_else(|_| {
        let terminal = std::fs::File::open("/dev/tty")?;
        Ok::<_, io::Error>(rustix::termios::tcgetwinsize(terminal)?)
    })?;
    Ok((size.ws_col, size.ws_row))
}

/// Columns and rows of the terminal.
#[cfg(not(unix))]
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}
