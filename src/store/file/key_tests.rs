//! A fault of an unknown key lists every key that its place may have.

use super::*;
use crate::yaml::FaultKind;

const EVERY_KEY: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/assessments/schema-1.yaml"));

/// The file with an unknown key before the key of this line, and that key; `None` if the line has no key.
fn with_unknown_key(number: usize) -> Option<(String, &'static str)> {
    let line = EVERY_KEY.lines().nth(number)?;
    let key = line.trim_start_matches([' ', '-']).split_once(':')?.0;
    let (begin, _) = line.split_once(key)?;
    let inserted = format!("{begin}zzz: 1\n{}{key}", begin.replace('-', " "));
    let mut lines: Vec<String> = EVERY_KEY.lines().map(str::to_owned).collect();
    lines[number] = line.replacen(&format!("{begin}{key}"), &inserted, 1);
    Some((lines.join("\n"), key))
}

#[test]
fn the_keys_that_a_fault_lists_are_complete_at_every_place() {
    let mut checked = Vec::new();
    for number in 1..EVERY_KEY.lines().count() {
        let Some((text, key)) = with_unknown_key(number) else { continue };
        let Err(Refusal::Fault(fault)) = read_part(&text) else { continue };
        if let FaultKind::UnknownField { field, expected, .. } = &fault.kind {
            assert_eq!(field, "zzz", "{text}");
            assert!(
                expected.iter().any(|known| known == key),
                "`{key}` is missing at {}: {expected:?}",
                fault.path
            );
            checked.push(key);
        }
    }
    for key in ["schema", "answers", "plan", "roles", "evidence", "kind", "tally", "dissent", "due"] {
        assert!(checked.contains(&key), "{key} was not checked: {checked:?}");
    }
}
