use std::process::Command;
use std::time::SystemTime;

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn attempt_and_kind(outcome: Result<(), FileSystemFault>) -> (Attempt, ErrorKind) {
    let fault = outcome.unwrap_err();
    (fault.attempt, fault.kind)
}

#[test]
fn a_file_is_created_and_replaced_without_leftovers() {
    let folder = folder();
    let path = folder.path().join("a.yaml");
    replace(&path, "old").unwrap();
    replace(&path, "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[test]
fn a_new_file_never_replaces_another() {
    let folder = folder();
    let path = folder.path().join("a.yaml");
    create(&path, "old").unwrap();
    assert_eq!(attempt_and_kind(create(&path, "new")), (Attempt::Rename, ErrorKind::AlreadyExists));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[test]
fn a_folder_in_place_of_the_file_is_an_error_and_is_kept() {
    let folder = folder();
    let path = folder.path().join("a.yaml");
    fs::create_dir(&path).unwrap();
    assert_eq!(attempt_and_kind(replace(&path, "text")), (Attempt::Inspect, ErrorKind::IsADirectory));
    assert!(path.is_dir());
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[test]
fn a_missing_folder_is_reported_and_not_created() {
    let folder = folder();
    let path = folder.path().join("gone").join("a.yaml");
    assert_eq!(attempt_and_kind(replace(&path, "text")), (Attempt::CreateTemporary, ErrorKind::NotFound));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_read_only_file_is_refused_and_unchanged() {
    let folder = folder();
    let path = folder.path().join("a.yaml");
    fs::write(&path, "old").unwrap();
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(attempt_and_kind(replace(&path, "new")), (Attempt::Write, ErrorKind::PermissionDenied));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
}

#[test]
fn a_file_moves_to_a_free_name_only() {
    let folder = folder();
    let [from, to] = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
    fs::write(&from, "a").unwrap();
    fs::write(&to, "b").unwrap();
    assert_eq!(
        attempt_and_kind(Disk::default().move_to_free(&from, &to)),
        (Attempt::Move, ErrorKind::AlreadyExists)
    );
    assert_eq!(
        (fs::read_to_string(&from).unwrap(), fs::read_to_string(&to).unwrap()),
        ("a".into(), "b".into())
    );
    fs::remove_file(&to).unwrap();
    Disk::default().move_to_free(&from, &to).unwrap();
    assert_eq!(fs::read_to_string(&to).unwrap(), "a");
    assert_eq!(names(folder.path()), ["b.yaml"]);
}

#[test]
fn only_leftovers_of_interrupted_saves_are_swept() {
    let folder = folder();
    for name in [".mizan-1-1.tmp", ".mizan-1-2.water.tmp", "other.tmp", "a.yaml"] {
        let file = File::create(folder.path().join(name)).unwrap();
        // A file that was exchanged keeps its old modification time.
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    sweep(folder.path(), SystemTime::now());
    assert_eq!(names(folder.path()).len(), 4, "a save may be under way");
    sweep(folder.path(), later());
    assert_eq!(names(folder.path()), ["a.yaml", "other.tmp"]);
}

/// A time at which no present save can still be under way.
fn later() -> SystemTime {
    SystemTime::now() + LONGEST_SAVE + Duration::from_secs(5)
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn new_files_and_folders_are_accessible_for_their_owner_alone() {
        let folder = folder();
        let below = folder.path().join("config").join("assessments");
        create_folder(&below).unwrap();
        create_folder(&below).unwrap();
        create(&below.join("a.yaml"), "a").unwrap();
        replace(&below.join("b.yaml"), "b").unwrap();
        assert_eq!([mode(&below), mode(below.parent().unwrap())], [0o700; 2]);
        assert_eq!(["a.yaml", "b.yaml"].map(|name| mode(&below.join(name))), [0o600; 2]);
    }

    #[test]
    fn a_file_keeps_its_permissions() {
        let folder = folder();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        replace(&path, "new").unwrap();
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn a_link_stays_and_its_target_is_replaced() {
        let [here, there] = [folder(), folder()];
        let [link, target] = [here.path().join("a.yaml"), there.path().join("real.yaml")];
        fs::write(&target, "old").unwrap();
        symlink(&target, &link).unwrap();
        replace(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(
            (names(here.path()), names(there.path())),
            (vec!["a.yaml".into()], vec!["real.yaml".into()])
        );
    }

    #[test]
    fn a_link_without_a_target_is_an_error() {
        let folder = folder();
        let link = folder.path().join("a.yaml");
        symlink(folder.path().join("gone").join("b.yaml"), &link).unwrap();
        assert_eq!(attempt_and_kind(replace(&link, "new")), (Attempt::Inspect, ErrorKind::NotFound));
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }

    #[test]
    fn a_link_moves_as_a_link_and_its_target_stays() {
        let [here, there] = [folder(), folder()];
        let [link, target] = [here.path().join("a.yaml"), here.path().join("real.yaml")];
        fs::write(&target, "text").unwrap();
        symlink("real.yaml", &link).unwrap();
        let moved = there.path().join("a.yaml");
        Disk::default().move_to_free(&link, &moved).unwrap();
        assert_eq!(fs::read_link(&moved).unwrap(), Path::new("real.yaml"));
        assert_eq!(fs::read_to_string(&target).unwrap(), "text");
        assert_eq!(names(here.path()), ["real.yaml"]);
    }

    #[test]
    fn in_a_read_only_folder_the_old_file_is_kept() {
        let folder = folder();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
        let may_write_anyway = File::create(folder.path().join("probe")).is_ok();
        if may_write_anyway {
            println!("skipped: this user may write everywhere");
            return;
        }
        assert_eq!(
            attempt_and_kind(replace(&path, "new")),
            (Attempt::CreateTemporary, ErrorKind::PermissionDenied)
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }

    /// Set in a child process that may write at most 512 bytes to a file.
    const SMALL_DISK: &str = "MIZAN_TEST_SMALL_DISK";

    #[test]
    fn a_full_disk_leaves_the_old_file_and_no_leftovers() {
        if let Some(folder) = std::env::var_os(SMALL_DISK) {
            let path = Path::new(&folder).join("a.yaml");
            let fault = replace(&path, "new".repeat(10_000)).unwrap_err();
            assert_eq!((fault.attempt, fault.path), (Attempt::Write, path));
            return;
        }
        let folder = folder();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        let name = "store::atomic::tests::unix::a_full_disk_leaves_the_old_file_and_no_leftovers";
        let limited = format!("trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact {name}");
        let child = Command::new("sh")
            .args(["-c", &limited])
            .arg(std::env::current_exe().unwrap())
            .env(SMALL_DISK, folder.path())
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success() && output.contains("1 passed"), "{output}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }
}

#[test]
fn a_file_whose_name_cannot_be_secured_is_taken_back_when_it_is_new_and_stays_when_it_replaces() {
    let folder = folder();
    let path = folder.path().join("a.yaml");
    let disk = Disk::without(Attempt::SyncFolder, ErrorKind::Other);
    let refused = disk.create(&path, b"new");
    // Not at `SyncFolder`, which says that the text is in place.
    assert_eq!((attempt_and_kind(refused), path.exists()), ((Attempt::Sync, ErrorKind::Other), false));
    fs::write(&path, "old").unwrap();
    let unsure = disk.replace(&path, b"new");
    assert_eq!(attempt_and_kind(unsure), (Attempt::SyncFolder, ErrorKind::Other));
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn a_move_that_is_refused_names_the_file_that_stays() {
    let folder = folder();
    let [from, to] = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
    fs::write(&from, "a").unwrap();
    let disk = Disk::without(Attempt::Move, ErrorKind::PermissionDenied);
    let fault = disk.move_to_free(&from, &to).unwrap_err();
    assert_eq!((fault.attempt, fault.path), (Attempt::Move, from));
}
