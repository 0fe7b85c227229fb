use std::fs;

use super::*;
use crate::store::sample::now;

fn holder() -> Holder {
    Holder::this_process("answer", now())
}

fn take(folder: &Path) -> Result<Lock, StoreError> {
    Lock::take(
        &Disk::default(),
        &path_of(folder, "water"),
        Path::new("water.yaml"),
        &holder(),
        Patience::NONE,
    )
}

#[test]
fn a_second_writer_gets_the_name_of_the_first_and_its_start() {
    let folder = tempfile::tempdir().unwrap();
    let first = take(folder.path()).unwrap();
    let held = StoreError::HeldBy { path: "water.yaml".into(), holder: Some(Box::new(holder())) };
    assert_eq!(take(folder.path()).unwrap_err(), held);
    drop(first);
    assert_eq!(fs::read_to_string(path_of(folder.path(), "water")).unwrap(), "");
    assert!(take(folder.path()).is_ok());
}

#[test]
fn a_lock_waits_for_another_command_but_not_for_the_full_screen() {
    let folder = tempfile::tempdir().unwrap();
    let file = path_of(folder.path(), "water");
    let patiently = |disk: &Disk| {
        Lock::take(disk, &file, Path::new("water.yaml"), &holder(), Patience(Duration::MAX)).map(drop)
    };
    let first = take(folder.path()).unwrap();
    let (begins, begun) = std::sync::mpsc::channel();
    let disk = Disk::meanwhile(Attempt::Lock, move || begins.send(()).unwrap());
    thread::scope(|scope| {
        let second = scope.spawn(|| patiently(&disk));
        begun.recv().unwrap();
        drop(first);
        assert_eq!(second.join().unwrap(), Ok(()));
    });
    let open = Holder { command: FULL_SCREEN.into(), ..holder() };
    let _open = Lock::take(&Disk::default(), &file, Path::new("water.yaml"), &open, Patience::NONE).unwrap();
    let held = StoreError::HeldBy { path: "water.yaml".into(), holder: Some(Box::new(open)) };
    assert_eq!(patiently(&Disk::default()).unwrap_err(), held);
}

#[test]
fn a_lock_ends_at_once_although_a_child_holds_the_file_open() {
    let folder = tempfile::tempdir().unwrap();
    let lock = take(folder.path()).unwrap();
    let _of_the_child = lock.file.try_clone().unwrap();
    drop(lock);
    assert!(take(folder.path()).is_ok());
}

#[test]
fn each_assessment_has_its_own_lock() {
    let folder = tempfile::tempdir().unwrap();
    let _first = take(folder.path()).unwrap();
    let other = path_of(folder.path(), "health");
    assert!(
        Lock::take(&Disk::default(), &other, Path::new("health.yaml"), &holder(), Patience::NONE).is_ok()
    );
}

#[test]
fn a_lock_holds_without_a_readable_holder() {
    let folder = tempfile::tempdir().unwrap();
    let _first = take(folder.path()).unwrap();
    for text in ["", "nonsense: [", "\0\u{1b}[2J"] {
        fs::write(path_of(folder.path(), "water"), text).unwrap();
        assert!(matches!(take(folder.path()), Err(StoreError::HeldBy { holder: None, .. })), "{text:?}");
    }
}

#[test]
fn the_lock_file_of_a_dead_process_does_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let text = yaml::to_string(&Holder { process: 1, ..holder() }).unwrap();
    fs::write(path_of(folder.path(), "water"), text).unwrap();
    assert!(take(folder.path()).is_ok());
}

#[cfg(unix)]
mod unix {
    use std::{
        io::{BufRead, BufReader},
        os::unix::fs::{PermissionsExt, symlink},
        process::{Command, Stdio},
    };

    use super::*;

    /// Set in a child process that takes the lock until it is killed.
    const HOLD: &str = "MIZAN_TEST_HOLD_LOCK";

    #[test]
    fn a_lock_ends_with_its_process_however_that_ends() {
        if let Some(folder) = std::env::var_os(HOLD) {
            let _lock = take(Path::new(&folder)).unwrap();
            println!("locked");
            loop {
                std::thread::park();
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let name = "store::lock::tests::unix::a_lock_ends_with_its_process_however_that_ends";
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(HOLD, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(output.map_while(Result::ok).any(|line| line.ends_with("locked")));
        let held = take(folder.path());
        child.kill().unwrap();
        child.wait().unwrap();
        let Err(StoreError::HeldBy { holder: Some(holder), .. }) = held else { panic!("{held:?}") };
        assert_eq!(holder.process, child.id());
        assert!(take(folder.path()).is_ok());
    }

    #[test]
    fn a_link_a_pipe_and_a_folder_are_refused_at_once_and_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let (lock, target) = (path_of(folder.path(), "water"), folder.path().join("target"));
        fs::write(&target, "precious").unwrap();
        symlink(&target, &lock).unwrap();
        assert!(
            matches!(take(folder.path()), Err(StoreError::File(fault)) if fault.attempt == Attempt::Lock)
        );
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
        fs::remove_file(&lock).unwrap();
        fs::create_dir(&lock).unwrap();
        assert!(matches!(take(folder.path()), Err(StoreError::File(_))));
        fs::remove_dir(&lock).unwrap();
        assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
        assert!(matches!(take(folder.path()), Err(StoreError::File(_))));
    }

    #[test]
    fn a_lock_file_is_accessible_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let _lock = take(folder.path()).unwrap();
        let mode = path_of(folder.path(), "water").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
