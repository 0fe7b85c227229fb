//! The signals that the program answers to. Each wakes the one wait.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::{backend::SignalDelivery, exfiltrator::SignalOnly};

use super::Event;

/// The signals about the terminal.
const ABOUT_THE_TERMINAL: [i32; 3] = [SIGCONT, SIGWINCH, SIGTSTP];

/// The signals that end a program that does not catch them. The others that do so cannot be caught (`KILL`), say that the
/// program itself has a fault (`SEGV`, `BUS`, `ILL`, `FPE`), or are errors of writing here (`PIPE`, `XFSZ`).
const ENDING: [i32; 14] = [
    SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGABRT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
    SIGSYS, SIGTRAP,
];

/// The same, where only Linux has them.
#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc", target_arch = "sparc64"))
))]
const ENDING_ON_THIS_SYSTEM: [i32; 2] =
    [rustix::process::Signal::POWER.as_raw(), rustix::process::Signal::STKFLT.as_raw()];

#[cfg(not(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc", target_arch = "sparc64"))
)))]
const ENDING_ON_THIS_SYSTEM: [i32; 0] = [];

/// Signals that wake the wait.
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    /// Those that came and are still to be answered.
    come: BTreeSet<ReceivedSignal>,
    /// Whether a signal that ends the program does so at once. `None` until that is prepared.
    ends_at_once: Option<Arc<AtomicBool>>,
}

/// A signal that came, in the order in which they are answered: nothing comes after one that ends the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReceivedSignal {
    Continued,
    Resized,
    Suspended,
    Ending(i32),
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = ABOUT_THE_TERMINAL.into_iter().chain(ending());
        Ok(Self {
            delivery: SignalDelivery::with_pipe(read, write, SignalOnly, signals)?,
            come: BTreeSet::new(),
            ends_at_once: None,
        })
    }

    /// What a wait is to poll.
    pub(super) fn pipe(&self) -> &UnixStream {
        self.delivery.get_read()
    }

    /// Whether a signal is still to be answered, so that there is nothing to wait for.
    pub(super) fn has_come(&self) -> bool {
        !self.come.is_empty()
    }

    /// The signals that came since this was last asked, in the order in which they are to be answered. A terminal that is
    /// gone has no size, and no shell to lend it to.
    pub(super) fn take(&mut self, is_gone: bool) -> impl Iterator<Item = Event> {
        self.receive();
        let come = std::mem::take(&mut self.come).into_iter();
        come.filter(move |signal| !is_gone || signal.is_ending()).map(ReceivedSignal::event)
    }

    /// A signal that came and ends the program; others stay to be answered.
    pub(super) fn take_end(&mut self) -> Option<Event> {
        self.receive();
        let ending = self.come.iter().copied().find(|signal| signal.is_ending())?;
        self.come.remove(&ending);
        Some(ending.event())
    }

    /// Forgets what the keyboard asked.
    pub(super) fn forget(&mut self) {
        self.receive();
        self.come.retain(|signal| !signal.is_from_the_keyboard());
    }

    /// Prepares the end of the listening, which takes longer than a program that is left should.
    pub(super) fn prepare_end(&mut self) -> io::Result<Arc<AtomicBool>> {
        if let Some(ends_at_once) = &self.ends_at_once {
            return Ok(Arc::clone(ends_at_once));
        }
        let ends_at_once = Arc::new(AtomicBool::new(false));
        for signal in ending() {
            signal_hook::flag::register_conditional_shutdown(
                signal,
                128 + signal,
                Arc::clone(&ends_at_once),
            )?;
        }
        Ok(Arc::clone(self.ends_at_once.insert(ends_at_once)))
    }

    /// Ends the listening: from now on a signal that ends the program does so at once. Returns one that came
    /// before that.
    pub(super) fn let_end(&mut self) -> io::Result<Option<i32>> {
        self.prepare_end()?.store(true, Ordering::SeqCst);
        Ok(self.take(true).find_map(|event| match event {
            Event::Terminate(signal) => Some(signal),
            _ => None,
        }))
    }

    fn receive(&mut self) {
        self.come.extend(self.delivery.pending().map(ReceivedSignal::of));
    }
}

/// The signals that end the program.
fn ending() -> impl Iterator<Item = i32> {
    ENDING.into_iter().chain(ENDING_ON_THIS_SYSTEM)
}

impl ReceivedSignal {
    fn of(signal: i32) -> Self {
        match signal {
            SIGCONT => Self::Continued,
            SIGWINCH => Self::Resized,
            SIGTSTP => Self::Suspended,
            ending => Self::Ending(ending),
        }
    }

    fn is_ending(self) -> bool {
        matches!(self, Self::Ending(_))
    }

    /// Whether the keyboard asks it of whichever program has the terminal, or it comes with that.
    fn is_from_the_keyboard(self) -> bool {
        matches!(self, Self::Continued | Self::Suspended | Self::Ending(SIGINT | SIGQUIT))
    }

    fn event(self) -> Event {
        match self {
            Self::Continued => Event::Continued,
            Self::Resized => Event::Resize,
            Self::Suspended => Event::Suspend,
            Self::Ending(signal) => Event::Terminate(signal),
        }
    }
}
