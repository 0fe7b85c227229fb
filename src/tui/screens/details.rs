//! The details of an assessment: name, organisation, profile and scope. One screen changes those of the open assessment,
//! another makes a new one and asks for its name alone.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::details_form::{DetailsForm, DetailsStep};
use crate::edit::Edit;
use crate::model::{Assessment, Identity, Pack};
use crate::store::look;
use crate::tui::{
    effect::Effect,
    keymap::Context,
    overlays::Confirm,
    session::Session,
    shelf::ShelvedContents,
    view::{Command, Input, View},
    widgets::{Canvas, TextField, body},
    workspace::Workspace,
};

/// The form for a new assessment.
pub struct NewAssessment {
    form: DetailsForm,
    /// The pack to begin with.
    suggested: Arc<Pack>,
}

impl NewAssessment {
    /// The form with a suggested name.
    pub fn suggested(workspace: &Workspace) -> Self {
        let template = &workspace.messages().screens.details.default_name;
        let plain = |name: &str| crate::bidi::without_islands(name).into_owned();
        let year = workspace.today().year();
        let mut name = plain(&template.fill(&[("year", &year)]));
        for number in 2.. {
            if !workspace.assessments().iter().any(|shelved| look(&shelved.name) == look(&name)) {
                break;
            }
            name = plain(&template.fill(&[("year", &format!("{year} ({number})"))]));
        }
        let suggested = Arc::clone(suggested_pack(workspace));
        let mut form = DetailsForm::named(&name);
        form.offer(workspace.questionnaires.offered(), &suggested);
        Self { form, suggested }
    }

    fn pack(&self) -> &Arc<Pack> {
        self.form.chosen_pack().unwrap_or(&self.suggested)
    }

    fn create(&mut self, workspace: &mut Workspace) -> Vec<Command<()>> {
        if self.form.misses_name(workspace) {
            return Vec::new();
        }
        let pack = self.pack();
        let identity = Identity::new(&self.form.values().name(), pack, workspace.language().code());
        let assessment = Assessment::new(identity, pack);
        vec![Command::Perform(Effect::Create(Box::new(assessment), Arc::clone(pack)))]
    }
}

impl View<()> for NewAssessment {
    fn title(&self, workspace: &Workspace, (): &()) -> String {
        workspace.messages().screens.details.new_title.clone()
    }

    fn contexts(&self, _: &Workspace, (): &()) -> Vec<Context> {
        self.form.contexts()
    }

    fn update(&mut self, workspace: &mut Workspace, (): &mut (), input: Input) -> Vec<Command<()>> {
        // The packs may become known while the form is open.
        self.form.offer(workspace.questionnaires.offered(), &self.suggested);
        match self.form.update(input) {
            DetailsStep::Stay => Vec::new(),
            DetailsStep::Done => self.create(workspace),
            DetailsStep::Leave if self.form.is_untouched() => vec![Command::pop()],
            DetailsStep::Leave => vec![Command::show(Confirm::discarding(workspace, Command::pop()))],
        }
    }

    fn draw(&self, workspace: &Workspace, (): &(), canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.details;
        let inner = body(area);
        let faulty = workspace.questionnaires.faulty();
        self.form.draw(workspace, self.pack(), (&words.create, faulty), canvas, inner);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        self.form.field()
    }

    fn copied(&self, workspace: &Workspace, (): &()) -> Option<String> {
        self.form.copied(workspace, self.pack(), &workspace.messages().screens.details.create)
    }

    fn loses_by_ending(&self, (): &()) -> bool {
        !self.form.is_untouched()
    }
}

/// The pack that the last changed assessment answers, where there is a choice; otherwise the bundled one.
fn suggested_pack(workspace: &Workspace) -> &Arc<Pack> {
    let offered = workspace.questionnaires.offered();
    let last = workspace.assessments().iter().find_map(|shelved| match &shelved.contents {
        ShelvedContents::Scored(score) => Some(&score.pack.manifest.id),
        _ => None,
    });
    let chosen = offered.iter().find(|pack| Some(&pack.manifest.id) == last);
    chosen.unwrap_or_else(|| workspace.pack())
}

/// The form for the open assessment.
pub struct Details {
    form: DetailsForm,
}

impl Details {
    /// The form with the present details.
    pub fn of(session: &Session) -> Self {
        let sheet = session.sheet();
        let Assessment { identity, profile, .. } = sheet.assessment();
        Self { form: DetailsForm::whole(identity, profile, sheet.pack()) }
    }

    fn done(&mut self, workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        if self.form.misses_name(workspace) {
            return Vec::new();
        }
        let has_changed = self.apply(session);
        let (file, to) = (session.path().to_owned(), self.form.values().name());
        let command = if self.renames(session) {
            // The rename saves the other changes too, so no separate save is needed.
            Some(Command::Rename { file, to })
        } else {
            has_changed.then_some(Command::Save)
        };
        command.into_iter().chain([Command::pop()]).collect()
    }

    /// Applies the form to the open assessment, and returns whether that changed it. A new name is applied by a job that
    /// renames the file too.
    fn apply(&self, session: &mut Session) -> bool {
        let values = self.form.values();
        let mut identity = session.sheet().assessment().identity.clone();
        values.write(&mut identity);
        session.edit(&[Edit::Identity(Box::new(identity)), Edit::Profile(values.profile())])
    }

    /// Whether the form has another name than the open assessment.
    fn renames(&self, session: &Session) -> bool {
        let to = self.form.values().name();
        !to.is_empty() && to != session.sheet().assessment().identity.name
    }
}

impl View<Session> for Details {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.details.edit_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        self.form.contexts()
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        match self.form.update(input) {
            DetailsStep::Stay => Vec::new(),
            DetailsStep::Done | DetailsStep::Leave => self.done(workspace, session),
        }
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.details;
        let inner = body(area);
        self.form.draw(workspace, session.sheet().pack(), (&words.done, &[]), canvas, inner);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        self.form.field()
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        self.form.copied(workspace, session.sheet().pack(), &workspace.messages().screens.details.done)
    }

    fn keep(&mut self, _workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        if self.apply(session) { vec![Command::Save] } else { Vec::new() }
    }

    fn loses_by_ending(&self, session: &Session) -> bool {
        self.renames(session)
    }
}
