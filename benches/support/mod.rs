//! The full screen with files of its own, for the benchmarks.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use mizan::data::embedded;
use mizan::i18n::Language;
use mizan::model::{Assessment, Pack};
use mizan::paths::Paths;
use mizan::theme::{ColourDepth, DEFAULT_THEME, ThemeLibrary};
use mizan::tui::app::App;
use mizan::tui::effect::Effect;
use mizan::tui::news::Day;
use mizan::tui::runtime;
use mizan::tui::workspace::{Surroundings, ThemeChoice, Workspace, theme_choices};
use mizan::tui::world::World;

/// The day of every benchmark.
pub fn today() -> Date {
    date(2026, 9, 25)
}

/// The program on the overview of this assessment, which is new in the folder `home`.
pub fn on_the_overview(language: Language, home: &Path, assessment: Assessment, pack: Arc<Pack>) -> App {
    let theme = ThemeLibrary::bundled().load(DEFAULT_THEME).expect("the default theme is bundled");
    let surroundings = Surroundings {
        theme: ThemeChoice::of(&theme, ColourDepth::True),
        themes: Box::new(|| theme_choices(&ThemeLibrary::bundled(), ColourDepth::True)),
        today,
        config: home.to_owned(),
        pack: embedded::default_pack,
    };
    let day = || Day { date: today(), end: None };
    let mut world = World::new(&Paths::new(home), day, Arc::new(|| ()));
    let mut app = App::new(Workspace::new(language, surroundings));
    runtime::perform_and_wait(&mut app, &mut world, vec![Effect::Create(Box::new(assessment), pack)]);
    app
}
