//! What happens when the user takes something that the palette or a search offers.

use std::path::PathBuf;

use super::{
    action::Action,
    app::App,
    effect::{Departure, Effect},
    offer::Offer,
    screens::{Destination, Interview},
    session::Session,
    shelf::ShelvedContents,
    view::Navigation,
};
use crate::model::QuestionId;

impl App {
    /// Does or opens what the user takes.
    pub(super) fn take(&mut self, offer: Offer) -> Vec<Effect> {
        self.workspace.note_taken(&offer);
        match offer {
            Offer::Act(action) => self.act(action),
            Offer::Screen(destination) => self.open_screen(destination),
            Offer::Assessment(file) => self.open_assessment(file),
            Offer::Question(question) => self.open_question(question),
            Offer::QuestionOf(file, question) => self.open_question_of(file, question),
            Offer::Theme(place) => {
                self.workspace.set_theme(place);
                vec![self.save_settings(true)]
            }
            Offer::Language(code) => {
                self.workspace.set_text_language(code);
                vec![self.save_settings(true)]
            }
        }
    }

    fn open_screen(&mut self, destination: Destination) -> Vec<Effect> {
        let action = Action::Open(destination);
        match self.refusal(action) {
            Some(refusal) => self.workspace.status = Some(refusal),
            None => self.views.open(destination, &self.workspace),
        }
        Vec::new()
    }

    fn open_assessment(&mut self, file: PathBuf) -> Vec<Effect> {
        match self.session() {
            Some(session) if session.path() == file => {
                self.views.show_overview();
                Vec::new()
            }
            Some(_) => {
                self.onward.file = Some(file);
                vec![Effect::Finish(Departure::Close)]
            }
            None => {
                self.views.show_list();
                vec![Effect::Open(file)]
            }
        }
    }

    /// Without an open assessment, the question is shown in the one that was changed last, if that asks it.
    fn open_question(&mut self, question: QuestionId) -> Vec<Effect> {
        if let Some(session) = self.session() {
            let interview = Interview::at(question, &self.workspace, session);
            self.views.go(Navigation::<Session>::Push(Box::new(interview)));
            return Vec::new();
        }
        let asks = |contents: &ShelvedContents| match contents {
            ShelvedContents::Scored(score) => score.pack.question(&question).is_some(),
            ShelvedContents::Unread | ShelvedContents::Unreadable(_) => false,
        };
        let last = self.workspace.assessments().iter().find(|shelved| asks(&shelved.contents));
        let Some(file) = last.map(|shelved| shelved.path.clone()) else {
            let words = &self.workspace.messages().screens.status;
            self.workspace.status = Some(words.no_assessment_asks.clone());
            return Vec::new();
        };
        self.onward.question = Some(question);
        self.open_assessment(file)
    }

    fn open_question_of(&mut self, file: PathBuf, question: QuestionId) -> Vec<Effect> {
        if self.session().is_some_and(|session| session.path() == file) {
            return self.open_question(question);
        }
        self.onward.question = Some(question);
        self.open_assessment(file)
    }

    /// Shows the question to which the user wanted to go when the assessment was opened.
    pub(super) fn go_onward(&mut self) {
        let question = self.onward.question.take();
        let Some((question, session)) = question.zip(self.session()) else { return };
        if session.sheet().pack().question(&question).is_some() {
            let interview = Interview::at(question, &self.workspace, session);
            self.views.go(Navigation::<Session>::Push(Box::new(interview)));
        }
    }
}
