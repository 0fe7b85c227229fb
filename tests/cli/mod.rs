//! Transcripts of the command line: the command, both output streams and the exit code.
//!
//! Every run has an empty environment and its own home.

#[cfg(unix)]
mod advice;
mod answers;
mod assessments;
mod checks;
mod clock;
mod doctor;
mod durability;
mod files;
mod help;
mod languages;
mod many_faults;
mod other_field;
#[cfg(unix)]
mod owner;
#[cfg(unix)]
mod pack_advice;
#[cfg(unix)]
mod refusals;
mod results;
mod settings;
mod usage;
mod versions;

use std::io::Read as _;
use std::process::Stdio;

use crate::support::home::Home;

/// Compares a text with the snapshot of this name.
#[macro_export]
macro_rules! assert_transcript {
    ($name:expr, $text:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let home = Home::english();
    let mut child =
        home.command(&["questions"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((errors.as_str(), child.wait().unwrap().code()), ("", Some(0)));
}
