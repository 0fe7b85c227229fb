use std::io::ErrorKind;

use super::*;
use crate::{
    paths::Paths,
    store::{
        Disk, Saved,
        sample::{answer, assessment, files_below, home, now, pack, rename},
        slug,
    },
};

/// Set in a child process that renames until it is killed.
#[cfg(unix)]
const RENAME_FOR_EVER: &str = "MIZAN_TEST_RENAME_FOR_EVER";

#[test]
fn renaming_moves_the_file_and_keeps_the_answers() {
    let home = home();
    let mut new = assessment("Water");
    answer(&mut new, "cloud-q1", 3);
    home.store.create(new, &pack()).unwrap();
    let (open_file, renamed) = home.rename("water", " المياه  ٢٠٢٦").unwrap();
    assert_eq!(open_file.path(), home.paths.assessments().join("المياه-٢٠٢٦.yaml"));
    assert_eq!((home.names(), renamed.answers.len()), (vec!["المياه ٢٠٢٦".to_owned()], 6));
    assert_eq!(home.store.load("المياه ٢٠٢٦").unwrap(), (open_file, renamed));
}

#[test]
fn a_rename_may_match_its_own_look_but_not_that_of_another() {
    let home = home();
    let path = home.create("water");
    let other = home.create("Health");
    let (open_file, renamed) = home.rename("water", "WATER").unwrap();
    assert_eq!((open_file.path(), renamed.identity.name.as_str()), (path.as_path(), "WATER"));
    let refused = home.rename("WATER", "health").unwrap_err();
    assert!(matches!(refused, StoreError::NameTaken { path, .. } if path == other));
    assert!(matches!(home.rename("WATER", " "), Err(StoreError::NameShowsNothing { .. })));
    assert_eq!(home.names(), ["Health", "WATER"]);
}

#[cfg(unix)]
#[test]
fn a_kill_in_the_middle_of_a_rename_leaves_everything_under_one_name() {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
    };

    if let Some(config) = std::env::var_os(RENAME_FOR_EVER) {
        let store = Store::open(&Paths::new(Path::new(&config)));
        let mut names = ["Water", "Other"];
        names.sort_by_key(|name| store.find(name).is_err());
        for (from, to) in [(0, 1), (1, 0)].into_iter().cycle() {
            rename(&store, names[from], names[to]).unwrap();
            println!("renamed");
        }
    }
    let home = home();
    let (mut open_file, mut water) = home.store.create(assessment("Water"), &pack()).unwrap();
    answer(&mut water, "cloud-q2", 2);
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    for kill in 0..crate::store::edits::cases(20, 400) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::rename::tests::a_kill_in_the_middle_of_a_rename_leaves_everything_under_one_name",
                "--nocapture",
            ])
            .env(RENAME_FOR_EVER, &home.paths.config)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        let renames = usize::try_from(kill % 5 + 1).unwrap();
        let seen =
            output.map_while(Result::ok).filter(|line| line.ends_with("renamed")).take(renames).count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(seen, renames);
        let store = Store::open(&home.paths);
        let listed = store.list().unwrap();
        let [only] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!(only.outcome.as_ref().unwrap().answers, water.answers);
        assert_eq!(only.path.file_stem().unwrap().to_str(), slug(&only.name).as_deref());
        assert_eq!(store.restorables(&only.name).unwrap().all.len(), 1);
        let other = if only.name == "Water" { "Other" } else { "Water" };
        assert!(matches!(store.restorables(other), Err(StoreError::Unknown { .. })));
        assert_eq!(super::super::folder::files(&home.paths.renames()), Ok(Vec::new()));
    }
}

#[test]
fn a_rename_under_way_in_another_program_is_left_alone() {
    let home = home();
    let path = home.create("Other");
    fs::rename(&path, path.with_file_name("water.yaml")).unwrap();
    fs::create_dir_all(home.paths.renames()).unwrap();
    let record = home.paths.renames().join("water.yaml");
    fs::write(&record, "from: water\nto: other\nname: Other\n").unwrap();
    let holder = Holder::this_process("rename", now());
    let lock = home.store.lock(&path.with_file_name("water.yaml"), &holder, Patience::NONE).unwrap();
    Store::open(&home.paths);
    assert!(record.exists() && !path.exists());
    drop(lock);
    Store::open(&home.paths);
    assert!(!record.exists() && path.exists());
    fs::create_dir_all(home.paths.renames()).unwrap();
    fs::write(&record, "from: ../../water\nto: other\nname: Other\n").unwrap();
    Store::open(&home.paths);
    assert!(record.exists() && path.exists(), "it is no record of this program");
}

#[test]
fn files_that_are_no_rename_records_are_left_alone() {
    let home = home();
    home.create("Water");
    let foreign = home.folder.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::create_dir_all(home.paths.renames()).unwrap();
    for (folder, name) in
        [(&foreign, "mine.yaml"), (&home.paths.renames(), "mine.yaml"), (&home.paths.renames(), "notes.txt")]
    {
        fs::write(folder.join(name), "from: x\nmore: y\n").unwrap();
    }
    Store::open(&home.paths);
    assert_eq!(fs::read_dir(home.paths.renames()).unwrap().count(), 2);
    #[cfg(unix)]
    {
        fs::remove_dir_all(home.paths.renames()).unwrap();
        std::os::unix::fs::symlink(&foreign, home.paths.renames()).unwrap();
        fs::write(foreign.join("water.yaml"), "from: water\nto: other\nname: Other\n").unwrap();
        Store::open(&home.paths);
        assert_eq!(fs::read_dir(&foreign).unwrap().count(), 2);
    }
}

/// Runs `act` on disks that fail at the first step, the second, and so on until none fails. After each failure the
/// assessment is whole under exactly one of its names or in the bin, its backup has the same name, and no temporary
/// files are left.
fn nothing_is_lost_at_any_step(act: impl Fn(&Store) -> Result<(), StoreError>) -> usize {
    for number in 0.. {
        let home = home();
        let mut new = assessment("Water");
        answer(&mut new, "cloud-q1", 3);
        let (mut open_file, mut water) = home.store.create(new, &pack()).unwrap();
        answer(&mut water, "cloud-q2", 2);
        assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
        let (disk, faults) = Disk::failing_at(number, ErrorKind::StorageFull);
        let outcome = act(&Store::on(disk, &home.paths));
        let Some(failed_step) = faults.failed_step() else {
            outcome.unwrap();
            return number;
        };
        let store = Store::open(&home.paths);
        let found: Vec<_> = store.list().unwrap().into_iter().chain(store.list_bin().unwrap()).collect();
        let [only] = found.as_slice() else { panic!("{failed_step:?}: {found:?}") };
        assert_eq!(only.outcome.as_ref().unwrap().answers, water.answers, "{failed_step:?}");
        assert_eq!(
            outcome.is_ok(),
            only.name == "Other" || only.path.starts_with(home.paths.bin()),
            "{failed_step:?}"
        );
        assert_eq!(only.path.file_stem().unwrap().to_str(), slug(&only.name).as_deref(), "{failed_step:?}");
        let backups = ["Water", "Other"].map(|name| {
            store.restorables(name).map_or(0, |found| {
                found.all.iter().filter(|one| one.origin == crate::store::Origin::Backup).count()
            })
        });
        let expected = if only.name == "Other" { [0, 1] } else { [1, 0] };
        assert_eq!(backups, expected, "{failed_step:?}");
        let leftovers = files_below(home.folder.path());
        assert!(
            !leftovers.iter().any(|path| path.extension().is_some_and(|end| end == "tmp")),
            "{leftovers:?}"
        );
    }
    unreachable!("there is an end to the steps")
}

#[test]
fn a_disk_that_fails_at_any_step_of_renaming_or_deleting_loses_nothing() {
    assert!(nothing_is_lost_at_any_step(|store| store.delete(&store.find("Water")?.path).map(drop)) > 3);
    assert!(nothing_is_lost_at_any_step(|store| rename(store, "Water", "Other").map(drop)) > 12);
}
