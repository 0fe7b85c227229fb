//! The palette: everything that can be done, opened or chosen from here, found by a few letters of its name in any
//! language.

use std::cmp::Reverse;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::picker::{Picker, PickerSize};
use crate::i18n::{Language, Messages};
use crate::model::Text;
use crate::search::Ranking;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    key_names::key_names,
    keymap::{Binding, Context},
    offer::Offer,
    remembered::Cached,
    screens::Destination,
    session::Session,
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, List, Row, TextField},
    workspace::Workspace,
};

/// The most offers that are listed.
const MOST: usize = 60;

/// The overlay.
pub struct Palette {
    offered: Vec<Offered>,
    picker: Picker,
    /// The places of what fits, best first, by what was typed.
    fitting: Cached<String, Vec<usize>>,
}

/// An offer with its names.
struct Offered {
    offer: Offer,
    /// Its name by language.
    name: Text,
    kind: OfferKind,
}

/// What is written beside an offer.
#[derive(Clone, Copy)]
enum OfferKind {
    /// The keys that do it here.
    Keys(&'static Binding),
    Screen,
    Assessment,
    Area,
    Question,
    Theme,
    Language,
}

impl Palette {
    /// Offers what these bindings do and everything that can be reached from here.
    pub fn new(bindings: Vec<&'static Binding>, workspace: &Workspace, session: Option<&Session>) -> Self {
        let mut offered: Vec<Offered> = bindings.into_iter().filter_map(Offered::action).collect();
        offered.extend(screens(&offered, workspace, session));
        offered.extend(questionnaire(session));
        offered.extend(assessments(workspace, session));
        offered.extend(looks(workspace));
        let recent = |offered: &Offered| workspace.taken().iter().position(|taken| *taken == offered.offer);
        // Stable, so that the others keep their order.
        offered.sort_by_key(|offered| recent(offered).unwrap_or(usize::MAX));
        Self { offered, picker: Picker::default(), fitting: Cached::default() }
    }

    /// What fits the typed letters, best first. Questions are listed only once something is typed.
    fn fitting(&self) -> Rc<Vec<usize>> {
        let typed = self.picker.typed().trim();
        let find = || {
            let mut ranking = Ranking::by(typed);
            let scored = self.offered.iter().enumerate().filter_map(|(place, offered)| {
                let score = ranking.score(offered.name.iter().map(|(_, name)| name))?;
                (!typed.is_empty() || !matches!(offered.kind, OfferKind::Question)).then_some((score, place))
            });
            let mut scored: Vec<(u32, usize)> = scored.collect();
            scored.sort_by_key(|(score, _)| Reverse(*score));
            scored.into_iter().map(|(_, place)| place).take(MOST).collect()
        };
        self.fitting.get(typed.to_owned(), find)
    }

    fn list(&self, workspace: &Workspace, session: Option<&Session>) -> List<Offer> {
        let words = &workspace.messages().screens.overlays.offered;
        let mut list = List::new();
        for offered in self.fitting().iter().filter_map(|place| self.offered.get(*place)) {
            let row = Row::text(offered.name.get(workspace.code()), Role::Dialog);
            let (aside, role) = match offered.kind {
                OfferKind::Keys(binding) => (key_names(binding, workspace, session), Role::Key),
                OfferKind::Screen => (words.screen.clone(), Role::Muted),
                OfferKind::Assessment => (words.assessment.clone(), Role::Muted),
                OfferKind::Area => (words.area.clone(), Role::Muted),
                OfferKind::Question => (words.question.clone(), Role::Muted),
                OfferKind::Theme => (words.theme.clone(), Role::Muted),
                OfferKind::Language => (words.language.clone(), Role::Muted),
            };
            list.push_choice(offered.offer.clone(), row.aside(aside, role));
        }
        list
    }
}

/// A name in each language of the interface.
fn named(name: impl Fn(&'static Messages) -> String) -> Text {
    let names = Language::ALL.map(|language| (language.code(), name(Messages::of(language))));
    Text::from(names.each_ref().map(|(code, name)| (*code, name.as_str())))
}

impl Offered {
    /// The action of a binding; `None` for one that is not chosen by its name: moves, digits, typing, the palette itself.
    fn action(binding: &'static Binding) -> Option<Self> {
        let action = binding.action;
        let moves = matches!(binding.context, Context::Rows | Context::Typing)
            || action == Action::Palette
            || action.is_of_a_digit();
        let name = named(|messages| action.name(messages).to_owned());
        (!moves).then_some(Self { offer: Offer::Act(action), name, kind: OfferKind::Keys(binding) })
    }
}

/// The screens that open from here and have no key here.
fn screens(known: &[Offered], workspace: &Workspace, session: Option<&Session>) -> Vec<Offered> {
    let opens = |destination: &Destination| match session {
        Some(session) => destination.over_assessment(session).is_some(),
        None => destination.at_home(workspace).is_some(),
    };
    let has_key = |destination: &Destination| {
        known.iter().any(|offered| offered.offer == Offer::Act(Action::Open(*destination)))
    };
    let others = Destination::ALL.iter().filter(|destination| opens(destination) && !has_key(destination));
    let offered = others.map(|destination| {
        let action = Action::Open(*destination);
        let name = named(|messages| action.name(messages).to_owned());
        Offered { offer: Offer::Screen(*destination), name, kind: OfferKind::Screen }
    });
    offered.collect()
}

/// The areas and questions of the open assessment. An area leads to its first question.
fn questionnaire(session: Option<&Session>) -> Vec<Offered> {
    let Some(session) = session else { return Vec::new() };
    let pack = session.sheet().pack();
    let areas = pack.areas.iter().filter_map(|area| {
        let offer = Offer::Question(area.questions.first()?.id.clone());
        let name = Text::from(Language::ALL.map(|language| (language.code(), area.label(language.code()))));
        Some(Offered { offer, name, kind: OfferKind::Area })
    });
    let questions = pack.questions().map(|(_, question)| {
        let offer = Offer::Question(question.id.clone());
        Offered { offer, name: question.topic.clone(), kind: OfferKind::Question }
    });
    areas.chain(questions).collect()
}

/// The other assessments.
fn assessments<'a>(
    workspace: &'a Workspace,
    session: Option<&'a Session>,
) -> impl Iterator<Item = Offered> + 'a {
    let is_open = move |path| session.is_some_and(|session| session.path() == path);
    let others = workspace.assessments().iter().filter(move |shelved| !is_open(shelved.path.as_path()));
    others.map(|shelved| {
        let (offer, name) = (Offer::Assessment(shelved.path.clone()), named(|_| shelved.label()));
        Offered { offer, name, kind: OfferKind::Assessment }
    })
}

/// The themes and the languages.
fn looks(workspace: &Workspace) -> Vec<Offered> {
    let themes = workspace.themes().iter().enumerate().map(|(place, choice)| {
        let name = choice.title.clone();
        Offered { offer: Offer::Theme(place), name, kind: OfferKind::Theme }
    });
    let languages = Language::ALL.map(|language| {
        let name = named(|_| language.own_name().to_owned());
        Offered { offer: Offer::Language(language.code()), name, kind: OfferKind::Language }
    });
    themes.chain(languages).collect()
}

impl<S: MaybeSession> View<S> for Palette {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.overlays.palette_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Picking, Context::Typing]
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let list = self.list(workspace, session.session());
        self.picker.commands(input, &list, |offer| Command::Take(offer.clone()))
    }

    fn copied(&self, workspace: &Workspace, session: &S) -> Option<String> {
        Some(self.list(workspace, session.session()).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let list = self.list(workspace, session.session());
        let nothing = &workspace.messages().screens.overlays.no_match;
        let title = View::<S>::title(self, workspace, session);
        self.picker.draw(canvas, &PickerSize::of_lines(area), &title, nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
