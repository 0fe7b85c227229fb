//! The time to save an assessment of the bundled questionnaire, and the time of its steps.

use std::hint::black_box;

use divan::Bencher;
use mizan::{
    data::embedded,
    model::{Answer, Assessment, Entry, Evidence, Identity, Level, Pack},
    paths::Paths,
    store::{Store, file},
};

fn main() {
    divan::main();
}

/// Every question answered, with evidence and a note of two lines.
fn answered(pack: &Pack) -> Assessment {
    let mut assessment = Assessment::new(Identity::new("تقييم 2026", pack, "ar"), pack);
    for (_, question) in pack.questions() {
        let evidence =
            Evidence { text: "https://example.org/register: page 12".into(), date: None, kind: None };
        let entry = Entry {
            answer: Some(Answer::Level(Level(3))),
            evidence: vec![evidence],
            note: Some("The register is kept.\nاعتمدته لجنة المنصات".into()),
            ..Entry::default()
        };
        assessment.replace(&question.id, entry);
    }
    assessment
}

fn pack() -> Pack {
    embedded::pack("whole-of-government").expect("the bundled questionnaire")
}

#[divan::bench]
fn save(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(&Paths::new(folder.path()));
    let pack = pack();
    let (mut open_file, assessment) = store.create(answered(&pack), &pack).expect("a new file");
    bencher.bench_local(|| open_file.save(&assessment, &pack, jiff::Timestamp::now()).expect("a save"));
}

#[divan::bench]
fn write_text(bencher: Bencher) {
    let pack = pack();
    let assessment = answered(&pack);
    bencher.bench_local(|| file::write(black_box(&assessment), &pack));
}

#[divan::bench]
fn read_text(bencher: Bencher) {
    let pack = pack();
    let text = file::write(&answered(&pack), &pack);
    bencher.bench_local(|| file::read(black_box(&text)).expect("an assessment"));
}
