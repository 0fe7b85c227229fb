//! Sends questions to the terminal and waits for the answers, up to a limit.
//!
//! No thread reads the terminal: if the terminal never answers, such a thread would keep running and read the first
//! key.

use std::io::{self, IsTerminal, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::PollFlags;

use super::probe::Probe;
use super::ready::is_ready_before;
use super::sequence::StreamItem;
use super::stream::Stream;

/// Limit for the answer of tmux.
const TMUX_LIMIT: Duration = Duration::from_millis(200);

/// Reads the answers to questions that were just sent, until the last one or until `limit` has passed.
///
/// Keys typed meanwhile go to `other` in order. Feed later bytes to the same `stream`, because late answers are still
/// to be separated from keys.
///
/// The terminal must be in raw mode: in cooked mode it delivers the answers only with the next line.
pub fn take_answers(
    stream: &mut Stream,
    limit: Duration,
    other: &mut dyn FnMut(StreamItem<'_>),
) -> io::Result<Probe> {
    let deadline = Instant::now() + limit;
    let mut probe = Probe::default();
    let mut bytes = [0; 1024];
    while !probe.complete && is_ready_before(deadline, &rustix::stdio::stdin(), PollFlags::IN)? {
        let count = rustix::io::read(rustix::stdio::stdin(), &mut bytes)?;
        if count == 0 {
            break;
        }
        stream.feed(&bytes[..count], &mut |piece| match piece {
            StreamItem::Reply(answer) => probe.note(answer),
            piece => other(piece),
        });
    }
    Ok(probe)
}

/// Asks between the commands of a shell. Returns an empty [`Probe`] without asking if a key has already been typed,
/// which belongs to the shell, or if the terminal belongs to another program.
pub fn ask_between_commands(questions: &str, limit: Duration) -> io::Result<Probe> {
    let terminal = io::stdin();
    let ours = rustix::termios::tcgetpgrp(&terminal).is_ok_and(|group| group == rustix::process::getpgrp());
    if !terminal.is_terminal() || !ours || is_ready_before(Instant::now(), &terminal, PollFlags::IN)? {
        return Ok(Probe::default());
    }
    crossterm::terminal::enable_raw_mode()?;
    let mut out = io::stdout().lock();
    let asked = out.write_all(questions.as_bytes()).and_then(|()| out.flush());
    let probe = asked.and_then(|()| take_answers(&mut Stream::default(), limit, &mut |_| {}));
    crossterm::terminal::disable_raw_mode()?;
    probe
}

/// The terminal in which tmux runs, as tmux names it, such as `XTerm(379)`. `None` outside tmux, if tmux does not know
/// it, or if tmux does not answer in time.
pub fn outer(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    variable("TMUX")?;
    let mut tmux = Command::new("tmux")
        .args(["display-message", "-p", "#{client_termtype}"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let answer = read_until(&mut tmux, Instant::now() + TMUX_LIMIT);
    let _ = tmux.kill();
    let _ = tmux.wait();
    answer.filter(|answer| !answer.is_empty())
}

fn read_until(child: &mut Child, deadline: Instant) -> Option<String> {
    let mut out = child.stdout.take()?;
    let mut answer = Vec::new();
    let mut bytes = [0; 256];
    while is_ready_before(deadline, &out, PollFlags::IN).ok()? {
        match out.read(&mut bytes).ok()? {
            0 => return String::from_utf8(answer).ok().map(|answer| answer.trim().to_owned()),
            count => answer.extend_from_slice(&bytes[..count]),
        }
    }
    None
}
