//! No answers are lost: backups, locks, merges, failing disks and kills.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use crate::assert_transcript;
use crate::support::{home::Home, is_long};

/// Number of repetitions: `short`, or `long` with `MIZAN_LONG_TESTS`.
fn times(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

fn file_of(home: &Home, name: &str) -> PathBuf {
    home.path(&format!("config/assessments/{name}.yaml"))
}

/// Gives an assessment a backup of its present contents with this time.
fn put_aside(home: &Home, name: &str, moment: &str) {
    let folder = home.path(&format!("config/backups/{name}"));
    fs::create_dir_all(&folder).unwrap();
    fs::copy(file_of(home, name), folder.join(format!("{moment}.yaml"))).unwrap();
}

#[test]
fn backups_that_cannot_be_read_are_not_said_to_be_missing() {
    for (home, none, unreadable) in [
        (Home::english(), "has no backup yet", "The only earlier file of “A” cannot be read."),
        (Home::arabic(), "لا توجد نسخة احتياطية", "للتقييم «A» ملف سابق واحد تتعذر قراءته."),
    ] {
        let home = home.prepared(&["new", "A"]);
        let listed = home.done(&["restore", "A"]);
        assert!(listed.contains(none), "{listed}");
        put_aside(&home, "a", "2026-01-01T00-00-00Z");
        fs::write(home.path("config/backups/a/2026-01-01T00-00-00Z.yaml"), "schema: [\n").unwrap();
        let refused = home.run(&["restore", "A"]);
        assert_eq!(refused.status.code(), Some(1));
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains(unreadable) && !said.contains(none), "{said}");
    }
}

#[test]
fn backups_of_an_assessment_are_listed_and_restored() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home
            .types(&["restore", "وزارة"])
            .prepared(&["new", "وزارة"])
            .types(&["restore", "وزارة"])
            .types(&["restore", "وزارة", "--format", "json"]);
        put_aside(&home, "وزارة", "2026-03-01T08-15-00Z");
        let home = home.prepared(&["answer", "وزارة", "strategy-q1", "3"]);
        put_aside(&home, "وزارة", "2026-03-01T09-15-00Z");
        let broken = home.path("config/backups/وزارة/2026-03-01T10-15-00Z.yaml");
        fs::write(broken, "schema: 1\nname: [\n").unwrap();
        // The answer would have made a backup, but the oldest one already has that text.
        let home = home
            .types(&["restore", "وزارة"])
            .types(&["restore", "وزارة", "--format", "json"])
            .types(&["restore", "وزارة", "--format", "csv"])
            .types(&["restore", "وزارة", "0"])
            .types(&["restore", "وزارة", "four"])
            .types(&["restore", "وزارة", "1", "--format", "json"])
            .types(&["restore", "وزارة", "1", "--format", "table"])
            .types(&["restore", "وزارة", "1", "--bom"])
            .types(&["restore", "وزارة", "--words", "en"])
            .types(&["restore", "وزارة", "3"])
            .types(&["show", "وزارة", "--format", "csv"])
            .types(&["restore", "وزارة", "٢"])
            .types(&["restore", "وزارة"]);
        // Newer than every backup.
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_500_000);
        let file = File::options().append(true).open(file_of(&home, "وزارة")).unwrap();
        file.set_modified(changed).unwrap();
        let home = home
            .prepared(&["delete", "وزارة"])
            .types(&["restore", "وزارة", "2"])
            .types(&["restore", "Nobody"]);
        assert_transcript!(format!("restore-{language}"), home.transcript());
    }
}

#[test]
fn a_command_backs_up_the_previous_file() {
    let home = Home::english().prepared(&["new", "Water"]);
    let before = fs::read_to_string(file_of(&home, "water")).unwrap();
    home.done(&["answer", "Water", "strategy-q1", "3"]);
    home.done(&["answer", "Water", "strategy-q2", "3"]);
    let backups: Vec<_> = fs::read_dir(home.path("config/backups/water")).unwrap().flatten().collect();
    assert_eq!(backups.len(), 1);
    assert_eq!(fs::read_to_string(backups[0].path()).unwrap(), before);
}

/// Takes the lock of an assessment, as another program would.
fn hold(home: &Home, name: &str, text: &str) -> File {
    fs::create_dir_all(home.path("config/locks")).unwrap();
    let mut lock = File::create(home.path(&format!("config/locks/{name}.lock"))).unwrap();
    lock.try_lock().unwrap();
    lock.write_all(text.as_bytes()).unwrap();
    lock
}

#[test]
fn a_locked_assessment_is_not_changed_and_the_holder_is_named() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.prepared(&["new", "Water"]);
        put_aside(&home, "water", "2026-03-01T08-15-00Z");
        let before = fs::read(file_of(&home, "water")).unwrap();
        let holder =
            "user: huda\nhost: planning-7\nprocess: 4321\ncommand: open\nsince: 2026-03-01T08:15:00Z\n";
        let lock = hold(&home, "water", holder);
        let home = home
            .types(&["answer", "Water", "strategy-q1", "3"])
            .types(&["rename", "Water", "Other"])
            .types(&["delete", "Water"])
            .types(&["restore", "Water", "1"])
            .types(&["show", "Water", "--format", "csv"]);
        lock.unlock().unwrap();
        let _silent = hold(&home, "water", "");
        let home = home.types(&["answer", "Water", "strategy-q1", "3"]);
        assert_eq!(fs::read(file_of(&home, "water")).unwrap(), before);
        assert_transcript!(format!("held-{language}"), home.transcript());
    }
}

#[test]
fn a_name_in_the_lock_cannot_control_the_terminal() {
    let home = Home::english().prepared(&["new", "Water"]);
    let holder = "user: \"\\e[2J\\u202E\"\nhost: \"\\e]52;c;eA==\\a\"\nprocess: 1\ncommand: open\nsince: 2026-03-01T08:15:00Z\n";
    let _lock = hold(&home, "water", holder);
    let errors = home.run(&["answer", "Water", "strategy-q1", "3"]).stderr;
    let errors = String::from_utf8(errors).unwrap();
    assert!(errors.contains("process 1"), "{errors}");
    assert!(!errors.chars().any(|letter| (letter.is_control() && letter != '\n') || letter == '\u{202e}'));
}

/// Three files of one assessment: the base, and the changes of two users.
fn three_files(home: &Home) -> [String; 3] {
    ["base", "ours", "theirs"].map(|name| home.path(&format!("{name}.yaml")).display().to_string())
}

fn copy_to(home: &Home, path: &str) {
    fs::copy(file_of(home, "water"), path).unwrap();
}

#[test]
fn changes_of_two_users_are_merged_and_conflicts_are_reported_and_kept() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let [base, ours, theirs] = three_files(&home);
        let home = home.prepared(&["new", "Water"]).prepared(&["answer", "Water", "strategy-q1", "3"]);
        copy_to(&home, &base);
        let home = home.prepared(&["answer", "Water", "strategy-q2", "2", "--note", "ours"]).prepared(&[
            "answer",
            "Water",
            "strategy-q1",
            "4",
        ]);
        copy_to(&home, &ours);
        fs::copy(&base, file_of(&home, "water")).unwrap();
        let home = home
            .prepared(&["answer", "Water", "strategy-q3", "5", "--evidence", "Register"])
            .prepared(&["answer", "Water", "strategy-q1", "not-applicable", "--reason", "No\nplatform"]);
        copy_to(&home, &theirs);
        let clean = home.path("clean.yaml").display().to_string();
        fs::copy(&base, &clean).unwrap();
        let home = home
            .types(&["merge", &base, &clean, &theirs])
            .types(&["merge", &base, &ours, &theirs])
            .types(&["import", &ours, "--name", "Merged"])
            .types(&["merge", &base, &ours, "nowhere.yaml"]);
        assert_eq!(fs::read(&clean).unwrap(), fs::read(&theirs).unwrap());
        let merged = fs::read_to_string(&ours).unwrap();
        assert_transcript!(
            format!("merge-{language}"),
            format!("{}{}", home.transcript(), beginning(&merged))
        );
    }
}

/// The text of a file up to its fourth question.
fn beginning(text: &str) -> &str {
    text.split_once("  strategy-q4:").map_or(text, |(beginning, _)| beginning)
}

#[test]
fn files_that_cannot_be_merged_are_unchanged() {
    let home = Home::english().prepared(&["new", "Water"]);
    let [base, ours, theirs] = three_files(&home);
    copy_to(&home, &base);
    copy_to(&home, &ours);
    fs::write(&theirs, "<<<<<<< not an assessment").unwrap();
    let before = fs::read(&ours).unwrap();
    assert_eq!(home.run(&["merge", &base, &ours, &theirs]).status.code(), Some(1));
    assert_eq!(fs::read(&ours).unwrap(), before);
}

fn git(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.org"]).args(arguments).output().ok()
}

#[test]
fn git_merges_assessments_with_the_program_as_its_driver() {
    let home = Home::english().prepared(&["new", "Water"]);
    let folder = home.path("config/assessments");
    if git(&folder, &["init", "-q", "-b", "main"]).is_none() {
        println!("skipped: there is no git here");
        return;
    }
    let git = |arguments: &[&str]| git(&folder, arguments).unwrap();
    let driver = format!(
        "MIZAN_CONFIG_DIR='{}' '{}' merge %O %A %B",
        home.path("config").display(),
        env!("CARGO_BIN_EXE_mizan")
    );
    fs::write(folder.join(".gitattributes"), "*.yaml merge=mizan\n").unwrap();
    git(&["config", "merge.mizan.driver", &driver]);
    let commit = |message: &str| {
        git(&["add", "-A"]);
        let done = git(&["commit", "-q", "-m", message]);
        assert!(done.status.success(), "{done:?}");
    };
    commit("base");
    git(&["checkout", "-q", "-b", "other"]);
    home.done(&["answer", "Water", "strategy-q1", "4", "--note", "theirs"]);
    commit("theirs");
    git(&["checkout", "-q", "main"]);
    home.done(&["answer", "Water", "strategy-q1", "--owner", "Office"]);
    home.done(&["answer", "Water", "strategy-q2", "2"]);
    commit("ours");
    let merged = git(&["merge", "-q", "-m", "both", "other"]);
    assert!(merged.status.success(), "{merged:?}");
    let text = fs::read_to_string(file_of(&home, "water")).unwrap();
    let topic = "    revision: 2\n    topic: {ar: المواءمة الاستراتيجية, en: Strategic alignment}\n";
    assert!(text.contains(&format!("answer: 4\n{topic}    note: theirs\n    owner: Office\n")), "{text}");

    git(&["checkout", "-q", "-b", "third"]);
    home.done(&["answer", "Water", "strategy-q1", "1"]);
    commit("third");
    git(&["checkout", "-q", "main"]);
    home.done(&["answer", "Water", "strategy-q1", "5"]);
    commit("fifth");
    let conflicted = git(&["merge", "-q", "third"]);
    assert_eq!(conflicted.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&conflicted.stderr).contains("strategy-q1"), "{conflicted:?}");
    let shown = home.done(&["export", "Water", "--format", "yaml"]);
    assert!(shown.contains("the other side (Answer): Level 1"), "{shown}");
    let state = git(&["status", "--porcelain"]).stdout;
    assert!(String::from_utf8_lossy(&state).contains("UU water.yaml"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::sync::mpsc;
    use std::time::Instant;

    use super::*;

    /// Runs the program from a shell, after a shell command.
    fn after(home: &Home, first: &str, arguments: &[&str]) -> Output {
        let known = home.command(&[]);
        let mut shell = Command::new("sh");
        shell.env_clear().envs(known.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.args(["-c", &format!("{first}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_mizan")]);
        shell.args(arguments).output().unwrap()
    }

    /// The names in the folder of assessments.
    fn names(home: &Home) -> Vec<String> {
        let entries = fs::read_dir(home.path("config/assessments")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn exceeding_the_file_size_limit_is_an_error_and_keeps_the_old_file() {
        for (language, reason) in [("en", "larger than the system allows"), ("ar", "يتجاوز الحد")] {
            let home = Home::with_locale(language).prepared(&["new", "Water"]);
            let before = fs::read(file_of(&home, "water")).unwrap();
            let output = after(&home, "ulimit -f 1", &["answer", "Water", "strategy-q1", "3"]);
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{errors}");
            assert!(errors.contains(reason) && errors.contains("water.yaml"), "{errors}");
            assert_eq!(fs::read(file_of(&home, "water")).unwrap(), before);
            assert_eq!(names(&home), ["water.yaml"]);
        }
    }

    #[test]
    fn a_read_only_folder_is_an_error_and_keeps_the_old_file() {
        let home = Home::english().prepared(&["new", "Water"]);
        let before = fs::read(file_of(&home, "water")).unwrap();
        let folder = home.path("config/assessments");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
        if File::create(folder.join("probe")).is_ok() {
            println!("skipped: this user may write everywhere");
            return;
        }
        let lines: [&[&str]; 2] = [&["answer", "Water", "strategy-q1", "3"], &["delete", "Water"]];
        let outputs = lines.map(|line| home.run(line));
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        for output in outputs {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1));
            assert!(errors.contains("permission"), "{errors}");
            let place = format!("{}\n", folder.display());
            assert!(errors.contains(&place), "the folder refuses, and not the file: {errors}");
        }
        assert_eq!(fs::read(file_of(&home, "water")).unwrap(), before);
    }

    #[test]
    fn a_read_only_file_is_reported_and_unchanged() {
        let home = Home::english().prepared(&["new", "Water"]);
        let file = file_of(&home, "water");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
        let before = fs::read(&file).unwrap();
        let output = home.run(&["answer", "Water", "strategy-q1", "3"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("Permission is denied."));
        assert_eq!(fs::read(&file).unwrap(), before);
    }

    #[test]
    fn a_file_in_place_of_the_config_folder_is_reported() {
        let home = Home::english();
        fs::write(home.path("config"), "in the way").unwrap();
        let output = home.run(&["new", "Water"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("config/locks"));
        assert_eq!(fs::read_to_string(home.path("config")).unwrap(), "in the way");
    }

    #[test]
    fn a_link_out_of_the_folder_is_read_and_moved_but_never_written_through() {
        let home = Home::english().prepared(&["new", "Water"]);
        let (link, target) = (file_of(&home, "water"), home.path("shared.yaml"));
        fs::rename(&link, &target).unwrap();
        symlink(&target, &link).unwrap();
        let text = fs::read_to_string(&target).unwrap();
        home.done(&["show", "Water"]);
        for refused in [&["answer", "Water", "strategy-q1", "3"][..], &["rename", "Water", "Other"]] {
            let output = home.run(refused);
            assert_eq!(output.status.code(), Some(1), "{refused:?}");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(errors.contains("link") && errors.contains("shared.yaml"), "{errors}");
        }
        home.done(&["delete", "Water"]);
        assert!(!link.is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), text);
        assert_eq!(fs::read_link(home.path("config/bin/water.yaml")).unwrap(), target);
    }

    #[test]
    fn files_are_accessible_for_their_owner_alone_under_any_umask() {
        let home = Home::english();
        assert!(after(&home, "umask 000", &["new", "Water"]).status.success());
        assert!(after(&home, "umask 000", &["answer", "Water", "strategy-q1", "3"]).status.success());
        assert!(after(&home, "umask 000", &["delete", "Water"]).status.success());
        let mut seen = 0;
        let mut waiting = vec![home.path("config")];
        while let Some(path) = waiting.pop() {
            let mode = path.symlink_metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
            seen += 1;
            if path.is_dir() {
                waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
        assert!(seen >= 8, "only {seen} were found");
    }

    /// With `MIZAN_LONG_TESTS=1`: 300 kills.
    #[test]
    fn a_command_killed_at_any_moment_loses_no_answer_reported_as_saved() {
        let home = Home::english().prepared(&["new", "Water"]);
        let questions: Vec<String> = (1..=5).map(|number| format!("strategy-q{number}")).collect();
        let mut saved = vec![None; questions.len()];
        let begun = Instant::now();
        home.done(&["answer", "Water", &questions[0], "1"]);
        saved[0] = Some(1);
        let usual = begun.elapsed();
        for round in 0..times(40, 300) {
            let (place, level) = (round % questions.len(), round % 5 + 1);
            let mut child = home.command(&["answer", "Water", &questions[place], &level.to_string()]);
            let mut child = child.stdout(std::process::Stdio::piped()).spawn().unwrap();
            // The moments cover slightly more than a usual run, and differ in each round.
            let moment = usual * u32::try_from(round * 37 % 100).unwrap() / 80;
            let (_never, nothing) = mpsc::channel::<()>();
            let _ = nothing.recv_timeout(moment.max(Duration::from_micros(1)));
            drop(child.kill());
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).contains("Saved.");
            let shown = home.done(&["export", "Water", "--format", "json"]);
            let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
            let found = |place: usize| shown["assessment"]["answers"][&questions[place]]["answer"].as_u64();
            for (other, level) in saved.iter().enumerate().filter(|(other, _)| *other != place) {
                assert_eq!(found(other), *level, "round {round}");
            }
            let level = u64::try_from(level).unwrap();
            if said {
                assert_eq!(found(place), Some(level), "round {round}");
            }
            assert!(found(place) == Some(level) || found(place) == saved[place], "round {round}");
            saved[place] = found(place);
        }
        home.done(&["answer", "Water", "strategy-q1", "unknown"]);
    }
}

#[test]
fn a_file_of_version_0_1_0_is_read_and_only_gains_its_end_mark_its_format_and_quotes() {
    let home = Home::english();
    fs::create_dir_all(home.path("config/assessments")).unwrap();
    let original = fs::read_to_string("tests/data/assessments/schema-1.yaml").unwrap();
    fs::write(file_of(&home, "ministry-2026"), &original).unwrap();
    assert!(home.done(&["show", "Ministry 2026"]).contains("Ministry 2026"));
    home.done(&["answer", "Ministry 2026", "operations-q1", "unknown"]);
    home.done(&["answer", "Ministry 2026", "operations-q1", "none"]);
    let (first_line, rest) = original.split_once('\n').unwrap();
    let now = fs::read_to_string(file_of(&home, "ministry-2026")).unwrap();
    let now = now.strip_suffix("# end\n").unwrap();
    // The topics of another version of the questionnaire are not known.
    let unquoted: String = now.lines().map(|line| without_quotes(line) + "\n").collect();
    assert_ne!(unquoted, now);
    let rest = rest.replacen("schema: 1\n", "schema: 2\n", 1);
    assert_eq!(unquoted, format!("{first_line} Questions that follow: 55. Last line: \"# end\".\n{rest}"));
}

/// The line as version 0.1.0 wrote it: readers of YAML 1.1 take a day without quotes for a date, others for a text, and
/// most take a level as a key for a number.
fn without_quotes(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let level = line.trim_start().strip_prefix('\'').and_then(|rest| rest.split_once("': "));
    if let Some((level, votes)) = level {
        return format!("{:indent$}{level}: {votes}", "");
    }
    match line.split_once(": '").map(|(key, value)| (key, value.trim_end_matches('\''))) {
        Some((key, day)) if day.len() == 10 && day.starts_with("20") => format!("{key}: {day}"),
        _ => line.to_owned(),
    }
}
