//! What kind of terminal this is, and what it sends.
//!
//! ```text
//! bytes -> Stream -> keys                      (always: an answer is never taken for a key)
//!               \--> answers -> Probe -> decide -> Adapter
//! ```
//!
//! [`Stream`], [`Probe`] and [`decide()`] are pure. [`ask()`] and [`around()`] touch the world: they put one burst of
//! questions to the terminal and wait for the answers with a limit, and ask tmux what it runs in.

#[cfg(unix)]
mod ask;
mod decide;
mod keys;
mod probe;
mod stream;

#[cfg(unix)]
pub use ask::{around, ask, ask_between_commands};
pub use decide::{Decision, Multiplexer, Reason, Source, decide};
pub use keys::key_event;
pub use probe::{Probe, Question, limit};
pub use stream::{Answer, Open, Piece, Stream};
