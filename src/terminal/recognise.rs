//! Which terminal the program runs on, and how it is sent Arabic.

use std::io;
use std::time::Duration;

use super::decide::{AdapterDecision, AdapterReason, AdapterSource, decide};
use super::probe::{Probe, TerminalQuestion, limit};
use crate::bidi::Adapter;
use crate::settings::Terminals;

/// The terminal the program runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The name under which it is remembered.
    pub name: String,
    /// What it answered; nothing where it was not asked.
    pub probe: Probe,
    /// What tmux says of the terminal around it.
    pub around: Option<String>,
    /// How it is sent Arabic, and why so.
    pub decision: AdapterDecision,
    /// That it answers now and did not before, or the other way round: this is to be remembered.
    pub learnt: Option<Learnt>,
}

/// What is new of a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// The name that it goes by before it is asked.
    pub terminal: String,
    /// Whether it answers no questions.
    pub silent: bool,
}

impl Recognised {
    /// A terminal that was not asked and is sent Arabic through this adapter.
    pub fn unasked(adapter: Adapter) -> Self {
        let decision = AdapterDecision { adapter, reason: AdapterReason::UnknownAndSilent };
        Self { name: String::new(), probe: Probe::default(), around: None, decision, learnt: None }
    }
}

/// Finds out which terminal this is. `ask` puts the questions to it and waits for the answers no longer than the limit it
/// is given. Where somebody `said` how to send Arabic, nothing is asked.
pub fn recognise(
    question: TerminalQuestion,
    said: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
    ask: impl FnOnce(&str, Duration) -> io::Result<Probe>,
) -> io::Result<Recognised> {
    let unasked = Probe::default().identity(None, variable);
    if let Some((adapter, source)) = said {
        let decision = AdapterDecision { adapter, reason: AdapterReason::Said(source) };
        let (name, probe) = (unasked, Probe::default());
        return Ok(Recognised { name, probe, around: None, decision, learnt: None });
    }
    let probe = ask(&question.bytes(variable), limit(terminals.is_silent(&unasked), variable))?;
    let silent = probe.is_silent();
    let learnt =
        (terminals.is_silent(&unasked) != silent).then(|| Learnt { terminal: unasked.clone(), silent });
    let around = around(variable);
    let name = probe.identity(around.as_deref(), variable);
    let decision = match terminals.chosen(&name) {
        Some(adapter) => AdapterDecision { adapter, reason: AdapterReason::Said(AdapterSource::PictureTest) },
        None => decide(&probe, around.as_deref(), variable),
    };
    Ok(Recognised { name, probe, around, decision, learnt })
}

#[cfg(unix)]
fn around(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    super::ask::around(variable)
}

/// tmux runs nowhere else.
#[cfg(not(unix))]
fn around(_variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never(_: &str, _: Duration) -> io::Result<Probe> {
        panic!("asked")
    }

    fn xterm(questions: &str, _: Duration) -> io::Result<Probe> {
        let answered = questions.contains("\x1b[>q");
        let probe = Probe { version: "XTerm(379)".to_owned(), complete: true, ..Probe::default() };
        answered.then_some(probe).ok_or_else(|| io::Error::other("the name was not asked for"))
    }

    #[test]
    fn nobody_is_asked_what_somebody_said() {
        let said = Some((Adapter::Inverse, AdapterSource::Option));
        let found =
            recognise(TerminalQuestion::OwnScreen, said, &Terminals::default(), &|_| None, never).unwrap();
        assert_eq!(found.decision.reason, AdapterReason::Said(AdapterSource::Option));
        assert_eq!(found.decision.adapter, Adapter::Inverse);
    }

    #[test]
    fn what_a_person_chose_on_a_terminal_outranks_what_is_known_of_it() {
        let mut terminals = Terminals::default();
        let found = recognise(TerminalQuestion::Shell, None, &terminals, &|_| None, xterm).unwrap();
        assert_eq!(found.decision.reason, AdapterReason::Known("xterm"));
        terminals.choose(&found.name, Adapter::Fence);
        let found = recognise(TerminalQuestion::Shell, None, &terminals, &|_| None, xterm).unwrap();
        assert_eq!(
            found.decision,
            AdapterDecision {
                adapter: Adapter::Fence,
                reason: AdapterReason::Said(AdapterSource::PictureTest)
            }
        );
    }

    #[test]
    fn a_terminal_that_stays_silent_is_hardly_waited_for_the_next_time() {
        let mut terminals = Terminals::default();
        let variable = |name: &str| (name == "TERM").then(|| "dumb".to_owned());
        let mut limits = Vec::new();
        for _ in 0..2 {
            let mute = |_: &str, limit: Duration| {
                limits.push(limit.as_millis());
                Ok(Probe::default())
            };
            let found = recognise(TerminalQuestion::OwnScreen, None, &terminals, &variable, mute).unwrap();
            if let Some(Learnt { terminal, silent }) = found.learnt {
                terminals.note_silence(&terminal, silent);
            }
        }
        assert_eq!(limits, [150, 20]);
        let found = recognise(TerminalQuestion::OwnScreen, None, &terminals, &variable, xterm).unwrap();
        assert_eq!(found.learnt, Some(Learnt { terminal: "dumb".to_owned(), silent: false }));
    }
}
