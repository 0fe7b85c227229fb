//! Undo and redo, without limit, over one assessment.
//!
//! A change keeps what was before and what came after of one place: the entry of a question, or the header.
//! Pure: nothing here saves.

use crate::model::{Assessment, Entry, Header, QuestionId};

/// What somebody wants to change.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// What is said to a question.
    Entry(QuestionId, Entry),
    /// Everything but the answers.
    Header(Box<Header>),
}

/// Something that was changed, with what it was before and what it is after.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// What is said to a question.
    Entry {
        /// The question.
        question: QuestionId,
        /// What was said; `None` when the assessment had no entry for it.
        before: Option<Box<Entry>>,
        /// What is said.
        after: Box<Entry>,
    },
    /// Everything but the answers.
    Header {
        /// As it was.
        before: Box<Header>,
        /// As it is.
        after: Box<Header>,
    },
}

impl Change {
    /// Where it was made.
    pub fn touched(&self) -> Touched {
        match self {
            Self::Entry { question, .. } => Touched::Question(question.clone()),
            Self::Header { .. } => Touched::Header,
        }
    }

    fn apply(&self, assessment: &mut Assessment) {
        match self {
            Self::Entry { question, after, .. } => {
                assessment.replace(question, (**after).clone());
            }
            Self::Header { after, .. } => assessment.header = (**after).clone(),
        }
    }

    fn take_back(&self, assessment: &mut Assessment) {
        match self {
            Self::Entry { question, before: Some(before), .. } => {
                assessment.replace(question, (**before).clone());
            }
            Self::Entry { question, before: None, .. } => {
                assessment.answers.shift_remove(question);
            }
            Self::Header { before, .. } => assessment.header = (**before).clone(),
        }
    }
}

/// What a change touched, so that a screen can go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// What is said to this question.
    Question(QuestionId),
    /// The header.
    Header,
}

/// The changes of a session, in order, and how many of them are undone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Makes an edit and remembers it; `None` when it changes nothing, which is not remembered.
    pub fn make(&mut self, assessment: &mut Assessment, edit: Edit) -> Option<Touched> {
        let change = match edit {
            Edit::Entry(question, entry) if assessment.entry(&question) == Some(&entry) => return None,
            Edit::Header(header) if *header == assessment.header => return None,
            Edit::Entry(question, after) => {
                let before = assessment.entry(&question).cloned().map(Box::new);
                Change::Entry { question, before, after: Box::new(after) }
            }
            Edit::Header(after) => Change::Header { before: Box::new(assessment.header.clone()), after },
        };
        change.apply(assessment);
        let touched = change.touched();
        self.record(change);
        Some(touched)
    }

    /// Remembers a change that was made already; what was undone can no longer be redone.
    pub fn record(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
    }

    /// Takes the latest change back, and returns where it was; `None` when there is none.
    pub fn undo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let change = self.done.pop()?;
        change.take_back(assessment);
        let touched = change.touched();
        self.undone.push(change);
        Some(touched)
    }

    /// Makes the change that was taken back last once more, and returns where it is; `None` when there is none.
    pub fn redo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let change = self.undone.pop()?;
        change.apply(assessment);
        let touched = change.touched();
        self.done.push(change);
        Some(touched)
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to make once more.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::sample;

    fn start() -> Assessment {
        let questions = ["q1", "q2"].map(|id| sample::question(id, 1));
        let pack = sample::pack(vec![sample::area("a", questions.into())]);
        sample::assessment(&pack, "3 -")
    }

    fn answer(question: &str, word: &str) -> Edit {
        Edit::Entry(question.into(), Entry { answer: sample::answer(word), ..Entry::default() })
    }

    fn rename(name: &str) -> Edit {
        Edit::Header(Box::new(Header { name: name.to_owned(), ..start().header }))
    }

    fn edit() -> impl Strategy<Value = Edit> {
        let word = prop::sample::select(vec!["1", "2", "5", "?", "n/a", "-"]);
        let question = prop::sample::select(vec!["q1", "q2", "left-the-pack"]);
        let name = prop::sample::select(vec!["Sample", "Ministry", "وزارة"]);
        prop_oneof![
            3 => (question, word).prop_map(|(question, word)| answer(question, word)),
            1 => name.prop_map(rename),
        ]
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_the_start_and_redoing_everything_the_end(edits in vec(edit(), 0..30)) {
            let start = start();
            let mut assessment = start.clone();
            let mut history = History::default();
            for edit in edits {
                history.make(&mut assessment, edit);
            }
            let end = assessment.clone();
            while history.undo(&mut assessment).is_some() {}
            prop_assert_eq!(&assessment, &start);
            prop_assert_eq!(assessment.answers.keys().collect::<Vec<_>>(), start.answers.keys().collect::<Vec<_>>());
            while history.redo(&mut assessment).is_some() {}
            prop_assert_eq!(&assessment, &end);
            prop_assert_eq!(assessment.answers.keys().collect::<Vec<_>>(), end.answers.keys().collect::<Vec<_>>());
        }
    }

    #[test]
    fn undo_and_redo_say_where_the_change_was() {
        let mut assessment = start();
        let mut history = History::default();
        history.make(&mut assessment, answer("q1", "4"));
        history.make(&mut assessment, rename("Ministry"));
        assert_eq!(history.undo(&mut assessment), Some(Touched::Header));
        assert_eq!(history.undo(&mut assessment), Some(Touched::Question("q1".into())));
        assert_eq!(history.undo(&mut assessment), None);
        assert_eq!(history.redo(&mut assessment), Some(Touched::Question("q1".into())));
        assert_eq!(assessment.answer(&"q1".into()), sample::answer("4").as_ref());
    }

    #[test]
    fn a_new_change_ends_redo() {
        let mut assessment = start();
        let mut history = History::default();
        history.make(&mut assessment, answer("q1", "4"));
        history.undo(&mut assessment);
        history.make(&mut assessment, answer("q2", "2"));
        assert!(!history.can_redo());
        assert_eq!(history.redo(&mut assessment), None);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_not_remembered() {
        let mut assessment = start();
        let mut history = History::default();
        assert_eq!(history.make(&mut assessment, answer("q1", "3")), None);
        assert_eq!(history.make(&mut assessment, Edit::Header(Box::new(start().header))), None);
        assert!(!history.can_undo());
    }
}
