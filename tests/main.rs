//! The program from outside: its commands, its full screen in a pseudo-terminal, and the order of its rooms.

mod cli;
mod direction;
#[cfg(unix)]
mod terminal;
