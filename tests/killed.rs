//! Kills the program at random moments while answers are typed: every answer that the screen showed as saved must be in
//! the file.
//!
//! Ten kills with the debug build; 300 kills of the release build with `MIZAN_LONG_TESTS`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use mizan::data::embedded;
use mizan::model::{Answer, QuestionId};
use mizan::store::OpenFile;

use crate::support::{home::Home, is_long, pseudo_terminal::Terminal};

/// A xorshift generator. A run with the same seed kills at the same moments, as far as the machine allows.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The relevant parts of a frame.
struct Glance {
    text: String,
    is_saved: bool,
}

fn glance(screen: &vt100::Screen) -> Glance {
    let text = screen.contents();
    let is_saved = text.lines().last().is_some_and(|line| line.contains("✓ saved"));
    Glance { text, is_saved }
}

/// What was typed for a question, and what the screen showed as saved.
#[derive(Default)]
struct TypedValue {
    saved: Option<String>,
    /// Typed after that: may or may not be on the disk.
    typed: Vec<String>,
}

/// The answers and notes of the first questions.
#[derive(Default)]
struct Claims {
    answers: BTreeMap<QuestionId, TypedValue>,
    notes: BTreeMap<QuestionId, TypedValue>,
    /// Number of notes written; each contains its number.
    written: u64,
}

impl TypedValue {
    fn may_be(&self, found: &str) -> bool {
        self.typed.iter().any(|typed| typed == found) || self.saved.as_deref().unwrap_or_default() == found
    }
}

/// A simulated user in the first area of an assessment.
struct SimulatedUser {
    terminal: Terminal,
    frames: Receiver<Glance>,
    questions: Vec<(QuestionId, String)>,
    place: usize,
}

/// The program was killed.
struct Killed;

impl SimulatedUser {
    /// Starts the program and opens the first question.
    fn begin(home: &Home, program: &Path) -> Self {
        let pack = embedded::default_pack();
        let known = pack.areas[0].questions.iter();
        let questions =
            known.map(|question| (question.id.clone(), question.topic.get("en").to_owned())).collect();
        let (sender, frames): (Sender<Glance>, _) = channel();
        let start = home.other_program(program.to_str().unwrap()).typed_with(&["open", "Water"]);
        let start = start.watched(move |screen| sender.send(glance(screen)).unwrap_or_default());
        let terminal = start.begin();
        terminal.wait_for_text("What holds it");
        terminal.type_keys("\r");
        let mut user = Self { terminal, frames, questions, place: 0 };
        user.find_place();
        user
    }

    /// Finds the present question, because an area opens at its first unanswered one.
    fn find_place(&mut self) {
        let heads: Vec<String> = (0..self.questions.len()).map(|place| self.head(place)).collect();
        let place = |frame: &Glance| heads.iter().position(|head| frame.text.contains(head));
        self.place = self.frames.iter().find_map(|frame| place(&frame)).expect("nobody kills it yet");
    }

    /// Reads frames until one satisfies the condition.
    fn see(&mut self, is_right: impl Fn(&Glance) -> bool) -> Result<(), Killed> {
        loop {
            let frame = self.frames.recv().map_err(|_| Killed)?;
            if is_right(&frame) {
                return Ok(());
            }
        }
    }

    /// Waits for a frame that is not saved, which shows that the change was accepted, and then for one that is.
    fn see_saved(&mut self, text: &str, without: &str) -> Result<(), Killed> {
        let begun = |frame: &Glance| !frame.is_saved;
        self.see(begun)?;
        let done = |frame: &Glance| {
            frame.is_saved
                && frame.text.contains(text)
                && (without.is_empty() || !frame.text.contains(without))
        };
        self.see(done)
    }

    fn head(&self, place: usize) -> String {
        format!("{} · Question", self.questions[place].1)
    }

    /// Types something, and records what the screen shows as saved.
    fn go_on(&mut self, random: &mut Random, claims: &mut Claims) -> Result<(), Killed> {
        let last = self.questions.len() - 1;
        if self.place == last {
            self.terminal.type_keys(&"\x1b[D".repeat(last));
            self.place = 0;
            let head = self.head(0);
            return self.see(|frame| frame.text.contains(&head));
        }
        if random.below(4) == 0 { self.write_note(claims) } else { self.answer(random, claims) }
    }

    /// Answers one or several questions as fast as the terminal accepts it.
    fn answer(&mut self, random: &mut Random, claims: &mut Claims) -> Result<(), Killed> {
        let most = (self.questions.len() - 1 - self.place).min(3);
        let count = 1 + usize::try_from(random.below(u64::try_from(most).unwrap())).unwrap();
        let places = self.place..self.place + count;
        // Consecutive answers to a question differ, so that each is a change.
        let mut keys = String::new();
        for place in places.clone() {
            let value = claims.answers.entry(self.questions[place].0.clone()).or_default();
            let before = value.typed.last().or(value.saved.as_ref()).cloned().unwrap_or_default();
            let level = (1..=5).map(|step| (random.0 + step) % 5 + 1).map(|level| level.to_string());
            let level = level.into_iter().find(|level| *level != before).unwrap();
            keys.push_str(&level);
            value.typed.push(level);
        }
        self.terminal.type_keys(&keys);
        self.place += count;
        let head = self.head(self.place);
        self.see_saved(&head, "")?;
        for place in places {
            let value = claims.answers.get_mut(&self.questions[place].0).unwrap();
            (value.saved, value.typed) = (value.typed.pop(), Vec::new());
        }
        Ok(())
    }

    fn write_note(&mut self, claims: &mut Claims) -> Result<(), Killed> {
        claims.written += 1;
        let id = self.questions[self.place].0.clone();
        let note = format!("note {}", claims.written);
        let value = claims.notes.entry(id).or_default();
        value.typed.push(note.clone());
        self.terminal.type_keys(&format!("n\x15{note}\r"));
        self.see_saved(&self.head(self.place).clone(), "─ Note ─")?;
        (value.saved, value.typed) = (Some(note), Vec::new());
        Ok(())
    }
}

/// Answers questions until the program is killed after a random time.
fn answer_until_killed(home: &Home, program: &Path, random: &mut Random, claims: &mut Claims) {
    let mut user = SimulatedUser::begin(home, program);
    let life = Duration::from_micros(random.below(150_000));
    let process = user.terminal.process();
    let killer = std::thread::spawn(move || {
        // The random lifetime is the experiment; this is not a wait for a condition.
        std::thread::sleep(life);
        let sent = std::process::Command::new("kill").args(["-KILL", &process]).status().unwrap();
        assert!(sent.success());
    });
    while user.go_on(random, claims).is_ok() {}
    killer.join().unwrap();
    assert_eq!(user.terminal.end().exit_code(), 1, "killed, which has no code of its own here");
}

/// Checks that the file contains what was shown as saved, or what was typed after it.
fn compare(file: &Path, claims: &mut Claims, about: &str) {
    let (_, found) = OpenFile::open(file).unwrap_or_else(|error| panic!("{about}: {error}"));
    for (id, value) in &mut claims.answers {
        let entry = found.entry(id).cloned().unwrap_or_default();
        let level = match entry.answer {
            Some(Answer::Labelled(level)) => level.to_string(),
            _ => String::new(),
        };
        assert!(value.may_be(&level), "{about}: {id} is {level:?}, saved was {:?}", value.saved);
        *value = TypedValue { saved: Some(level), typed: Vec::new() };
    }
    for (id, value) in &mut claims.notes {
        let note = found.entry(id).and_then(|entry| entry.note.clone()).unwrap_or_default();
        assert!(value.may_be(&note), "{about}: the note on {id} is {note:?}, saved was {:?}", value.saved);
        *value = TypedValue { saved: Some(note), typed: Vec::new() };
    }
}

/// Number of temporary files of an interrupted save.
fn interrupted(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_str().unwrap().starts_with(".mizan-")).count()
}

#[test]
fn no_answer_shown_as_saved_is_lost_when_the_program_is_killed() {
    let (rounds, program) =
        if is_long() { (300, release()) } else { (10, env!("CARGO_BIN_EXE_mizan").into()) };
    let home = Home::speaking("en");
    let made = std::process::Command::new(&program)
        .args(["new", "Water"])
        .env("MIZAN_CONFIG_DIR", home.config())
        .output()
        .unwrap();
    assert!(made.status.success());
    let folder = home.config().join("assessments");
    let seed = 0x9e37_79b9_7f4a_7c15;
    let (mut random, mut claims) = (Random(seed), Claims::default());
    for round in 0..rounds {
        answer_until_killed(&home, &program, &mut random, &mut claims);
        compare(&folder.join("water.yaml"), &mut claims, &format!("round {round} of seed {seed:x}"));
    }
    let answered = claims.answers.len();
    assert!(answered >= 3, "only {answered} questions were answered");
    println!("{rounds} times killed, {} times in the middle of a save", interrupted(&folder));
}

/// Builds the release program next to the tested one.
fn release() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let built = std::process::Command::new(cargo)
        .args(["build", "--release", "--bin", "mizan"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success());
    let tested = Path::new(env!("CARGO_BIN_EXE_mizan"));
    tested.parent().unwrap().with_file_name("release").join(tested.file_name().unwrap())
}
