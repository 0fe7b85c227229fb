use std::fs;

use jiff::ToSpan;

use super::*;
use crate::{
    paths::Paths,
    store::{
        Attempt, Disk, Elsewhere, OpenFile, Saved,
        sample::{answer, assessment, level_of, now, pack},
    },
};

struct Home {
    _folder: tempfile::TempDir,
    paths: Paths,
    store: Store,
}

fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(&folder.path().join("mizan"));
    Home { store: Store::open(&paths), paths, _folder: folder }
}

impl Home {
    /// Creates an assessment and saves it at each of these hours, with the hour as its only answer.
    fn with(&self, name: &str, hours: &[u8]) -> OpenFile {
        self.store.create(assessment(name), &pack()).unwrap();
        let (mut open_file, mut water) = self.store.load(name).unwrap();
        for hour in hours {
            answer(&mut water, "cloud-q1", *hour);
            assert_eq!(open_file.save(&water, &pack(), now() + i64::from(*hour).hours()), Ok(Saved::Fully));
        }
        open_file
    }

    fn with_level(&self, path: &Path, level: u8) {
        let (mut open_file, mut water) = self.store.read(path).unwrap();
        answer(&mut water, "cloud-q1", level);
        assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    }

    fn delete(&self, name: &str) {
        self.store.delete(&self.store.find(name).unwrap().path).unwrap();
    }

    /// Makes the file at `origin` one that was last changed this time after [`now`], and a part of a second.
    fn change(&self, origin: Origin, name: &str, after: jiff::Span) {
        let found = self.store.restorables(name).unwrap().all.into_iter().find(|one| one.origin == origin);
        let file = fs::File::options().write(true).open(found.unwrap().path).unwrap();
        let changed = (now() + after + 900.milliseconds()).as_millisecond();
        let since = std::time::Duration::from_millis(changed.try_into().unwrap());
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + since).unwrap();
    }

    fn levels(&self, name: &str) -> Vec<Option<u8>> {
        self.store.restorables(name).unwrap().all.iter().map(level).collect()
    }

    fn bring_back(&self, name: &str, number: usize) -> Result<PathBuf, StoreError> {
        let found = self.store.restorables(name)?;
        let brought_back =
            self.store.bring_back(&found, &found.all[number], Some(&pack()), now() + 100.hours());
        brought_back.map(|brought_back| brought_back.path().to_owned())
    }
}

fn level(restorable: &Restorable) -> Option<u8> {
    let assessment = restorable.outcome.as_ref().ok()?;
    level_of(assessment, "cloud-q1")
}

#[test]
fn a_session_backs_up_before_its_first_change_and_then_once_an_hour() {
    let home = home();
    let mut open_file = home.with("Water", &[1, 2]);
    assert_eq!(home.levels("Water"), [Some(1), None]);
    let mut water = open_file.base(&pack());
    for (minutes, expected) in [(10, 2), (59, 2), (60, 3), (61, 3)] {
        answer(&mut water, "cloud-q2", u8::try_from(minutes % 3 + 1).unwrap());
        water.identity.period = Some(format!("{minutes}"));
        let saved = open_file.save(&water, &pack(), now() + 2.hours() + i64::from(minutes).minutes());
        assert_eq!((saved, home.levels("Water").len()), (Ok(Saved::Fully), expected), "{minutes}");
    }
    let (mut again, mut water) = home.store.load("Water").unwrap();
    water.identity.period = None;
    assert_eq!(again.save(&water, &pack(), now() + 4.hours() + 5.minutes()), Ok(Saved::Fully));
    assert_eq!(home.levels("Water").len(), 4);
}

#[test]
fn many_commands_in_one_hour_make_one_backup() {
    let home = home();
    home.with("Water", &[]);
    for minute in 0..30 {
        let (mut open_file, mut water) = home.store.load("Water").unwrap();
        open_file.keep_backups(crate::store::BackupPace::Hourly);
        water.identity.period = Some(format!("{minute}"));
        assert_eq!(open_file.save(&water, &pack(), now() + i64::from(minute).minutes()), Ok(Saved::Fully));
    }
    assert_eq!(home.levels("Water").len(), 1);
}

#[test]
fn a_failed_backup_is_reported_and_made_by_the_next_save() {
    let home = home();
    home.with("Water", &[]);
    block_folder(&home.paths.backups());
    let (mut open_file, mut water) = home.store.load("Water").unwrap();
    answer(&mut water, "cloud-q1", 1);
    let saved = open_file.save(&water, &pack(), now()).unwrap();
    assert!(matches!(saved, Saved::WithoutBackup(_)), "{saved:?}");
    assert_eq!(home.store.load("Water").unwrap().1, water);
    fs::remove_file(home.paths.backups()).unwrap();
    answer(&mut water, "cloud-q1", 2);
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    assert_eq!(home.levels("Water"), [None], "the file of before the first change is kept");
}

/// Puts a file where a folder should be.
fn block_folder(path: &std::path::Path) {
    fs::write(path, "in the way").unwrap();
}

#[test]
fn restoring_a_backup_backs_up_the_present_file() {
    let home = home();
    home.with("Water", &[1, 2, 3]);
    assert_eq!(home.levels("Water"), [Some(2), Some(1), None]);
    let path = home.bring_back("Water", 1).unwrap();
    assert_eq!(level_of(&home.store.load("Water").unwrap().1, "cloud-q1").unwrap(), 1);
    assert_eq!(path, home.store.find("water").unwrap().path);
    assert_eq!(home.levels("Water"), [Some(3), Some(2), Some(1), None]);
}

#[test]
fn backups_follow_a_rename_and_are_restored_under_the_new_name() {
    let home = home();
    home.with("Water", &[1, 2]);
    home.store.rename(&home.store.find("Water").unwrap().path, "المياه", &pack()).unwrap();
    assert!(matches!(home.store.restorables("Water"), Err(StoreError::Unknown { .. })));
    assert_eq!(home.levels("المياه"), [Some(1), None]);
    home.bring_back("المياه", 0).unwrap();
    let (_, found) = home.store.load("المياه").unwrap();
    assert_eq!(found.identity.name, "المياه");
    assert_eq!(level_of(&found, "cloud-q1").unwrap(), 1);
}

#[test]
fn a_deleted_assessment_is_restored_from_the_bin_or_its_backups() {
    let home = home();
    home.with("Water", &[1, 2]);
    home.delete("Water");
    home.change(Origin::Bin, "water", 5.hours());
    assert_eq!(home.levels("water"), [Some(2), Some(1), None]);
    home.bring_back("water", 0).unwrap();
    assert_eq!(home.store.list_bin(), Ok(Vec::new()));
    assert_eq!(home.levels("Water"), [Some(1), None]);
    home.delete("Water");
    home.change(Origin::Bin, "Water", 1.hour().minutes(1));
    assert_eq!(home.levels("Water"), [Some(1), Some(2), None], "the newest first, wherever it is");
    home.bring_back("Water", 0).unwrap();
    assert_eq!(level_of(&home.store.load("Water").unwrap().1, "cloud-q1").unwrap(), 1);
    assert_eq!(home.store.list_bin().unwrap().len(), 1, "what was not brought back stays in the bin");
}

#[test]
fn restoring_from_the_bin_backs_up_the_present_file() {
    let home = home();
    home.with("Water", &[1]);
    home.delete("Water");
    home.with("Water", &[3]);
    let found = home.store.restorables("Water").unwrap();
    let place = found.all.iter().position(|one| one.origin == Origin::Bin).unwrap();
    home.bring_back("Water", place).unwrap();
    assert!(home.levels("Water").contains(&Some(3)));
    assert_eq!(home.store.list_bin().unwrap().len(), 1);
}

#[test]
fn a_damaged_backup_is_refused_without_changes() {
    let home = home();
    let open_file = home.with("Water", &[1, 2]);
    let found = home.store.restorables("Water").unwrap();
    fs::write(&found.all[0].path, "schema: [\n").unwrap();
    let refused = home.store.bring_back(&found, &found.all[0], Some(&pack()), now() + 100.hours());
    assert!(matches!(refused, Err(StoreError::Unreadable { .. })));
    assert_eq!(open_file.elsewhere(), Ok(Elsewhere::Unchanged));
    let now_found = home.store.restorables("Water").unwrap();
    assert_eq!(
        (now_found.all.len(), now_found.left_out.len()),
        (1, 1),
        "what cannot be restored is not offered"
    );
}

#[test]
fn an_unreadable_file_leaves_the_bin_unchanged() {
    let home = home();
    fs::create_dir_all(home.paths.assessments()).unwrap();
    for _ in 0..2 {
        fs::write(home.paths.assessments().join("broken.yaml"), "schema: [\n").unwrap();
        home.delete("broken");
    }
    assert_eq!(home.levels("broken"), [None, None]);
    let path = home.bring_back("broken", 0).unwrap();
    assert_eq!(path, home.paths.assessments().join("broken.yaml"));
    assert_eq!(fs::read_to_string(path).unwrap(), "schema: [\n");
}

#[test]
fn a_file_that_cannot_be_backed_up_is_not_replaced() {
    let home = home();
    let open_file = home.with("Water", &[1, 2]);
    let store = Store::on(Disk::without(Attempt::CreateFolder, std::io::ErrorKind::StorageFull), &home.paths);
    let found = store.restorables("Water").unwrap();
    let refused = store.bring_back(&found, &found.all[1], Some(&pack()), now() + 9.hours());
    assert!(matches!(refused, Err(StoreError::File(fault)) if fault.attempt == Attempt::CreateFolder));
    assert_eq!(open_file.elsewhere(), Ok(Elsewhere::Unchanged));
}

#[test]
fn the_rest_of_a_cut_off_file_can_be_restored() {
    let home = home();
    let open_file = home.with("Water", &[1, 2]);
    let text = fs::read_to_string(open_file.path()).unwrap();
    let part = text.split_once("  strategy-q2").unwrap().0;
    fs::write(open_file.path(), part).unwrap();
    assert!(matches!(home.store.load("Water"), Err(StoreError::Unreadable { .. })));
    home.change(Origin::Part, "Water", 3.hours());
    let found = home.store.restorables("Water").unwrap();
    assert_eq!(
        found.all.iter().map(|one| one.origin).collect::<Vec<_>>()[..2],
        [Origin::Part, Origin::Backup]
    );
    let path = home.bring_back("Water", 0).unwrap();
    let (_, whole) = home.store.load("Water").unwrap();
    assert_eq!((whole.answers.len(), path.as_path()), (6, open_file.path()));
    assert_eq!(level_of(&whole, "cloud-q1").unwrap(), 2);
    let backups = home.store.restorables("Water").unwrap().all;
    assert!(backups.iter().any(|one| fs::read_to_string(&one.path).unwrap() == part), "the part is a backup");
}

#[test]
fn a_deleted_file_returns_to_its_own_path_and_not_over_another_of_its_name() {
    let home = home();
    let open_file = home.with("Water", &[1]);
    let copy = open_file.path().with_file_name("water (conflicted copy).yaml");
    fs::copy(open_file.path(), &copy).unwrap();
    home.with_level(&copy, 3);
    let original = fs::read(open_file.path()).unwrap();
    home.store.delete(open_file.path()).unwrap();
    let found = home.store.restorables("Water").unwrap();
    assert_eq!(found.path, copy);
    let place = found.all.iter().position(|one| one.origin == Origin::Bin).unwrap();
    let copied = fs::read(&copy).unwrap();
    assert_eq!(home.bring_back("Water", place).unwrap(), open_file.path());
    assert_eq!((fs::read(open_file.path()).unwrap(), fs::read(&copy).unwrap()), (original, copied));
    assert!(matches!(home.store.restorables("Water"), Err(StoreError::Several { .. })));
}

#[test]
fn a_file_in_the_bin_makes_its_own_file_again_whatever_others_of_its_name_are_there() {
    for copy in ["water (conflicted copy)", "water-2"] {
        let home = home();
        let original = home.with("Water", &[1]).path().to_owned();
        let copy = original.with_file_name(format!("{copy}.yaml"));
        fs::copy(&original, &copy).unwrap();
        home.with_level(&copy, 3);
        let texts = [fs::read(&original).unwrap(), fs::read(&copy).unwrap()];
        let bring_back = |level: u8| {
            let found = home.store.restorables("Water").unwrap();
            let place =
                found.all.iter().position(|one| one.origin == Origin::Bin && self::level(one) == Some(level));
            home.bring_back("Water", place.unwrap()).unwrap()
        };
        home.store.delete(&copy).unwrap();
        assert_eq!(bring_back(3), copy);
        home.store.delete(&original).unwrap();
        home.store.delete(&copy).unwrap();
        assert_eq!((bring_back(3), bring_back(1)), (copy.clone(), original.clone()));
        assert_eq!([fs::read(&original).unwrap(), fs::read(&copy).unwrap()], texts);
    }
}

#[test]
fn a_deleted_assessment_is_found_in_another_spelling_with_its_backups() {
    for (name, typed) in [("خطة ٢٠٢٦", "خطة 2026"), ("منصّة", "منصة"), ("مكتبي", "مکتبی")]
    {
        let home = home();
        let path = home.with(name, &[1, 2]).path().to_owned();
        home.delete(typed);
        home.change(Origin::Bin, typed, 5.hours());
        assert_eq!(home.levels(typed), [Some(2), Some(1), None], "{typed}");
        fs::remove_dir_all(home.paths.bin()).unwrap();
        assert_eq!(home.levels(typed), [Some(1), None], "{typed}");
        assert_eq!(home.bring_back(typed, 0).unwrap(), path);
    }
}

#[test]
fn a_foreign_write_during_a_restore_is_kept() {
    let home = home();
    let open_file = home.with("Water", &[1, 2]);
    let path = open_file.path().to_owned();
    let disk = Disk::meanwhile(Attempt::Rename, move || fs::write(path, "theirs").unwrap());
    let store = Store::on(disk, &home.paths);
    let found = store.restorables("Water").unwrap();
    // The first rename is that of the backup of the present file.
    let refused = store.bring_back(&found, &found.all[0], Some(&pack()), now() + 9.hours());
    assert!(matches!(refused, Err(StoreError::ChangedElsewhere { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(open_file.path()).unwrap(), "theirs");
}

#[test]
fn a_restore_that_fails_at_any_step_leaves_the_old_file_or_the_new_one() {
    for number in 0.. {
        let home = home();
        let open_file = home.with("Water", &[1, 2]);
        let before = fs::read_to_string(open_file.path()).unwrap();
        let (disk, faults) = Disk::failing_at(number, std::io::ErrorKind::StorageFull);
        let found = home.store.restorables("Water").unwrap();
        let wanted = fs::read_to_string(&found.all[0].path).unwrap();
        let outcome =
            Store::on(disk, &home.paths).bring_back(&found, &found.all[0], Some(&pack()), now() + 9.hours());
        let Some(failed_step) = faults.failed_step() else {
            assert!(outcome.is_ok() && number > 10);
            return;
        };
        let after = fs::read_to_string(open_file.path()).unwrap();
        let is_new = outcome.is_ok() || (failed_step == Attempt::SyncFolder && after == wanted);
        assert_eq!(after, if is_new { wanted } else { before }, "{failed_step:?}");
        assert!(fs::read_to_string(&found.all[0].path).is_ok(), "{failed_step:?}");
    }
}

#[test]
fn a_name_without_a_file_is_unknown() {
    let home = home();
    for name in ["Water", "../../etc/passwd", " "] {
        assert!(matches!(home.store.restorables(name), Err(StoreError::Unknown { .. })), "{name:?}");
    }
}

#[test]
fn what_one_folder_holds_is_offered_where_the_other_one_cannot_be_searched() {
    let home = home();
    home.with("Water", &[1, 2]);
    home.delete("Water");
    let backups = home.paths.backups().join("water");
    fs::rename(&backups, home.paths.backups().join("aside")).unwrap();
    fs::write(&backups, "no folder").unwrap();
    let found = home.store.restorables("Water").unwrap();
    let faulty: Vec<_> = found.unsearched.iter().map(|fault| fault.path.clone()).collect();
    assert_eq!((home.levels("Water"), faulty), (vec![Some(2)], vec![backups.clone()]));
    assert!(home.store.bring_back(&found, &found.all[0], None, now()).is_ok());
    home.delete("Water");
    fs::remove_file(&backups).unwrap();
    fs::rename(home.paths.backups().join("aside"), &backups).unwrap();
    fs::rename(home.paths.bin(), home.paths.bin().with_extension("aside")).unwrap();
    fs::write(home.paths.bin(), "no folder").unwrap();
    let found = home.store.restorables("Water").unwrap();
    assert!(!found.all.is_empty() && found.all.iter().all(|one| one.origin == Origin::Backup));
    assert_eq!(found.unsearched.len(), 1);
    fs::remove_dir_all(&backups).unwrap();
    assert!(matches!(home.store.restorables("Water"), Err(StoreError::File(_))), "nothing, and why");
}
