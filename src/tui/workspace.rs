//! The data of all screens: language, theme, settings, and the list of assessments.
//!
//! It touches no file; the effects of the program do.

use std::cell::{LazyCell, OnceCell};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    clipboard::Clipboard,
    keymap::{self, Binding, Context},
    news::{Day, Work},
    offer::Offer,
    questionnaires::Questionnaires,
    session::Session,
    shelf::Shelved,
};
use crate::bidi::{Adapter, Digits, Direction, Presentation, Symbols, Tashkeel};
use crate::i18n::{Language, Messages, text_language};
use crate::model::{Pack, Text};
use crate::report::terms::ExplainedTerm;
use crate::report::{self, Edition};
use crate::settings::{Bidi, Settings};
use crate::terminal::Probe;
use crate::theme::{self, ColourDepth, DEFAULT_THEME, LIGHT_THEME, Theme, ThemeLibrary};
use crate::work::Sheet;

/// The data of all screens.
pub struct Workspace {
    language: Language,
    /// Code of the language of the texts of packs.
    code: &'static str,
    look: u32,
    /// The adapter for this terminal.
    pub adapter: Adapter,
    /// Whether that adapter is surely right for this terminal.
    pub is_adapter_sure: bool,
    /// The theme in use.
    pub theme: Theme,
    /// Name of the theme in use.
    pub theme_name: String,
    /// The place of the theme that the settings show before it is chosen.
    previewed: Option<usize>,
    /// Whether the theme is that for the ground of the terminal, because the user has chosen none.
    pub follows_ground: bool,
    themes: LazyCell<Vec<ThemeChoice>, Themes>,
    /// The table of keys.
    pub keymap: &'static [Binding],
    /// The settings of the user.
    pub settings: Settings,
    /// The settings that were changed here and are not in the file yet.
    pub(super) unsaved: Settings,
    today: OnceCell<Date>,
    /// Computes the current day while it is not reported.
    find_today: fn() -> Date,
    /// When to look whether the day has ended. `None` if it does not end.
    pub(super) day_end: Option<Timestamp>,
    /// Path of the main folder.
    pub config: PathBuf,
    pack: LazyCell<Arc<Pack>>,
    /// The assessments, the last changed first. `None` until they have been listed.
    pub shelf: Option<Vec<Shelved>>,
    /// The file that was opened last.
    pub opened_last: Option<PathBuf>,
    /// The questionnaires there are.
    pub questionnaires: Questionnaires,
    /// The work under way that the screen is waiting for.
    pub work: Work,
    /// The last copied text.
    pub(super) clipboard: Clipboard,
    /// The latest message for the bottom line.
    pub status: Option<String>,
    /// What the user took from the palette, the latest first.
    taken: Vec<Offer>,
}

/// How much of what the user took is remembered.
const TAKEN: usize = 8;

/// A key for caches. It changes with the answers, the day they are scored for, the language, the theme and the presentation
/// of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownVersion {
    look: u32,
    revision: u64,
    as_of: Date,
}

/// A theme to choose.
#[derive(Debug, Clone)]
pub struct ThemeChoice {
    /// Name in the settings.
    pub name: String,
    /// Title in each language.
    pub title: Text,
    /// Its colours, reduced to those of the terminal.
    pub theme: Theme,
}

impl ThemeChoice {
    /// This theme, in the colours of the terminal.
    pub fn of(theme: &Theme, depth: ColourDepth) -> Self {
        let title = Language::ALL.map(|language| (language.code(), theme.label(language.code())));
        Self { name: theme.id().to_owned(), title: Text::from(title), theme: theme.at_depth(depth) }
    }
}

/// All themes of a library without faults, in the colours of the terminal. The default theme comes first.
pub fn theme_choices(library: &ThemeLibrary, depth: ColourDepth) -> Vec<ThemeChoice> {
    let themes = library.names().into_iter().filter_map(|name| library.load(&name).ok());
    let mut choices: Vec<ThemeChoice> = themes.map(|theme| ThemeChoice::of(&theme, depth)).collect();
    choices.sort_by_key(|choice| choice.name != DEFAULT_THEME);
    choices
}

/// Loads all themes.
pub type Themes = Box<dyn FnOnce() -> Vec<ThemeChoice>>;

/// What a workspace needs from outside.
pub struct Surroundings {
    /// The theme to begin with.
    pub theme: ThemeChoice,
    /// Loads all themes, once the user wants to choose one.
    pub themes: Themes,
    /// The current day. It is computed only if it is needed before it is reported, because finding the time zone takes
    /// longer than the first frame.
    pub today: fn() -> Date,
    /// Path of the main folder.
    pub config: PathBuf,
    /// The pack for new assessments, loaded when it is first needed.
    pub pack: fn() -> Arc<Pack>,
}

impl Workspace {
    /// A workspace without an open assessment and without a list.
    pub fn new(language: Language, surroundings: Surroundings) -> Self {
        let Surroundings { theme: chosen, themes, today, config, pack } = surroundings;
        Self {
            language,
            code: language.code(),
            look: 0,
            adapter: Adapter::default(),
            is_adapter_sure: false,
            theme: chosen.theme,
            theme_name: chosen.name,
            previewed: None,
            follows_ground: false,
            themes: LazyCell::new(themes),
            keymap: keymap::BINDINGS,
            settings: Settings::default(),
            unsaved: Settings::default(),
            today: OnceCell::new(),
            find_today: today,
            // Long ago: the day is still to be reported.
            day_end: Some(Timestamp::MIN),
            config,
            pack: LazyCell::new(pack),
            shelf: None,
            opened_last: None,
            questionnaires: Questionnaires::default(),
            work: Work::None,
            clipboard: Clipboard::default(),
            status: None,
            taken: Vec::new(),
        }
    }

    /// Language of the interface.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How digits and vowel signs are drawn.
    pub fn presentation(&self) -> Presentation {
        self.settings.presentation(self.language)
    }

    /// The signs that the terminal reads. Only a language that can be written in ASCII is drawn in it.
    pub fn symbols(&self) -> Symbols {
        self.settings.symbols_in(self.language)
    }

    /// Changes the signs that are drawn, and records the choice for saving. ASCII brings its language.
    pub fn draw_symbols(&mut self, symbols: Symbols) {
        if symbols == Symbols::Ascii && self.language != Language::IN_ASCII {
            self.set_language(Language::IN_ASCII);
        }
        self.choose(&Settings { symbols: Some(symbols), ..Settings::default() });
    }

    /// Draws in ASCII as long as the program runs, if the cursor after the probe letter shows that the terminal reads
    /// nothing else and the user has not chosen.
    pub(super) fn note_probe(&mut self, probe: &Probe) {
        self.note_ground(probe.ground);
        if let (None, Some(symbols)) = (self.settings.symbols, Symbols::of_probe(probe.mark_column)) {
            self.settings.symbols = Some(symbols);
            self.language = Language::IN_ASCII;
            self.code = self.language.code();
            self.look += 1;
        }
    }

    /// Takes the theme for a light ground, if the terminal has one and the user has chosen no theme. It is not saved: the
    /// next terminal may have another ground.
    pub(super) fn note_ground(&mut self, ground: Option<[u8; 3]>) {
        let is_light = ground.is_some_and(theme::is_light);
        if !is_light || !std::mem::take(&mut self.follows_ground) {
            return;
        }
        if let Some(choice) = self.themes.iter().find(|choice| choice.name == LIGHT_THEME) {
            self.theme = choice.theme.clone();
            self.theme_name.clone_from(&choice.name);
            self.look += 1;
        }
    }

    /// The current key for caches of what is shown of an assessment.
    pub fn version(&self, session: &Session) -> ShownVersion {
        ShownVersion { look: self.look, revision: session.revision(), as_of: session.sheet().as_of() }
    }

    /// Remembers what the user took from the palette.
    pub fn note_taken(&mut self, offer: &Offer) {
        self.taken.retain(|known| known != offer);
        self.taken.insert(0, offer.clone());
        self.taken.truncate(TAKEN);
    }

    /// What the user took from the palette, the latest first.
    pub fn taken(&self) -> &[Offer] {
        &self.taken
    }

    /// Shows a theme as long as the settings are in front, without choosing it; `None` shows the chosen one.
    pub fn preview(&mut self, place: Option<usize>) {
        self.previewed = place;
    }

    /// The theme of a frame in which these contexts have the keys.
    pub fn shown_theme(&self, contexts: &[Context]) -> &Theme {
        let is_in_settings = contexts.contains(&Context::Settings);
        let previewed = self.previewed.filter(|_| is_in_settings).and_then(|place| self.themes().get(place));
        previewed.map_or(&self.theme, |choice| &choice.theme)
    }

    /// All themes, the default one first.
    pub fn themes(&self) -> &[ThemeChoice] {
        &self.themes
    }

    /// The current day.
    pub fn today(&self) -> Date {
        *self.today.get_or_init(self.find_today)
    }

    /// Takes over the day that is reported.
    pub(super) fn begin_day(&mut self, day: Day) {
        self.today = OnceCell::from(day.date);
        self.day_end = day.end;
    }

    /// The listed assessments. Empty until they have been listed.
    pub fn assessments(&self) -> &[Shelved] {
        self.shelf.as_deref().unwrap_or_default()
    }

    /// The pack for new assessments.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// Code of the language of the texts of packs: that of the interface, or another one that a pack has.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Reads the texts of packs in the language of this code, as long as the language is not changed.
    pub fn read_texts_in(&mut self, code: &'static str) {
        self.code = code;
    }

    /// Texts in the interface language.
    pub fn messages(&self) -> &'static Messages {
        Messages::of(self.language)
    }

    /// Reading direction of the interface language.
    pub fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// A pack in the interface language.
    pub fn edition<'a>(&self, pack: &'a Pack) -> Edition<'a> {
        Edition::new(pack, self.language).with_texts_in(self.code)
    }

    /// What is left if no question of the sheet is without an answer that counts; `None` while one is.
    pub fn conclusion(&self, sheet: &Sheet) -> Option<String> {
        let (edition, progress) = (self.edition(sheet.pack()), sheet.progress());
        // Every answer asks, and until the last question is answered nothing need be known of the versions.
        report::progress::conclusion(&edition, progress, 0)?;
        report::progress::conclusion(&edition, progress, sheet.versions().look_again.len())
    }

    /// Changes the language, and records the choice for saving.
    pub fn set_language(&mut self, language: Language) {
        self.set_text_language(language.code());
    }

    /// Changes the language of the texts of packs, and that of the interface with it, and records the choice for saving.
    pub fn set_text_language(&mut self, code: &str) {
        self.language = Language::beside(code);
        self.code = text_language(code);
        let is_other = self.code != self.language.code() || self.settings.questionnaire_language.is_some();
        let questionnaire_language = is_other.then(|| self.code.to_owned());
        self.choose(&Settings {
            language: Some(self.language),
            questionnaire_language,
            ..Settings::default()
        });
    }

    /// The codes of the languages in which the texts of these packs can be read: first those of the interface, then the others
    /// of the packs, and the present one, which may be of no pack.
    pub fn text_languages(&self, packs: &[Arc<Pack>]) -> Vec<&'static str> {
        let mut codes: Vec<&str> = Language::CODES.to_vec();
        let others = packs.iter().flat_map(|pack| &pack.manifest.languages).map(|code| text_language(code));
        for code in others.chain([self.code]) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// The one of these languages after the present one; after the last, the first.
    pub fn next_language(&self, packs: &[Arc<Pack>]) -> &'static str {
        let codes = self.text_languages(packs);
        let place = codes.iter().position(|code| *code == self.code);
        let next = place.map_or(0, |place| (place + 1) % codes.len());
        codes.get(next).copied().unwrap_or_default()
    }

    /// Changes the theme, and records the choice for saving. `place` is an index of [`Self::themes`].
    pub fn set_theme(&mut self, place: usize) {
        if let Some(choice) = self.themes.get(place) {
            self.follows_ground = false;
            self.theme = choice.theme.clone();
            self.theme_name.clone_from(&choice.name);
            self.choose(&Settings { theme: Some(choice.name.clone()), ..Settings::default() });
        }
    }

    /// Changes the digits of Arabic text, and records the choice for saving.
    pub fn draw_digits(&mut self, digits: Digits) {
        self.choose(&Settings { digits: Some(digits), ..Settings::default() });
    }

    /// Takes the mouse or leaves it to the terminal, and records the choice for saving.
    pub fn take_mouse(&mut self, takes_it: bool) {
        self.choose(&Settings { mouse: Some(takes_it), ..Settings::default() });
    }

    /// Shows or hides vowel signs, and records the choice for saving.
    pub fn draw_tashkeel(&mut self, tashkeel: Tashkeel) {
        self.choose(&Settings { tashkeel: Some(tashkeel), ..Settings::default() });
    }

    /// Whether a screen has explained a word where the user met it.
    pub(super) fn has_explained(&self, term: ExplainedTerm) -> bool {
        self.settings.explained.iter().any(|known| known == term.id())
    }

    /// Records that words were explained.
    pub(super) fn note_explained(&mut self, terms: &[ExplainedTerm]) {
        let explained = terms.iter().map(|term| term.id().to_owned()).collect();
        self.choose(&Settings { explained, ..Settings::default() });
    }

    /// Resets the general adapter setting to automatic, so that the choice for this terminal takes effect.
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
}
