//! The full-screen program: screens, keys, and the loop that connects them with terminal and files.
//!
//! [`keymap`] turns a key into an [`action::Action`]. The view in front changes the workspace and the assessment that it
//! shows, and returns commands, from which [`app`] makes [`effect`]s. [`world`] performs them on the files and answers
//! with [`news`] for [`app`]. [`runtime`] waits for events and news, and has the terminal. [`app`] and the views touch
//! neither files nor threads, so that tests can drive them with keys and read the same screen.
//!
//! ```text
//! events --> app --> effects --> world
//!             ^----   news  <-----'
//! ```

pub mod action;
pub mod app;
mod choices;
mod chrome;
mod clipboard;
pub mod editor;
pub mod effect;
pub mod events;
mod explained;
mod farewell;
mod files;
pub mod frame;
mod hearing;
mod hints;
mod job;
mod job_fault;
mod jobs;
pub mod key;
mod key_names;
pub mod keymap;
mod level_numbers;
mod listing;
pub mod news;
mod offer;
mod open;
mod overlays;
mod panics;
mod questionnaires;
#[cfg(debug_assertions)]
mod rehearsal;
mod remembered;
pub mod runtime;
mod saving;
mod screens;
pub mod session;
pub mod shelf;
pub mod surface;
mod taking;
mod terminal;
#[cfg(test)]
mod test_app;
#[cfg(test)]
mod tests;
mod view;
mod view_stack;
mod views;
mod widgets;
pub mod workspace;
pub mod world;

pub use runtime::Ending;

pub use chrome::draw;
pub use farewell::{Farewell, FarewellText, FarewellWriter};
pub use open::{Closed, Complaints, LeftAssessment, Opening, open};
