//! Which adapter a terminal needs.

use super::probe::Probe;
use crate::bidi::Adapter;

/// The adapter, and why it is this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdapterDecision {
    /// The adapter.
    pub adapter: Adapter,
    /// Why.
    pub reason: AdapterReason,
}

/// Why an adapter was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdapterReason {
    /// Somebody said so.
    Said(AdapterSource),
    /// The terminal says that it can be told to leave the order of cells alone.
    HasSwitch,
    /// A program between the terminal and us takes every command of this kind away.
    Inside(Multiplexer),
    /// This terminal needs it. Its name, as its makers write it.
    Known(&'static str),
    /// The terminal is unknown and answers; marks take no cell in it, so they do no harm.
    Unknown,
    /// The terminal is unknown and draws marks, or says nothing.
    UnknownAndSilent,
    /// The output goes to no terminal.
    NoTerminal,
}

/// Who said which adapter to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdapterSource {
    /// `--bidi`
    Option,
    /// `MIZAN_BIDI`
    Variable,
    /// The settings.
    Setting,
    /// The person who compared the ways on this terminal.
    PictureTest,
}

/// A program that shares one terminal among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux
    Tmux,
    /// GNU screen
    Screen,
}

/// The adapter for a terminal that answered like this, in this environment. `around` is what tmux says of the terminal
/// that it runs in.
///
/// What the terminal answers comes first, because it is true over ssh too and no variable was inherited from elsewhere.
/// The answers and what follows from them were recorded in the terminals themselves.
pub fn decide(
    probe: &Probe,
    around: Option<&str>,
    variable: &dyn Fn(&str) -> Option<String>,
) -> AdapterDecision {
    if matches!(probe.bidi_mode, Some(1..=4)) {
        return AdapterDecision { adapter: Adapter::Explicit, reason: AdapterReason::HasSwitch };
    }
    if let Some(multiplexer) = multiplexer(probe, variable) {
        if around.is_some_and(|around| around.starts_with("kitty")) {
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

/// The fence, where it was seen that the marks it is made of take no cell.
fn fence(probe: &Probe) -> Adapter {
    if probe.mark_column == Some(2) { Adapter::Fence } else { Adapter::Visual }
}

/// The fence for a terminal that is known to keep marks without a cell, unless it was seen to do otherwise.
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

    /// One terminal as it was recorded.
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
                complete: true,
            };
            let variable = |name: &str| terminal.env.get(name).cloned();
            let decision = decide(&probe, terminal.outer.as_deref(), &variable);
            assert_eq!(decision.adapter.name(), terminal.adapter, "{}: {decision:?}", terminal.terminal);
        }
    }

    #[test]
    fn a_switch_that_the_terminal_does_not_know_is_none() {
        let mut probe = Probe { bidi_mode: Some(0), mark_column: Some(2), ..Probe::default() };
        assert_eq!(decided(&probe, &[]).adapter, Adapter::Fence);
        probe.bidi_mode = Some(2);
        assert_eq!(decided(&probe, &[("TMUX", "x")]).reason, AdapterReason::HasSwitch);
    }

    #[test]
    fn a_terminal_that_says_nothing_is_known_by_its_environment_or_sent_the_row_as_it_is() {
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
