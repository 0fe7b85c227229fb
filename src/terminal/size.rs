//! The size of the terminal, from the system.

use std::io;

/// Columns and rows of the terminal from which the program was started, even if its output goes elsewhere.
///
/// Only the system is asked: crossterm falls back to the program `tput`, which takes long when a terminal is gone and
/// then returns an invented size.
///
/// # Errors
/// If no terminal is open.
#[cfg(unix)]
pub fn size() -> io::Result<(u16, u16)> {
    let size = match std::fs::File::open("/dev/tty") {
        Ok(terminal) => rustix::termios::tcgetwinsize(terminal),
        Err(_) => rustix::termios::tcgetwinsize(rustix::stdio::stdout()),
    }?;
    Ok((size.ws_col, size.ws_row))
}

/// Columns and rows of the terminal.
#[cfg(not(unix))]
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}
