//! The signals that the program answers to. Each wakes the one wait.

use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};

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

/// What the keyboard asks of whichever program has the terminal, and what comes with it.
const FROM_THE_KEYBOARD: [i32; 4] = [SIGCONT, SIGTSTP, SIGINT, SIGQUIT];

/// Signals that wake the wait.
pub(super) struct Signals {
    /// What a wait is to poll.
    pub(super) pipe: UnixStream,
    /// What wakes it.
    pub(super) wake: UnixStream,
    /// The ones that end the program come last, so that nothing comes after them.
    come: Vec<(i32, Arc<AtomicBool>)>,
    /// Whether a signal that ends the program ends it at once.
    is_over: Arc<AtomicBool>,
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let (pipe, wake) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let is_over = Arc::new(AtomicBool::new(false));
        let mut come = Vec::new();
        for signal in ABOUT_THE_TERMINAL.into_iter().chain(ENDING).chain(ENDING_ON_THIS_SYSTEM) {
            let flag = Arc::new(AtomicBool::new(false));
            if !ABOUT_THE_TERMINAL.contains(&signal) {
                let (status, is_over) = (128 + signal, Arc::clone(&is_over));
                signal_hook::flag::register_conditional_shutdown(signal, status, is_over)?;
            }
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
            signal_hook::low_level::pipe::register(signal, wake.try_clone()?)?;
            come.push((signal, flag));
        }
        Ok(Self { pipe, wake, come, is_over })
    }

    /// The signals that came since this was last asked, in the order in which they are to be answered. A terminal that is
    /// gone has no size, and no shell to lend it to.
    pub(super) fn take(&self, is_gone: bool) -> impl Iterator<Item = Event> {
        let come = self.come.iter().filter(|(_, flag)| flag.swap(false, Ordering::SeqCst));
        let come = come.filter(move |(signal, _)| !(is_gone && ABOUT_THE_TERMINAL.contains(signal)));
        come.map(|(signal, _)| event_of(*signal))
    }

    /// A signal that came and ends the program; others stay to be answered.
    pub(super) fn take_end(&self) -> Option<Event> {
        let mut ending = self.come.iter().filter(|(signal, _)| !ABOUT_THE_TERMINAL.contains(signal));
        ending.find(|(_, flag)| flag.swap(false, Ordering::SeqCst)).map(|(signal, _)| event_of(*signal))
    }

    /// Forgets what the keyboard asked.
    pub(super) fn forget(&self) {
        for (_, flag) in self.come.iter().filter(|(signal, _)| FROM_THE_KEYBOARD.contains(signal)) {
            flag.store(false, Ordering::SeqCst);
        }
    }

    /// Ends the listening: from now on a signal that ends the program does so at once. Returns one that came
    /// before that.
    pub(super) fn let_end(&self) -> Option<i32> {
        self.is_over.store(true, Ordering::SeqCst);
        self.take(true).find_map(|event| match event {
            Event::Terminate(signal) => Some(signal),
            _ => None,
        })
    }

    /// Empties the pipe.
    pub(super) fn drain(&mut self) {
        let mut bytes = [0; 64];
        while matches!(self.pipe.read(&mut bytes), Ok(count) if count > 0) {}
    }
}

fn event_of(signal: i32) -> Event {
    match signal {
        SIGCONT => Event::Continued,
        SIGWINCH => Event::Resize,
        SIGTSTP => Event::Suspend,
        ending => Event::Terminate(ending),
    }
}
