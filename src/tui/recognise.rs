//! Which terminal the program runs on, found out before the first frame.

use std::io;

use super::events::TerminalEvents;
use crate::bidi::Adapter;
use crate::settings::Terminals;
use crate::terminal::{Decision, Probe, Question, Reason, Source, decide, limit};

/// The terminal the program runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The name under which it is remembered.
    pub name: String,
    /// How it is sent Arabic, and why so.
    pub decision: Decision,
    /// Whether more is known of terminals than before, so that it is to be kept.
    pub learnt: bool,
}

/// Finds out which terminal this is. It must be raw and on a screen of ours, which is to be wiped afterwards. Where
/// somebody `said` how to send Arabic, nothing is asked.
pub fn recognise(
    events: &mut TerminalEvents,
    said: Option<(Adapter, Source)>,
    terminals: &mut Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
) -> io::Result<Recognised> {
    let unasked = Probe::default().identity(None, variable);
    if let Some((adapter, source)) = said {
        let decision = Decision { adapter, reason: Reason::Said(source) };
        return Ok(Recognised { name: unasked, decision, learnt: false });
    }
    let probe =
        events.ask(&Question::OwnScreen.bytes(variable), limit(terminals.is_silent(&unasked), variable))?;
    let learnt = terminals.note_silence(&unasked, probe.is_silent());
    let around = around(variable);
    let name = probe.identity(around.as_deref(), variable);
    let decision = match terminals.chosen(&name) {
        Some(adapter) => Decision { adapter, reason: Reason::Said(Source::PictureTest) },
        None => decide(&probe, around.as_deref(), variable),
    };
    Ok(Recognised { name, decision, learnt })
}

#[cfg(unix)]
fn around(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    crate::terminal::around(variable)
}

/// tmux runs nowhere else.
#[cfg(not(unix))]
fn around(_variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    None
}
