//! The time to draw a whole frame of 120 by 40 cells, in each language: overview, interview, results and roadmap.

mod support;

use divan::{Bencher, black_box};
use mizan::data::embedded;
use mizan::i18n::Language;
use mizan::model::{Assessment, Identity};
use mizan::tui::app::App;
use mizan::tui::events::Event;
use mizan::tui::key::Key;
use ratatui::{buffer::Buffer, layout::Rect};

fn main() {
    divan::main();
}

/// The overview of an assessment with answers in its first areas.
fn overview(language: Language, home: &tempfile::TempDir) -> App {
    let pack = embedded::default_pack();
    let assessment = Assessment::new(Identity::new("2026", &pack, language.code()), &pack);
    let mut app = support::on_the_overview(language, home.path(), assessment, pack);
    press(&mut app, Key::Enter);
    for digit in "3322234213442".chars() {
        press(&mut app, Key::Char(digit));
    }
    press(&mut app, Key::Esc);
    app
}

fn press(app: &mut App, key: Key) {
    app.receive(Event::Key(key));
}

fn draw(bencher: Bencher<'_, '_>, app: &App) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        buffer.reset();
        mizan::tui::draw(black_box(app), &mut buffer)
    });
}

#[divan::bench(args = [Language::English, Language::Arabic])]
fn redraw_overview(bencher: Bencher<'_, '_>, language: Language) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    draw(bencher, &overview(language, &home));
}

#[divan::bench(args = [Language::English, Language::Arabic])]
fn redraw_interview(bencher: Bencher<'_, '_>, language: Language) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let mut app = overview(language, &home);
    press(&mut app, Key::Enter);
    draw(bencher, &app);
}

#[divan::bench(args = [Language::English, Language::Arabic])]
fn redraw_results(bencher: Bencher<'_, '_>, language: Language) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let mut app = overview(language, &home);
    press(&mut app, Key::Char('r'));
    draw(bencher, &app);
}

#[divan::bench(args = [Language::English, Language::Arabic])]
fn redraw_roadmap(bencher: Bencher<'_, '_>, language: Language) {
    let home = tempfile::tempdir().expect("a folder for the benchmark");
    let mut app = overview(language, &home);
    press(&mut app, Key::Char('p'));
    draw(bencher, &app);
}
