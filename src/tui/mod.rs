//! The full-screen program.
//!
//! A key becomes an [`action::Action`] by the one table in [`keymap`]; the view in front changes the workspace and says
//! what else is to happen; [`runtime`] has the terminal and [`world`] the files, whose open assessment a thread
//! of its own saves. Everything else is pure, so the tests drive the same code with keys and read the same screen.

pub mod action;
pub mod app;
mod choices;
mod chrome;
mod clipboard;
mod conclusions;
pub mod editor;
pub mod effect;
pub mod events;
pub mod frame;
mod jobs;
mod keeping;
pub mod key;
pub mod keymap;
mod open;
mod overlays;
mod panics;
#[cfg(debug_assertions)]
mod rehearsal;
mod remembered;
pub mod runtime;
mod screens;
pub mod session;
mod terminal;
#[cfg(test)]
mod test_app;
#[cfg(test)]
mod tests;
mod view;
mod widgets;
pub mod workspace;
pub mod world;

pub use runtime::Ending;

pub use chrome::draw;
pub use open::{Closed, Complaints, OpenAssessment, Opening, open};
