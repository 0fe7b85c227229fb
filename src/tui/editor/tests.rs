//! Tests with small scripts as editors, on real files.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::*;
use crate::explain::tests::{assert_explained, every_case};

/// A script that gets the file as its argument, and the folder of drafts.
fn editor(script: &str) -> (TempDir, Editor, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("an editor");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    let folder = home.path().join("drafts");
    (home, Editor(format!("'{}' --wait", path.display()).into()), folder)
}

fn drafts(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    all.collect()
}

#[test]
fn the_text_of_the_editor_is_taken_over_and_the_file_deleted() {
    let (_home, editor, folder) =
        editor(r#"test "$1" = --wait && printf '%s\nسطر\n' "$(cat "$2")" > "$2.new" && mv "$2.new" "$2""#);
    assert_eq!(editor.edit(&folder, "a note"), Ok("a note\nسطر".to_owned()));
    assert_eq!(drafts(&folder), [""; 0]);
}

#[test]
fn the_file_is_private_and_contains_the_text_before_the_editor_starts() {
    let (home, editor, folder) = editor(
        r#"ls -ld "$(dirname "$2")" "$2" > "$(dirname "$0")/seen"; cat "$2" >> "$(dirname "$0")/seen""#,
    );
    editor.edit(&folder, "a note").unwrap();
    let seen = fs::read_to_string(home.path().join("seen")).unwrap();
    assert!(seen.contains("drwx------") && seen.contains("-rw-------") && seen.contains("a note"), "{seen}");
}

#[test]
fn a_failing_editor_changes_nothing_and_its_file_stays() {
    let (_home, failing, folder) = editor("exit 3");
    assert!(matches!(failing.edit(&folder, "a note"), Err(EditError::Failed { left: None, .. })));
    assert_eq!(drafts(&folder), [""; 0]);
    let (_home, failing, folder) = editor(r#"printf 'much more' > "$2"; kill -KILL $$"#);
    let Err(EditError::Failed { left: Some(left), .. }) = failing.edit(&folder, "a note") else {
        panic!("it failed")
    };
    assert_eq!(fs::read_to_string(left).unwrap(), "much more");
    // Another note does not reuse the file.
    let (_home, fine, _) = editor("true");
    assert_eq!(fine.edit(&folder, "another"), Ok("another".to_owned()));
    assert_eq!(drafts(&folder), ["much more"]);
}

#[test]
fn a_missing_editor_is_an_error_and_leaves_no_file() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("drafts");
    let missing = Editor("no-such-editor-anywhere".into());
    assert!(matches!(missing.edit(&folder, "a note"), Err(EditError::Failed { left: None, .. })));
    assert_eq!(drafts(&folder), [""; 0]);
}

#[test]
fn invalid_or_oversized_text_stays_in_its_file() {
    let (_home, binary, folder) = editor(r#"printf '\377\376' > "$2""#);
    let Err(EditError::NoText(path)) = binary.edit(&folder, "a note") else { panic!("no text") };
    assert_eq!(fs::read(path).unwrap(), [0xff, 0xfe]);
    for letter in ["x", "س"] {
        let count = LONGEST_TEXT / letter.len() + 1;
        let script = format!(r#"printf '{letter}%.0s' $(seq {count}) > "$2""#);
        let (_home, long, folder) = editor(&script);
        let Err(EditError::TooLong(path)) = long.edit(&folder, "a note") else { panic!("too long") };
        assert_eq!(fs::metadata(path).unwrap().len(), u64::try_from(count * letter.len()).unwrap());
    }
}

#[test]
fn the_command_may_begin_with_a_variable() {
    let (_home, Editor(command), folder) = editor(r#"printf '%s' "$WORD" > "$2""#);
    let mut line = OsString::from("WORD='set here' ");
    line.push(command);
    assert_eq!(Editor(line).edit(&folder, "a note"), Ok("set here".to_owned()));
}

#[test]
fn a_file_that_the_editor_removed_is_reported() {
    let (_home, removing, folder) = editor(r#"rm "$2""#);
    assert!(matches!(removing.edit(&folder, "a note"), Err(EditError::File(_))));
}

#[test]
fn visual_takes_precedence_and_empty_variables_are_ignored() {
    let named = |visual: Option<&'static str>, editor: Option<&'static str>| {
        Editor::of(|name| if name == "VISUAL" { visual } else { editor }.map(OsString::from))
    };
    assert_eq!(named(Some("a -b"), Some("c")), Some(Editor("a -b".into())));
    assert_eq!(named(Some(""), Some("c")), Some(Editor("c".into())));
    assert_eq!(named(None, Some("")), None);
}

#[test]
fn a_draft_that_is_a_link_or_device_is_refused() {
    let secret = tempfile::tempdir().unwrap();
    let secret = secret.path().join("secret");
    fs::write(&secret, "precious").unwrap();
    let link = format!("ln -sf '{}'", secret.display());
    for makes in [&link, "ln -sf /dev/zero", "rm -f \"$2\"; mkfifo", "rm -f \"$2\"; mkdir"] {
        let (_home, editor, folder) = editor(&format!(r#"{makes} "$2""#));
        let Err(EditError::File(fault)) = editor.edit(&folder, "a note") else { panic!("{makes}: read") };
        assert_eq!(fault.attempt, Attempt::Read, "{makes}");
    }
    assert_eq!(fs::read_to_string(&secret).unwrap(), "precious");
    let (_home, editor, folder) = editor(r#"truncate -s 100G "$2""#);
    assert!(matches!(editor.edit(&folder, "a note"), Err(EditError::TooLong(_))));
}

#[test]
fn each_error_is_explained_in_each_language() {
    let path = || PathBuf::from("x1");
    let cause = || io::ErrorKind::NotFound.into();
    let fault =
        FileSystemFault { path: path(), attempt: Attempt::Read, kind: io::ErrorKind::NotFound, number: None };
    let mut errors = every_case!(EditError {
        EditError::NoEditor => EditError::NoEditor,
        EditError::File(_) => EditError::File(fault.clone()),
        EditError::NoStart { .. } => EditError::NoStart { editor: "vi".into(), cause: cause() },
        EditError::Failed { .. } => EditError::Failed { editor: "vi".into(), left: Some(path()) },
        EditError::NoText(_) => EditError::NoText(path()),
        EditError::TooLong(_) => EditError::TooLong(path()),
    });
    errors.push(EditError::Failed { editor: "vi".into(), left: None });
    for error in errors {
        assert_explained(&error, &format!("{error:?}"));
    }
}
