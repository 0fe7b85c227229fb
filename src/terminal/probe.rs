//! The questions to a terminal, and its answers.
//!
//! Pure: `ask` sends the bytes and reads the answers.

use std::time::Duration;

use super::reply::TerminalReply;

/// What the terminal is asked for, by the situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalQuestion {
    /// On the alternate screen, where a letter can be written and erased again.
    OwnScreen,
    /// Between the commands of a shell, where the user must see no output.
    Shell,
    /// The colour of its ground, on the alternate screen.
    Ground,
}

/// Writes a letter and a left-to-right mark at the home position and asks for the cursor. It is one cell further if the
/// mark takes no cell.
const MARK_WIDTH: &str = "\x1b[H\u{FE91}\u{200E}\x1b[6n";
/// Asks for name and version (XTVERSION).
const VERSION: &str = "\x1b[>q";
/// Asks for the secondary device attributes (DA2).
const ATTRIBUTES: &str = "\x1b[>c";
/// Asks for the mode of bidirectional text (DECRQM 8).
const BIDI_MODE: &str = "\x1b[8$p";
/// Asks for the colour of the ground (OSC 11).
const GROUND: &str = "\x1b]11;?\x1b\\";
/// Asks for the primary device attributes. Every terminal answers this, and in order, so that it ends the wait.
const LAST: &str = "\x1b[c";

impl TerminalQuestion {
    /// The bytes to send for these questions, in one write. The console of Linux is not asked for its ground, which is black.
    /// Apple's Terminal is not asked for the mode, because it prints the last letter of that question.
    pub fn bytes(questions: &[Self], variable: &dyn Fn(&str) -> Option<String>) -> String {
        let is_console = variable("TERM").is_some_and(|term| term == "linux");
        let apple = variable("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal");
        let mode = if apple { "" } else { BIDI_MODE };
        let parts = questions.iter().map(|question| match question {
            Self::OwnScreen => [MARK_WIDTH, VERSION, ATTRIBUTES, mode].concat(),
            Self::Shell => [VERSION, ATTRIBUTES, mode].concat(),
            Self::Ground if is_console => String::new(),
            Self::Ground => GROUND.to_owned(),
        });
        parts.chain([LAST.to_owned()]).collect()
    }
}

/// The time to wait for answers: milliseconds on one machine, a round trip over ssh. A terminal that did not answer
/// before is given only 20 ms.
pub fn limit(silent: bool, variable: &dyn Fn(&str) -> Option<String>) -> Duration {
    let remote = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| variable(name).is_some());
    Duration::from_millis(match (silent, remote) {
        (true, _) => 20,
        (false, false) => 150,
        (false, true) => 500,
    })
}

/// The answers of a terminal. All fields are empty until an answer arrives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Probe {
    /// Column after one letter and a left-to-right mark, from 1. It is 2 if the mark takes no cell.
    pub mark_column: Option<u16>,
    /// Name and version, such as `XTerm(379)`.
    pub version: String,
    /// Secondary device attributes, such as `65;7006;1`.
    pub attributes: String,
    /// State of the mode of bidirectional text, as in [`TerminalReply::BidiMode`].
    pub bidi_mode: Option<u8>,
    /// The colour of the ground: red, green and blue.
    pub ground: Option<[u8; 3]>,
    /// Whether the last question has been answered.
    pub complete: bool,
}

impl Probe {
    /// Stores an answer.
    pub fn note(&mut self, answer: TerminalReply<'_>) {
        match answer {
            TerminalReply::Column(column) => self.mark_column = Some(column),
            TerminalReply::Version(version) => version.clone_into(&mut self.version),
            TerminalReply::Attributes(attributes) => attributes.clone_into(&mut self.attributes),
            TerminalReply::BidiMode(state) => self.bidi_mode = Some(state),
            TerminalReply::Ground(ground) => self.ground = Some(ground),
            TerminalReply::Last => self.complete = true,
        }
    }

    /// Whether the terminal has not answered at all.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// The name under which facts about this terminal are remembered: its version, else its attributes, else the names
    /// in the environment.
    pub fn identity(&self, outer: Option<&str>, variable: &dyn Fn(&str) -> Option<String>) -> String {
        let own = if !self.version.is_empty() {
            self.version.clone()
        } else if !self.attributes.is_empty() {
            self.attributes.clone()
        } else {
            let names = ["TERM", "TERM_PROGRAM"].into_iter().filter_map(variable);
            names.collect::<Vec<_>>().join(" ")
        };
        // The same tmux may need another adapter in another terminal.
        match outer.filter(|outer| !outer.is_empty()) {
            Some(outer) => format!("{own} in {outer}"),
            None => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_commands_no_letter_is_written() {
        let shell = TerminalQuestion::bytes(&[TerminalQuestion::Shell], &|_| None);
        assert!(shell.is_ascii() && !shell.contains("\x1b[H"));
        assert!(
            TerminalQuestion::bytes(&[TerminalQuestion::OwnScreen], &|_| None)
                .starts_with("\x1b[H\u{FE91}\u{200E}")
        );
        assert!(shell.ends_with("\x1b[c"));
    }

    #[test]
    fn apples_terminal_is_not_asked_for_the_mode() {
        let apple = |name: &str| (name == "TERM_PROGRAM").then(|| "Apple_Terminal".to_owned());
        assert!(!TerminalQuestion::bytes(&[TerminalQuestion::OwnScreen], &apple).contains("$p"));
    }

    #[test]
    fn a_remote_terminal_gets_more_time_and_a_silent_one_less() {
        let far = |name: &str| (name == "SSH_CONNECTION").then(String::new);
        let limits = [limit(false, &|_| None), limit(false, &far), limit(true, &|_| None), limit(true, &far)];
        assert_eq!(limits.map(|limit| limit.as_millis()), [150, 500, 20, 20]);
    }

    #[test]
    fn a_terminal_is_identified_by_its_version_or_else_its_attributes() {
        let variable = |name: &str| (name == "TERM").then(|| "xterm-256color".to_owned());
        let mut probe = Probe::default();
        assert_eq!(probe.identity(None, &variable), "xterm-256color");
        assert!(probe.is_silent());
        probe.note(TerminalReply::Attributes("65;7006;1"));
        assert_eq!(probe.identity(None, &variable), "65;7006;1");
        probe.note(TerminalReply::Version("tmux 3.3a"));
        assert_eq!(probe.identity(Some("XTerm(379)"), &variable), "tmux 3.3a in XTerm(379)");
        assert_eq!(probe.identity(Some(""), &variable), "tmux 3.3a");
        assert!(!probe.is_silent());
    }
}
