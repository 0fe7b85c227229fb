//! The fields of an assessment's details, as they are edited.

use crate::bidi::{Direction, is_right_to_left};
use crate::i18n::{Language, Messages};
use crate::model::{FlagId, Identity, Pack, Profile, RoleId};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    widgets::{LineBreaks, Row, Rows, TextField},
    workspace::Workspace,
};

/// One field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A text; the place counts in [`TextPart::all`].
    Text(usize),
    /// The language of the assessment.
    Language,
    /// A role; the place counts in the pack's roles.
    Role(usize),
    /// A flag; the place counts in the pack's flags.
    Flag(usize),
    /// The form is filled in.
    Done,
}

/// A text of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextPart {
    Name,
    /// The organisation's name in one language.
    Entity(Language),
    Platforms,
    Period,
    AssessedBy,
}

impl TextPart {
    /// Every text, in the order of the form.
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

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailsValues {
    texts: Vec<(TextPart, TextField)>,
    language: String,
    roles: Vec<(RoleId, bool)>,
    flags: Vec<(FlagId, Option<bool>)>,
}

impl DetailsValues {
    /// The form filled in with an identity and a profile.
    pub fn read(identity: &Identity, profile: &Profile, pack: &Pack) -> Self {
        let (roles, flags) = (&profile.roles, &profile.flags);
        Self {
            texts: TextPart::all()
                .into_iter()
                .map(|part| (part, TextField::new(&part.read(identity), LineBreaks::One)))
                .collect(),
            language: identity.language.clone(),
            roles: pack
                .manifest
                .roles
                .iter()
                .map(|role| (role.id.clone(), roles.contains(&role.id)))
                .collect(),
            flags: pack
                .manifest
                .flags
                .iter()
                .map(|flag| (flag.id.clone(), flags.get(&flag.id).copied()))
                .collect(),
        }
    }

    /// Writes what was filled in into an identity. What the form does not ask for and what was not touched stays: a list
    /// whose items have commas would not come out of its field as it went in.
    pub fn write(&self, identity: &mut Identity) {
        for (part, field) in &self.texts {
            if field.text() != part.read(identity) {
                part.write(identity, field.text().trim());
            }
        }
        identity.language.clone_from(&self.language);
    }

    /// The profile that was filled in.
    pub fn profile(&self) -> Profile {
        let answered = |(flag, answer): &(FlagId, Option<bool>)| answer.map(|answer| (flag.clone(), answer));
        Profile {
            roles: self.roles.iter().filter(|(_, held)| *held).map(|(role, _)| role.clone()).collect(),
            flags: self.flags.iter().filter_map(answered).collect(),
        }
    }

    /// The name, without blanks around it.
    pub fn name(&self) -> String {
        let name = self.texts.iter().find(|(part, _)| *part == TextPart::Name);
        name.map_or("", |(_, field)| field.text()).trim().to_owned()
    }

    /// The fields in order.
    pub fn fields(&self) -> Vec<Field> {
        let texts = (0..self.texts.len()).map(Field::Text);
        let roles = (0..self.roles.len()).map(Field::Role);
        let flags = (0..self.flags.len()).map(Field::Flag);
        texts.chain([Field::Language]).chain(roles).chain(flags).chain([Field::Done]).collect()
    }

    /// Whether the field in a row takes letters.
    pub fn takes_text(row: usize) -> bool {
        row < TextPart::all().len()
    }

    /// Does an editing action in the field of a row; says whether it was one.
    pub fn edit(&mut self, row: usize, action: Action, direction: Direction) -> bool {
        self.texts.get_mut(row).is_some_and(|(_, field)| field.update(action, direction))
    }

    /// The field of a row.
    pub fn field(&self, row: usize) -> Option<&TextField> {
        self.texts.get(row).map(|(_, field)| field)
    }

    /// Takes what is selected out of the field of a row.
    pub fn cut(&mut self, row: usize) -> Option<String> {
        self.texts.get_mut(row)?.1.cut()
    }

    /// Pastes into the field of a row.
    pub fn paste(&mut self, row: usize, text: &str) {
        if let Some((_, field)) = self.texts.get_mut(row) {
            field.insert(text);
        }
    }

    /// Turns the choice in a row onwards or back.
    pub fn turn(&mut self, row: usize, step: i8) {
        match self.fields().get(row) {
            Some(Field::Language) => {
                let language = Language::from_code(&self.language).unwrap_or(Language::English);
                language.next().code().clone_into(&mut self.language);
            }
            Some(Field::Role(place)) => self.roles[*place].1 = !self.roles[*place].1,
            Some(Field::Flag(place)) => {
                const ORDER: [Option<bool>; 3] = [None, Some(true), Some(false)];
                let answer = &mut self.flags[*place].1;
                let now = ORDER.iter().position(|known| known == answer).unwrap_or_default();
                *answer = ORDER[if step > 0 { now + 1 } else { now + 2 } % 3];
            }
            Some(Field::Text(_) | Field::Done) | None => {}
        }
    }

    /// The form as rows; every field is one that can be selected.
    pub fn rows(&self, workspace: &Workspace, pack: &Pack, selected: usize, done: &str) -> Rows {
        let (messages, code) = (workspace.messages(), workspace.code());
        let words = &messages.screens.details;
        let mut rows = Rows::new();
        for (place, (part, field)) in self.texts.iter().enumerate() {
            rows.push(text_row(&part.label(messages), field, place == selected));
        }
        let language = Language::from_code(&self.language);
        let language = language.map_or(self.language.as_str(), |language| language.own_name());
        let row = Row::choice(format!("{}: ", words.language), Role::Muted).and(language, Role::Text);
        rows.push(row);
        push_section(&mut rows, &words.roles, &words.roles_hint, !self.roles.is_empty());
        for ((_, held), role) in self.roles.iter().zip(&pack.manifest.roles) {
            let sign = if *held { "[x]" } else { "[ ]" };
            rows.push(Row::choice(role.name.get(code), Role::Text).marked(sign, Role::Key));
        }
        push_section(&mut rows, &words.flags, &words.flags_hint, !self.flags.is_empty());
        for ((_, answer), flag) in self.flags.iter().zip(&pack.manifest.flags) {
            let (said, role) = match answer {
                None => (&messages.common.unanswered, Role::Muted),
                Some(true) => (&messages.common.yes, Role::Good),
                Some(false) => (&messages.common.no, Role::Warning),
            };
            rows.push(Row::choice(flag.question.get(code), Role::Text).aside(said, role));
        }
        rows.push(Row::blank());
        rows.push(Row::choice(done, Role::Accent).marked("✓", Role::Accent));
        rows
    }
}

fn text_row(label: &str, field: &TextField, selected: bool) -> Row {
    // The label is no part of the text, or its script would turn the text around.
    let row =
        if selected { Row::focused_field(field, Role::FieldFocused) } else { Row::field(field, Role::Field) };
    row.marked(format!("{label}:"), Role::Muted).chosen()
}

fn push_section(rows: &mut Rows, title: &str, hint: &str, any: bool) {
    if any {
        rows.push(Row::blank());
        rows.push(Row::text(title, Role::Heading).and(format!(" · {hint}"), Role::Muted));
    }
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
    fn what_was_not_touched_stays_as_it_was() {
        let pack = default_pack();
        let mut identity = Identity::new("2026", &pack, "en");
        identity.scope = vec!["Portal, second version".to_owned(), "App".to_owned()];
        let before = identity.clone();
        let mut form = DetailsValues::read(&identity, &Profile::default(), &pack);
        form.write(&mut identity);
        assert_eq!((&identity, form.profile()), (&before, Profile::default()));
        form.edit(4, Action::Type('Q'), Direction::LeftToRight);
        form.write(&mut identity);
        assert_eq!((identity.scope, identity.period.as_deref()), (before.scope, Some("Q")));
    }

    #[test]
    fn a_list_is_split_at_commas_of_either_script() {
        assert_eq!(split("بوابة، منصة, Portal,"), ["بوابة", "منصة", "Portal"]);
        assert_eq!(join(&["Portal".to_owned(), "App".to_owned()]), "Portal, App");
    }
}
