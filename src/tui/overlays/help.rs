//! The help: the words of the screen, and all keys that are available, from the same table that performs them. Typing
//! filters both; Enter does what is selected.

use ratatui::layout::Rect;

use super::comfortable_width;
use super::picker::{Picker, PickerSize};
use crate::i18n::{Language, Messages};
use crate::search::Ranking;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::terms_of,
    key_names::key_names,
    keymap::{Binding, Context},
    session::Session,
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, List, Row, TextField},
    workspace::Workspace,
};

/// The widest dialog, so that a key is not far from what it does.
const WIDEST: u16 = 72;

/// The overlay with the keys.
pub struct Help {
    place: String,
    contexts: Vec<Context>,
    bindings: Vec<&'static Binding>,
    picker: Picker,
}

impl Help {
    /// Shows these keys, nearest first, and explains the words of these contexts.
    pub fn new(place: String, contexts: Vec<Context>, bindings: Vec<&'static Binding>) -> Self {
        Self { place, contexts, bindings, picker: Picker::default() }
    }

    fn list(&self, workspace: &Workspace, session: Option<&Session>) -> List<Action> {
        let mut list = List::new();
        let mut ranking = Ranking::by(self.picker.typed().trim());
        self.push_terms(&mut list, workspace, &mut ranking);
        let mut section = None;
        for binding in &self.bindings {
            let keys = key_names(binding, workspace, session);
            let names = Language::ALL.map(|language| binding.action.name(Messages::of(language)));
            if ranking.score(names.into_iter().chain([keys.as_str()])).is_none() {
                continue;
            }
            let heading = heading(binding.context, workspace);
            if section.replace(heading) != Some(heading) {
                if list.choices() > 0 {
                    list.push(Row::blank());
                }
                list.push(Row::text(heading, Role::Heading));
            }
            let name = binding.action.name(workspace.messages());
            list.push_choice(binding.action, Row::text(name, Role::Dialog).aside(keys, Role::Key));
        }
        if self.picker.typed().trim().is_empty() {
            list.push(Row::blank());
            list.push(Row::text(&workspace.messages().common.unofficial, Role::Muted));
        }
        list
    }

    fn push_terms(&self, list: &mut List<Action>, workspace: &Workspace, ranking: &mut Ranking) {
        let terms = self.contexts.iter().flat_map(|context| terms_of(*context));
        let sentences = terms.map(|term| term.sentence(workspace.messages()));
        let fitting: Vec<String> =
            sentences.filter(|sentence| ranking.score([sentence.as_str()]).is_some()).collect();
        if fitting.is_empty() {
            return;
        }
        list.push(Row::text(&workspace.messages().reports.terms.heading, Role::Heading));
        for sentence in fitting {
            list.push(Row::text(sentence, Role::Dialog));
        }
        list.push(Row::blank());
    }
}

/// The heading of the keys of a context.
fn heading(context: Context, workspace: &Workspace) -> &String {
    let words = &workspace.messages().screens.overlays;
    match context {
        Context::Screen | Context::Everywhere => &words.everywhere,
        Context::Typing | Context::Writing => &words.typing,
        _ => &words.here,
    }
}

impl<S: MaybeSession> View<S> for Help {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.overlays.help_title.fill(&[("place", &self.place)])
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Help, Context::Picking, Context::Typing]
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let list = self.list(workspace, session.session());
        self.picker.commands(input, &list, |action| Command::Act(*action))
    }

    fn copied(&self, workspace: &Workspace, session: &S) -> Option<String> {
        Some(self.list(workspace, session.session()).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let list = self.list(workspace, session.session());
        let nothing = &workspace.messages().screens.overlays.no_match;
        let title = View::<S>::title(self, workspace, session);
        let size = PickerSize { width: comfortable_width(area).min(WIDEST), height: area.height };
        self.picker.draw(canvas, &size, &title, nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
