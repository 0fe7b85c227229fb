//! What kind of terminal this is, and what it sends.
//!
//! ```text
//! bytes -> Stream -> keys                      (always: an answer is never taken for a key)
//!               \--> answers -> Probe -> decide -> Adapter
//! ```
//!
//! [`Stream`], [`Probe`] and [`decide()`] are pure. `ask` touches the world: it puts one burst of questions to the
//! terminal and waits for the answers with a limit, and asks tmux what it runs in. [`recognise()`] puts it together.
//! [`Output`] is what the full screen writes to: it never waits.

#[cfg(unix)]
mod ask;
mod decide;
mod keys;
mod output;
mod probe;
#[cfg(unix)]
mod ready;
mod recognise;
mod size;
mod stream;

#[cfg(unix)]
pub use ask::{ask_between_commands, take_answers};
pub use decide::{AdapterDecision, AdapterReason, AdapterSource, Multiplexer, decide};
pub use keys::key_event;
pub use output::Output;
pub use probe::{Probe, TerminalQuestion, limit};
pub use recognise::{Expected, Learnt, Recognised, expect, recognise, recognise_by};
pub use size::size;
pub use stream::{Stream, StreamItem, TerminalReply, UnfinishedBytes};
