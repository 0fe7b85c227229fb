//! Recognises the terminal, reads its input and writes to it.
//!
//! ```text
//! bytes -> Stream -> keys                      (always: an answer is never taken for a key)
//!               \--> answers -> Probe -> decide -> Adapter
//! ```
//!
//! [`Stream`], [`Probe`] and [`decide()`] are pure. `ask` does the input and output: it sends all questions at once,
//! waits for the answers up to a limit, and asks tmux for its outer terminal. [`recognise()`] combines them. [`Output`]
//! is where the full screen writes; it never blocks.

#[cfg(unix)]
mod ask;
mod decide;
mod keys;
mod output;
mod probe;
#[cfg(unix)]
mod ready;
mod recognise;
mod reply;
mod sequence;
mod sgr;
mod size;
mod stream;

#[cfg(unix)]
pub use ask::ask_between_commands;
pub use decide::{AdapterDecision, AdapterReason, AdapterSource, Multiplexer, decide};
pub use keys::key_event;
pub use output::Output;
pub use probe::{Probe, TerminalQuestion, limit};
pub use recognise::{Learnt, Recognised, expect, recognise, recognise_by};
pub use sequence::{StreamItem, UnfinishedBytes};
pub use sgr::{Ink, Paper};
pub use size::size;
pub use stream::Stream;
