//! The file descriptor to which output is written.

use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags};

/// A descriptor of the terminal.
pub(super) enum Way {
    /// A descriptor of our own, in non-blocking mode. The inherited one must stay blocking, because the shell shares
    /// it.
    Own(OwnedFd),
    /// The inherited descriptor, if the terminal cannot be opened. Writes to it block.
    Inherited,
}

impl Way {
    pub(super) fn open() -> Self {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let by_name = || {
            let name = rustix::termios::ttyname(rustix::stdio::stdout(), Vec::new())?;
            rustix::fs::open(&name, flags, Mode::empty())
        };
        let opened = by_name().or_else(|_| rustix::fs::open("/dev/tty", flags, Mode::empty()));
        opened.map_or(Self::Inherited, Self::Own)
    }

    pub(super) fn write(&self, bytes: &[u8]) -> rustix::io::Result<usize> {
        rustix::io::write(self.as_fd(), bytes)
    }

    pub(super) fn redirect_printing(&self) -> io::Result<()> {
        let Self::Own(own) = self else { return Ok(()) };
        rustix::stdio::dup2_stdout(own)?;
        if io::stderr().is_terminal() {
            rustix::stdio::dup2_stderr(own)?;
        }
        Ok(())
    }
}

impl AsFd for Way {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Own(own) => own.as_fd(),
            Self::Inherited => rustix::stdio::stdout(),
        }
    }
}
