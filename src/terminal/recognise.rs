//! Finds out which terminal the program runs on and how to send Arabic to it.
//!
//! It combines what the user requested, the environment, the answers and what earlier runs remembered.

use std::io;
use std::time::Duration;

use super::decide::{AdapterDecision, AdapterReason, AdapterSource, decide};
use super::probe::{Probe, TerminalQuestion, limit};
use crate::bidi::Adapter;
use crate::settings::Terminals;

/// What is known about the terminal that the program runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Name under which it is remembered.
    pub name: String,
    /// Its answers; empty if it was not asked.
    pub probe: Probe,
    /// The terminal in which tmux runs, as tmux names it.
    pub outer: Option<String>,
    /// How to send Arabic to it, with the reason.
    pub decision: AdapterDecision,
    /// What the next start should know. `None` without new facts.
    pub learnt: Option<Learnt>,
}

/// New facts about a terminal that help at the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// Name of the terminal before it is asked, because that is all the next start has.
    pub terminal: String,
    /// Whether it does not answer questions.
    pub silent: bool,
    /// The adapter that it needs, if it differs from the expected one.
    pub adapter: Option<Adapter>,
}

impl Learnt {
    /// Adds the facts to the remembered ones.
    pub fn note(&self, terminals: &mut Terminals) {
        terminals.note_silence(&self.terminal, self.silent);
        if let Some(adapter) = self.adapter {
            terminals.note_adapter(&self.terminal, adapter);
        }
    }
}

impl Recognised {
    /// A terminal that was not asked, with a given adapter.
    pub fn unasked(adapter: Adapter) -> Self {
        let decision = AdapterDecision { adapter, reason: AdapterReason::UnknownAndSilent };
        Self { name: String::new(), probe: Probe::default(), outer: None, decision, learnt: None }
    }
}

/// Finds out which terminal this is.
///
/// `ask` sends the questions and waits for the answers, at most for the given time. It is not called if the user
/// `requested` an adapter.
///
/// # Errors
/// If `ask` fails.
pub fn recognise(
    question: TerminalQuestion,
    requested: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
    ask: impl FnOnce(&str, Duration) -> io::Result<Probe>,
) -> io::Result<Recognised> {
    match expect(requested, terminals, variable) {
        Expected { name, adapter, reason: Some(reason) } => {
            let decision = AdapterDecision { adapter, reason };
            Ok(Recognised { name, probe: Probe::default(), outer: None, decision, learnt: None })
        }
        Expected { name, .. } => {
            let probe = ask(
                &TerminalQuestion::bytes(&[question], variable),
                limit(terminals.is_silent(&name), variable),
            )?;
            Ok(recognise_by(probe, terminals, variable))
        }
    }
}

/// The expectation of a terminal before it has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// Name of the terminal before it is asked.
    pub name: String,
    /// The adapter to begin with.
    pub adapter: Adapter,
    /// Why this adapter is final and no question is needed. `None` if the answers decide.
    pub reason: Option<AdapterReason>,
}

/// The adapter to begin with: the one that the user `requested`, else the one for the environment, else the one that
/// this terminal needed at the last start.
pub fn expect(
    requested: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Expected {
    let name = Probe::default().identity(None, variable);
    if let Some((adapter, source)) = requested {
        return Expected { name, adapter, reason: Some(AdapterReason::Requested(source)) };
    }
    let by_environment = decide(&Probe::default(), None, variable);
    let is_known = matches!(by_environment.reason, AdapterReason::Known(_));
    let adapter = terminals.seen(&name).filter(|_| !is_known).unwrap_or(by_environment.adapter);
    Expected { name, adapter, reason: None }
}

/// What is known about a terminal after it has answered these questions on the alternate screen.
pub fn recognise_by(
    probe: Probe,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Recognised {
    let Expected { name: terminal, adapter: expected, .. } = expect(None, terminals, variable);
    let outer = outer(variable);
    let name = probe.identity(outer.as_deref(), variable);
    let decision = match terminals.chosen(&name) {
        Some(adapter) => {
            AdapterDecision { adapter, reason: AdapterReason::Requested(AdapterSource::PictureTest) }
        }
        None => decide(&probe, outer.as_deref(), variable),
    };
    let silent = probe.is_silent();
    // A silent terminal keeps the expected adapter: no answer is no reason to change it.
    let adapter = Some(decision.adapter).filter(|adapter| *adapter != expected && !silent);
    let is_new = adapter.is_some() || terminals.is_silent(&terminal) != silent;
    let learnt = is_new.then_some(Learnt { terminal, silent, adapter });
    Recognised { name, probe, outer, decision, learnt }
}

#[cfg(unix)]
fn outer(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    super::ask::outer(variable)
}

/// tmux does not run on this system.
#[cfg(not(unix))]
fn outer(_variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
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
    fn a_requested_adapter_needs_no_questions() {
        let requested = Some((Adapter::Inverse, AdapterSource::Option));
        let found =
            recognise(TerminalQuestion::OwnScreen, requested, &Terminals::default(), &|_| None, never)
                .unwrap();
        assert_eq!(found.decision.reason, AdapterReason::Requested(AdapterSource::Option));
        assert_eq!(found.decision.adapter, Adapter::Inverse);
    }

    #[test]
    fn the_picture_test_takes_precedence_over_known_terminals() {
        let mut terminals = Terminals::default();
        let found = recognise(TerminalQuestion::Shell, None, &terminals, &|_| None, xterm).unwrap();
        assert_eq!(found.decision.reason, AdapterReason::Known("xterm"));
        terminals.choose(&found.name, Adapter::Fence);
        let found = recognise(TerminalQuestion::Shell, None, &terminals, &|_| None, xterm).unwrap();
        assert_eq!(
            found.decision,
            AdapterDecision {
                adapter: Adapter::Fence,
                reason: AdapterReason::Requested(AdapterSource::PictureTest)
            }
        );
    }

    #[test]
    fn a_silent_terminal_gets_less_time_at_the_next_start() {
        let mut terminals = Terminals::default();
        let variable = |name: &str| (name == "TERM").then(|| "dumb".to_owned());
        let mut limits = Vec::new();
        for _ in 0..2 {
            let mute = |_: &str, limit: Duration| {
                limits.push(limit.as_millis());
                Ok(Probe::default())
            };
            let found = recognise(TerminalQuestion::OwnScreen, None, &terminals, &variable, mute).unwrap();
            if let Some(learnt) = found.learnt {
                learnt.note(&mut terminals);
            }
        }
        assert_eq!(limits, [150, 20]);
        let found = recognise(TerminalQuestion::OwnScreen, None, &terminals, &variable, xterm).unwrap();
        let learnt = Learnt { terminal: "dumb".to_owned(), silent: false, adapter: None };
        assert_eq!(found.learnt, Some(learnt));
    }

    #[test]
    fn the_next_start_begins_with_the_adapter_of_the_last_one() {
        let mut terminals = Terminals::default();
        let variable = |name: &str| (name == "TERM").then(|| "xterm-256color".to_owned());
        assert_eq!(expect(None, &terminals, &variable).adapter, Adapter::Visual);
        let vte = Probe { bidi_mode: Some(1), complete: true, ..Probe::default() };
        let learnt = recognise_by(vte.clone(), &terminals, &variable).learnt.unwrap();
        learnt.note(&mut terminals);
        assert_eq!(expect(None, &terminals, &variable).adapter, Adapter::Explicit);
        assert_eq!(recognise_by(vte, &terminals, &variable).learnt, None);
    }

    #[test]
    fn the_environment_takes_precedence_over_what_is_remembered() {
        let mut terminals = Terminals::default();
        terminals.note_adapter("xterm-256color", Adapter::Explicit);
        let konsole = |name: &str| match name {
            "TERM" => Some("xterm-256color".to_owned()),
            "KONSOLE_VERSION" => Some("230802".to_owned()),
            _ => None,
        };
        assert_eq!(expect(None, &terminals, &konsole).adapter, Adapter::Inverse);
    }
}
