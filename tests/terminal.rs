//! The full-screen program in a real pseudo-terminal: what a person types, what the screen shows, what the file holds,
//! and the terminal given back.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test gives up. Nothing waits for time to pass: each wait ends with its condition.
const PATIENCE: Duration = Duration::from_secs(30);

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// What the program asked to be put into the clipboard last, as it was sent.
#[derive(Default)]
struct Copied(String);

impl vt100::Callbacks for Copied {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _kind: &[u8], encoded: &[u8]) {
        self.0 = String::from_utf8(encoded.to_owned()).unwrap();
    }
}

struct Output {
    parser: Mutex<vt100::Parser<Copied>>,
    /// Every byte the program sent.
    sent: Mutex<Vec<u8>>,
    arrived: Condvar,
    ended: Mutex<bool>,
}

/// How the program is started.
#[derive(Default)]
pub(crate) struct Start<'a> {
    /// The arguments.
    pub arguments: &'a [&'a str],
    /// Variables beside the ones that every start has.
    pub variables: &'a [(&'a str, &'a str)],
    /// The settings of somebody who was here before; a first run without.
    pub settings: Option<&'a str>,
    /// The home of an earlier start.
    pub home: Option<tempfile::TempDir>,
}

/// The program with a terminal and a home of its own.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    output: Arc<Output>,
    home: tempfile::TempDir,
}

impl Terminal {
    pub(crate) fn start(language: &str) -> Self {
        let settings = format!("language: {language}\n");
        Self::start_as(Start {
            arguments: &["--lang", language],
            settings: Some(&settings),
            ..Start::default()
        })
    }

    pub(crate) fn start_as(start: Start<'_>) -> Self {
        let home = start.home.unwrap_or_else(|| tempfile::tempdir().unwrap());
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mizan"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("MIZAN_CONFIG_DIR", home.path().join("config"));
        command.args(start.arguments);
        for (name, value) in start.variables {
            command.env(name, value);
        }
        if let Some(settings) = start.settings {
            std::fs::create_dir_all(home.path().join("config")).unwrap();
            std::fs::write(home.path().join("config/settings.yaml"), settings).unwrap();
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let output = Arc::new(Output {
            parser: Mutex::new(vt100::Parser::new_with_callbacks(cells(24), cells(80), 0, Copied::default())),
            sent: Mutex::default(),
            arrived: Condvar::new(),
            ended: Mutex::new(false),
        });
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = Some(pair.master.take_writer().unwrap());
        let sink = Arc::clone(&output);
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                let mut parser = sink.parser.lock().unwrap();
                sink.sent.lock().unwrap().extend_from_slice(&chunk[..count]);
                parser.process(&chunk[..count]);
                sink.arrived.notify_all();
            }
            *sink.ended.lock().unwrap() = true;
            let _held = sink.parser.lock().unwrap();
            sink.arrived.notify_all();
        });
        Self { child, master: Some(pair.master), keyboard, output, home }
    }

    /// Waits until the screen satisfies a condition.
    #[track_caller]
    fn wait_for(&self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut parser = self.output.parser.lock().unwrap();
        while !seen(parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let over = left.is_zero() || *self.output.ended.lock().unwrap();
            assert!(!over, "waited for {what}, saw:\n{}", parser.screen().contents());
            parser = self.output.arrived.wait_timeout(parser, left).unwrap().0;
        }
    }

    /// Waits until the program has sent these bytes.
    #[track_caller]
    pub(crate) fn wait_for_bytes(&self, bytes: &str) {
        let output = Arc::clone(&self.output);
        self.wait_for(bytes, |_| holds(&output.sent.lock().unwrap(), bytes));
    }

    /// Whether the program has sent these bytes so far.
    pub(crate) fn has_sent(&self, bytes: &str) -> bool {
        holds(&self.output.sent.lock().unwrap(), bytes)
    }

    /// Where the program sent these bytes first.
    pub(crate) fn place_of(&self, bytes: &str) -> Option<usize> {
        let sent = self.output.sent.lock().unwrap();
        sent.windows(bytes.len()).position(|window| window == bytes.as_bytes())
    }

    /// What a file of the config folder holds; nothing when it is not there.
    pub(crate) fn config(&self, name: &str) -> String {
        std::fs::read_to_string(self.home.path().join("config").join(name)).unwrap_or_default()
    }

    /// The home, for another start. The program must have ended.
    pub(crate) fn into_home(self) -> tempfile::TempDir {
        self.home
    }

    #[track_caller]
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    pub(crate) fn type_keys(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    pub(crate) fn kill(&self, signal: &str) {
        let process = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args([signal, &process]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end of the program and of its output.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        drop(self.keyboard.take());
        drop(self.master.take());
        let deadline = Instant::now() + PATIENCE;
        let mut parser = self.output.parser.lock().unwrap();
        while !*self.output.ended.lock().unwrap() {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the output does not end");
            parser = self.output.arrived.wait_timeout(parser, left).unwrap().0;
        }
        status
    }

    /// Whether the terminal is as it was: main screen, cursor shown, pasting not marked.
    pub(crate) fn is_given_back(&self) -> bool {
        let parser = self.output.parser.lock().unwrap();
        let screen = parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    /// Whether the line discipline echoes and takes whole lines again.
    fn is_cooked(&self) -> bool {
        let terminal = self.master.as_ref().unwrap().get_termios().unwrap();
        let flags = format!("{:?}", terminal.local_flags);
        flags.contains("ICANON") && flags.contains("ECHO")
    }

    pub(crate) fn file(&self) -> String {
        let folder: PathBuf = self.home.path().join("config/assessments");
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        std::fs::read_to_string(&files[0]).unwrap()
    }
}

fn holds(sent: &[u8], bytes: &str) -> bool {
    sent.windows(bytes.len()).any(|window| window == bytes.as_bytes())
}

/// To the first question of a new assessment: the form, its last button, the first area.
pub(crate) const TO_THE_FIRST_QUESTION: &str = "n\x1b[Z\r\r";

#[test]
fn an_answer_is_saved_and_the_terminal_is_given_back() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    terminal.wait_for_text("Question 1 of 5");
    terminal.type_keys("3");
    terminal.wait_for_text("Question 2 of 5");
    terminal.wait_for_text("✓ saved");
    terminal.type_keys("q");
    let cooked = {
        let status = terminal.child.wait().unwrap();
        assert!(status.success(), "{status:?}");
        terminal.is_cooked()
    };
    terminal.end();
    assert!(cooked, "the terminal is still raw");
    assert!(terminal.is_given_back());
    assert!(
        terminal.file().contains("  strategy-q1: # Strategic alignment\n    answer: 3\n"),
        "{}",
        terminal.file()
    );
}

#[test]
fn the_arabic_screen_is_drawn_from_the_right() {
    let mut terminal = Terminal::start("ar");
    // «تقييم جديد» in presentation forms, last letter first.
    terminal.wait_for_text("ﺪﻳﺪﺟ ﻢﻴﻴﻘﺗ ◂");
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    // The question's number stands in the title, on the right.
    terminal.wait_for_text("5 ﻦﻣ 1 ﻝﺍﺆﺴﻟﺍ");
    terminal.type_keys("٤");
    terminal.wait_for_text("5 ﻦﻣ 2 ﻝﺍﺆﺴﻟﺍ");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert!(terminal.file().contains("    answer: 4\n"), "{}", terminal.file());
}

#[test]
fn a_text_is_corrected_and_copied_with_the_keys_as_a_terminal_sends_them() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    terminal.wait_for_text("Question 1 of 5");
    // Two words selected with Control, Shift and the left arrow give way; Alt and Backspace take a word.
    terminal.type_keys("none two three\x1b[1;6D\x1b[1;6Dبلا four\x1b\x7f");
    terminal.wait_for_text("one ﻼﺑ");
    // All of it, copied.
    terminal.type_keys("\x1bOS\x1b[15~");
    terminal.wait_for_text("Copied: one");
    // «one بلا », logical and with plain letters.
    assert_eq!(terminal.output.parser.lock().unwrap().callbacks().0, "b25lINio2YTYpyA=");
    terminal.type_keys("\x1b[21~");
    assert!(terminal.end().success());
    assert!(terminal.file().contains("note: one بلا"), "{}", terminal.file());
}

#[test]
fn a_signal_saves_what_is_being_typed_and_gives_the_terminal_back() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    terminal.wait_for_text("Question 1 of 5");
    terminal.type_keys("nhalf a th");
    terminal.wait_for_text("half a th");
    terminal.kill("-TERM");
    let status = terminal.end();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(terminal.is_given_back());
    assert!(terminal.file().contains("note: half a th"), "{}", terminal.file());
}

#[test]
fn a_hangup_ends_the_program() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    terminal.kill("-HUP");
    assert_eq!(terminal.end().exit_code(), 128 + 1);
}

#[test]
fn a_new_size_is_followed() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    let size = PtySize { rows: 10, cols: 40, pixel_width: 0, pixel_height: 0 };
    terminal.output.parser.lock().unwrap().screen_mut().set_size(cells(10), cells(40));
    terminal.master.as_ref().unwrap().resize(size).unwrap();
    terminal.wait_for_text("Mizan needs 60 columns");
    terminal.type_keys("q");
    assert!(terminal.end().success());
}
