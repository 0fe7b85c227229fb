//! How large the terminal is.

use std::io;

/// The columns and rows of the terminal that the program was started from, even where its output goes elsewhere.
///
/// The system alone is asked. crossterm asks the program `tput` where the system fails, which takes long when a terminal
/// is gone, and then invents a size.
#[cfg(unix)]
pub fn size() -> io::Result<(u16, u16)> {
    let size = match std::fs::File::open("/dev/tty") {
        Ok(terminal) => rustix::termios::tcgetwinsize(terminal),
        Err(_) => rustix::termios::tcgetwinsize(rustix::stdio::stdout()),
    }?;
    Ok((size.ws_col, size.ws_row))
}

/// The columns and rows of the terminal.
#[cfg(not(unix))]
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}
