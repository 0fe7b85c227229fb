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

/// What is new about a terminal and helps at the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// The name that it goes by before it is asked.
    pub terminal: String,
    /// Whether it answers no questions.
    pub silent: bool,
    /// The adapter that it calls for, if another one was expected.
    pub adapter: Option<Adapter>,
}

impl Learnt {
    /// Notes it in what is remembered.
    pub fn note(&self, terminals: &mut Terminals) {
        terminals.note_silence(&self.terminal, self.silent);
        if let Some(adapter) = self.adapter {
            terminals.note_adapter(&self.terminal, adapter);
        }
    }
}

impl Recognised {
    /// A terminal that was not asked and is sent Arabic through this adapter.
    pub fn unasked(adapter: Adapter) -> Self {
        let decision = AdapterDecision { adapter, reason: AdapterReason::UnknownAndSilent };
        Self { name: String::new(), probe: Probe::default(), around: None, decision, learnt: None }
    }
}

/// Finds out which terminal this is. `ask` puts the questions to it and waits for the answers no longer than the limit it
/// is given. If the user `said` how to send Arabic, nothing is asked.
pub fn recognise(
    question: TerminalQuestion,
    said: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
    ask: impl FnOnce(&str, Duration) -> io::Result<Probe>,
) -> io::Result<Recognised> {
    match expect(said, terminals, variable) {
        Expected { name, adapter, reason: Some(reason) } => {
            let decision = AdapterDecision { adapter, reason };
            Ok(Recognised { name, probe: Probe::default(), around: None, decision, learnt: None })
        }
        Expected { name, .. } => {
            let probe = ask(&question.bytes(variable), limit(terminals.is_silent(&name), variable))?;
            Ok(recognise_by(probe, terminals, variable))
        }
    }
}

/// What is expected of a terminal before it has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The name that it goes by before it is asked.
    pub name: String,
    /// The adapter to begin with.
    pub adapter: Adapter,
    /// Why this adapter is final and nothing is to be asked. `None` if the answers decide.
    pub reason: Option<AdapterReason>,
}

/// The adapter to begin with: the one that the user `said`, else the one that the environment names, else the one that the
/// terminal called for last time.
pub fn expect(
    said: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Expected {
    let name = Probe::default().identity(None, variable);
    if let Some((adapter, source)) = said {
        return Expected { name, adapter, reason: Some(AdapterReason::Said(source)) };
    }
    let by_environment = decide(&Probe::default(), None, variable);
    let is_known = matches!(by_environment.reason, AdapterReason::Known(_));
    let adapter = terminals.seen(&name).filter(|_| !is_known).unwrap_or(by_environment.adapter);
    Expected { name, adapter, reason: None }
}

/// The terminal that gave these answers on a screen of our own.
pub fn recognise_by(
    probe: Probe,
    terminals: &Terminals,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Recognised {
    let Expected { name: terminal, adapter: expected, .. } = expect(None, terminals, variable);
    let around = around(variable);
    let name = probe.identity(around.as_deref(), variable);
    let decision = match terminals.chosen(&name) {
        Some(adapter) => AdapterDecision { adapter, reason: AdapterReason::Said(AdapterSource::PictureTest) },
        None => decide(&probe, around.as_deref(), variable),
    };
    let silent = probe.is_silent();
    // Between the commands of a shell the width of marks is not asked, so those answers decide less.
    let adapter = Some(decision.adapter).filter(|adapter| *adapter != expected && !silent);
    let is_new = adapter.is_some() || terminals.is_silent(&terminal) != silent;
    let learnt = is_new.then_some(Learnt { terminal, silent, adapter });
    Recognised { name, probe, around, decision, learnt }
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
    fn the_next_start_begins_with_the_adapter_that_the_terminal_called_for() {
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
    fn the_environment_outranks_what_is_remembered() {
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
