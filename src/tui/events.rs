//! The one wait: keys, a new size, signals. While nothing happens, nothing runs.
//!
//! No thread reads the terminal. A signal does not wake crossterm's own `read`, and that call spins when the terminal
//! is gone; so the wait is a `poll` of the terminal and of a pipe that signals write to, and crossterm is asked only
//! for what has already arrived.

use std::io;

use super::key::Key;

/// Something the program answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize,
    /// A signal asks the program to end.
    Terminate(i32),
    /// The terminal is gone.
    Gone,
}

/// Where events come from: a terminal, or a test.
pub trait Events {
    /// Waits until something happens and returns all that did, in order.
    fn wait(&mut self) -> io::Result<Vec<Event>>;
}

/// The events of the real terminal.
pub struct TerminalEvents {
    #[cfg(unix)]
    signals: unix::Signals,
}

impl TerminalEvents {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            signals: unix::Signals::listen()?,
        })
    }
}

impl Events for TerminalEvents {
    #[cfg(unix)]
    fn wait(&mut self) -> io::Result<Vec<Event>> {
        let mut events = self.signals.wait()?;
        if !events.contains(&Event::Gone) {
            read_arrived(&mut events)?;
        }
        Ok(events)
    }

    #[cfg(not(unix))]
    fn wait(&mut self) -> io::Result<Vec<Event>> {
        let mut events: Vec<Event> = translate(crossterm::event::read()?).into_iter().collect();
        read_arrived(&mut events)?;
        Ok(events)
    }
}

fn read_arrived(events: &mut Vec<Event>) -> io::Result<()> {
    while crossterm::event::poll(std::time::Duration::ZERO)? {
        events.extend(translate(crossterm::event::read()?));
    }
    Ok(())
}

fn translate(event: crossterm::event::Event) -> Option<Event> {
    match event {
        crossterm::event::Event::Key(key) => Key::from_event(&key).map(Event::Key),
        crossterm::event::Event::Paste(text) => Some(Event::Paste(text)),
        crossterm::event::Event::Resize(..) => Some(Event::Resize),
        _ => None,
    }
}

#[cfg(unix)]
mod unix {
    use std::io::{self, Read};
    use std::os::unix::net::UnixStream;
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};

    use super::Event;

    const ENDING: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

    /// Signals that wake the wait.
    pub struct Signals {
        pipe: UnixStream,
        ending: [Arc<AtomicBool>; ENDING.len()],
    }

    impl Signals {
        pub fn listen() -> io::Result<Self> {
            let (pipe, wake) = UnixStream::pair()?;
            pipe.set_nonblocking(true)?;
            let ending = ENDING.map(|_| Arc::new(AtomicBool::new(false)));
            for (signal, flag) in ENDING.iter().zip(&ending) {
                signal_hook::flag::register(*signal, Arc::clone(flag))?;
            }
            for signal in ENDING.into_iter().chain([SIGWINCH]) {
                signal_hook::low_level::pipe::register(signal, wake.try_clone()?)?;
            }
            Ok(Self { pipe, ending })
        }

        /// Waits for the terminal or a signal. What the terminal sent is still to be read.
        pub fn wait(&mut self) -> io::Result<Vec<Event>> {
            let terminal = io::stdin();
            let (terminal, pipe) = loop {
                let mut both =
                    [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&self.pipe, PollFlags::IN)];
                match poll(&mut both, None) {
                    Ok(_) => break (both[0].revents(), both[1].revents()),
                    Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            };
            let mut events = Vec::new();
            if pipe.contains(PollFlags::IN) {
                self.drain();
                events.push(Event::Resize);
            }
            for (signal, flag) in ENDING.iter().zip(&self.ending) {
                if flag.swap(false, Ordering::SeqCst) {
                    events.push(Event::Terminate(*signal));
                }
            }
            if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                events.push(Event::Gone);
            }
            Ok(events)
        }

        fn drain(&mut self) {
            let mut bytes = [0; 64];
            while matches!(self.pipe.read(&mut bytes), Ok(count) if count > 0) {}
        }
    }
}
