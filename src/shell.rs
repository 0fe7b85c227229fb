//! What the user is to type: words in the quotes of a shell, and commands with the options that this run was called with.
//!
//! Every message that advises a command with a name or a path makes it here, so that it works as it is written: blanks and
//! signs are in quotes, a name that begins with a hyphen comes after `--`, and `--config-dir` is repeated. A text to be
//! typed is in backticks.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::sync::OnceLock;

use crate::bidi::{Symbols, is_island, islands_in, ltr, ltr_islands_in, words_from_left};

/// What separates the parts of a path.
const SEPARATOR: char = std::path::MAIN_SEPARATOR;

/// The name of the program.
pub const PROGRAM: &str = "mizan";

/// How the user called this run, which decides how the next command is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// The value of `--config-dir`, if it was given.
    pub config: Option<OsString>,
    /// What the terminal can show. A letter that it cannot show is advised as an escape.
    pub symbols: Symbols,
}

/// The caller of this process. Every room makes messages, so the caller would have to be a parameter of all of them.
static CALLER: OnceLock<Caller> = OnceLock::new();

/// Notes how this run was called. Only the first call counts; without one, commands have no options.
pub fn note_caller(caller: Caller) {
    // A second run in one process exists in tests only.
    let _ = CALLER.set(caller);
}

fn caller() -> Cow<'static, Caller> {
    CALLER.get().map_or_else(|| Cow::Owned(Caller::default()), Cow::Borrowed)
}

/// A command of the program in backticks, as an island: `` `mizan show 'Water 2026'` ``. Options belong before `--`, and so
/// into `words`; `operands` are names and paths, which may begin with a hyphen.
pub fn command<O: AsRef<OsStr>>(words: &[&str], operands: impl IntoIterator<Item = O>) -> String {
    typed(&caller().command(words, operands))
}

/// For a [`command`] without names and paths.
pub const NO_OPERANDS: [&str; 0] = [];

/// A word of a command in backticks, as an island, quoted where a shell needs it.
pub fn word(text: impl AsRef<OsStr>) -> String {
    typed(&caller().quoted(text.as_ref()))
}

/// `--option=value` for [`command`]. Glued, because a value that begins with a hyphen would be taken for an option.
pub fn option(name: &str, value: impl AsRef<OsStr>) -> String {
    format!("--{name}={}", caller().quoted(value.as_ref()))
}

fn typed(text: &str) -> String {
    ltr(&format!("`{}`", words_from_left(text)))
}

/// Makes each text in backticks a left-to-right island, so that `--name VALUE` keeps its order in an Arabic sentence.
/// Existing islands are kept.
pub fn islands(text: &str) -> Cow<'_, str> {
    each_typed(text, str::to_owned)
}

/// What the user may want to copy of a text with [`islands`]: each part in backticks that has a blank, at which a line could
/// end, and each path.
pub fn copied_from(text: &str) -> impl Iterator<Item = &str> {
    ltr_islands_in(text).filter_map(|part| {
        let typed = part.strip_prefix('`').and_then(|typed| typed.strip_suffix('`'));
        let typed = typed.filter(|typed| typed.contains(' '));
        typed.or_else(|| part.contains(SEPARATOR).then(|| part.trim_matches('`')))
    })
}

/// Whether a text is nothing but a path.
pub fn is_path(text: &str) -> bool {
    is_island(text) && text.contains(SEPARATOR)
}

/// Like [`islands`], for a text that gives advice: a command of the program is written as this run was called.
pub fn advice(text: &str) -> Cow<'_, str> {
    each_typed(text, |typed| caller().repeated(typed))
}

/// Makes an island of each text in backticks, after `change`, which is given the text without them.
fn each_typed(text: &str, change: impl Fn(&str) -> String) -> Cow<'_, str> {
    if !text.contains('`') {
        return Cow::Borrowed(text);
    }
    let made: Vec<_> = islands_in(text).collect();
    let is_free = |at: &usize| !made.iter().any(|island| island.contains(at));
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).filter(is_free).collect();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (mut out, mut end) = (String::with_capacity(text.len() + 12), 0);
    for pair in ticks.chunks_exact(2) {
        let [open, close] = pair else { continue };
        out.push_str(part(end, *open));
        end = close + 1;
        out.push_str(&typed(&change(part(open + 1, *close))));
    }
    out.push_str(part(end, text.len()));
    Cow::Owned(out)
}

impl Caller {
    /// The program with the options to repeat.
    fn program(&self) -> String {
        match &self.config {
            Some(folder) => format!("{PROGRAM} --config-dir={}", self.quoted(folder)),
            None => PROGRAM.to_owned(),
        }
    }

    /// A command of the program as it is to be typed now; other texts as they are.
    fn repeated(&self, typed: &str) -> String {
        match typed.strip_prefix(PROGRAM) {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => self.program() + rest,
            _ => typed.to_owned(),
        }
    }

    fn command<O: AsRef<OsStr>>(&self, words: &[&str], operands: impl IntoIterator<Item = O>) -> String {
        let operands: Vec<O> = operands.into_iter().collect();
        let begins_like_an_option = |operand: &O| operand.as_ref().as_encoded_bytes().starts_with(b"-");
        let end_of_options = operands.iter().any(begins_like_an_option).then_some("--");
        let operands = operands.iter().map(|operand| self.quoted(operand.as_ref()));
        let words = words.iter().copied().chain(end_of_options).map(str::to_owned);
        std::iter::once(self.program()).chain(words).chain(operands).collect::<Vec<_>>().join(" ")
    }

    /// A word as a shell reads it unchanged: plain, in quotes, or with escapes where it holds what cannot be shown.
    fn quoted(&self, word: &OsStr) -> String {
        let shown =
            |letter: char| !letter.is_control() && (letter.is_ascii() || self.symbols == Symbols::Unicode);
        match word.to_str() {
            Some(text) if !text.is_empty() && text.chars().all(is_plain) && text.chars().all(shown) => {
                text.to_owned()
            }
            Some(text) if cfg!(windows) => format!("\"{text}\""),
            // A backtick would end the text to be typed.
            Some(text) if text.chars().all(|letter| shown(letter) && letter != '`') => {
                format!("'{}'", text.replace('\'', r"'\''"))
            }
            _ => escaped(word.as_encoded_bytes()),
        }
    }
}

/// Whether no shell gives a letter a meaning of its own, at any place of a word.
fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/' | '@' | '%' | '+' | ',' | ':')
}

/// A word with every byte that is no plain letter as an octal escape, as bash, zsh and ksh read it. It has no blank at which
/// a line could end.
fn escaped(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match char::from(*byte) {
        letter if byte.is_ascii() && is_plain(letter) => letter.to_string(),
        _ => format!("\\{byte:03o}"),
    };
    format!("$'{}'", bytes.iter().map(letter).collect::<String>())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;

    use super::*;

    const ASCII: Caller = Caller { config: None, symbols: Symbols::Ascii };

    const WORDS: [&[u8]; 17] = [
        b"plain",
        b"",
        b"two  words",
        b"it's",
        b"\"quoted\"",
        b"$HOME `date` $(date)",
        b"~/a",
        b"a*b?[c]{d,e}",
        b"semi;colon&pipe|",
        b"back\\slash",
        b"hash#bang!",
        b"=ls",
        b"line\nfeed\ttab",
        b"-lead",
        b"not \xff UTF-8",
        "تقييم المياه 2026".as_bytes(),
        "e\u{301}\u{200f}\u{2028}".as_bytes(),
    ];

    /// The words that a shell makes of a text.
    fn read_by(shell: &str, typed: &str) -> Vec<u8> {
        let script = format!("for word in {typed}; do printf '%s\\0' \"$word\"; done");
        Command::new(shell).arg("-c").arg(script).output().expect("a shell runs").stdout
    }

    #[test]
    fn a_shell_reads_every_word_as_it_was() {
        for caller in [Caller::default(), ASCII] {
            for word in WORDS {
                let typed = caller.quoted(OsStr::from_bytes(word));
                assert_eq!(read_by("bash", &typed), [word, b"\0"].concat(), "{typed}");
                assert!(caller.symbols == Symbols::Unicode || typed.is_ascii(), "{typed}");
                assert!(!typed.contains('`') && !typed.contains(char::is_control), "{typed}");
            }
        }
    }

    #[test]
    fn a_plain_word_has_no_quotes() {
        for plain in ["garden", "/tmp/a-b_c.yaml", "تقييم"] {
            assert_eq!(Caller::default().quoted(OsStr::new(plain)), plain);
        }
    }

    #[test]
    fn an_operand_that_begins_with_a_hyphen_comes_after_the_options() {
        let caller = Caller { config: Some("/tmp/my folder".into()), ..Caller::default() };
        assert_eq!(caller.command(&["show"], ["A"]), "mizan --config-dir='/tmp/my folder' show A");
        let command = Caller::default().command(&["import", "--name=B"], ["- a.yaml"]);
        assert_eq!(command, "mizan import --name=B -- '- a.yaml'");
        // Written with escapes, the name begins with other signs.
        assert_eq!(Caller::default().command(&["show"], ["-a`b"]), r"mizan show -- $'-a\140b'");
        assert_eq!(ASCII.command(&["show"], ["-م"]), r"mizan show -- $'-\331\205'");
    }

    #[test]
    fn a_command_in_a_text_is_written_as_the_run_was_called() {
        let caller = Caller { config: Some("/c".into()), ..Caller::default() };
        for (text, repeated) in [
            ("mizan", "mizan --config-dir=/c"),
            ("mizan list", "mizan --config-dir=/c list"),
            ("mizanine", "mizanine"),
            ("--note", "--note"),
        ] {
            assert_eq!(caller.repeated(text), repeated);
        }
    }
}
