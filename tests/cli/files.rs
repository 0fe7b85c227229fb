//! Which file a name refers to, and files that are cut off.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::assert_transcript;
use crate::support::home::Home;

fn file(home: &Home, name: &str) -> PathBuf {
    home.path("config/assessments").join(name)
}

/// Sets modification times, so that lists have a fixed order.
fn date(path: &Path, seconds: u64) {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_770_000_000 + seconds);
    fs::File::options().append(true).open(path).unwrap().set_modified(moment).unwrap();
}

#[test]
fn a_comparison_for_programs_has_names_and_files_apart() {
    let home = Home::english().prepared(&["new", "Ministry"]);
    fs::copy(file(&home, "ministry.yaml"), file(&home, "copy.yaml")).unwrap();
    let files = ["ministry.yaml", "copy.yaml"];
    let shown = home.done(&["compare", files[0], files[1]]);
    assert!(files.iter().all(|file| shown.contains(file)), "{shown}");
    let written = home.done(&["compare", files[0], files[1], "--format", "json"]);
    let written: serde_json::Value = serde_json::from_str(&written).unwrap();
    let mut columns: Vec<_> = written["columns"].as_array().unwrap().iter().collect();
    columns.sort_by_key(|column| column["file"].to_string());
    for (column, file) in columns.into_iter().zip(["copy.yaml", "ministry.yaml"]) {
        assert_eq!((&column["assessment"], &column["file"]), (&"Ministry".into(), &file.into()));
    }
}

#[test]
fn a_name_of_two_files_is_refused_as_ambiguous() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.prepared(&["new", "Ministry"]).prepared(&["answer", "Ministry", "strategy-q1", "3"]);
        let (original, copy) = (file(&home, "ministry.yaml"), file(&home, "ministry (conflicted copy).yaml"));
        fs::copy(&original, &copy).unwrap();
        date(&original, 2);
        date(&copy, 1);
        let home = home
            .types(&["list"])
            .types(&["list", "--format", "json"])
            .types(&["show", "Ministry", "--format", "csv"])
            .types(&["delete", "ministry"])
            .types(&["rename", "ministry (conflicted copy).yaml", "Copy"])
            .types(&["list"])
            .types(&["delete", "Ministry"]);
        assert!(file(&home, "copy.yaml").exists() && !original.exists());
        assert_transcript!(format!("same-name-{language}"), home.transcript());
    }
}

#[test]
fn the_advice_to_restore_names_the_file_that_was_asked_for() {
    let home =
        Home::english().prepared(&["new", "Ministry"]).prepared(&["answer", "Ministry", "strategy-q1", "3"]);
    fs::copy(file(&home, "ministry.yaml"), file(&home, "ministry copy.yaml")).unwrap();
    for numbers in [&[][..], &["99"]] {
        let output = home.run(&[&["restore", "ministry.yaml"], numbers].concat());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains("`mizan restore ministry.yaml"), "{said}");
    }
}

#[test]
fn a_cut_off_file_can_only_be_rescued() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.prepared(&["new", "Water"]).prepared(&["answer", "Water", "strategy-q1", "3"]);
        let path = file(&home, "water.yaml");
        let whole = fs::read_to_string(&path).unwrap();
        let part = whole.split_once("  cloud-q3:").unwrap().0;
        fs::write(&path, part).unwrap();
        fs::remove_dir_all(home.path("config/backups")).unwrap();
        date(&path, 1);
        let home = home
            .types(&["list"])
            .types(&["show", "Water"])
            .types(&["answer", "Water", "strategy-q2", "2"])
            .types(&["export", "Water"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), part, "nothing was written");
        let home = home
            .types(&["restore", "Water"])
            .types(&["restore", "Water", "1"])
            .types(&["show", "Water", "--format", "csv"]);
        assert!(fs::read_to_string(&path).unwrap().ends_with("# end\n"));
        assert_transcript!(format!("cut-off-{language}"), home.transcript());
    }
}

#[test]
fn a_cut_off_file_is_never_merged() {
    let home = Home::english().prepared(&["new", "Water"]).prepared(&["answer", "Water", "strategy-q1", "3"]);
    let ours = file(&home, "water.yaml");
    let whole = fs::read_to_string(&ours).unwrap();
    let [base, theirs] = ["base.yaml", "theirs.yaml"].map(|name| home.path(name));
    fs::write(&base, &whole).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    for count in (0..lines.len()).step_by(7) {
        fs::write(&theirs, lines[..count].concat()).unwrap();
        let paths = [&base, &ours, &theirs].map(|path| path.to_str().unwrap().to_owned());
        for order in [[0, 1, 2], [2, 1, 0]] {
            let [base, ours, theirs] = order.map(|place| paths[place].as_str());
            let merged = home.run(&["merge", base, ours, theirs]);
            // Git passes an empty base if there is no common ancestor.
            let is_git = count == 0 && order[0] == 2;
            assert_eq!(merged.status.success(), is_git, "{count} {order:?}");
        }
        if count > 0 {
            assert_eq!(fs::read_to_string(&ours).unwrap(), whole, "{count}");
        }
    }
}

#[test]
fn merging_into_the_folder_backs_up_the_file_first() {
    let home = Home::english().prepared(&["new", "Water"]);
    let ours = file(&home, "water.yaml");
    let [base, theirs] = ["base.yaml", "theirs.yaml"].map(|name| home.path(name));
    let whole = fs::read_to_string(&ours).unwrap();
    fs::write(&base, &whole).unwrap();
    let (before, after) = whole.split_once("  cloud-q3:").unwrap();
    let (topic, rest) = after.split_once('\n').unwrap();
    fs::write(&theirs, format!("{before}  cloud-q3:{topic}\n    answer: 2\n{rest}")).unwrap();
    home.done(&["merge", base.to_str().unwrap(), ours.to_str().unwrap(), theirs.to_str().unwrap()]);
    assert!(fs::read_to_string(&ours).unwrap().contains("answer: 2"));
    let backups: Vec<_> = fs::read_dir(home.path("config/backups/water")).unwrap().collect();
    assert_eq!(fs::read_to_string(backups[0].as_ref().unwrap().path()).unwrap(), whole);
}

#[test]
fn parallel_commands_wait_for_one_another() {
    let home = Home::english().prepared(&["new", "Water"]);
    let questions: Vec<String> = (1..=5).map(|number| format!("strategy-q{number}")).collect();
    let commands: Vec<_> = questions
        .iter()
        .flat_map(|question| [["1", question], ["2", question]])
        .map(|[level, question]| home.command(&["answer", "Water", question, level]).spawn().unwrap())
        .collect();
    for mut command in commands {
        assert!(command.wait().unwrap().success());
    }
    let text = fs::read_to_string(file(&home, "water.yaml")).unwrap();
    assert_eq!(text.matches("    answer: ").count(), 5);
}
