//! The time to draw a whole frame of 120 by 40 cells, in each language: overview, interview, results and roadmap.

use std::sync::Arc;

use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use mizan::data::embedded;
use mizan::i18n::Language;
use mizan::model::{Assessment, Identity};
use mizan::paths::Paths;
use mizan::theme::{ColourDepth, DEFAULT_THEME, ThemeLibrary};
use mizan::tui::app::App;
use mizan::tui::effect::Effect;
use mizan::tui::events::Event;
use mizan::tui::key::Key;
use mizan::tui::runtime;
use mizan::tui::workspace::{Surroundings, Workspace, theme_choice, theme_choices};
use mizan::tui::world::World;
use ratatui::{buffer::Buffer, layout::Rect};

fn main() {
    divan::main();
}

fn today() -> Date {
    date(2026, 9, 25)
}

/// The overview of an assessment with answers in its first areas.
fn overview(language: Language, home: &tempfile::TempDir) -> App {
    let paths = Paths::new(home.path());
    let surroundings = Surroundings {
        theme: theme_choice(&ThemeLibrary::bundled(), DEFAULT_THEME, ColourDepth::True)
            .expect("the default theme is bundled"),
        themes: Box::new(|| theme_choices(&ThemeLibrary::bundled(), ColourDepth::True)),
        today,
        config: home.path().to_owned(),
        pack: embedded::default_pack,
    };
    let mut world = World::new(&paths, today, Arc::new(|| ()));
    let mut app = App::new(Workspace::new(language, surroundings));
    let pack = embedded::default_pack();
    let assessment = Assessment::new(Identity::new("2026", &pack, language.code()), &pack);
    runtime::perform_and_wait(&mut app, &mut world, vec![Effect::Create(Box::new(assessment), pack)]);
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
