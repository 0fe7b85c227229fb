//! Reading questionnaires: the embedded one, the same from a folder with YAML, and folders with many questions, without
//! faults and with three faults in every question.

use std::fs;
use std::path::Path;

use divan::Bencher;

use mizan::data::{self, embedded};
use mizan::model::Pack;

fn main() {
    divan::main();
}

#[divan::bench]
fn bundled() -> Option<Pack> {
    embedded::pack(embedded::DEFAULT_PACK)
}

#[divan::bench]
fn from_its_folder() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/whole-of-government");
    data::load(&folder).map_or(0, |pack| pack.questions().count())
}

const QUESTIONS: usize = 2_000;

#[divan::bench]
fn many_questions(bencher: Bencher<'_, '_>) {
    check(bencher, |number| {
        format!(
            "- {{id: q{number}, topic: T, prompt: P, weight: 1, levels: [No, {{text: Yes, step: Do}}]}}\n"
        )
    });
}

#[divan::bench]
fn many_questions_with_faults(bencher: Bencher<'_, '_>) {
    check(bencher, |number| {
        format!(
            "- {{id: q{number}, topic: [T], promt: P, weight: x, levels: [No, {{text: Yes, step: Do}}]}}\n"
        )
    });
}

/// Checks a pack with one area of copies of this question.
fn check(bencher: Bencher<'_, '_>, question: impl Fn(usize) -> String) {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "schema: 1\nid: big\nversion: 1.0.0\nlanguages: [en]\ntitle: Big\nareas: [one]\n\
                    scale:\n  levels: [{name: Low}, {name: High}]\n";
    let questions: String = (0..QUESTIONS).map(question).collect();
    let area = format!("id: one\ntitle: One\nquestions:\n{questions}");
    for (file, text) in [("pack.yaml", manifest), ("one.yaml", &area)] {
        fs::write(folder.path().join(file), text).expect("the folder takes files");
    }
    bencher.bench(|| data::load(folder.path()).map_or_else(|faults| faults.more(), |pack| pack.areas.len()));
}
