//! What the tests share: a home for each, the program in a pseudo-terminal, and sources read as text.

pub mod home;
#[cfg(unix)]
pub mod pseudo_terminal;
pub mod source;
#[cfg(unix)]
mod terminal_output;
#[cfg(unix)]
mod ways;

/// Whether the long forms of the tests were asked for.
pub fn is_long() -> bool {
    std::env::var_os("MIZAN_LONG_TESTS").is_some()
}
