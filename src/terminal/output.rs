//! The way to the screen of the terminal, which never waits: what the terminal does not take stays pending.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
#[cfg(unix)]
use std::time::Duration;

mod pieces;
#[cfg(unix)]
mod way;

#[cfg(unix)]
use rustix::{event::PollFlags, termios::QueueSelector};

#[cfg(unix)]
use super::ready::is_ready_before;
#[cfg(unix)]
use way::Way;

/// Cancels a control sequence that has begun (ECMA-48).
#[cfg(unix)]
const CANCEL: u8 = 0x18;

/// The bytes for the terminal, gathered until they are sent in one write. Copies of it have the same bytes.
///
/// Flushing does nothing: ratatui flushes several times a frame, and each would be a write of its own.
#[derive(Clone)]
pub struct Output {
    queue: Rc<RefCell<Queue>>,
    #[cfg(unix)]
    way: Rc<Way>,
}

#[derive(Default)]
struct Queue {
    /// Begins where no sequence and no character is cut.
    bytes: Vec<u8>,
    /// How many of the bytes the terminal has taken.
    sent: usize,
    /// Whether the terminal did not take everything that was sent last.
    is_behind: bool,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.queue.borrow_mut().bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output {
    /// The way to the terminal that standard output is.
    pub fn open() -> Self {
        Self {
            queue: Rc::default(),
            #[cfg(unix)]
            way: Rc::new(Way::open()),
        }
    }

    /// Whether the terminal did not take everything that was sent: it is slow, or nobody reads it.
    pub fn is_behind(&self) -> bool {
        self.queue.borrow().is_behind
    }

    /// Drops what the terminal has not begun to take, and says whether it has a part of what was to be sent. A sequence or
    /// a character of which it has a part stays pending: cut in two, it would swallow what comes next.
    pub fn drop_pending(&self) -> bool {
        let Queue { bytes, sent, .. } = &mut *self.queue.borrow_mut();
        bytes.truncate(pieces::end_of_piece(bytes, *sent));
        *sent > 0
    }
}

#[cfg(unix)]
impl Output {
    /// Sends as much as the terminal takes now.
    pub fn send(&self) -> io::Result<()> {
        let queue = &mut *self.queue.borrow_mut();
        while let Some(rest) = queue.bytes.get(queue.sent..).filter(|rest| !rest.is_empty()) {
            match self.way.write(rest) {
                Ok(count) => queue.sent += count,
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => {
                    queue.is_behind = true;
                    return Ok(());
                }
                Err(error) => {
                    queue.clear();
                    return Err(error.into());
                }
            }
        }
        queue.clear();
        Ok(())
    }

    /// Sends everything, for as long as the limit allows.
    pub fn send_within(&self, limit: Duration) -> io::Result<()> {
        let deadline = std::time::Instant::now() + limit;
        self.send()?;
        while self.is_behind() && is_ready_before(deadline, self, PollFlags::OUT)? {
            self.send()?;
        }
        Ok(())
    }

    /// Discards everything that the terminal did not take, and what the system holds for it. Where that cuts a sequence in
    /// two, what comes next cancels it.
    pub fn discard(&self) -> io::Result<()> {
        let queue = &mut *self.queue.borrow_mut();
        queue.clear();
        queue.bytes.push(CANCEL);
        Ok(rustix::termios::tcflush(self, QueueSelector::OFlush)?)
    }

    /// From now on nothing that is printed waits for the terminal; what it does not take is an error.
    pub fn stand_in_for_printing(&self) -> io::Result<()> {
        self.way.stand_in_for_printing()
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for Output {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.way.as_fd()
    }
}

/// A console takes everything.
#[cfg(not(unix))]
impl Output {
    /// Sends everything.
    pub fn send(&self) -> io::Result<()> {
        let queue = &mut *self.queue.borrow_mut();
        let mut out = io::stdout().lock();
        let sent = out.write_all(&queue.bytes).and_then(|()| out.flush());
        queue.clear();
        sent
    }

    /// Sends everything.
    pub fn send_within(&self, _limit: std::time::Duration) -> io::Result<()> {
        self.send()
    }

    /// Does nothing: a console takes everything.
    pub fn discard(&self) -> io::Result<()> {
        Ok(())
    }

    /// Does nothing: nobody waits here.
    pub fn stand_in_for_printing(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Queue {
    fn clear(&mut self) {
        self.bytes.clear();
        (self.sent, self.is_behind) = (0, false);
    }
}
