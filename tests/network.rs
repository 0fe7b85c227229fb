//! Tests that nothing leaves the computer: no dependency can use a network, no code of ours opens a connection, and a
//! traced run opens no socket.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mizan::cli::{FULL_SCREEN_COMMANDS, command_names};

use crate::support::home::Home;

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The quoted values of `key = ` lines in a file.
fn named(file: &str, key: &str) -> Vec<String> {
    let text = fs::read_to_string(own(file)).unwrap();
    let after = text.lines().filter_map(|line| line.split_once(key)).map(|(_, rest)| rest);
    after.filter_map(|rest| Some(rest.strip_prefix(" = \"")?.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn no_dependency_can_use_a_network() {
    let (refused, known) = (named("deny.toml", "crate"), named("Cargo.lock", "name"));
    assert!(refused.len() > 20 && known.len() > 100 && known.iter().any(|name| name == "mizan"));
    let found: Vec<&String> = known.iter().filter(|name| refused.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    let roots =
        ["hyper-", "rustls-", "tokio-", "aws-", "opentelemetry", "trust-dns", "hickory-", "async-net"];
    let found: Vec<&String> =
        known.iter().filter(|name| roots.iter().any(|root| name.starts_with(root))).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_code_of_ours_opens_a_connection() {
    let mut waiting = vec![own("src")];
    let mut seen = 0;
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for word in
                ["std::net", "net::{", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "AF_INET"]
            {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

/// The network calls in a trace. A pair of local sockets is allowed, because it wakes the program after a signal.
fn calls(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap();
    let harmless = |line: &&str| {
        line.contains("socketpair(AF_UNIX")
            || line.contains("+++ ")
            || line.contains("--- ")
            // The end of a call whose beginning has its arguments, on a line of its own.
            || line.contains(" resumed>")
            || is_within_pair(line)
    };
    text.lines().filter(|line| !harmless(line)).map(str::to_owned).collect()
}

/// Whether a call uses an existing pair. Only calls that create or find another end count.
fn is_within_pair(line: &str) -> bool {
    ["sendto(", "recvfrom(", "sendmsg(", "recvmsg(", "shutdown("].iter().any(|call| line.contains(call))
}

/// Whether calls can be traced here. If not, the reason is printed.
fn can_watch() -> bool {
    let tried =
        Command::new("strace").args(["-qq", "-e", "trace=network", "true"]).stderr(Stdio::null()).status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        println!("skipped: no strace that may trace a program");
    }
    can
}

#[test]
fn a_traced_command_opens_no_socket() {
    if !can_watch() {
        return;
    }
    let home = Home::english().prepared(&["new", "One"]).prepared(&["answer", "One", "strategy-q1", "3"]);
    let exported = home.path("one.json").display().to_string();
    let file = home.path("config/assessments/one.yaml").display().to_string();
    let text = fs::read_to_string(&file).unwrap();
    // An earlier version, for the command that takes over.
    fs::write(&file, text.replacen("version: 1.", "version: 0.", 1)).unwrap();
    let lines: &[&[&str]] = &[
        &["list"],
        &["new", "Three"],
        &["answer", "Three", "strategy-q1", "2"],
        &["rename", "Three", "Four"],
        &["delete", "Four"],
        &["restore", "Four"],
        &["merge", &file, &file, &file],
        &["upgrade", "One"],
        &["doctor"],
        &["paths"],
        &["show", "One", "--why"],
        &["roadmap", "One"],
        &["questions"],
        &["pack"],
        &["export", "One", "--format", "json", "-o", &exported],
        &["import", &exported, "--name", "Two"],
        &["compare", "One", "Two"],
        &["check"],
        &["schema"],
        &["help"],
    ];
    // The full screen has a test of its own below.
    let untried = command_names()
        .find(|name| !FULL_SCREEN_COMMANDS.contains(name) && lines.iter().all(|line| line[0] != *name));
    assert_eq!(untried, None);
    for line in lines.iter().copied() {
        let (log, program) = (home.path("calls.log"), home.command(line));
        let mut watched = Command::new("strace");
        watched
            .args(["-f", "-qq", "-e", "trace=network", "-o"])
            .arg(&log)
            .arg(program.get_program())
            .args(line);
        watched.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        watched.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        let output = watched.output().unwrap();
        assert!(output.status.success(), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(calls(&log), [""; 0], "{line:?}");
    }
}

#[test]
fn the_traced_full_screen_opens_no_socket() {
    if !can_watch() {
        return;
    }
    let home = Home::english().prepared(&["new", "One"]);
    fs::write(home.path("config/settings.yaml"), "language: en\n").unwrap();
    let log = home.path("calls.log");
    let mut terminal = home.traced(&log, &["open", "One"]).begin();
    terminal.wait_for_text("Strategy");
    terminal.type_keys("\r");
    terminal.wait_for_text("Question 1 of");
    terminal.type_keys("3");
    terminal.wait_for_text("Question 2 of");
    terminal.type_keys("q");
    terminal.end();
    assert_eq!(calls(&log), [""; 0]);
}
