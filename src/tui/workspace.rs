//! What the screens work on: the words, the theme, the assessments, and the one that is open.

use std::cell::LazyCell;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    clipboard::Clipboard,
    session::{Access, Session},
    shelf::Shelved,
};
use crate::bidi::{Adapter, Digits, Direction, Presentation, Tashkeel};
use crate::edit::Edit;
use crate::explain::{Explain, moment};
use crate::i18n::{Language, Messages};
use crate::model::{Pack, Text};
use crate::report::Edition;
use crate::settings::{Bidi, Settings};
use crate::store::StoreError;
use crate::theme::{ColourDepth, DEFAULT_THEME, Theme, ThemeLibrary};
use crate::work::Sheet;

/// What the screens work on.
pub struct Workspace {
    language: Language,
    look: u32,
    /// How this terminal is sent Arabic.
    pub adapter: Adapter,
    /// The colours in use.
    pub theme: Theme,
    /// The name of the theme in use.
    pub theme_name: String,
    themes: LazyCell<Vec<ThemeChoice>, Themes>,
    /// What the person chose for good.
    pub settings: Settings,
    /// What of that was chosen here and is not in the file.
    pub(super) unsaved: Settings,
    today: LazyCell<Date>,
    /// Where everything is kept.
    pub config: PathBuf,
    pack: LazyCell<Arc<Pack>>,
    /// The assessments there are, the last one changed first; `None` until they were listed.
    pub shelf: Option<Vec<Shelved>>,
    /// Whether a job with files is under way that the screen waits for.
    pub is_working: bool,
    /// The open assessment.
    pub session: Option<Session>,
    /// What was copied last.
    pub(super) clipboard: Clipboard,
    /// A word on what just happened, for the bottom line.
    pub status: Option<String>,
}

/// Changes with every change of the answers, the language, the theme and how text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownVersion {
    look: u32,
    revision: u64,
}

/// A theme that can be chosen.
#[derive(Debug, Clone)]
pub struct ThemeChoice {
    /// Its name in the settings.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The theme itself.
    pub theme: Theme,
}

/// The themes of a library in the colours that the terminal can show, the default one first, without those that have
/// faults.
pub fn theme_choices(library: &ThemeLibrary, depth: ColourDepth) -> Vec<ThemeChoice> {
    let names = library.names().into_iter();
    let mut choices: Vec<ThemeChoice> =
        names.filter_map(|name| theme_choice(library, &name, depth)).collect();
    choices.sort_by_key(|choice| choice.name != DEFAULT_THEME);
    choices
}

/// The theme of a name; `None` if there is none or if it has faults.
pub fn theme_choice(library: &ThemeLibrary, name: &str, depth: ColourDepth) -> Option<ThemeChoice> {
    let theme = library.load(name).ok()?.at_depth(depth);
    let title = Language::ALL.map(|language| (language.code(), theme.label(language.code())));
    Some(ThemeChoice { name: name.to_owned(), title: Text::from(title), theme: theme.clone() })
}

/// Reads the themes there are.
pub type Themes = Box<dyn FnOnce() -> Vec<ThemeChoice>>;

/// What a workspace is given from outside.
pub struct Surroundings {
    /// The theme to begin with.
    pub theme: ThemeChoice,
    /// The themes there are, read when the user wants to choose.
    pub themes: Themes,
    /// The day, asked for when it is first needed: finding the time zone takes longer than the first frame.
    pub today: fn() -> Date,
    /// Where everything is kept.
    pub config: PathBuf,
    /// The pack that a new assessment is made with, read when it is first needed.
    pub pack: fn() -> Arc<Pack>,
}

impl Workspace {
    /// A workspace with no assessment open and none listed yet.
    pub fn new(language: Language, surroundings: Surroundings) -> Self {
        let Surroundings { theme: chosen, themes, today, config, pack } = surroundings;
        Self {
            language,
            look: 0,
            adapter: Adapter::default(),
            theme: chosen.theme,
            theme_name: chosen.name,
            themes: LazyCell::new(themes),
            settings: Settings::default(),
            unsaved: Settings::default(),
            today: LazyCell::new(today),
            config,
            pack: LazyCell::new(pack),
            shelf: None,
            is_working: false,
            session: None,
            clipboard: Clipboard::default(),
            status: None,
        }
    }

    /// The language of the interface.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How digits and vowel signs are drawn.
    pub fn presentation(&self) -> Presentation {
        self.settings.presentation(self.language)
    }

    /// The version of what the screens of the open assessment show.
    pub fn version(&self) -> ShownVersion {
        ShownVersion { look: self.look, revision: self.opened().revision() }
    }

    /// The themes there are, the default one first.
    pub fn themes(&self) -> &[ThemeChoice] {
        &self.themes
    }

    /// The day.
    pub fn today(&self) -> Date {
        *self.today
    }

    /// The assessments there are, as far as they were listed.
    pub fn assessments(&self) -> &[Shelved] {
        self.shelf.as_deref().unwrap_or_default()
    }

    /// The pack that a new assessment is made with.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The code of that language.
    pub fn code(&self) -> &'static str {
        self.language.code()
    }

    /// The words of that language.
    pub fn messages(&self) -> &'static Messages {
        Messages::of(self.language)
    }

    /// The reading direction of that language.
    pub fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// A pack in the language of the interface.
    pub fn edition<'a>(&self, pack: &'a Pack) -> Edition<'a> {
        Edition::new(pack, self.language)
    }

    /// Speaks another language from now on, and the next time too.
    pub fn speak(&mut self, language: Language) {
        self.language = language;
        self.choose(&Settings { language: Some(language), ..Settings::default() });
    }

    /// Wears another theme from now on, and the next time too. `place` counts in `themes`.
    pub fn dress(&mut self, place: usize) {
        if let Some(choice) = self.themes.get(place) {
            self.theme = choice.theme.clone();
            self.theme_name.clone_from(&choice.name);
            self.choose(&Settings { theme: Some(choice.name.clone()), ..Settings::default() });
        }
    }

    /// Draws Arabic text with these digits from now on, and the next time too.
    pub fn draw_digits(&mut self, digits: Digits) {
        self.choose(&Settings { digits: Some(digits), ..Settings::default() });
    }

    /// Draws or hides vowel signs from now on, and the next time too.
    pub fn draw_tashkeel(&mut self, tashkeel: Tashkeel) {
        self.choose(&Settings { tashkeel: Some(tashkeel), ..Settings::default() });
    }

    /// Leaves it to the program from now on how a terminal is sent Arabic, where something else was chosen for all.
    pub(super) fn decide_by_terminal(&mut self) {
        if self.settings.bidi.is_some_and(|bidi| bidi != Bidi::Auto) {
            self.choose(&Settings { bidi: Some(Bidi::Auto), ..Settings::default() });
        }
    }

    fn choose(&mut self, chosen: &Settings) {
        self.look += 1;
        self.settings.choose(chosen);
        self.unsaved.choose(chosen);
    }

    /// Says in the bottom line who else has the open assessment, where it can only be read.
    pub fn tell_access(&mut self) {
        let messages = self.messages();
        let error = match self.session.as_ref().map(|session| &session.access) {
            Some(Access::Reading(error)) => error,
            Some(Access::Busy) => {
                self.status = Some(messages.screens.status.working.clone());
                return;
            }
            Some(Access::Writing) | None => return,
        };
        self.status = Some(match error {
            StoreError::HeldBy { holder: Some(holder), .. } => {
                let unknown = || messages.common.unknown.clone();
                let (user, host) = (holder.user.clone(), holder.host.clone());
                let (user, host) = (user.unwrap_or_else(unknown), host.unwrap_or_else(unknown));
                let since = moment(holder.since);
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("user", &user), ("host", &host), ("since", &since)];
                messages.screens.keeping.held_by.fill(&values)
            }
            error => {
                let told = error.explain(messages);
                told.why.unwrap_or(told.what)
            }
        });
    }

    /// The open assessment. Screens that need one are shown only while there is one.
    pub fn open(&self) -> &Sheet {
        self.opened().sheet()
    }

    /// The open assessment with its file and its saving.
    pub fn opened(&self) -> &Session {
        self.session.as_ref().expect("a screen of an assessment is shown only while one is open")
    }

    /// Makes edits in the open assessment as one step that can be undone. Returns whether they changed something.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        self.session.as_mut().is_some_and(|session| session.edit(edits))
    }
}
