//! A small pack, assessments of it and a store in a temporary folder, for the tests of this room.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{OpenFile, Store, StoreError, atomic};
use crate::{
    model::{Answer, Assessment, Entry, Identity, LevelLabel, NamedLevel, Pack, QuestionId, Text},
    paths::Paths,
    sample,
};

/// A fixed time for tests.
pub fn now() -> jiff::Timestamp {
    "2026-03-01T08:15:00Z".parse().unwrap()
}

/// A pack with two areas, `cloud` and `strategy`, of three questions with three levels each and topics in Arabic and
/// English.
pub fn pack() -> Pack {
    let question = |id: &str, number: u8| {
        let mut question = sample::question(&format!("{id}-q{number}"), 1);
        question.topic =
            Text::from([("ar", format!("موضوع {number}").as_str()), ("en", &format!("Topic {number}"))]);
        question.levels.truncate(3);
        question
    };
    let area = |id: &str| sample::area(id, [1, 2, 3].map(|number| question(id, number)).into());
    let mut pack = sample::pack(vec![area("cloud"), area("strategy")]);
    pack.manifest.version = "1.2.0".to_owned();
    pack.manifest.scale.levels.truncate(3);
    pack
}

/// An unanswered assessment of [`pack`] in English.
pub fn assessment(name: &str) -> Assessment {
    let pack = pack();
    Assessment::new(Identity::new(name, &pack, "en"), &pack)
}

/// A question's id.
pub fn question(id: &str) -> QuestionId {
    QuestionId::from(id)
}

/// Answers a question with a level, by its label as a file holds it.
pub fn answer(assessment: &mut Assessment, id: &str, level: u8) {
    let answer = Answer::Labelled(LevelLabel::Number(level.into()));
    assessment.replace(&question(id), Entry { answer: Some(answer), ..Entry::default() });
}

/// The label of an answer as a number; `None` if there is no answer.
pub fn level_of(assessment: &Assessment, id: &str) -> Option<u8> {
    match assessment.answer(&question(id)).and_then(Answer::named)? {
        NamedLevel::Known(level) => Some(level.0),
        NamedLevel::Label(LevelLabel::Number(number)) => u8::try_from(number).ok(),
        NamedLevel::Label(LevelLabel::Text(_)) => None,
    }
}

/// A store in its own temporary folder, which is removed on drop.
pub(crate) struct Home {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) paths: Paths,
    pub(crate) store: Store,
}

/// An empty home: even the folder of assessments is missing.
pub(crate) fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(&folder.path().join("mizan"));
    let store = Store::open(&paths);
    Home { folder, paths, store }
}

impl Home {
    pub(crate) fn create(&self, name: &str) -> PathBuf {
        self.try_create(name).unwrap_or_else(|error| panic!("{name:?}: {error}"))
    }

    pub(crate) fn try_create(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.store.create(assessment(name), &pack()).map(|(open_file, _)| open_file.path().to_owned())
    }

    pub(crate) fn put(&self, file: &str, text: &str) -> PathBuf {
        atomic::create_folder(&self.paths.assessments()).unwrap();
        let path = self.paths.assessments().join(file);
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn rename(&self, name: &str, new_name: &str) -> Result<(OpenFile, Assessment), StoreError> {
        rename(&self.store, name, new_name)
    }

    pub(crate) fn delete(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.store.delete(&self.store.find(name)?.path)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.store.list().unwrap().into_iter().map(|listed| listed.name).collect();
        names.sort();
        names
    }
}

/// Renames the assessment with this name.
pub(crate) fn rename(
    store: &Store,
    name: &str,
    new_name: &str,
) -> Result<(OpenFile, Assessment), StoreError> {
    store.rename(&store.find(name)?.path, new_name, &pack())
}

/// Every file below a folder, at any depth.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let below = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    below.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
