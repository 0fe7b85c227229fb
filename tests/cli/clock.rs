//! A clock outside the calendar, and files with such times.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::home::Home;

/// Every file below a folder with its contents.
#[cfg(debug_assertions)]
fn files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let text = fs::read(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

#[cfg(debug_assertions)]
#[test]
fn a_clock_beyond_the_calendar_stops_every_command_before_any_change() {
    for (home, message) in [
        (Home::english(), "The clock of this computer is wrong"),
        (Home::arabic(), "ساعة هذا الجهاز غير صحيحة"),
    ] {
        home.done(&["new", "Water"]);
        let before = files(&home.path("config"));
        for seconds in ["260000000000", "-62135596801", "9223372036854775807", "-9223372036854775808"] {
            fs::write(home.path("clock"), seconds).unwrap();
            for line in [
                &["list"][..],
                &["show", "Water"],
                &["new", "Power"],
                &["answer", "Water", "strategy-q1", "3"],
                &["rename", "Water", "Power"],
                &["delete", "Water"],
                &["restore", "Water"],
                &["open"],
            ] {
                let output =
                    home.command(line).env("MIZAN_REHEARSE_CLOCK", home.path("clock")).output().unwrap();
                let errors = String::from_utf8(output.stderr).unwrap();
                assert!(errors.contains(message), "{line:?}: {errors}");
                assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{line:?}: {errors}");
            }
        }
        assert_eq!(files(&home.path("config")), before);
    }
}

#[test]
fn a_file_from_beyond_the_calendar_is_listed_and_restored() {
    let home = Home::english();
    home.done(&["new", "Water"]);
    home.done(&["answer", "Water", "strategy-q1", "3"]);
    let beyond = SystemTime::UNIX_EPOCH + Duration::from_secs(260_000_000_000);
    let path = home.path("config/assessments/water.yaml");
    let set =
        |path: &Path| fs::File::options().append(true).open(path).unwrap().set_modified(beyond).unwrap();
    set(&path);
    assert!(home.done(&["list"]).contains("Water"));
    home.done(&["delete", "Water"]);
    let deleted = fs::read_dir(home.path("config/bin")).unwrap().next().unwrap().unwrap().path();
    set(&deleted);
    home.done(&["restore", "Water"]);
    home.done(&["restore", "Water", "1"]);
    assert!(home.done(&["list"]).contains("Water"));
}
