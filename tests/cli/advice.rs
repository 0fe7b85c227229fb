//! The advice of messages, followed as it is written: it must lead out of the trouble.

use std::fs;
use std::process::Command;

use crate::support::home::Home;

/// Everything that a failing command prints.
#[track_caller]
pub fn refused(home: &Home, arguments: &[&str]) -> String {
    let output = home.run(arguments);
    assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// The texts to be typed in a message.
pub fn typed(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// The command in a message that begins like this.
#[track_caller]
pub fn advised<'a>(message: &'a str, begin: &str) -> &'a str {
    typed(message).find(|text| text.starts_with(begin)).unwrap_or_else(|| panic!("no `{begin}`: {message}"))
}

/// What a shell prints for a command line, which must succeed.
#[track_caller]
pub fn follow(home: &Home, line: &str) -> String {
    let program = home.command(&[]);
    let mut shell = Command::new("bash");
    shell.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(env!("CARGO_MANIFEST_DIR"));
    let script = format!("mizan() {{ \"$PROGRAM\" \"$@\"; }}\n{line}");
    let output = shell.env("PROGRAM", program.get_program()).args(["-c", &script]).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

pub fn homes() -> [Home; 2] {
    [Home::english(), Home::arabic()]
}

/// The path of the only assessment's file.
fn only_file(home: &Home) -> std::path::PathBuf {
    let entries = fs::read_dir(home.path("config/assessments")).unwrap();
    let files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.into_iter().next().unwrap()
}

const NAMES: [&str; 6] = ["Plain", "Two words", "It's", "$HOME \"x\" `date`; a*", "-lead", "تقييم المياه"];

#[test]
fn an_assessment_that_is_cut_off_or_empty_is_restored_by_the_advised_command() {
    for name in NAMES {
        for home in homes() {
            home.done(&["new", "--", name]);
            home.done(&["answer", "--", name, "strategy-q1", "3"]);
            let file = only_file(&home);
            let whole = fs::read_to_string(&file).unwrap();
            for left in [whole.len() / 2, 0] {
                fs::write(&file, whole.get(..left).unwrap_or_default()).unwrap();
                let message = refused(&home, &["show", "--", name]);
                let listed = follow(&home, advised(&message, "mizan restore"));
                let again = advised(&listed, "mizan restore").replace("NUMBER", "1").replace("الرقم", "1");
                follow(&home, &again);
                home.done(&["show", "--", name]);
            }
        }
    }
}

#[test]
fn a_name_that_no_assessment_has_can_be_given_to_a_new_one() {
    for name in NAMES {
        for home in homes() {
            let message = refused(&home, &["show", "--", name]);
            follow(&home, advised(&message, "mizan new"));
            home.done(&["show", "--", name]);
        }
    }
}

#[test]
fn the_folder_that_was_given_is_repeated_in_every_advised_command() {
    for home in homes() {
        let folder = home.path("my folder").display().to_string();
        let message = refused(&home, &["--config-dir", &folder, "show", "A"]);
        follow(&home, advised(&message, "mizan --config-dir='"));
        let commands: Vec<_> = typed(&message).filter(|text| text.starts_with("mizan")).collect();
        assert!(commands.len() > 1 && commands.iter().all(|text| text.contains(&folder)), "{message}");
        let listed = home.done(&["--config-dir", &home.path("none").display().to_string(), "list"]);
        assert!(advised(&listed, "mizan").contains("--config-dir="), "{listed}");
        let there = home.done(&["--config-dir", &folder, "list"]);
        assert!(
            follow(&home, advised(&message, "mizan --config-dir='").replace("new A", "list").as_str())
                == there
        );
    }
}

#[test]
fn a_name_that_looks_like_an_option_is_written_as_advised() {
    for home in homes() {
        home.done(&["new", "--", "-lead"]);
        let message = refused(&home, &["show", "-lead"]);
        let syntax = typed(&message).find(|text| text.contains(" -- ")).expect("a syntax with `--`");
        let words = syntax.split(' ').filter(|word| !word.starts_with('[')).collect::<Vec<_>>().join(" ");
        follow(&home, &words.replace("NAME", "-lead").replace("الاسم", "-lead"));
    }
}

#[test]
fn one_of_several_files_of_a_name_is_chosen_as_advised() {
    for home in homes() {
        home.done(&["new", "A"]);
        fs::copy(only_file(&home), home.path("config/assessments/-b c.yaml")).unwrap();
        let message = refused(&home, &["show", "A"]);
        let files: Vec<_> = typed(&message).filter(|text| text.contains(".yaml")).collect();
        assert_eq!(files.len(), 2, "{message}");
        for file in files {
            follow(&home, &format!("mizan show {file}"));
        }
    }
}

#[test]
fn a_taken_name_of_an_import_is_replaced_by_the_advised_command() {
    for home in homes() {
        home.done(&["new", "A"]);
        let file = home.path("- the file.yaml").display().to_string();
        home.done(&["export", "A", "-o", &file]);
        let message = refused(&home, &["import", &file]);
        follow(&home, &advised(&message, "mizan import").replace("NAME", "B").replace("الاسم", "B"));
        home.done(&["show", "B"]);
    }
}

#[test]
fn a_file_outside_the_folder_is_not_to_be_restored_but_copied_again() {
    for home in homes() {
        home.done(&["new", "A"]);
        let whole = home.assessment();
        let [cut, empty, other] = ["cut.yaml", "empty.yaml", "other.yaml"].map(|name| home.path(name));
        fs::write(&cut, whole.get(..whole.len() / 2).unwrap()).unwrap();
        fs::write(&empty, "").unwrap();
        fs::write(&other, &whole).unwrap();
        let [cut, empty, other] = [cut, empty, other].map(|path| path.display().to_string());
        let lines: [&[&str]; 4] = [
            &["import", &cut],
            &["import", &empty],
            &["merge", &other, &other, &cut],
            &["merge", &other, &cut, &other],
        ];
        for line in lines {
            let message = refused(&home, line);
            let again = ["or copy the file again.", "أو انسخ الملف من جديد."];
            assert!(again.iter().any(|advice| message.contains(advice)), "{message}");
            assert!(!message.contains("restore"), "{message}");
        }
    }
}

#[test]
fn what_cannot_be_restored_is_not_offered() {
    for home in homes() {
        home.done(&["new", "A"]);
        for answer in ["1", "2", "3"] {
            home.done(&["answer", "A", "strategy-q1", answer]);
        }
        let folder = home.path("config/backups/a");
        for entry in fs::read_dir(&folder).unwrap() {
            fs::write(entry.unwrap().path(), "schema: [\n").unwrap();
        }
        fs::copy(only_file(&home), folder.join("2026-01-01T00-00-00Z.yaml")).unwrap();
        let listed = home.done(&["restore", "A"]);
        let rows = home.done(&["restore", "A", "--format", "csv"]);
        for number in 1..rows.lines().count() {
            let number = number.to_string();
            let restore = advised(&listed, "mizan restore");
            follow(&home, &restore.replace("NUMBER", &number).replace("الرقم", &number));
        }
        let left_out = ["cannot be read and", "تتعذر قراءته"];
        assert!(left_out.iter().any(|words| listed.contains(words)), "{listed}");
    }
}

/// Replaces a text of the only assessment's file that must be in it.
#[track_caller]
fn rewrite(home: &Home, from: &str, to: &str) -> String {
    let (file, text) = (only_file(home), home.assessment());
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
    text
}

#[test]
fn a_file_with_a_wrong_or_missing_format_number_gets_the_present_one() {
    for home in homes() {
        home.done(&["new", "A"]);
        for wrong in ["schema: 0\n", ""] {
            let whole = rewrite(&home, "schema: 2\n", wrong);
            let message = refused(&home, &["show", "A"]);
            assert_eq!(advised(&message, "schema:"), "schema: 2", "{message}");
            assert!(message.contains("mizan restore a.yaml"), "{message}");
            fs::write(only_file(&home), whole).unwrap();
        }
        rewrite(&home, "schema: 2\n", "schema: two\n");
        let message = refused(&home, &["show", "A"]);
        assert!(["from 1 to 2", "من 1 إلى 2"].iter().any(|range| message.contains(range)), "{message}");
    }
}

#[test]
fn only_the_line_of_a_second_document_is_to_be_removed() {
    for home in homes() {
        home.done(&["new", "A"]);
        for (marker, before) in [
            ("---\n", "answers:\n"),
            ("---\n", "# end\n"),
            ("...\n", "answers:\n"),
            ("--- \n", "  strategy-q2"),
            ("--- ", "answers:\n"),
        ] {
            let whole = rewrite(&home, before, &format!("{marker}{before}"));
            let message = refused(&home, &["show", "A"]);
            let advice = ["Remove only the `---`", "احذف العلامة `---` وحدها"];
            assert!(advice.iter().any(|words| message.contains(words)), "{marker} {before}: {message}");
            fs::write(only_file(&home), home.assessment().replacen(marker, "", 1)).unwrap();
            home.done(&["show", "A"]);
            assert_eq!(home.assessment(), whole);
        }
    }
}

#[test]
fn a_line_separator_is_removed_or_escaped_in_every_kind_of_text() {
    for home in homes() {
        home.done(&["new", "A"]);
        for (separator, escape) in [('\u{85}', "\\N"), ('\u{2028}', "\\L"), ('\u{2029}', "\\P")] {
            for before in ["period: one{}two\n", "period: 'one{}two'\n", "period: |-\n  one{}two\n"] {
                let with = |inside: &str| before.replace("{}", inside) + "language:";
                let whole = rewrite(&home, "language:", &with(&separator.to_string()));
                let message = refused(&home, &["show", "A"]);
                assert_eq!(advised(&message, "\\"), escape);
                fs::write(only_file(&home), whole.replacen("language:", &with(""), 1)).unwrap();
                home.done(&["show", "A"]);
                let quoted = format!("period: \"one{escape}two\"\nlanguage:");
                fs::write(only_file(&home), whole.replacen("language:", &quoted, 1)).unwrap();
                home.done(&["show", "A"]);
                fs::write(only_file(&home), whole).unwrap();
            }
        }
    }
}

#[test]
fn a_reason_beside_a_level_becomes_a_note_in_the_words_of_the_file() {
    for home in homes() {
        home.done(&["new", "A"]);
        home.done(&["answer", "A", "strategy-q1", "3", "--note", "because"]);
        rewrite(&home, "note: because", "reason: because");
        let message = refused(&home, &["show", "A"]);
        let key = typed(&message).find(|text| *text == "note").expect("the advice names the key");
        assert!(!message.contains("--note") && !message.contains("not-applicable"), "{message}");
        rewrite(&home, "reason: because", &format!("{key}: because"));
        home.done(&["show", "A"]);
    }
}

#[test]
fn the_questions_of_the_pack_are_listed_by_the_advised_command() {
    for home in homes() {
        home.done(&["new", "A", "--pack", "tests/data/valid/one-language"]);
        let message = refused(&home, &["answer", "A", "nothing-like-it", "-"]);
        let listed = follow(&home, advised(&message, "mizan questions"));
        assert!(listed.contains("soil-q1"), "{listed}");
    }
}

#[test]
fn names_that_are_not_all_listed_are_listed_by_the_advised_command() {
    for home in homes() {
        let message = refused(&home, &["questions", "--clause", "nothing-like-it"]);
        let listed = follow(&home, advised(&message, "mizan pack"));
        let pack = home.done(&["pack", "--format", "json"]);
        let clauses = pack.lines().filter_map(|line| line.trim().strip_prefix("\"clause\": \""));
        let clauses = clauses.map(|rest| rest.split('"').next().unwrap());
        let left_out: Vec<_> = clauses.filter(|clause| !message.contains(clause)).collect();
        assert!(!left_out.is_empty(), "{message}");
        for clause in left_out {
            let is_there = listed.lines().any(|row| row.split(',').any(|cell| cell == clause));
            assert!(is_there, "{clause}: {listed}");
        }
    }
}

#[test]
fn an_export_into_a_folder_is_written_to_the_advised_file() {
    for home in homes() {
        home.done(&["new", "A"]);
        let folder = home.path("my exports");
        fs::create_dir(&folder).unwrap();
        for format in ["yaml", "json"] {
            let message =
                refused(&home, &["export", "A", "--format", format, "-o", &folder.display().to_string()]);
            let file = typed(&message).find(|text| text.contains("my exports/a.")).expect("a file is named");
            follow(&home, &format!("mizan export A --format {format} -o {file}"));
        }
        let message = refused(&home, &["export", "A", "-o", "/dev/null"]);
        assert!(!message.contains("--force"), "{message}");
    }
}

#[test]
fn a_bundled_questionnaire_that_is_too_old_asks_for_a_newer_program() {
    for (home, advice) in
        [(Home::english(), "a newer version of Mizan"), (Home::arabic(), "إصدارا أحدث من ميزان")]
    {
        home.done(&["new", "A"]);
        let text = home.assessment();
        let line = text.lines().find(|line| line.starts_with("  version:")).unwrap();
        rewrite(&home, line, "  version: 9.0.0");
        let message = refused(&home, &["upgrade", "A"]);
        assert!(message.contains(advice) && !message.contains("mizan paths"), "{message}");
    }
}

#[test]
fn a_slip_in_a_search_is_answered_with_a_search_that_finds() {
    let home = Home::new();
    for language in ["en", "ar"] {
        let message = home.done(&["questions", "--text", "nafadh", "--lang", language]);
        let found = follow(&home, advised(&message, "mizan questions"));
        assert!(found.contains("services-q1"), "{message}\n{found}");
    }
}
