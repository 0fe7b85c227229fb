//! Files that the program writes are accessible for their owner alone, even if the umask allows more.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::home::Home;

/// Runs a command with the common umask 022.
fn run(home: &Home, line: &[&str]) {
    let program = home.command(&[]);
    let mut shell = Command::new("sh");
    shell.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.args(["-c", "umask 022; exec \"$0\" \"$@\""]).arg(program.get_program()).args(line);
    let output = shell.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Everything below a path, including the path itself.
fn everything(path: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![path.to_owned()];
    if path.is_dir() {
        let inside = fs::read_dir(path).unwrap();
        found.extend(inside.flat_map(|entry| everything(&entry.unwrap().path())));
    }
    found
}

#[test]
fn exports_imports_packs_and_settings_are_accessible_for_their_owner_alone() {
    let home = Home::english();
    let out = home.path("out");
    fs::create_dir(&out).unwrap();
    run(&home, &["new", "One", "--pack", "tests/data/valid/three-languages"]);
    for format in ["yaml", "json"] {
        let file = out.join(format).display().to_string();
        run(&home, &["export", "One", "--format", format, "-o", &file]);
        run(&home, &["import", &file, "--name", format]);
        run(&home, &["export", "One", "--format", format, "-o", &file, "--force"]);
    }
    let mut terminal = home.program(&[]).begin();
    // The first run asks for the language and for the correct sample line.
    terminal.wait_for_text("English");
    terminal.type_keys("\r");
    terminal.type_keys("\r");
    terminal.wait_for_text("One");
    terminal.type_keys("\x03");
    terminal.end();
    assert!(home.path("config/settings.yaml").is_file());
    let exports = everything(&out).into_iter().filter(|path| *path != out);
    let mut count = 0;
    for path in everything(&home.path("config")).into_iter().chain(exports) {
        let mode = path.symlink_metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        count += 1;
    }
    assert!(count > 10, "{count}");
}
