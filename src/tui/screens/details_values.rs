//! The fields of the form for the details of an assessment, their values and their rows.
//!
//! It changes copies; the screen turns them into an edit.

use std::path::{Path, PathBuf};

use crate::bidi::is_right_to_left;
use crate::i18n::messages::DetailsWords;
use crate::i18n::{Language, Messages};
use crate::model::{Flag, FlagId, Identity, OrganisationRole, Pack, Profile, RoleId};
use crate::shell;
use crate::theme::Role;
use crate::tui::{
    widgets::{LineBreaks, List, Row, TextField},
    workspace::Workspace,
};

/// A row of the form with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A line of text.
    Text(TextPart, TextField),
    /// Id of the pack that a new assessment answers.
    Questionnaire(String),
    /// Code of the assessment's language.
    Language(String),
    /// A role of the pack, and whether the organisation has it.
    Role(RoleId, bool),
    /// A profile question, and its answer if there is one.
    Flag(FlagId, Option<bool>),
    /// The button that finishes the form.
    Done,
}

/// A text of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPart {
    /// Name of the assessment.
    Name,
    /// Name of the organisation in one language.
    Entity(Language),
    /// Platforms in scope, separated by commas.
    Platforms,
    /// Period that is assessed, in words.
    Period,
    /// Roles of those who answer, separated by commas.
    AssessedBy,
}

impl TextPart {
    /// All texts, in the order of the form.
    fn all() -> Vec<Self> {
        let entities = Language::ALL.into_iter().map(Self::Entity);
        let others = [Self::Platforms, Self::Period, Self::AssessedBy];
        [Self::Name].into_iter().chain(entities).chain(others).collect()
    }

    fn label(self, messages: &Messages) -> String {
        let words = &messages.screens.details;
        match self {
            Self::Name => words.name.clone(),
            Self::Entity(language) => {
                words.entity.fill(&[("language", &messages.common.language_name(language))])
            }
            Self::Platforms => words.platforms.clone(),
            Self::Period => words.period.clone(),
            Self::AssessedBy => words.assessed_by.clone(),
        }
    }

    fn read(self, identity: &Identity) -> String {
        match self {
            Self::Name => identity.name.clone(),
            Self::Entity(language) => identity.entity.exact(language.code()).unwrap_or_default().to_owned(),
            Self::Platforms => join(&identity.scope),
            Self::Period => identity.period.clone().unwrap_or_default(),
            Self::AssessedBy => join(&identity.assessed_by),
        }
    }

    fn write(self, identity: &mut Identity, text: &str) {
        match self {
            Self::Name => text.clone_into(&mut identity.name),
            Self::Entity(language) if text.is_empty() => identity.entity.remove(language.code()),
            Self::Entity(language) => identity.entity.set(language.code(), text),
            Self::Platforms => identity.scope = split(text),
            Self::Period => identity.period = some(text),
            Self::AssessedBy => identity.assessed_by = split(text),
        }
    }
}

/// The fields of the form in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailsValues {
    fields: Vec<Field>,
}

impl DetailsValues {
    /// Fills the form from an identity and a profile.
    pub fn read(identity: &Identity, profile: &Profile, pack: &Pack) -> Self {
        let text = |part: TextPart| Field::Text(part, TextField::new(&part.read(identity), LineBreaks::One));
        let texts = TextPart::all().into_iter().map(text);
        let fields = texts.chain([Field::Language(identity.language.clone())]);
        Self { fields: fields.chain(profile_fields(profile, pack)).chain([Field::Done]).collect() }
    }

    /// The form for a new assessment, which asks for its name alone. It is selected, so that typing replaces it. The rest
    /// is asked for in the details.
    pub fn named(name: &str) -> Self {
        let mut field = TextField::new(name, LineBreaks::One);
        field.select_all();
        Self { fields: vec![Field::Text(TextPart::Name, field), Field::Done] }
    }

    /// Asks after the name which pack is answered, with this answer.
    pub fn offer(&mut self, pack: &Pack) {
        self.fields.insert(1, Field::Questionnaire(pack.manifest.id.clone()));
    }

    /// The id of the chosen pack. `None` if it is not asked for.
    pub fn pack(&self) -> Option<&str> {
        self.fields.iter().find_map(|field| match field {
            Field::Questionnaire(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Chooses a pack.
    pub fn choose(&mut self, pack: &Pack) {
        if let Some(Field::Questionnaire(id)) = self.fields.get_mut(1) {
            id.clone_from(&pack.manifest.id);
        }
    }

    /// Writes the values into `identity`. Untouched fields are skipped, because a list whose items contain commas would
    /// not survive being joined and split.
    pub fn write(&self, identity: &mut Identity) {
        for field in &self.fields {
            match field {
                Field::Text(part, field) if field.text() != part.read(identity) => {
                    part.write(identity, field.text().trim());
                }
                Field::Language(code) => identity.language.clone_from(code),
                _ => {}
            }
        }
    }

    /// The profile in the form.
    pub fn profile(&self) -> Profile {
        let mut profile = Profile::default();
        for field in &self.fields {
            match field {
                Field::Role(role, true) => {
                    profile.roles.push(role.clone());
                }
                Field::Flag(flag, Some(answer)) => {
                    profile.flags.insert(flag.clone(), *answer);
                }
                _ => {}
            }
        }
        profile
    }

    /// The name, trimmed.
    pub fn name(&self) -> String {
        let name = self.fields.iter().find_map(|field| match field {
            Field::Text(TextPart::Name, field) => Some(field.text().trim()),
            _ => None,
        });
        name.unwrap_or_default().to_owned()
    }

    /// The field in a row. `None` after the last.
    pub fn get(&self, row: usize) -> Option<&Field> {
        self.fields.get(row)
    }

    /// The text field in a row. `None` for other fields.
    pub fn text_field(&mut self, row: usize) -> Option<&mut TextField> {
        match self.fields.get_mut(row) {
            Some(Field::Text(_, field)) => Some(field),
            _ => None,
        }
    }

    /// Number of fields.
    pub fn count(&self) -> usize {
        self.fields.len()
    }

    /// Changes the choice in a row to the next value, or to the previous one if `step` is negative.
    pub fn turn(&mut self, row: usize, step: i8) {
        match self.fields.get_mut(row) {
            Some(Field::Language(code)) => {
                let language = Language::from_code(code).unwrap_or(Language::English);
                language.next().code().clone_into(code);
            }
            Some(Field::Role(_, held)) => *held = !*held,
            Some(Field::Flag(_, answer)) => {
                *answer = match (*answer, step > 0) {
                    (None, true) | (Some(false), false) => Some(true),
                    (Some(true), true) | (None, false) => Some(false),
                    (Some(false), true) | (Some(true), false) => None,
                };
            }
            Some(Field::Text(..) | Field::Questionnaire(_) | Field::Done) | None => {}
        }
    }

    /// The form as rows. `done` is the text of the last row; `faulty` are folders of packs that cannot be chosen.
    pub fn list(
        &self,
        workspace: &Workspace,
        pack: &Pack,
        selected: usize,
        done: &str,
        faulty: &[PathBuf],
    ) -> List<&Field> {
        let words = &workspace.messages().screens.details;
        let mut list = List::new();
        let asks_for_name_alone = !self.fields.iter().any(|field| matches!(field, Field::Language(_)));
        if asks_for_name_alone {
            list.push(Row::text(&words.new_question, Role::Heading));
            list.push(Row::blank());
        }
        let mut before: Option<&Field> = None;
        for (place, field) in self.fields.iter().enumerate() {
            match (before, field) {
                (Some(Field::Text(TextPart::Name, _)), Field::Questionnaire(_))
                | (Some(Field::Role(..)), Field::Role(..))
                | (Some(Field::Flag(..)), Field::Flag(..)) => {}
                (Some(Field::Text(TextPart::Name, _) | Field::Questionnaire(_)), _) => {
                    for folder in faulty {
                        list.push(faulty_row(folder, words));
                    }
                }
                (_, Field::Role(..)) => {
                    push_section(&mut list, workspace.messages(), &words.roles, &words.roles_hint);
                }
                (_, Field::Flag(..)) => {
                    push_section(&mut list, workspace.messages(), &words.flags, &words.flags_hint);
                }
                (_, Field::Done) => list.push(Row::blank()),
                _ => {}
            }
            list.push_choice(field, row(field, workspace, pack, place == selected, done));
            before = Some(field);
        }
        if asks_for_name_alone {
            list.push(Row::blank());
            list.push(Row::text(&words.rest_later, Role::Muted));
        }
        list
    }
}

fn row(field: &Field, workspace: &Workspace, pack: &Pack, is_selected: bool, done: &str) -> Row {
    let (messages, code) = (workspace.messages(), workspace.code());
    let manifest = &pack.manifest;
    match field {
        Field::Text(part, field) => {
            // The label is a separate piece, because its script would change the direction of the text.
            let row = if is_selected {
                Row::focused_field(field, Role::FieldFocused)
            } else {
                Row::field(field, Role::Field)
            };
            row.marked(format!("{}:", part.label(messages)), Role::Muted)
        }
        Field::Questionnaire(_) => {
            let label = format!("{}: ", messages.common.questionnaire);
            Row::text(label, Role::Muted).and(manifest.title.get(code), Role::Text)
        }
        Field::Language(of) => {
            let language = Language::from_code(of).map_or(of.as_str(), |language| language.own_name());
            let label = format!("{}: ", messages.screens.details.language);
            Row::text(label, Role::Muted).and(language, Role::Text)
        }
        Field::Role(id, held) => {
            let known = manifest.roles.iter().find(|role| role.id == *id);
            let name = known.map_or("", |role| role.name.get(code));
            Row::text(name, Role::Text).marked(if *held { "[x]" } else { "[ ]" }, Role::Key)
        }
        Field::Flag(id, answer) => {
            let known = manifest.flags.iter().find(|flag| flag.id == *id);
            let (given, role) = match answer {
                None => (&messages.common.unanswered, Role::Muted),
                Some(true) => (&messages.common.yes, Role::Good),
                Some(false) => (&messages.common.no, Role::Warning),
            };
            Row::text(known.map_or("", |flag| flag.question.get(code)), Role::Text).aside(given, role)
        }
        Field::Done => Row::text(done, Role::Accent).marked("✓", Role::Accent),
    }
}

/// The questions of a pack about an organisation, with the answers of a profile.
fn profile_fields(profile: &Profile, pack: &Pack) -> Vec<Field> {
    let role = |role: &OrganisationRole| Field::Role(role.id.clone(), profile.roles.contains(&role.id));
    let flag = |flag: &Flag| Field::Flag(flag.id.clone(), profile.flags.get(&flag.id).copied());
    let roles = pack.manifest.roles.iter().map(role);
    roles.chain(pack.manifest.flags.iter().map(flag)).collect()
}

/// Says that the pack in a folder cannot be chosen, and what to do.
fn faulty_row(folder: &Path, words: &DetailsWords) -> Row {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let check = shell::command(&["check"], [folder]);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &name), ("check", &check)];
    Row::text(words.faulty_pack.fill(&values), Role::Warning)
}

fn push_section<T>(list: &mut List<T>, messages: &Messages, title: &str, hint: &str) {
    list.push(Row::blank());
    let hint = format!("{}{hint}", messages.common.fact_separator);
    list.push(Row::text(title, Role::Heading).and(hint, Role::Muted));
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn join(items: &[String]) -> String {
    items.join(if items.iter().any(|item| item.chars().any(is_right_to_left)) { "، " } else { ", " })
}

fn split(text: &str) -> Vec<String> {
    let items = text.split([',', '،', ';', '؛']).map(str::trim);
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded::default_pack;

    #[test]
    fn untouched_fields_keep_their_values() {
        let pack = default_pack();
        let mut identity = Identity::new("2026", &pack, "en");
        identity.scope = vec!["Portal, second version".to_owned(), "App".to_owned()];
        let before = identity.clone();
        let mut form = DetailsValues::read(&identity, &Profile::default(), &pack);
        form.write(&mut identity);
        assert_eq!((&identity, form.profile()), (&before, Profile::default()));
        form.text_field(4).unwrap().insert("Q");
        form.write(&mut identity);
        assert_eq!((identity.scope, identity.period.as_deref()), (before.scope, Some("Q")));
    }

    #[test]
    fn a_list_is_split_at_commas_of_either_script() {
        assert_eq!(split("بوابة، منصة, Portal,"), ["بوابة", "منصة", "Portal"]);
        assert_eq!(join(&["Portal".to_owned(), "App".to_owned()]), "Portal, App");
    }
}
