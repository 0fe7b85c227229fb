//! Decides which adapter a terminal needs, from its answers and the environment.
//!
//! Pure: it asks no terminal.

use super::probe::Probe;
use crate::bidi::Adapter;

/// The adapter for a terminal, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdapterDecision {
    /// The adapter to send Arabic with.
    pub adapter: Adapter,
    /// The reason for the decision.
    pub reason: AdapterReason,
}

/// The reason for an adapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdapterReason {
    /// The user requested it.
    Requested(AdapterSource),
    /// The terminal has a mode that leaves the order of cells alone.
    HasSwitch,
    /// A multiplexer between the terminal and the program removes such commands.
    Inside(Multiplexer),
    /// This terminal is known to need it. Holds its name, as its makers write it.
    Known(&'static str),
    /// The terminal is unknown, and direction marks take no cell in it, so they do no harm.
    Unknown,
    /// The terminal is unknown, and either marks take a cell or it does not answer.
    UnknownAndSilent,
    /// The output is not a terminal.
    NoTerminal,
}

impl AdapterReason {
    /// Whether the adapter is surely right, so that the user need not be asked how a line of Arabic looks.
    pub fn is_sure(&self) -> bool {
        match self {
            Self::Requested(_) | Self::HasSwitch | Self::Known(_) => true,
            Self::Inside(_) | Self::Unknown | Self::UnknownAndSilent | Self::NoTerminal => false,
        }
    }
}

/// The place where the user requested an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdapterSource {
    /// The option `--bidi`
    Option,
    /// The variable `MIZAN_BIDI`
    Variable,
    /// The settings.
    Setting,
    /// The picture test, in which the user compares the adapters on this terminal.
    PictureTest,
}

/// A program that shares one terminal among several others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux
    Tmux,
    /// GNU screen
    Screen,
}

/// Decides on the adapter for a terminal with these answers in this environment. `outer` is the terminal in which tmux
/// runs, as tmux names it.
///
/// Answers take precedence over variables: they are also right over ssh, and variables may be inherited from another
/// terminal. The rules follow from answers recorded in these terminals (`tests/data/terminal-replies.yaml`).
pub fn decide(
    probe: &Probe,
    outer: Option<&str>,
    variable: &dyn Fn(&str) -> Option<String>,
) -> AdapterDecision {
    // In state 0 the terminal does not know the mode.
    if matches!(probe.bidi_mode, Some(1..=4)) {
        return AdapterDecision { adapter: Adapter::Explicit, reason: AdapterReason::HasSwitch };
    }
    // Before the terminal itself: variables may come from the terminal in which the multiplexer was started.
    if let Some(multiplexer) = multiplexer(probe, variable) {
        if outer.is_some_and(|outer| outer.starts_with("kitty")) {
            return AdapterDecision { adapter: Adapter::Kitty, reason: AdapterReason::Known("kitty") };
        }
        return AdapterDecision { adapter: fence_known(probe), reason: AdapterReason::Inside(multiplexer) };
    }
    if let Some((adapter, name)) = by_answer(probe).or_else(|| by_environment(probe, variable)) {
        return AdapterDecision { adapter, reason: AdapterReason::Known(name) };
    }
    let adapter = fence(probe);
    let reason =
        if adapter == Adapter::Fence { AdapterReason::Unknown } else { AdapterReason::UnknownAndSilent };
    AdapterDecision { adapter, reason }
}

fn multiplexer(probe: &Probe, variable: &dyn Fn(&str) -> Option<String>) -> Option<Multiplexer> {
    let set = |name| variable(name).is_some();
    if probe.version.starts_with("tmux") || set("TMUX") {
        Some(Multiplexer::Tmux)
    } else if probe.attributes.starts_with("83;") || set("STY") {
        Some(Multiplexer::Screen)
    } else {
        None
    }
}

/// The fence, if the answers show that its marks take no cell.
fn fence(probe: &Probe) -> Adapter {
    if probe.mark_column == Some(2) { Adapter::Fence } else { Adapter::Visual }
}

/// The fence for a terminal in which marks are known to take no cell, unless the answers show otherwise.
fn fence_known(probe: &Probe) -> Adapter {
    if matches!(probe.mark_column, None | Some(2)) { Adapter::Fence } else { Adapter::Visual }
}

fn by_answer(probe: &Probe) -> Option<(Adapter, &'static str)> {
    let version = |name| probe.version.starts_with(name);
    let attributes = |start| probe.attributes.starts_with(start);
    Some(match () {
        () if version("kitty") => (Adapter::Kitty, "kitty"),
        () if version("Konsole") => (Adapter::Inverse, "Konsole"),
        () if probe.attributes == "0;136;0" => (Adapter::Inverse, "PuTTY"),
        () if probe.attributes == "0;115;0" => (Adapter::Inverse, "qterminal"),
        () if attributes("1;95;") => (Adapter::Inverse, "Apple Terminal"),
        () if attributes("24;279;") => (Adapter::Mlterm, "mlterm"),
        () if attributes("77;") => (Adapter::Explicit, "mintty"),
        () if version("XTerm") => (Adapter::Visual, "xterm"),
        () if version("foot") => (Adapter::Visual, "foot"),
        () if version("WezTerm") => (Adapter::Visual, "WezTerm"),
        () if version("ghostty") => (Adapter::Visual, "ghostty"),
        () if version("iTerm2") => (Adapter::Fence, "iTerm2"),
        () if attributes("85;") => (Adapter::Visual, "urxvt"),
        () => return None,
    })
}

fn by_environment(
    probe: &Probe,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Option<(Adapter, &'static str)> {
    let set = |name| variable(name).is_some();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let term = variable("TERM").unwrap_or_default();
    Some(match program.as_str() {
        "Apple_Terminal" => (Adapter::Inverse, "Apple Terminal"),
        "mintty" => (Adapter::Explicit, "mintty"),
        "vscode" => (fence_known(probe), "xterm.js"),
        "iTerm.app" => (fence_known(probe), "iTerm2"),
        "WezTerm" => (Adapter::Visual, "WezTerm"),
        "ghostty" => (Adapter::Visual, "ghostty"),
        _ if set("MLTERM") => (Adapter::Mlterm, "mlterm"),
        _ if set("KONSOLE_VERSION") => (Adapter::Inverse, "Konsole"),
        _ if set("KITTY_WINDOW_ID") || term == "xterm-kitty" => (Adapter::Kitty, "kitty"),
        _ if set("VTE_VERSION") => (Adapter::Explicit, "VTE"),
        _ if set("WT_SESSION") => (Adapter::Visual, "Windows Terminal"),
        _ if set("ALACRITTY_WINDOW_ID") || term.starts_with("alacritty") => (Adapter::Visual, "alacritty"),
        _ if term.starts_with("foot") => (Adapter::Visual, "foot"),
        _ if term.starts_with("rxvt") => (Adapter::Visual, "urxvt"),
        _ if term == "st" || term.starts_with("st-") => (Adapter::Visual, "st"),
        _ if set("XTERM_VERSION") => (Adapter::Visual, "xterm"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    /// The recorded answers of one terminal.
    #[derive(Deserialize)]
    struct Recorded {
        terminal: String,
        lrm_column: u16,
        xtversion: String,
        da2: String,
        decrqm_8: Option<u8>,
        env: BTreeMap<String, String>,
        outer: Option<String>,
        adapter: String,
    }

    fn decided(probe: &Probe, env: &[(&str, &str)]) -> AdapterDecision {
        let variable =
            |name: &str| env.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        decide(probe, None, &variable)
    }

    #[test]
    fn every_recorded_terminal_gets_the_adapter_that_made_arabic_readable_in_it() {
        let recorded: Vec<Recorded> =
            serde_yaml::from_str(include_str!("../../tests/data/terminal-replies.yaml")).unwrap();
        assert_eq!(recorded.len(), 16);
        for terminal in recorded {
            let probe = Probe {
                mark_column: Some(terminal.lrm_column),
                version: terminal.xtversion,
                attributes: terminal.da2,
                bidi_mode: terminal.decrqm_8,
                ground: None,
                complete: true,
            };
            let variable = |name: &str| terminal.env.get(name).cloned();
            let decision = decide(&probe, terminal.outer.as_deref(), &variable);
            assert_eq!(decision.adapter.name(), terminal.adapter, "{}: {decision:?}", terminal.terminal);
        }
    }

    #[test]
    fn an_unknown_mode_is_not_a_switch() {
        let mut probe = Probe { bidi_mode: Some(0), mark_column: Some(2), ..Probe::default() };
        assert_eq!(decided(&probe, &[]).adapter, Adapter::Fence);
        probe.bidi_mode = Some(2);
        assert_eq!(decided(&probe, &[("TMUX", "x")]).reason, AdapterReason::HasSwitch);
    }

    #[test]
    fn every_state_of_a_known_mode_is_a_switch() {
        // Set, reset, and both for ever, as DECRQM answers.
        for state in 1..=4 {
            let probe = Probe { bidi_mode: Some(state), ..Probe::default() };
            assert_eq!(decided(&probe, &[]).reason, AdapterReason::HasSwitch, "{state}");
        }
    }

    #[test]
    fn a_multiplexer_is_recognised_by_its_answers_and_by_its_variable() {
        let answered = |version: &str, attributes: &str| Probe {
            version: version.to_owned(),
            attributes: attributes.to_owned(),
            ..Probe::default()
        };
        let silent = Probe::default();
        for (probe, env, expected) in [
            (answered("tmux 3.4", ""), vec![], Multiplexer::Tmux),
            (silent.clone(), vec![("TMUX", "/tmp/tmux,1,0")], Multiplexer::Tmux),
            (answered("", "83;40900;0"), vec![], Multiplexer::Screen),
            (silent, vec![("STY", "1.pts-0")], Multiplexer::Screen),
        ] {
            // The variable of the terminal around it is inherited.
            let env = [env, vec![("WT_SESSION", "1")]].concat();
            assert_eq!(decided(&probe, &env).reason, AdapterReason::Inside(expected), "{env:?}");
        }
    }

    #[test]
    fn a_silent_terminal_is_recognised_by_its_environment_or_sent_visual_order() {
        let silent = Probe::default();
        assert_eq!(decided(&silent, &[("WT_SESSION", "1")]).reason, AdapterReason::Known("Windows Terminal"));
        assert_eq!(decided(&silent, &[("TERM_PROGRAM", "mintty")]).adapter, Adapter::Explicit);
        assert_eq!(decided(&silent, &[("VTE_VERSION", "7006")]).adapter, Adapter::Explicit);
        let unknown = decided(&silent, &[("TERM", "xterm-256color")]);
        assert_eq!((unknown.adapter, unknown.reason), (Adapter::Visual, AdapterReason::UnknownAndSilent));
    }

    #[test]
    fn marks_that_take_a_cell_are_never_sent() {
        let wide = Probe { mark_column: Some(3), ..Probe::default() };
        assert_eq!(decided(&wide, &[("TMUX", "x")]).adapter, Adapter::Visual);
        assert_eq!(decided(&wide, &[("TERM_PROGRAM", "vscode")]).adapter, Adapter::Visual);
    }
}
