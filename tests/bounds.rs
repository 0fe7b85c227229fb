//! Oversized and malformed files: each is refused with its line, using little memory and time.
//!
//! Every run has 200 MB of address space and a few seconds of processor time, set with the shell's `ulimit`. A program
//! that needs more is killed, and the test fails.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::home::Home;

/// Address space in kilobytes. This includes reserved memory, so it is more than the memory in use.
const MEMORY: u32 = 200 * 1024;

/// Processor time in seconds for a debug build, which normally needs a fraction of one.
const SECONDS: u32 = 10;

/// A file, and the line in its refusal. A file that is only too large is refused without a line.
struct Case {
    what: &'static str,
    bytes: Vec<u8>,
    line: Option<usize>,
}

fn case(what: &'static str, bytes: impl Into<Vec<u8>>, line: usize) -> Case {
    Case { what, bytes: bytes.into(), line: Some(line) }
}

/// Oversized files. `most` is the size in bytes up to which the format parses a file.
fn too_much(most: usize) -> Vec<Case> {
    let laughs = (b'b'..=b'j').map(|name| {
        let (name, before) = (char::from(name), char::from(name - 1));
        format!("{name}: &{name} [{}]\n", format!("*{before},").repeat(9))
    });
    let half = most / 2;
    vec![
        case("laughs", format!("# lol\na: &a [lol]\n{}", laughs.collect::<String>()), 2),
        case("an alias", "a: 1\nb: [*a]\n", 2),
        case("a tag", "a: 1\nb: !!binary aGVsbG8=\n", 2),
        case("a tag of a program", "a: 1\nb: !ruby/object:Gem::Installer {}\n", 2),
        case("a merge", "a: &a {b: 1}\nc:\n  <<: *a\n", 1),
        case("brackets", format!("a: 1\nb: {}", "[".repeat(10_000)), 2),
        case("braces", format!("a: 1\nb: {}", "{a: ".repeat(10_000)), 2),
        case("dashes", format!("a:\n{}", "- ".repeat(10_000)), 2),
        case("question marks", format!("a: 1\n{}", "? ".repeat(10_000)), 2),
        case("closed brackets", format!("a: 1\nb: {}{}", "[".repeat(10_000), "]".repeat(10_000)), 2),
        case("a key twice", "a: 1\nb: 2\n\"a\": 3\n", 3),
        case("a long text", format!("a: 1\nb: {}\n", "x".repeat(100_000)), 2),
        case("a long key", format!("a: 1\n{}: 2\n", "x".repeat(1_025)), 2),
        case("a list as a key", "a: 1\n? [b]\n: 2\n", 2),
        case("a second document", "a: 1\n---\nb: 2\n", 2),
        case("a quote never closed", format!("a: 1\nb: \"{}", "x \n".repeat(half / 3)), 2),
        Case { what: "a gigantic file", bytes: b"# x\n".repeat((16 << 20) / 4 + 1), line: None },
        Case { what: "a file one byte too large", bytes: b"#".repeat(most + 1), line: None },
    ]
}

/// Files with much text and no fault in a single line, or none at all: they must be processed in time.
fn much_work(most: usize) -> Vec<Case> {
    let fill = |piece: &str| piece.repeat(most / piece.len() - 1);
    let texts = [
        ("empty lines", fill("\n")),
        ("blanks", fill(" ")),
        ("remarks", fill("# remark\n")),
        ("items", fill("- 1\n")),
        ("items in brackets", format!("[{}", fill("1,"))),
        ("items in brackets, each on its line", format!("[{}", fill("1,\n"))),
        ("entries in braces, each on its line", format!("{{{}", fill("a: 1,\n"))),
        ("as many items in brackets as there may be values", format!("[{}", "1,".repeat(99_998))),
        ("twice as many", format!("[{}", "1,".repeat(199_998))),
        ("pairs in brackets", format!("[{}", fill("{},"))),
        ("words before a colon", fill("a ")),
        ("question marks in brackets", format!("[{}", fill("?,"))),
        ("colons", fill(": ")),
        ("percent signs", fill("%a\n")),
        ("bars", fill("- |\n")),
        ("ends of documents", fill("...\n")),
        ("quotes", fill("''")),
        ("an indented text", format!("a: |\n{}", fill("  x\n"))),
        ("keys", many_keys(most / 10)),
    ];
    texts.into_iter().map(|(what, text)| Case { what, bytes: text.into_bytes(), line: None }).collect()
}

fn many_keys(count: usize) -> String {
    (0..count).fold(String::new(), |text, number| text + &format!("k{number:06}: \n"))
}

/// Files with invalid text.
fn no_text() -> Vec<Case> {
    vec![
        case("bytes that are no text", b"a: 1\nb: \xd8\xb3\xff\n", 2),
        case("a text in UTF-16", b"\xff\xfea\0:\0 \x001\0", 1),
        case("half a letter at the end", b"a: 1\nb: \xd8", 2),
        case("a surrogate", b"a: 1\nb: \xed\xa0\x80\n", 2),
        case("an overlong letter", b"a: 1\nb: \xc0\xaf\n", 2),
        case("NUL", "a: 1\nb: x\0y\n", 2),
        case("a control", "a: 1\nb: x\u{1b}[2Jy\n", 2),
        case("a C1 control", "a: 1\nb: x\u{9b}2Jy\n", 2),
        case("a line separator", "a: 1\nb: x\u{2028}y\n", 2),
        case("a byte order mark within", "a: 1\nb: \u{feff}x\n", 2),
        case("a tab as indentation", "a:\n\tb: 1\n", 2),
        case("after line ends of two characters", "a: 1\r\nb: 2\r\na: 3\r\n", 3),
        case("after a byte order mark", "\u{feff}a: 1\nb: 2\na: 3\n", 3),
    ]
}

/// A kind of file of unknown origin, with the command that reads it.
struct Input {
    file: &'static str,
    command: &'static [&'static str],
    most: usize,
    code: i32,
}

const INPUTS: [Input; 5] = [
    Input { file: "pack/pack.yaml", command: &["check", "pack"], most: 4 << 20, code: 1 },
    Input { file: "config/assessments/one.yaml", command: &["list"], most: 8 << 20, code: 1 },
    Input { file: "theme.yaml", command: &["check", "theme.yaml"], most: 128 << 10, code: 1 },
    // Unreadable settings are reported, and the command continues without them.
    Input { file: "config/settings.yaml", command: &["paths"], most: 128 << 10, code: 0 },
    Input { file: "import.yaml", command: &["import", "import.yaml"], most: 16 << 20, code: 1 },
];

/// Runs a command with little memory and little time.
fn bounded(home: &Home, command: &[&str]) -> Output {
    let mut shell = std::process::Command::new("sh");
    let program = home.command(&[]);
    let script = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    shell.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(home.path("")).arg("-c").arg(script).arg(program.get_program()).args(command);
    shell.output().unwrap()
}

/// Tests a file, and returns how long it took.
fn try_case(home: &Home, input: &Input, case: &Case, language: &str) -> Duration {
    let path = home.path(input.file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, &case.bytes).unwrap();
    let mut command = vec!["--lang", language];
    command.extend(input.command);
    let begun = Instant::now();
    let output = bounded(home, &command);
    let took = begun.elapsed();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).unwrap();
    if case.line.is_none() && output.status.code() == Some(0) {
        return took;
    }
    let about = format!("{} as {} ({language}): {printed}", case.what, input.file);
    assert_eq!(output.status.code(), Some(input.code), "{:?} {about}", output.status);
    let name = Path::new(input.file).file_name().unwrap().to_str().unwrap();
    let place = case.line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_digit());
    assert!(
        printed.match_indices(&place).any(|(at, _)| ends(printed.split_at(at + place.len()).1)),
        "{place}? {about}"
    );
    took
}

/// Tests every file as every kind of input. The longest time is printed, but not limited.
fn try_cases(cases: impl Fn(&Input) -> Vec<Case>) {
    let mut slowest = (Duration::ZERO, String::new());
    let mut count = 0;
    for (place, input) in INPUTS.iter().enumerate() {
        let home = Home::english();
        fs::create_dir_all(home.path("config/assessments")).unwrap();
        for (number, case) in cases(input).iter().enumerate() {
            let took = try_case(&home, input, case, ["en", "ar"][(place + number) % 2]);
            slowest = slowest.max((took, format!("{} as {}", case.what, input.file)));
            count += 1;
        }
    }
    println!("{count} files, the slowest in {:?}: {}", slowest.0, slowest.1);
}

#[test]
fn oversized_files_are_refused_with_their_line_in_little_memory() {
    try_cases(|input| too_much(input.most));
}

#[test]
fn malformed_files_are_refused_with_their_line() {
    try_cases(|_| no_text());
}

#[test]
fn large_files_are_processed_in_little_time_and_memory() {
    try_cases(|input| much_work(input.most));
}

/// Puts a special file, or a file without an end, at `path`. Returns the socket that must stay open.
fn put_in_place(what: &str, path: &Path) -> Option<UnixListener> {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    match what {
        "fifo" => mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap(),
        "socket" => return Some(UnixListener::bind(path).unwrap()),
        "sparse" => fs::File::create(path).unwrap().set_len(100 << 30).unwrap(),
        "folder" => fs::create_dir(path).unwrap(),
        device => symlink(device, path).unwrap(),
    }
    None
}

#[test]
fn special_files_are_never_waited_for_or_read_without_end() {
    let own = |file, command: &'static [&'static str], code| Input { file, command, most: 0, code };
    let further = [
        own("config/terminals.yaml", &["doctor"], 0),
        own("config/themes/mine.yaml", &["--theme", "mine", "list"], 1),
        own("pack/one.yaml", &["check", "pack"], 1),
    ];
    for input in INPUTS.iter().chain(&further) {
        for what in ["fifo", "socket", "sparse", "folder", "/dev/zero", "/dev/tty", "/proc/kmsg"] {
            let home = Home::english();
            fs::create_dir_all(home.path("config/assessments")).unwrap();
            let path = home.path(input.file);
            fs::create_dir_all(home.path("pack")).unwrap();
            fs::write(home.path("pack/pack.yaml"), "schema: 1\n").unwrap();
            fs::remove_file(&path).unwrap_or_default();
            let _kept = put_in_place(what, &path);
            let output = bounded(&home, input.command);
            let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let about = format!("{what} as {}: {printed}", input.file);
            assert_eq!(output.status.code(), Some(input.code), "{:?} {about}", output.status);
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(printed.contains(name), "{about}");
            assert!(path.symlink_metadata().is_ok(), "it is gone: {about}");
        }
    }
}

#[test]
fn line_ends_of_two_characters_and_a_byte_order_mark_are_read() {
    let home = Home::english().prepared(&["new", "One"]);
    let file = home.path("config/assessments/one.yaml");
    let text = fs::read_to_string(&file).unwrap().replace('\n', "\r\n");
    fs::write(&file, format!("\u{feff}{text}")).unwrap();
    assert!(home.done(&["show", "One"]).contains("One"));
    fs::write(home.path("config/settings.yaml"), "\u{feff}theme: light\r\n").unwrap();
    assert!(home.run(&["list"]).stderr.is_empty());
}
