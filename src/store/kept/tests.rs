use super::*;
use crate::{
    model::Entry,
    store::sample::{answer, assessment, pack, question},
};

fn kept(folder: &Path) -> (Kept, Assessment) {
    let assessment = assessment("Water");
    let kept = Kept::create(folder.join("water.yaml"), &assessment, &pack()).unwrap();
    (kept, assessment)
}

#[test]
fn every_save_is_on_the_disk_and_the_next_one_is_no_surprise() {
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, mut water) = kept(folder.path());
    for level in 1..=3 {
        answer(&mut water, "cloud-q1", level);
        kept.save(&water, &pack()).unwrap();
        assert_eq!(Kept::open(kept.path()).unwrap(), (kept.clone(), water.clone()));
        assert_eq!(kept.is_changed_elsewhere(), Ok(false));
    }
}

#[test]
fn a_change_by_somebody_else_is_not_run_over_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut water) = kept(folder.path());
    let (mut second, mut theirs) = Kept::open(first.path()).unwrap();
    answer(&mut theirs, "cloud-q1", 1);
    second.save(&theirs, &pack()).unwrap();
    answer(&mut water, "cloud-q2", 2);
    assert_eq!(first.is_changed_elsewhere(), Ok(true));
    let path = first.path().to_owned();
    assert_eq!(first.save(&water, &pack()), Err(StoreError::ChangedElsewhere { path }));
    assert_eq!(Kept::open(first.path()).unwrap().1, theirs);
    first.overwrite(&water, &pack()).unwrap();
    first.save(&water, &pack()).unwrap();
    assert_eq!(Kept::open(first.path()).unwrap().1, water);
}

#[test]
fn a_file_that_vanished_is_told_and_can_be_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, water) = kept(folder.path());
    fs::remove_file(kept.path()).unwrap();
    let path = kept.path().to_owned();
    assert_eq!(kept.save(&water, &pack()), Err(StoreError::Vanished { path }));
    kept.overwrite(&water, &pack()).unwrap();
    assert_eq!(Kept::open(kept.path()).unwrap().1, water);
}

#[test]
fn what_could_not_be_read_again_never_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, water) = kept(folder.path());
    let mut endless = water.clone();
    let entry = Entry { note: Some("x".repeat(Limits::ASSESSMENT.text + 1)), ..Entry::default() };
    endless.replace(&question("cloud-q1"), entry);
    assert!(matches!(kept.save(&endless, &pack()), Err(StoreError::Unkeepable { .. })));
    assert_eq!(Kept::open(kept.path()).unwrap().1, water);
}

#[test]
fn a_folder_where_the_file_was_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, water) = kept(folder.path());
    fs::remove_file(kept.path()).unwrap();
    fs::create_dir(kept.path()).unwrap();
    assert!(matches!(kept.save(&water, &pack()), Err(StoreError::ChangedElsewhere { .. })));
    let Err(StoreError::File(fault)) = kept.overwrite(&water, &pack()) else { panic!("saved") };
    assert_eq!((fault.attempt, fault.kind), (Attempt::Inspect, ErrorKind::IsADirectory));
}

/// Set in a child process that saves until it is killed.
#[cfg(unix)]
const SAVE_FOR_EVER: &str = "MIZAN_TEST_SAVE_FOR_EVER";

#[cfg(unix)]
#[test]
fn a_kill_in_the_middle_of_saving_leaves_a_whole_file() {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
    };

    if let Some(path) = std::env::var_os(SAVE_FOR_EVER) {
        let (mut kept, mut water) = Kept::open(Path::new(&path)).unwrap();
        for level in (1..=3).cycle() {
            answer(&mut water, "cloud-q1", level);
            kept.save(&water, &pack()).unwrap();
            println!("saved");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let (kept, water) = kept(folder.path());
    for saves in 1..=8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::kept::tests::a_kill_in_the_middle_of_saving_leaves_a_whole_file",
                "--nocapture",
            ])
            .env(SAVE_FOR_EVER, kept.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let seen = said.map_while(Result::ok).filter(|line| line.ends_with("saved")).take(saves).count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(seen, saves);
        let (_, found) = Kept::open(kept.path()).unwrap();
        assert_eq!(found.header, water.header);
        assert!(found.answer(&question("cloud-q1")).is_some());
    }
}
