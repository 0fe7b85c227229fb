//! Output to the terminal that never blocks: bytes that the terminal does not accept remain pending.

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

/// Bytes for the terminal, collected until they are sent in one write. Clones share the same bytes.
///
/// Flushing has no effect, because ratatui flushes several times per frame and each flush would be a write of its own.
#[derive(Clone)]
pub struct Output {
    queue: Rc<RefCell<Queue>>,
    #[cfg(unix)]
    way: Rc<Way>,
}

#[derive(Default)]
struct Queue {
    /// Begins at a place where no sequence and no character is split.
    bytes: Vec<u8>,
    /// Number of bytes that the terminal has accepted.
    sent: usize,
    /// Whether the terminal did not accept everything in the last write.
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
    /// Opens the terminal of standard output.
    pub fn open() -> Self {
        Self {
            queue: Rc::default(),
            #[cfg(unix)]
            way: Rc::new(Way::open()),
        }
    }

    /// Whether the terminal did not accept everything that was sent, because it is slow or stopped.
    pub fn is_behind(&self) -> bool {
        self.queue.borrow().is_behind
    }

    /// Drops the bytes that the terminal has not begun to accept. Returns whether it has accepted a part of them.
    ///
    /// The rest of a sequence or character that was sent in part remains pending, because the terminal would take the
    /// next bytes for its end.
    pub fn drop_pending(&self) -> bool {
        let Queue { bytes, sent, .. } = &mut *self.queue.borrow_mut();
        bytes.truncate(pieces::end_of_piece(bytes, *sent));
        *sent > 0
    }
}

#[cfg(unix)]
impl Output {
    /// Sends as much as the terminal accepts now.
    ///
    /// # Errors
    /// If the terminal is gone. The pending bytes are then lost.
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

    /// Sends everything, or as much as the terminal accepts before `limit` has passed.
    pub fn send_within(&self, limit: Duration) -> io::Result<()> {
        let deadline = std::time::Instant::now() + limit;
        self.send()?;
        while self.is_behind() && is_ready_before(deadline, self, PollFlags::OUT)? {
            self.send()?;
        }
        Ok(())
    }

    /// Discards the pending bytes, and those that the system holds for the terminal. If that splits a sequence, the
    /// next byte cancels it.
    pub fn discard(&self) -> io::Result<()> {
        let queue = &mut *self.queue.borrow_mut();
        queue.clear();
        queue.bytes.push(CANCEL);
        Ok(rustix::termios::tcflush(self, QueueSelector::OFlush)?)
    }

    /// From now on, printing does not block either: output that the terminal does not accept is an error.
    pub fn redirect_printing(&self) -> io::Result<()> {
        self.way.redirect_printing()
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for Output {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.way.as_fd()
    }
}

/// A Windows console accepts everything.
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

    /// Sends everything, without a limit.
    pub fn send_within(&self, _limit: std::time::Duration) -> io::Result<()> {
        self.send()
    }

    /// Has no effect, because a console accepts everything.
    pub fn discard(&self) -> io::Result<()> {
        Ok(())
    }

    /// Has no effect, because a console never blocks.
    pub fn redirect_printing(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Queue {
    fn clear(&mut self) {
        self.bytes.clear();
        (self.sent, self.is_behind) = (0, false);
    }
}
