//! The program in a pseudo-terminal: typing, the contents of the screen, signals, sizes, and the end of the program.
//!
//! Nothing waits for a fixed time: every wait ends with its condition.

use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, WaitOptions, WaitStatus, waitpid};

use super::home::Home;
use super::terminal_output::{
    FRAME_END, Keyboard, LAST_QUESTION, Output, Reading, Received, Watcher, find, press, text_of,
};

/// Limit for every wait, after which the test fails.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// A program that is about to be started in its own terminal.
pub struct Start {
    command: CommandBuilder,
    size: (u16, u16),
    answers: &'static str,
    watcher: Option<Watcher>,
}

impl Home {
    /// Prepares the program for a terminal.
    pub fn program(&self, arguments: &[&str]) -> Start {
        self.other_program(env!("CARGO_BIN_EXE_mizan")).typed_with(arguments)
    }

    /// Prepares another program for a terminal.
    pub fn other_program(&self, program: &str) -> Start {
        Start::of(program, self)
    }

    /// Prepares the program under a tracer that writes its network calls to `log`.
    pub fn traced(&self, log: &Path, arguments: &[&str]) -> Start {
        let tracer = ["-f", "-qq", "-e", "trace=network", "-o", log.to_str().unwrap()];
        let start = self.other_program("strace").typed_with(&tracer);
        let start = start.with("PATH", &std::env::var("PATH").unwrap_or_default());
        start.typed_with(&[env!("CARGO_BIN_EXE_mizan")]).typed_with(arguments)
    }

    /// Waits until the file of the only assessment contains a text.
    #[track_caller]
    pub fn wait_for_assessment(&self, text: &str) {
        let begun = Instant::now();
        while !self.assessment().contains(text) {
            assert!(begun.elapsed() < PATIENCE, "waited for {text:?}, saw:\n{}", self.assessment());
            thread::yield_now();
        }
    }
}

impl Start {
    fn of(program: &str, home: &Home) -> Self {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        Self { command, size: (24, 80), answers: "", watcher: None }
    }

    pub fn typed_with(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }

    /// The terminal sends `answers` as soon as it is asked what it is. The program sees a remote terminal and waits
    /// longer, so that a busy machine does not look like a silent terminal.
    pub fn answered(mut self, answers: &'static str) -> Self {
        self.answers = answers;
        self.with("SSH_TTY", "far away")
    }

    /// Calls the watcher for every complete frame.
    pub fn watched(mut self, watcher: impl FnMut(&vt100::Screen) + Send + 'static) -> Self {
        self.watcher = Some(Box::new(watcher));
        self
    }

    /// Sets the number of rows and columns that the terminal reports.
    pub fn sized(mut self, size: (u16, u16)) -> Self {
        self.size = size;
        self
    }

    /// An interactive shell.
    pub fn interactive(mut self) -> Self {
        self.command.arg("-i");
        self
    }

    /// No signal tells the program that the terminal is closed.
    pub fn without_control(mut self) -> Self {
        self.command.set_controlling_tty(false);
        self
    }

    pub fn begin(self) -> Terminal {
        let pair = native_pty_system().openpty(window(self.size)).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let output = Arc::new(Output::default());
        let keyboard: Keyboard = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let reader = pair.master.try_clone_reader().unwrap();
        let (sink, answering) = (Arc::clone(&output), Arc::clone(&keyboard));
        let (answers, watcher) = (self.answers, self.watcher);
        let reading = thread::spawn(move || sink.take_all(reader, answers, &answering, watcher));
        Terminal { child, master: Some(pair.master), keyboard, reading: Some(reading), output }
    }
}

/// A program and its terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Keyboard,
    reading: Option<JoinHandle<()>>,
    output: Arc<Output>,
}

impl Terminal {
    #[track_caller]
    pub fn wait_for(&self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        drop(self.output.wait_until(what, |received| seen(received.parser.screen())));
    }

    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the program has sent a text, even if it has left the screen since.
    #[track_caller]
    pub fn wait_for_sent(&self, text: &str) {
        let came = |received: &Received| find(&received.bytes, text).is_some();
        drop(self.output.wait_until(text, came));
    }

    /// Waits until the program has asked the terminal what it is.
    #[track_caller]
    pub fn wait_for_the_questions(&self) {
        let asked = |received: &Received| find(&received.bytes, LAST_QUESTION).is_some();
        drop(self.output.wait_until("the questions", asked));
    }

    pub fn type_keys(&self, keys: &str) {
        press(&self.keyboard, keys);
    }

    /// Waits for a frame after the first `before` bytes of output.
    #[track_caller]
    pub fn wait_for_a_frame_after(&self, before: usize) {
        let came = |received: &Received| {
            let since = received.bytes.get(before..).unwrap_or_default();
            find(since, FRAME_END).is_some()
        };
        drop(self.output.wait_until("a frame", came));
    }

    /// Sends bytes, and waits for the frame that the program draws after reading.
    #[track_caller]
    pub fn type_and_see(&self, keys: &str) {
        let before = self.sent().matches(FRAME_END).count();
        self.type_keys(keys);
        let another = |received: &Received| text_of(&received.bytes).matches(FRAME_END).count() > before;
        drop(self.output.wait_until("another frame", another));
    }

    /// Sends bytes, and waits until the program has read them. No frame follows if they change nothing.
    pub fn type_and_let_read(&self, bytes: &str) {
        self.type_keys(bytes);
        let name = self.master.as_ref().unwrap().tty_name().expect("the terminal has a name");
        let terminal = std::fs::File::open(name).unwrap();
        while rustix::io::ioctl_fionread(&terminal).unwrap() > 0 {
            std::thread::yield_now();
        }
    }

    /// All output of the program.
    pub fn sent(&self) -> String {
        text_of(&self.output.received.lock().unwrap().bytes)
    }

    /// The last clipboard content, as sent.
    pub fn copied(&self) -> String {
        self.output.received.lock().unwrap().parser.callbacks().0.clone()
    }

    pub fn resize(&self, rows: u16, columns: u16) {
        let mut received = self.output.received.lock().unwrap();
        received.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.resize_unseen((rows, columns));
    }

    /// Changes the size that the terminal reports, but not that of the screen of the test.
    pub fn resize_unseen(&self, size: (u16, u16)) {
        self.master.as_ref().unwrap().resize(window(size)).unwrap();
    }

    /// Stops reading the terminal until it accepts no more output.
    pub fn stop_being_read(&self) {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK;
        let terminal = rustix::fs::open(name, flags, Mode::empty()).unwrap();
        self.output.received.lock().unwrap().reading = Reading::Stops;
        // The reader checks the state when bytes arrive. The write fails while the program is writing.
        while rustix::io::write(&terminal, b"\0").is_err() {
            thread::yield_now();
        }
        drop(self.output.wait_until("nobody to read", |received| received.reading == Reading::Stopped));
        // The system moves written bytes to the other end, which makes room for more until that is full too.
        let moved = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
        while poll(&mut [PollFd::new(&terminal, PollFlags::OUT)], Some(&moved)).unwrap() > 0 {
            while rustix::io::write(&terminal, b"\0").is_ok() {}
        }
    }

    /// Reads the terminal again.
    pub fn be_read(&self) {
        self.output.received.lock().unwrap().reading = Reading::Goes;
        self.output.arrived.notify_all();
    }

    /// Waits for the end of a program whose terminal is not read, and returns its exit code.
    #[track_caller]
    pub fn end_unread(&self, limit: Duration) -> Option<i32> {
        let status = self.wait_for_a_change(WaitOptions::empty(), limit);
        assert!(self.is_cooked(), "the terminal is still raw");
        status.exit_status()
    }

    /// Process id of the program.
    pub fn process(&self) -> String {
        self.child.process_id().unwrap().to_string()
    }

    pub fn kill(&self, signal: &str) {
        send(signal, i32::try_from(self.child.process_id().unwrap()).unwrap());
    }

    /// Sends a signal to the foreground program of a shell.
    pub fn kill_the_job(&self, signal: &str) {
        send(signal, self.master.as_ref().unwrap().process_group_leader().unwrap());
    }

    /// Waits until the program is stopped.
    pub fn wait_for_stop(&self) {
        let status = self.wait_for_a_change(WaitOptions::UNTRACED, PATIENCE);
        assert!(status.stopped(), "{status:?}");
    }

    #[track_caller]
    fn wait_for_a_change(&self, options: WaitOptions, limit: Duration) -> WaitStatus {
        let process = i32::try_from(self.child.process_id().unwrap()).unwrap();
        let (told, changed) = std::sync::mpsc::channel();
        thread::spawn(move || told.send(waitpid(Pid::from_raw(process), options)));
        changed.recv_timeout(limit).expect("it stops or ends").unwrap().unwrap().1
    }

    /// Closes the window: the other end of the terminal is closed.
    pub fn vanish(&mut self) {
        self.stop_reading();
        // Closing the keyboard sends an end of file, which the program must not read before the hangup.
        self.kill("-STOP");
        self.wait_for_stop();
        self.let_go();
    }

    /// Closes the window while the program is stopped.
    pub fn vanish_while_stopped(&mut self) {
        self.stop_reading();
        self.let_go();
    }

    /// Ends the reader after the frame, or the echo, of a key that moves the caret.
    fn stop_reading(&mut self) {
        self.output.received.lock().unwrap().closing = true;
        self.type_keys("\x1b[D");
        self.reading.take().unwrap().join().unwrap();
    }

    fn let_go(&mut self) {
        drop(self.keyboard.lock().unwrap().take());
        drop(self.master.take());
        self.kill("-CONT");
    }

    /// Waits for the end of the output, which comes when no process has the terminal open.
    #[track_caller]
    pub fn wait_for_the_end(&self) {
        drop(self.output.wait_until("the end of the output", |received| received.ended));
    }

    /// Waits for the end of the program, and returns all of its output, which must be text.
    #[track_caller]
    pub fn end_with_everything_sent(mut self) -> String {
        self.end();
        let bytes = std::mem::take(&mut self.output.received.lock().unwrap().bytes);
        String::from_utf8(bytes).expect("all that is sent is text")
    }

    /// Waits for the end of the program and of its output.
    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        let (status, _) = self.end_and_look();
        status
    }

    /// Waits for the end, and returns whether the terminal is in cooked mode again.
    pub fn end_and_look(&mut self) -> (ExitStatus, bool) {
        // With the output at its end, the wait for the process is short.
        self.wait_for_the_end();
        let status = self.child.wait().unwrap();
        let cooked = self.master.is_some() && self.is_cooked();
        drop(self.keyboard.lock().unwrap().take());
        drop(self.master.take());
        (status, cooked)
    }

    /// Whether the screen is as before: main screen, visible cursor, no bracketed paste.
    pub fn is_given_back(&self) -> bool {
        let received = self.output.received.lock().unwrap();
        let screen = received.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    /// Whether the terminal is in cooked mode: it echoes and delivers whole lines.
    pub fn is_cooked(&self) -> bool {
        let terminal = self.master.as_ref().unwrap().get_termios().unwrap();
        let flags = format!("{:?}", terminal.local_flags);
        flags.contains("ICANON") && flags.contains("ECHO")
    }
}

fn window((rows, cols): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn send(signal: &str, process: i32) {
    let sent = std::process::Command::new("kill").args([signal, &process.to_string()]).status().unwrap();
    assert!(sent.success());
}
