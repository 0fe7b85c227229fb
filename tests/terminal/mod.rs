//! The full-screen program in a real pseudo-terminal: what a person types, what the screen shows, what the file holds,
//! what the terminal is asked and answers, and the terminal given back.

mod choosing;
#[cfg(debug_assertions)]
mod clock;
mod editing;
mod first_run;
mod leaving;
mod recognition;
mod sizes;
mod suspending;
mod unread;
mod vanishing;
mod working;
