//! The full screen in a real pseudo-terminal: keys, screen contents, files, the questions to the terminal, and
//! restoring it.

mod choosing;
#[cfg(debug_assertions)]
mod clock;
mod demo;
mod editing;
mod farewell;
mod first_run;
mod leaving;
mod limited;
mod pointing;
mod recognition;
mod sizes;
mod suspending;
mod unread;
mod vanishing;
mod working;
