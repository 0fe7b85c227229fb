//! The time that much data takes: a list of 10,000 assessments, and saving, scoring and the overview of packs with 55 to
//! 5,000 questions, which must grow no faster than the pack.

mod support;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, black_box};
use mizan::data::{self, embedded};
use mizan::i18n::Language;
use mizan::model::{Answer, Assessment, Entry, Evidence, Identity, Level, Pack};
use mizan::paths::Paths;
use mizan::scoring;
use mizan::store::{Store, file, read_each};
use mizan::tui::app::App;
use mizan::tui::events::Event;
use mizan::tui::key::Key;
use ratatui::{buffer::Buffer, layout::Rect};

const ASSESSMENTS: usize = 10_000;
const QUESTIONS: [usize; 3] = [55, 1_000, 5_000];

fn main() {
    divan::main();
}

/// A pack of nine areas with so many questions of five levels, written to a folder.
fn pack_at(folder: &Path, questions: usize) -> Pack {
    const AREAS: usize = 9;
    fs::create_dir_all(folder).expect("a folder for the pack");
    let write = |file: &str, text: &str| fs::write(folder.join(file), text).expect("the pack is written");
    let levels = "[{name: One}, {name: Two}, {name: Three}, {name: Four}, {name: Five}]";
    let names: Vec<String> = (1..=AREAS).map(|area| format!("area{area}")).collect();
    let areas = names.join(", ");
    let manifest = format!(
        "schema: 1\nid: big\nversion: 1.0.0\nlanguages: [en]\ntitle: Big\nareas: [{areas}]\nscale:\n  levels: {levels}\n"
    );
    write("pack.yaml", &manifest);
    for (area, name) in names.iter().enumerate() {
        let numbers = (0..questions).filter(|number| number % AREAS == area);
        let question = |number| {
            format!(
                "- {{id: q{number}, topic: Topic {number}, prompt: Is it done?, weight: 1, levels: [A, B, C, D, E]}}\n"
            )
        };
        let questions: String = numbers.map(question).collect();
        write(&format!("{name}.yaml"), &format!("id: {name}\ntitle: Area {name}\nquestions:\n{questions}"));
    }
    data::load(folder).expect("the pack is valid")
}

/// Like [`pack_at`], in a folder that is not kept.
fn pack_of(questions: usize) -> Pack {
    pack_at(tempfile::tempdir().expect("a temporary folder").path(), questions)
}

/// An assessment with an answer to every question.
fn answered(name: &str, pack: &Pack) -> Assessment {
    let mut assessment = Assessment::new(Identity::new(name, pack, "en"), pack);
    for (number, (_, question)) in (0_u8..5).cycle().zip(pack.questions()) {
        let answer = Some(Answer::Level(Level(1 + number)));
        assessment.replace(&question.id, Entry { answer, ..Entry::default() });
    }
    assessment
}

/// The same with evidence and a note of two lines for every answer.
fn with_notes(mut assessment: Assessment) -> Assessment {
    let text = "https://example.org/register: page 12".to_owned();
    for entry in assessment.answers.values_mut() {
        entry.evidence = vec![Evidence { text: text.clone(), date: None, kind: None }];
        entry.note = Some("The register is kept.\nاعتمدته لجنة المنصات".to_owned());
    }
    assessment
}

/// Fills the folder of a store with assessments of the bundled questionnaire.
fn fill(paths: &Paths) {
    let pack = embedded::default_pack();
    let text = file::write(&answered("Entity 0", &pack), &pack);
    let folder = paths.assessments();
    fs::create_dir_all(&folder).expect("the folder of assessments");
    for number in 0..ASSESSMENTS {
        let own = text.replace("name: Entity 0", &format!("name: Entity {number}"));
        fs::write(folder.join(format!("entity-{number}.yaml")), own).expect("an assessment is written");
    }
}

fn store_at(folder: &Path) -> Store {
    Store::open(&Paths::new(folder))
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn list_names(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    fill(&Paths::new(home.path()));
    let store = store_at(home.path());
    bencher.bench_local(|| {
        let entries = store.entries().expect("the folder is listed");
        entries.iter().map(|entry| entry.name().len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn list_scores(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    fill(&Paths::new(home.path()));
    let (store, pack) = (store_at(home.path()), embedded::default_pack());
    bencher.bench_local(|| {
        let entries = store.entries().expect("the folder is listed");
        read_each(&entries, |file| {
            let assessment = file.outcome.expect("every file is an assessment");
            scoring::score(&pack, &assessment, support::today()).whole.answered
        })
    });
}

#[divan::bench(args = QUESTIONS)]
fn score(bencher: Bencher<'_, '_>, questions: usize) {
    let pack = pack_of(questions);
    let assessment = answered("2026", &pack);
    bencher.bench_local(|| scoring::score(black_box(&pack), &assessment, support::today()));
}

#[divan::bench(args = QUESTIONS)]
fn save(bencher: Bencher<'_, '_>, questions: usize) {
    let pack = pack_of(questions);
    save_after_a_change(bencher, answered("2026", &pack), &pack);
}

#[divan::bench(args = QUESTIONS)]
fn save_with_notes(bencher: Bencher<'_, '_>, questions: usize) {
    let pack = pack_of(questions);
    save_after_a_change(bencher, with_notes(answered("2026", &pack)), &pack);
}

/// Saves after each change of one answer in the middle.
fn save_after_a_change(bencher: Bencher<'_, '_>, assessment: Assessment, pack: &Pack) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let (mut open_file, mut assessment) = store_at(home.path()).create(assessment, pack).expect("a new file");
    let middle = assessment.answers.len() / 2;
    let mut levels = (1..=5).cycle().map(Level);
    bencher.bench_local(|| {
        assessment.answers[middle].answer = levels.next().map(Answer::Level);
        open_file.save(&assessment, pack, jiff::Timestamp::now()).expect("a save")
    });
}

#[divan::bench(args = QUESTIONS)]
fn align(bencher: Bencher<'_, '_>, questions: usize) {
    let pack = pack_of(questions);
    let mut assessment = answered("2026", &pack);
    bencher.bench_local(|| assessment.align(black_box(&pack)));
}

/// A key on the overview that changes no answer, and the frame after it.
#[divan::bench(args = QUESTIONS)]
fn overview_key(bencher: Bencher<'_, '_>, questions: usize) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let mut app = overview(&home, questions);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    mizan::tui::draw(&app, &mut buffer);
    let shown: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
    assert!(shown.contains("Area area9"), "the overview is in front");
    let mut keys = [Key::Down, Key::Up].into_iter().cycle();
    bencher.bench_local(|| {
        app.receive(Event::Key(keys.next().expect("a cycle has no end")));
        buffer.reset();
        mizan::tui::draw(black_box(&app), &mut buffer)
    });
}

/// The roadmap opened and drawn.
#[divan::bench(args = QUESTIONS, sample_count = 20)]
fn roadmap(bencher: Bencher<'_, '_>, questions: usize) {
    open_and_draw(bencher, questions, 'p');
}

/// The results opened and drawn, with the reasons of one area.
#[divan::bench(args = QUESTIONS, sample_count = 20)]
fn results(bencher: Bencher<'_, '_>, questions: usize) {
    open_and_draw(bencher, questions, 'r');
}

/// Opens a screen from the overview, draws it and goes back.
fn open_and_draw(bencher: Bencher<'_, '_>, questions: usize, letter: char) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let mut app = overview(&home, questions);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        app.receive(Event::Key(Key::Char(letter)));
        buffer.reset();
        mizan::tui::draw(black_box(&app), &mut buffer);
        app.receive(Event::Key(Key::Esc));
    });
}

/// The overview of an answered assessment of a pack among the user's own.
fn overview(home: &tempfile::TempDir, questions: usize) -> App {
    let paths = Paths::new(home.path());
    let pack = Arc::new(pack_at(&paths.questionnaires().join("big"), questions));
    support::on_the_overview(Language::English, home.path(), answered("2026", &pack), pack)
}
