//! Fuzzing: damaged files of unknown origin.
//!
//! A short run with a fixed seed is part of every test run. `MIZAN_FUZZ_SECONDS=600 cargo test --release fuzz` runs
//! each of the four targets for that time with a new seed and reports what it did. No file may cause a panic or a hang,
//! every fault has a position, and every accepted file can be scored, exported, imported and saved.

mod mutation;
mod target;

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use mutation::{Random, damage};
use target::{Files, Target};

/// Number of files in the short run.
const SHORT: u64 = 400;

/// Number of files stored for further damage, because each caused a new message.
const MOST_KEPT: usize = 2_000;

/// Larger files, in bytes, are not damaged further.
const LARGEST_KEPT: usize = 32 << 10;

/// In a long run, no file may take longer: a second on an idle machine, with a margin for a busy one.
const LONGEST: Duration = Duration::from_secs(5);

/// In a long run, the highest allowed memory of the test process, in kilobytes.
const MOST_MEMORY: u64 = 200 * 1024;

/// One fuzzing run.
struct Run {
    target: Target,
    random: Random,
    until: Option<Instant>,
    folder: tempfile::TempDir,
    kept: Vec<Files>,
    undamaged: usize,
    /// Hashes of the findings so far. Their texts would fill the memory that the test limits.
    known: HashSet<u64>,
    slowest: Duration,
}

impl Run {
    fn new(target: Target) -> Self {
        let seconds = std::env::var("MIZAN_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
        let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let random = Random(if until.is_some() { now() } else { 1 });
        let (folder, kept) = (tempfile::tempdir().unwrap(), target.seeds());
        let (undamaged, known) = (kept.len(), HashSet::new());
        Self { target, random, until, folder, kept, undamaged, known, slowest: Duration::ZERO }
    }

    fn go(mut self) {
        for files in self.kept.clone() {
            let found = self.attempt(&files);
            assert!(found.starts_with("good"), "an undamaged file is refused: {found}");
        }
        let mut count = 0;
        while self.until.map_or(count < SHORT, |until| Instant::now() < until) {
            let files = self.damaged();
            let found = self.attempt(&files);
            let small = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < LARGEST_KEPT;
            if self.known.insert(hash(&found)) && small {
                self.keep(files);
            }
            count += 1;
        }
        assert!(self.known.len() > 10, "hardly anything was found");
        if self.until.is_some() {
            let memory = most_memory();
            println!(
                "{:?}: {count} files, {} different outcomes, slowest {:?}, at most {memory} kB",
                self.target,
                self.known.len(),
                self.slowest
            );
            assert!(memory <= MOST_MEMORY, "{memory} kB");
        }
    }

    /// Stores files for further damage, in place of others if there are too many. The undamaged ones are never
    /// replaced.
    fn keep(&mut self, files: Files) {
        if self.kept.len() < MOST_KEPT {
            self.kept.push(files);
        } else {
            let place = self.undamaged + self.random.below(MOST_KEPT - self.undamaged);
            self.kept[place] = files;
        }
    }

    fn damaged(&mut self) -> Files {
        let mut files = self.random.one_of(&self.kept).clone();
        let other = self.random.one_of(&self.kept).clone();
        let other = &self.random.one_of(&other).1;
        let at = self.random.below(files.len());
        let damaged = damage(&mut self.random, &files[at].1, other);
        files[at].1 = damaged;
        // Prefers small files, so that more files are tested in the same time.
        if files[at].1.len() > 256 << 10 {
            files[at].1.truncate(256 << 10);
        }
        files
    }

    /// Writes the files and reads them. After a failure the files are left for inspection.
    fn attempt(&mut self, files: &Files) -> String {
        write(self.folder.path(), files);
        let start = Instant::now();
        let found = catch_unwind(AssertUnwindSafe(|| self.target.read(self.folder.path(), files)));
        let took = start.elapsed();
        self.slowest = self.slowest.max(took);
        let too_long = self.until.is_some() && took > LONGEST;
        match found {
            Ok(found) if !too_long => found,
            outcome => {
                let left =
                    tempfile::Builder::new().prefix("mizan-fuzz").disable_cleanup(true).tempdir().unwrap();
                write(left.path(), files);
                panic!(
                    "{:?}: {took:?}, {outcome:?}; the files lie in {}",
                    self.target,
                    left.path().display()
                );
            }
        }
    }
}

fn hash(found: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    found.hash(&mut hasher);
    hasher.finish()
}

fn write(folder: &Path, files: &Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !files.iter().any(|(name, _)| path.ends_with(name)) {
            fs::remove_file(path).unwrap();
        }
    }
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// The highest memory use of this process so far, in kilobytes; 0 if the system does not report it.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

#[test]
fn fuzz_pack() {
    Run::new(Target::Pack).go();
}

#[test]
fn fuzz_assessment() {
    Run::new(Target::Assessment).go();
}

#[test]
fn fuzz_theme() {
    Run::new(Target::Theme).go();
}

#[test]
fn fuzz_import() {
    Run::new(Target::Import).go();
}
