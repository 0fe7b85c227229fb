//! What a terminal is asked, and what it answered.

use std::time::Duration;

use super::stream::TerminalReply;

/// Where the questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalQuestion {
    /// On a screen of our own, where a letter can be written and wiped away again.
    OwnScreen,
    /// Between the commands of a shell, where nothing may be seen of it.
    Shell,
}

/// A letter and a left-to-right mark at the home position, and where the cursor is after them: behind one cell where the
/// mark takes none.
const MARK_WIDTH: &str = "\x1b[H\u{FE91}\u{200E}\x1b[6n";
/// Name and version.
const VERSION: &str = "\x1b[>q";
/// Secondary attributes.
const ATTRIBUTES: &str = "\x1b[>c";
/// Whether there is a mode of bidirectional text.
const BIDI_MODE: &str = "\x1b[8$p";
/// Primary attributes. Every terminal answers, and answers in order, so this ends the wait.
const LAST: &str = "\x1b[c";

impl TerminalQuestion {
    /// The bytes to send, in one write. Apple's terminal prints the last letter of the question for the mode, so it is
    /// not asked.
    pub fn bytes(self, variable: &dyn Fn(&str) -> Option<String>) -> String {
        let apple = variable("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal");
        let mark = if self == Self::OwnScreen { MARK_WIDTH } else { "" };
        let mode = if apple { "" } else { BIDI_MODE };
        [mark, VERSION, ATTRIBUTES, mode, LAST].concat()
    }
}

/// How long answers are waited for: they come within milliseconds on one machine and within a round trip over ssh. A
/// terminal that is known to stay silent is hardly waited for.
pub fn limit(silent: bool, variable: &dyn Fn(&str) -> Option<String>) -> Duration {
    let remote = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| variable(name).is_some());
    Duration::from_millis(match (silent, remote) {
        (true, _) => 20,
        (false, false) => 150,
        (false, true) => 500,
    })
}

/// The answers of a terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Probe {
    /// The column after one letter and a left-to-right mark, counted from 1: 2 where the mark takes no cell.
    pub mark_column: Option<u16>,
    /// Name and version, such as `XTerm(379)`; empty without an answer.
    pub version: String,
    /// The secondary attributes, such as `65;7006;1`; empty without an answer.
    pub attributes: String,
    /// The state of the mode of bidirectional text.
    pub bidi_mode: Option<u8>,
    /// Whether the last question was answered.
    pub complete: bool,
}

impl Probe {
    /// Takes an answer in.
    pub fn note(&mut self, answer: TerminalReply<'_>) {
        match answer {
            TerminalReply::Column(column) => self.mark_column = Some(column),
            TerminalReply::Version(version) => version.clone_into(&mut self.version),
            TerminalReply::Attributes(attributes) => attributes.clone_into(&mut self.attributes),
            TerminalReply::BidiMode(state) => self.bidi_mode = Some(state),
            TerminalReply::Last => self.complete = true,
        }
    }

    /// Whether the terminal said anything at all.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// The name under which this terminal is remembered: what it calls itself, else its attributes, else what the
    /// environment calls it.
    pub fn identity(&self, around: Option<&str>, variable: &dyn Fn(&str) -> Option<String>) -> String {
        let own = if !self.version.is_empty() {
            self.version.clone()
        } else if !self.attributes.is_empty() {
            self.attributes.clone()
        } else {
            let names = ["TERM", "TERM_PROGRAM"].into_iter().filter_map(variable);
            names.collect::<Vec<_>>().join(" ")
        };
        match around.filter(|around| !around.is_empty()) {
            Some(around) => format!("{own} in {around}"),
            None => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_between_the_commands_of_a_shell() {
        let shell = TerminalQuestion::Shell.bytes(&|_| None);
        assert!(shell.is_ascii() && !shell.contains("\x1b[H"));
        assert!(TerminalQuestion::OwnScreen.bytes(&|_| None).starts_with("\x1b[H\u{FE91}\u{200E}"));
        assert!(shell.ends_with("\x1b[c"));
    }

    #[test]
    fn apples_terminal_is_not_asked_what_it_would_print() {
        let apple = |name: &str| (name == "TERM_PROGRAM").then(|| "Apple_Terminal".to_owned());
        assert!(!TerminalQuestion::OwnScreen.bytes(&apple).contains("$p"));
    }

    #[test]
    fn a_terminal_far_away_is_waited_for_longer_and_a_silent_one_hardly() {
        let far = |name: &str| (name == "SSH_CONNECTION").then(String::new);
        let limits = [limit(false, &|_| None), limit(false, &far), limit(true, &|_| None), limit(true, &far)];
        assert_eq!(limits.map(|limit| limit.as_millis()), [150, 500, 20, 20]);
    }

    #[test]
    fn a_terminal_is_known_by_what_it_calls_itself() {
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
