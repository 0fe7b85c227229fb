//! Unreadable files of settings and terminals: each command reports them, continues without them and leaves them
//! unchanged.

use std::fs;

use crate::assert_transcript;
use crate::support::home::Home;

/// Faulty files, each with the line that must be reported.
fn cases() -> [(&'static str, String, &'static str); 6] {
    [
        ("settings.yaml", "language: en\nfuture_key: 7\ntheme: najd\n".into(), "settings.yaml:2"),
        ("settings.yaml", "language: en\ntheme: [oops\ndigits: latin\n".into(), "settings.yaml:3"),
        ("settings.yaml", "lanuage: ar\ntheme: dark\n".into(), "settings.yaml:1"),
        ("settings.yaml", "x".repeat(200_000), "settings.yaml"),
        ("terminals.yaml", "nonsense: [1\n".into(), "terminals.yaml:2"),
        ("terminals.yaml", "xterm:\n  silent: true\n  slient: 7\n".into(), "terminals.yaml:3"),
    ]
}

#[test]
fn a_faulty_file_is_reported_with_its_line_and_unchanged() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let mut home = home.prepared(&["new", "One"]);
        for (file, text, place) in cases() {
            let path = home.path("config").join(file);
            fs::write(&path, &text).unwrap();
            let output = home.run(&["doctor"]);
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && told.contains(place), "{place}: {told}");
            home = home.types(&["doctor"]);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            fs::remove_file(path).unwrap();
        }
        let told = home.transcript();
        let told: Vec<_> = told.split("------- stderr -------\n").skip(1).collect();
        let told: Vec<_> = told.iter().filter_map(|told| told.split("[exit").next()).collect();
        assert_transcript!(format!("settings-{language}"), told.join("\n"));
    }
}

#[test]
fn an_unknown_key_does_not_disable_the_rest_of_the_file() {
    let home = Home::english().prepared(&["new", "One"]);
    fs::write(home.path("config/settings.yaml"), "future_key: [7]\nlanguage: ar\n").unwrap();
    let output = home.run(&["list"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("تقييم"));
    assert!(String::from_utf8(output.stderr).unwrap().contains("`future_key`"));
}
