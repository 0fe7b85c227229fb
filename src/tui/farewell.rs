//! The text that is printed after the full screen. It is made while the program waits for keys, because the user waits
//! for the end of the program. Does not know what the text says: the caller of the full screen writes it.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::civil::Date;

use super::{
    remembered::Cached,
    session::Session,
    workspace::{ShownVersion, Workspace},
};
use crate::bidi::{Adapter, Presentation, Symbols};
use crate::i18n::Language;
use crate::model::{Assessment, Pack};
use crate::scoring::Scorecard;
use crate::theme::Theme;

/// Writes the text.
#[derive(Clone, Copy)]
pub struct FarewellWriter {
    /// The columns and rows of the terminal.
    pub size: fn() -> (usize, usize),
    /// Makes the text.
    pub write: fn(&Farewell) -> FarewellText,
}

/// The text, in bytes for the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FarewellText {
    /// How far the assessment is.
    pub summary: Vec<u8>,
    /// Where the answers are, if all are saved, and how to go on.
    pub place: Vec<u8>,
}

/// What the text is made of.
pub struct Farewell<'app> {
    /// The pack of the assessment that is open.
    pub pack: &'app Pack,
    /// Its answers.
    pub assessment: &'app Assessment,
    /// What names it in a command.
    pub typed: &'app str,
    /// Its file.
    pub path: &'app Path,
    /// The day it is scored for.
    pub as_of: Date,
    /// Its score on that day.
    pub card: &'app Scorecard,
    /// The language of the text.
    pub language: Language,
    /// Code of the language of the texts of packs.
    pub code: &'static str,
    /// The colours of the text.
    pub theme: &'app Theme,
    /// The digits and vowel signs of the text.
    pub presentation: Presentation,
    /// The signs of the text.
    pub symbols: Symbols,
    /// How the terminal is sent Arabic.
    pub adapter: Adapter,
    /// The columns and rows of the terminal.
    pub size: (usize, usize),
}

/// The last texts for an open assessment.
#[derive(Default)]
pub(super) struct Farewells(Cached<FarewellKey, FarewellText>);

/// What a text depends on. A new name is no new version, because it is no change to save.
#[derive(PartialEq)]
struct FarewellKey {
    version: ShownVersion,
    name: String,
    typed: String,
    path: PathBuf,
    adapter: Adapter,
    size: (usize, usize),
}

impl Farewells {
    /// The text for the assessment as it is now. It is only made if something has changed since it was made last.
    pub(super) fn text(
        &self,
        writer: FarewellWriter,
        workspace: &Workspace,
        session: &Session,
    ) -> Rc<FarewellText> {
        let (adapter, size) = (workspace.adapter, (writer.size)());
        let sheet = session.sheet();
        let name = sheet.assessment().identity.name.clone();
        let (typed, path) = (typed(workspace, session), session.path().to_owned());
        let version = workspace.version(session);
        let key = FarewellKey { version, name, typed: typed.clone(), path, adapter, size };
        self.0.get(key, || {
            (writer.write)(&Farewell {
                pack: sheet.pack(),
                assessment: sheet.assessment(),
                typed: &typed,
                path: session.path(),
                as_of: sheet.as_of(),
                card: sheet.scorecard(),
                language: workspace.language(),
                code: workspace.code(),
                theme: &workspace.theme,
                presentation: workspace.presentation(),
                symbols: workspace.symbols(),
                adapter,
                size,
            })
        })
    }
}

/// What names the open assessment in a command: its name, or its file unless it is known to be the only one of that name.
fn typed(workspace: &Workspace, session: &Session) -> String {
    let shelved = workspace.assessments().iter().find(|shelved| shelved.path == session.path());
    match shelved {
        Some(shelved) if !shelved.shares_name => session.sheet().assessment().identity.name.clone(),
        _ => session.path().to_string_lossy().into_owned(),
    }
}
