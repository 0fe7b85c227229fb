//! Errors of the operating system, reported by name in both languages; and invalid dates.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::symlink;

use crate::support::home::Home;

/// A home for each language, with the language code.
fn homes() -> [(&'static str, Home); 2] {
    [("en", Home::english()), ("ar", Home::arabic())]
}

/// The output of a failing command.
#[track_caller]
fn refused(home: &Home, arguments: &[&str]) -> String {
    let output = home.run(arguments);
    assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    let printed = [output.stdout, output.stderr].concat();
    String::from_utf8(printed).unwrap()
}

/// Checks that a message names and explains the error, without the English text of the system or a library.
#[track_caller]
fn assert_named(printed: &str, language: &str, name: &str, english: &str) {
    assert!(printed.contains(&format!("({name}).")), "{printed}");
    assert_eq!(printed.contains(english), language == "en", "{printed}");
    for raw in ["os error", "uncategorized", "symbolic", "No space left", "Not a directory"] {
        assert!(!printed.contains(raw), "{printed}");
    }
}

#[test]
fn a_path_through_a_file_is_refused_by_name() {
    for (language, home) in homes() {
        let file = home.path("file");
        fs::write(&file, "text").unwrap();
        let path = file.join("inside.yaml").display().to_string();
        let lines: [&[&str]; 4] = [
            &["check", &path],
            &["import", &path],
            &["--config-dir", &path, "list"],
            &["--config-dir", &path, "new", "A"],
        ];
        for line in lines {
            let printed = refused(&home, line);
            assert_named(&printed, language, "ENOTDIR", "A part of the path is a file and not a folder");
        }
        home.done(&["new", "A"]);
        let printed = refused(&home, &["export", "A", "-o", &path]);
        assert_named(&printed, language, "ENOTDIR", "A part of the path is a file and not a folder");
    }
}

#[test]
fn a_link_that_leads_to_itself_is_refused_by_name() {
    for (language, home) in homes() {
        home.done(&["new", "A"]);
        let link = home.path("link.yaml");
        symlink(&link, &link).unwrap();
        let path = link.display().to_string();
        let theme = home.path("config/themes/turning.yaml");
        fs::create_dir_all(theme.parent().unwrap()).unwrap();
        symlink(&theme, &theme).unwrap();
        let pack = home.path("pack");
        fs::create_dir(&pack).unwrap();
        symlink("pack.yaml", pack.join("pack.yaml")).unwrap();
        fs::write(pack.join("one.yaml"), "questions: []\nid: one\n").unwrap();
        let pack = pack.display().to_string();
        let lines: [&[&str]; 4] = [
            &["check", &path],
            &["import", &path],
            &["export", "A", "--force", "-o", &path],
            &["check", &pack],
        ];
        for line in lines {
            let printed = refused(&home, line);
            assert_named(&printed, language, "ELOOP", "A link in the path leads to itself");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_by_name() {
    for (language, home) in homes() {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = home.command(&["questions"]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let printed = String::from_utf8(output.stderr).unwrap();
        assert_named(&printed, language, "ENOSPC", "The disk is full");
    }
}

/// Whoever is told to try again would make the change twice.
#[cfg(target_os = "linux")]
#[test]
fn a_change_whose_message_is_lost_is_said_to_be_made() {
    for (language, home) in homes() {
        let (made, not_made) = match language {
            "ar" => ("تم التغيير", "تعذرت كتابة المخرجات"),
            _ => ("The change was made", "The output could not be written"),
        };
        let lost = |arguments: &[&str]| {
            let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
            let output = home.command(arguments).stdout(full).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            String::from_utf8(output.stderr).unwrap()
        };
        let export = home.path("a.yaml").display().to_string();
        let changes: [&[&str]; 6] = [
            &["new", "A"],
            &["answer", "A", "strategy-q1", "3"],
            &["export", "A", "-o", &export],
            &["import", &export, "--name=B"],
            &["rename", "A", "C"],
            &["delete", "C"],
        ];
        for arguments in changes {
            let printed = lost(arguments);
            assert!(printed.contains(made) && !printed.contains(not_made), "{arguments:?}: {printed}");
        }
        let nothing: [&[&str]; 2] = [&["list"], &["answer", "B", "strategy-q1", "3"]];
        for arguments in nothing {
            let printed = lost(arguments);
            assert!(printed.contains(not_made) && !printed.contains(made), "{arguments:?}: {printed}");
        }
        assert!(home.done(&["list"]).contains('B'));
    }
}

#[test]
fn a_folder_of_mizan_that_is_none_is_named_instead_of_what_is_looked_for_in_it() {
    for (language, home) in homes() {
        home.done(&["new", "A"]);
        let english = "A part of the path is a file";
        for (name, line) in
            [("questionnaires", &["new", "B", "--pack=own"][..]), ("themes", &["--theme=own", "list"])]
        {
            fs::write(home.config().join(name), "text").unwrap();
            let printed = refused(&home, line);
            assert!(printed.contains(&format!("/{name}\n")), "{printed}");
            assert_named(&printed, language, "ENOTDIR", english);
        }
        fs::remove_file(home.config().join("themes")).unwrap();
        fs::create_dir_all(home.config().join("backups")).unwrap();
        let backups = home.config().join("backups/a");
        fs::write(&backups, "text").unwrap();
        let of_file = refused(&home, &["restore", "A"]);
        fs::remove_file(&backups).unwrap();
        symlink("/nowhere", &backups).unwrap();
        assert_eq!(refused(&home, &["restore", "A"]), of_file);
        assert!(of_file.contains("/backups/a\n"), "{of_file}");
    }
}

#[test]
fn earlier_files_that_cannot_be_read_are_named_with_the_reason() {
    for (_, home) in homes() {
        home.done(&["new", "A"]);
        let backups = home.config().join("backups/a");
        fs::create_dir_all(&backups).unwrap();
        fs::write(backups.join("2026-11-25T04-49-16Z.yaml"), "name: [").unwrap();
        fs::write(backups.join("2026-11-24T04-49-16Z.yaml"), "").unwrap();
        for line in [&["restore", "A"][..], &["restore", "A", "--format=json"]] {
            let printed = refused(&home, line);
            for place in ["2026-11-25T04-49-16Z.yaml:2", "2026-11-24T04-49-16Z.yaml:1"] {
                assert!(printed.contains(place), "{printed}");
            }
        }
    }
}

#[test]
fn other_errors_have_their_own_names_as_well() {
    for (language, home) in homes() {
        home.done(&["new", "A"]);
        let long = home.path(&"n".repeat(300)).display().to_string();
        let printed = refused(&home, &["export", "A", "-o", &long]);
        assert_named(&printed, language, "ENAMETOOLONG", "The name or the path is too long");
        let nothing = home.path("nothing").display().to_string();
        for line in [&["check", &nothing][..], &["import", &nothing]] {
            assert_named(&refused(&home, line), language, "ENOENT", "It does not exist");
        }
    }
}

#[test]
fn a_wrong_date_is_a_fault_of_dates_wherever_it_is_given() {
    for (language, home) in homes() {
        home.done(&["new", "A"]);
        let file = home.path("config/assessments/a.yaml");
        let written = fs::read_to_string(&file).unwrap();
        let (date, advice) = match language {
            "en" => ("Needed: a valid date.", "Write year, month and day: `2026-02-01`,"),
            _ => ("المطلوب: تاريخ صحيح.", "اكتب السنة والشهر واليوم: `2026-02-01`،"),
        };
        for wrong in ["2026-13-01", "2026-02-30", "soon", "2026", "12026-01-01", "2026-02-01T10:00:00Z"] {
            fs::write(&file, written.replace("\nlanguage:", &format!("\nas_of: {wrong}\nlanguage:")))
                .unwrap();
            let printed = refused(&home, &["show", "A"]);
            assert!(
                printed.contains(date) && printed.contains(advice) && printed.contains(wrong),
                "{printed}"
            );
            fs::write(&file, &written).unwrap();
            let line = ["answer", "A", "strategy-q1", "3", "--evidence", "x", "--date", wrong];
            let printed = refused(&home, &line);
            assert!(
                printed.contains(advice) && printed.contains(wrong) && !printed.contains("parse"),
                "{printed}"
            );
        }
    }
}
