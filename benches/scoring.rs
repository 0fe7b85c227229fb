//! The time of a score and of a roadmap. Both are computed again after every change.

use divan::Bencher;
use jiff::civil::{Date, date};
use mizan::model::{Assessment, Effort, Pack, Question};
use mizan::roadmap::{Options, roadmap};
use mizan::scoring::{Answers, score};

use mizan::model;

#[path = "../src/sample/pack.rs"]
mod sample;

const TODAY: Date = date(2026, 3, 1);

fn main() {
    divan::main();
}

/// Nine areas of six questions, with steps that need each other and answers of every kind.
fn nine_areas() -> (Pack, Assessment) {
    let words = ["2", "1", "3", "2", "?", "1", "2", "3", "n/a", "-", "2"];
    answered(
        (0..9).map(|area| (format!("a{area}"), 6)),
        |place| u32::try_from(place % 3).unwrap_or(0) + 1,
        &words,
    )
}

/// One area of a hundred questions with weights that have no common factor, all one level below the next one.
fn a_heavy_area() -> (Pack, Assessment) {
    let weight = |place| u32::try_from(place * 37 % 100).unwrap_or(0) + 1;
    answered([("heavy".to_owned(), 100)].into_iter(), weight, &["2"])
}

fn answered(
    areas: impl Iterator<Item = (String, usize)>,
    weight: impl Fn(usize) -> u32,
    words: &[&str],
) -> (Pack, Assessment) {
    let question = |area: &str, place: usize| {
        let question = sample::question(&format!("{area}-q{place}"), weight(place));
        let question = if place == 0 { sample::essential(question) } else { question };
        (2..=5).fold(question, |question: Question, level| {
            let effort = [Effort::S, Effort::M, Effort::L][(place + usize::from(level)) % 3];
            let needed = format!("{area}-q{}", place.saturating_sub(1));
            let needs = [(needed.as_str(), level)];
            sample::with_step(question, level, effort, 1 + level % 3, if place == 0 { &[] } else { &needs })
        })
    };
    let area = |(id, questions): (String, usize)| {
        sample::area(&id, (0..questions).map(|place| question(&id, place)).collect())
    };
    let pack = sample::pack(areas.map(area).collect());
    let count = pack.questions().count();
    let answers: Vec<_> = words.iter().copied().cycle().take(count).collect();
    let assessment = sample::assessment(&pack, &answers.join(" "));
    (pack, assessment)
}

#[divan::bench]
fn score_nine_areas(bencher: Bencher) {
    let (pack, assessment) = nine_areas();
    bencher.bench_local(|| score(&pack, &assessment, TODAY));
}

#[divan::bench]
fn levels_of_nine_areas(bencher: Bencher) {
    let (pack, assessment) = nine_areas();
    let answers = Answers::new(&pack, &assessment, TODAY);
    bencher.bench_local(|| answers.levels());
}

#[divan::bench]
fn score_a_heavy_area(bencher: Bencher) {
    let (pack, assessment) = a_heavy_area();
    bencher.bench_local(|| score(&pack, &assessment, TODAY));
}

#[divan::bench]
fn roadmap_of_nine_areas(bencher: Bencher) {
    let (pack, assessment) = nine_areas();
    bencher.bench_local(|| roadmap(&pack, &assessment, TODAY, &Options::default()));
}
