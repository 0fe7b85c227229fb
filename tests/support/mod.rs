//! Shared parts of the tests: a home, the program in a pseudo-terminal, and sources as text.

pub mod home;
pub mod modules;
#[cfg(unix)]
pub mod pseudo_terminal;
pub mod source;
#[cfg(unix)]
mod terminal_output;
#[cfg(unix)]
mod ways;

/// Whether `MIZAN_LONG_TESTS` asks for the long forms of the tests.
pub fn is_long() -> bool {
    std::env::var_os("MIZAN_LONG_TESTS").is_some()
}
