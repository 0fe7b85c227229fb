//! Tests of the program from outside: its commands, its full screen in a pseudo-terminal, and the structure of its
//! sources.
#![expect(clippy::unwrap_used, reason = "a test that cannot continue has failed")]

#[cfg(unix)]
mod bounds;
mod cli;
mod complete;
#[cfg(unix)]
#[path = "../src/sample/hostile.rs"]
mod corpus;
mod direction;
mod documents;
mod fuzz;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod network;
mod support;
#[cfg(unix)]
mod terminal;
