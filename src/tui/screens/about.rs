//! The parts of what the questionnaire says besides its questions, each opened as a page.
//!
//! ```text
//! ╭ About this questionnaire ──────────────╮
//! │   Whole of Government Platforms Policy │
//! │ ▸ Background                           │
//! │   …                                    │
//! │   Sources                              │
//! ╰────────────────────────────────────────╯
//! ```

use ratatui::layout::Rect;

use std::rc::Rc;

use crate::model::Area;
use crate::report::about::{AboutPart, parts};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    overlays::{Reading, ReadingPage},
    remembered::Cached,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport, body},
    workspace::{ShownVersion, Workspace},
};

/// The screen with the parts.
#[derive(Default)]
pub struct About {
    view: Viewport,
    parts: Cached<ShownVersion, Vec<AboutPart>>,
}

impl About {
    /// With the part of an area selected; without one, the first part.
    pub fn at(area: Option<&Area>, workspace: &Workspace, session: &Session) -> Self {
        let mut about = Self::default();
        let parts = about.parts(workspace, session);
        let place = area.and_then(|area| parts.iter().position(|part| part.area.as_ref() == Some(&area.id)));
        about.view = Viewport::at(place.unwrap_or_default());
        about
    }

    fn parts(&self, workspace: &Workspace, session: &Session) -> Rc<Vec<AboutPart>> {
        let make = || parts(&workspace.edition(session.sheet().pack()));
        self.parts.get(workspace.version(session), make)
    }

    fn list(workspace: &Workspace, parts: &[AboutPart]) -> List<usize> {
        let mut list = List::new();
        let mut has_areas = false;
        for (place, part) in parts.iter().enumerate() {
            if part.area.is_some() && !has_areas {
                has_areas = true;
                list.push(Row::text(&workspace.messages().common.areas, Role::Heading));
            }
            let row = Row::text(&part.section.heading, Role::Text);
            list.push_choice(place, if part.area.is_some() { row.indented(2) } else { row });
        }
        list
    }
}

impl View<Session> for About {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().reports.background.about.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::About, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let parts = self.parts(workspace, session);
        let list = Self::list(workspace, &parts);
        match self.view.select_with(input, list.choices()) {
            Some(Action::Enter) => {
                let open = |place: &usize| Command::show(Reading::new(ReadingPage::About(*place)));
                list.chosen(&self.view).map(open).into_iter().collect()
            }
            Some(Action::Back) => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        let parts = self.parts(workspace, session);
        Self::list(workspace, &parts).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let parts = self.parts(workspace, session);
        let inner = body(area);
        Self::list(workspace, &parts).draw(canvas, inner, &self.view);
    }
}
