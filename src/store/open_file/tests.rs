use std::fs;

use proptest::prelude::*;

use super::*;
use crate::{
    model::Entry,
    store::{
        edits::{apply, cases, edit},
        sample::{answer, assessment, level_of, now, pack, question},
    },
};

fn open_file(folder: &Path) -> (OpenFile, Assessment) {
    let assessment = assessment("Water");
    let open_file =
        OpenFile::create(&Disk::default(), folder.join("water.yaml"), None, &assessment, &pack()).unwrap();
    (open_file, assessment)
}

#[test]
fn every_save_is_on_the_disk_and_does_not_count_as_a_foreign_change() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, mut water) = open_file(folder.path());
    for level in 1..=3 {
        answer(&mut water, "cloud-q1", level);
        assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
        assert_eq!(OpenFile::open(open_file.path()).unwrap(), (open_file.clone(), water.clone()));
        assert_eq!(open_file.is_changed_elsewhere(), Ok(false));
    }
}

#[test]
fn a_foreign_change_is_overwritten_only_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut water) = open_file(folder.path());
    let (mut second, mut theirs) = OpenFile::open(first.path()).unwrap();
    answer(&mut theirs, "cloud-q1", 1);
    assert_eq!(second.save(&theirs, &pack(), now()), Ok(Saved::Fully));
    answer(&mut water, "cloud-q2", 2);
    assert_eq!(first.is_changed_elsewhere(), Ok(true));
    let path = first.path().to_owned();
    assert_eq!(first.save(&water, &pack(), now()), Err(StoreError::ChangedElsewhere { path }));
    assert_eq!(OpenFile::open(first.path()).unwrap().1, theirs);
    first.put_back(&water, &pack(), now()).unwrap();
    assert_eq!(first.save(&water, &pack(), now()), Ok(Saved::Fully));
    assert_eq!(OpenFile::open(first.path()).unwrap().1, water);
}

#[test]
fn a_removed_file_is_reported_and_can_be_created_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, water) = open_file(folder.path());
    fs::remove_file(open_file.path()).unwrap();
    let path = open_file.path().to_owned();
    assert_eq!(open_file.save(&water, &pack(), now()), Err(StoreError::Vanished { path }));
    open_file.put_back(&water, &pack(), now()).unwrap();
    assert_eq!(OpenFile::open(open_file.path()).unwrap().1, water);
}

#[test]
fn a_text_that_could_not_be_read_again_never_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, water) = open_file(folder.path());
    let mut endless = water.clone();
    let entry = Entry { note: Some("x".repeat(Limits::ASSESSMENT.text + 1)), ..Entry::default() };
    endless.replace(&question("cloud-q1"), entry);
    assert!(matches!(open_file.save(&endless, &pack(), now()), Err(StoreError::Unkeepable { .. })));
    assert_eq!(OpenFile::open(open_file.path()).unwrap().1, water);
}

#[test]
fn a_folder_in_place_of_the_file_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, water) = open_file(folder.path());
    fs::remove_file(open_file.path()).unwrap();
    fs::create_dir(open_file.path()).unwrap();
    assert!(matches!(open_file.save(&water, &pack(), now()), Err(StoreError::ChangedElsewhere { .. })));
    let Err(StoreError::File(fault)) = open_file.put_back(&water, &pack(), now()) else { panic!("saved") };
    assert_eq!((fault.attempt, fault.kind), (Attempt::Read, ErrorKind::IsADirectory));
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
        let (mut open_file, mut water) = OpenFile::open(Path::new(&path)).unwrap();
        for level in (1..=3).cycle() {
            answer(&mut water, "cloud-q1", level);
            assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
            println!("saved");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let (open_file, water) = open_file(folder.path());
    for saves in 1..=8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::open_file::tests::a_kill_in_the_middle_of_saving_leaves_a_whole_file",
                "--nocapture",
            ])
            .env(SAVE_FOR_EVER, open_file.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        let seen = output.map_while(Result::ok).filter(|line| line.ends_with("saved")).take(saves).count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(seen, saves);
        let (_, found) = OpenFile::open(open_file.path()).unwrap();
        assert_eq!(found.identity, water.identity);
        assert!(found.answer(&question("cloud-q1")).is_some());
    }
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn on_disk(open_file: &mut OpenFile, disk: &Disk) {
    open_file.disk = disk.clone();
    let folder = open_file.path.parent().unwrap().join("backups");
    if let Some(history) = &mut open_file.history {
        history.backups = Backups::of(&folder, "water", disk);
    }
}

/// Runs `act` on disks that fail at the first step, the second, and so on until none fails, and checks each outcome
/// with `check`. Returns the failed steps. `act` gets a file with backups, and an assessment with one changed answer.
fn at_every_step<T>(
    act: impl Fn(&mut OpenFile, &Assessment) -> T,
    check: impl Fn(&Path, Attempt, ErrorKind, T),
) -> Vec<Attempt> {
    const KINDS: [ErrorKind; 4] =
        [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other, ErrorKind::FileTooLarge];
    let mut failed = Vec::new();
    for number in 0.. {
        for kind in KINDS {
            let folder = tempfile::tempdir().unwrap();
            let (good, mut water) = open_file(folder.path());
            let backups = Backups::of(&folder.path().join("backups"), "water", &Disk::default());
            let (disk, faults) = Disk::failing_at(number, kind);
            let mut open_file = OpenFile::open_on(&Disk::default(), good.path(), Some(backups)).unwrap().0;
            on_disk(&mut open_file, &disk);
            answer(&mut water, "cloud-q1", 2);
            let outcome = act(&mut open_file, &water);
            let Some(failed_step) = faults.failed_step() else { return failed };
            check(folder.path(), failed_step, kind, outcome);
            failed.push(failed_step);
        }
    }
    failed
}

#[test]
fn a_save_that_fails_at_any_step_reports_it_and_the_next_save_succeeds() {
    let old = file::write(&assessment("Water"), &pack());
    let mut water = assessment("Water");
    answer(&mut water, "cloud-q1", 2);
    let new = file::write(&water, &pack());
    let failed = at_every_step(
        |open_file, water| {
            let outcome = open_file.save(water, &pack(), now());
            on_disk(open_file, &Disk::default());
            let again = open_file.save(water, &pack(), now());
            (outcome, again)
        },
        |folder, failed_step, kind, (outcome, again)| {
            let text = fs::read_to_string(folder.join("water.yaml")).unwrap();
            assert_eq!(text, new, "{failed_step:?}: the second save is no surprise");
            assert!(matches!(again, Ok(Saved::Fully)), "{failed_step:?}: {again:?}");
            let open_file =
                fs::read_dir(folder.join("backups").join("water")).unwrap().next().unwrap().unwrap();
            assert_eq!(
                fs::read_to_string(open_file.path()).unwrap(),
                old,
                "{failed_step:?}: the backup is made up for"
            );
            assert_eq!(names(folder), ["backups", "water.yaml"], "{failed_step:?}: nothing is left");
            match outcome {
                Err(StoreError::File(fault)) | Ok(Saved::WithoutBackup(fault)) => {
                    // A backup whose name is not secured is taken back, which is no `SyncFolder` any more.
                    let is_taken_back = (failed_step, fault.attempt) == (Attempt::SyncFolder, Attempt::Sync);
                    assert!(is_taken_back || fault.attempt == failed_step, "{failed_step:?}: {fault}");
                    assert_eq!(fault.kind, kind);
                }
                Ok(Saved::Fully) => assert_eq!(failed_step, Attempt::Remove),
                Err(other) => panic!("{failed_step:?}: {other}"),
            }
        },
    );
    for step in [
        Attempt::Inspect,
        Attempt::CreateTemporary,
        Attempt::Write,
        Attempt::Sync,
        Attempt::Rename,
        Attempt::SyncFolder,
        Attempt::List,
        Attempt::CreateFolder,
    ] {
        assert!(failed.contains(&step), "{step:?} was not tried");
    }
}

#[test]
fn after_a_failed_step_the_file_is_whole() {
    let old = file::write(&assessment("Water"), &pack());
    at_every_step(
        |open_file, water| open_file.save(water, &pack(), now()),
        |folder, failed_step, _, outcome| {
            let text = fs::read_to_string(folder.join("water.yaml")).unwrap();
            let is_new = file::read(&text).unwrap().answer(&question("cloud-q1")).is_some();
            match outcome {
                Err(StoreError::File(fault)) if fault.attempt != Attempt::SyncFolder => {
                    assert_eq!(text, old, "{failed_step:?}");
                }
                _ => assert!(is_new, "{failed_step:?}"),
            }
            let left: Vec<_> = names(folder).into_iter().filter(|name| name != "backups").collect();
            assert_eq!(left, ["water.yaml"], "{failed_step:?}");
        },
    );
}

#[test]
fn a_read_error_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (good, _) = open_file(folder.path());
    let before = fs::read(good.path()).unwrap();
    let disk = Disk::without(Attempt::Read, ErrorKind::Other);
    let refused = OpenFile::open_on(&disk, good.path(), None).unwrap_err();
    let StoreError::File(fault) = refused else { panic!("{refused}") };
    assert_eq!(
        (fault.attempt, fault.kind, fault.path.as_path()),
        (Attempt::Read, ErrorKind::Other, good.path())
    );
    assert_eq!(fs::read(good.path()).unwrap(), before);
}

#[test]
fn a_foreign_change_is_overwritten_only_after_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = open_file(folder.path());
    let all = folder.path().join("backups");
    let backups = Backups::of(&all, "water", &Disk::default());
    let (mut ours, mut water) =
        OpenFile::open_on(&Disk::default(), first.path(), Some(backups.clone())).unwrap();
    let theirs = "schema: [ not even readable";
    fs::write(first.path(), theirs).unwrap();
    answer(&mut water, "cloud-q2", 2);
    fs::write(&all, "in the way").unwrap();
    assert!(matches!(ours.put_back(&water, &pack(), now()), Err(StoreError::File(_))));
    assert_eq!(fs::read_to_string(first.path()).unwrap(), theirs);
    fs::remove_file(&all).unwrap();
    ours.put_back(&water, &pack(), now()).unwrap();
    assert_eq!(fs::read_to_string(&backups.list().unwrap()[0].path).unwrap(), theirs);
    assert_eq!(OpenFile::open(first.path()).unwrap().1, water);
}

#[test]
fn a_new_modification_time_alone_is_not_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, water) = open_file(folder.path());
    let copy = folder.path().join("copy");
    fs::copy(open_file.path(), &copy).unwrap();
    fs::rename(&copy, open_file.path()).unwrap();
    assert_eq!(open_file.elsewhere(), Ok(Elsewhere::Unchanged));
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
}

#[test]
fn foreign_changes_are_merged_with_the_last_known_text_as_base() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ours, mut water) = open_file(folder.path());
    answer(&mut water, "cloud-q3", 1);
    assert_eq!(ours.save(&water, &pack(), now()), Ok(Saved::Fully));
    let (mut other, mut theirs) = OpenFile::open(ours.path()).unwrap();
    answer(&mut theirs, "cloud-q1", 1);
    answer(&mut theirs, "cloud-q3", 3);
    assert_eq!(other.save(&theirs, &pack(), now()), Ok(Saved::Fully));
    answer(&mut water, "cloud-q2", 2);
    water.find_levels(pack().scale());
    let (mut merged_into, merged) = ours.merge(&water, &pack()).unwrap();
    assert!(merged.conflicts.is_empty());
    assert_eq!(ours.elsewhere(), Ok(Elsewhere::Changed), "looking decides nothing");
    assert_eq!(merged_into.save(&merged.assessment, &pack(), now()), Ok(Saved::Fully));
    let (_, found) = OpenFile::open(ours.path()).unwrap();
    let level = |id: &str| level_of(&found, id);
    assert_eq!(["cloud-q1", "cloud-q2", "cloud-q3"].map(level), [Some(1), Some(2), Some(3)]);
    assert_eq!(merged_into.base(&pack()).in_labels(pack().scale()), found);
}

#[test]
fn a_save_is_refused_if_the_file_changes_while_it_waits_for_the_disk() {
    for step in [Attempt::Write, Attempt::Sync, Attempt::Rename] {
        let folder = tempfile::tempdir().unwrap();
        let (good, mut water) = open_file(folder.path());
        let path = good.path().to_owned();
        let (mut other, mut theirs) = OpenFile::open(&path).unwrap();
        answer(&mut theirs, "cloud-q2", 3);
        let wanted = theirs.clone();
        let disk = Disk::meanwhile(step, move || {
            assert_eq!(other.save(&theirs, &pack(), now()), Ok(Saved::Fully));
        });
        let mut ours = OpenFile::open_on(&disk, &path, None).unwrap().0;
        answer(&mut water, "cloud-q1", 2);
        let refused = Err(StoreError::ChangedElsewhere { path: path.clone() });
        assert_eq!(ours.save(&water, &pack(), now()), refused, "{step:?}");
        assert_eq!(OpenFile::open(&path).unwrap().1, wanted, "{step:?}");
        let (mut merged_into, merged) = ours.merge(&water, &pack()).unwrap();
        assert_eq!(merged_into.save(&merged.assessment, &pack(), now()), Ok(Saved::Fully));
        let (_, found) = OpenFile::open(&path).unwrap();
        assert!(
            found.answer(&question("cloud-q1")).is_some() && found.answer(&question("cloud-q2")).is_some()
        );
        assert_eq!(names(folder.path()), ["water.yaml"], "{step:?}");
    }
}

#[test]
fn a_change_of_the_text_counts_even_with_the_same_length_and_time() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open_file, mut water) = open_file(folder.path());
    answer(&mut water, "cloud-q1", 1);
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    let date = open_file.path().metadata().unwrap().modified().unwrap();
    let text = fs::read_to_string(open_file.path()).unwrap().replace("answer: 1", "answer: 3");
    fs::write(open_file.path(), text).unwrap();
    fs::File::options().append(true).open(open_file.path()).unwrap().set_modified(date).unwrap();
    assert_eq!(open_file.elsewhere(), Ok(Elsewhere::Changed));
    let path = open_file.path().to_owned();
    assert_eq!(open_file.save(&water, &pack(), now()), Err(StoreError::ChangedElsewhere { path }));
}

#[test]
fn putting_back_backs_up_every_foreign_text() {
    let folder = tempfile::tempdir().unwrap();
    let (good, water) = open_file(folder.path());
    let path = good.path().to_owned();
    let all = folder.path().join("backups");
    let backups = Backups::of(&all, "water", &Disk::default());
    let other = path.clone();
    let disk = Disk::meanwhile(Attempt::Sync, move || fs::write(other, "second").unwrap());
    let mut ours = OpenFile::open_on(&disk, &path, Some(Backups::of(&all, "water", &disk))).unwrap().0;
    fs::write(&path, "first").unwrap();
    ours.put_back(&water, &pack(), now()).unwrap();
    assert_eq!(OpenFile::open(&path).unwrap().1, water);
    let mut texts: Vec<_> =
        backups.list().unwrap().iter().map(|backup| fs::read_to_string(&backup.path).unwrap()).collect();
    texts.sort();
    assert_eq!(texts, ["first", "second"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(100, 10_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// With `MIZAN_LONG_TESTS=1`: 10,000 sequences.
    #[test]
    fn loading_after_saving_returns_the_same_assessment_after_any_edits(
        steps in prop::collection::vec(prop::collection::vec(edit(), 1..6), 1..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (mut open_file, mut water) = open_file(folder.path());
        for edits in steps {
            for edit in edits {
                apply(&mut water, edit);
            }
            prop_assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
            water.align(&pack());
            let mut read = OpenFile::open(open_file.path()).unwrap().1;
            read.find_levels(pack().scale());
            prop_assert_eq!(&read, &water);
            prop_assert_eq!(&open_file.base(&pack()), &water);
        }
    }
}

#[test]
fn the_original_of_a_file_in_an_older_format_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = open_file(folder.path()).0.path().to_owned();
    let original = fs::read_to_string(&path).unwrap().replace("schema: 2", "schema: 1");
    fs::write(&path, &original).unwrap();
    let disk = Disk::default();
    let backups = Backups::of(&folder.path().join("backups"), "water", &disk);
    let (mut file, mut water) = OpenFile::open_on(&disk, &path, Some(backups.clone())).unwrap();
    file.keep_backups(BackupPace::Hourly);
    for level in [1, 2] {
        answer(&mut water, "cloud-q1", level);
        assert_eq!(file.save(&water, &pack(), now()), Ok(Saved::Fully));
    }
    let kept: Vec<_> =
        backups.list().unwrap().iter().map(|one| fs::read_to_string(&one.path).unwrap()).collect();
    assert!(kept.contains(&original), "{kept:?}");
}
