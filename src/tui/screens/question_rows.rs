//! The rows of one question: the question, its levels, the other answers, and the details of the entry.
//!
//! It builds rows; the interview draws them and performs their actions.

use crate::bidi::{measure, own};
use crate::model::{Answer, Applicability, Entry, EntryText, Level, Question, Scale};
use crate::report::{evidence, progress};
use crate::scoring::Standing;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::{self, Context},
    level_numbers::LevelNumbers,
    screens::Destination,
    widgets::{List, Row},
    workspace::Workspace,
};
use crate::work::Sheet;

/// All rows of a question. The value of a selectable row is the action that it triggers.
pub fn list(workspace: &Workspace, sheet: &Sheet, question: &Question) -> List<Action> {
    let entry = sheet.entry(&question.id);
    let mut rows = List::new();
    rows.push(Row::text(question.prompt.get(workspace.code()), Role::Title));
    push_remarks(&mut rows, workspace, sheet, question, &entry);
    rows.push(Row::blank());
    push_levels(&mut rows, workspace, sheet, question, &entry);
    push_other_answers(&mut rows, workspace, &entry);
    rows.push(Row::blank());
    push_particulars(&mut rows, workspace, &entry);
    rows
}

fn push_remarks(
    rows: &mut List<Action>,
    workspace: &Workspace,
    sheet: &Sheet,
    question: &Question,
    entry: &Entry,
) {
    let (words, code) = (&workspace.messages().screens.interview, workspace.code());
    if let Some(reason) = &question.essential {
        let text = words.essential.fill(&[("reason", &reason.get(code))]);
        rows.push(Row::text(text, Role::Info).marked("◆", Role::Info));
    }
    if entry.is_outdated(question) {
        rows.push(Row::warning(&words.look_again));
    }
    push_applicability(rows, workspace, sheet, question);
    let outside = entry.answer.as_ref().filter(|_| sheet.standing(question) == Standing::OutsideScale);
    let (edition, scale) = (workspace.edition(sheet.pack()), sheet.pack().scale());
    let text = match outside {
        Some(Answer::Labelled(level)) => {
            let levels = progress::labels(&edition, scale.all());
            Some(words.outside_scale.fill(&[("level", level), ("levels", &levels)]))
        }
        Some(Answer::Level(level)) => {
            let levels = progress::labels(&edition, question.levels_in(scale));
            Some(words.level_left_out.fill(&[("level", &scale.label(*level)), ("levels", &levels)]))
        }
        _ => None,
    };
    if let Some(text) = text {
        rows.push(Row::warning(text));
    }
    push_unusable_targets(rows, workspace, sheet, question);
    let scope = &sheet.assessment().identity.scope;
    if !scope.is_empty() {
        let scope: Vec<String> = scope.iter().map(|part| own(part)).collect();
        let list = scope.join(&workspace.messages().common.list_separator);
        rows.push(Row::text(format!("{}: {list}", words.scope), Role::Muted));
    }
}

/// The targets that the pack cannot use: that of the area of the question in full, the others in a few words.
fn push_unusable_targets(rows: &mut List<Action>, workspace: &Workspace, sheet: &Sheet, question: &Question) {
    let edition = workspace.edition(sheet.pack());
    let area = sheet.pack().question(&question.id).map(|(area, _)| &area.id);
    let targets = sheet.unusable_targets().into_iter();
    let (own, others): (Vec<_>, Vec<_>) = targets.partition(|part| part.area() == area);
    let others = workspace.messages().facts(progress::unusable_in_short(&edition, &others));
    let texts = progress::unusable_parts(&edition, &own);
    for text in texts.into_iter().chain(Some(others).filter(|others| !others.is_empty())) {
        rows.push(Row::warning(text));
    }
}

fn push_applicability(rows: &mut List<Action>, workspace: &Workspace, sheet: &Sheet, question: &Question) {
    let (words, code) = (&workspace.messages().screens.interview, workspace.code());
    match sheet.assessment().profile.applicability(question) {
        Applicability::Applies { assumed } if assumed.is_empty() => {}
        Applicability::Applies { assumed } => {
            let flags = &sheet.pack().manifest.flags;
            let names =
                flags.iter().filter(|flag| assumed.contains(&flag.id)).map(|flag| flag.name.get(code));
            let list = names.collect::<Vec<_>>().join(&workspace.messages().common.list_separator);
            let row = Row::text(words.assumed.fill(&[("flags", &list)]), Role::Muted);
            let details = Action::Open(Destination::Details);
            let name = format!("{} {}", key(workspace, details), details.name(workspace.messages()));
            rows.push_choice(details, row.and(format!(" {name}"), Role::Key));
        }
        Applicability::OtherRole | Applicability::FlagIsNo(_) => {
            rows.push(Row::text(&words.not_asked, Role::Warning).marked("–", Role::Warning));
        }
    }
}

/// The levels: each its name, muted, and what must be seen.
fn push_levels(
    rows: &mut List<Action>,
    workspace: &Workspace,
    sheet: &Sheet,
    question: &Question,
    entry: &Entry,
) {
    let code = workspace.code();
    let scale = sheet.pack().scale();
    let numbers = LevelNumbers::of(scale, question);
    let text = |level| question.level_text(scale, level).map_or("", |text| text.get(code));
    let name_of = |level| level_name(workspace, scale, &numbers, level, text(level));
    let names: Vec<(Level, String)> =
        question.levels_in(scale).map(|level| (level, name_of(level))).collect();
    let columns = names.iter().map(|(_, name)| measure(name)).max().unwrap_or_default();
    for (level, name) in names {
        let chosen = entry.answer.as_ref().and_then(Answer::level) == Some(level);
        let row = Row::text(text(level), role(chosen));
        let row = if name.is_empty() { row } else { row.labelled(name, Role::Muted, columns) };
        let marker = format!("{} {}", numbers.number(level), dot(chosen));
        rows.push_choice(Action::Rate(level), row.marked(marker, Role::Key));
    }
}

/// The label and the name of a level before its text, without what the number of its row or the text says already.
fn level_name(
    workspace: &Workspace,
    scale: &Scale,
    numbers: &LevelNumbers,
    level: Level,
    text: &str,
) -> String {
    let name = scale.level(level).map_or("", |known| known.name.get(workspace.code()));
    let label = Some(scale.label(level)).filter(|label| !numbers.are_labels() && label != name);
    let is_number = |name: &str| numbers.are_labels() && name == scale.label(level);
    let name = Some(name).filter(|name| *name != text && !is_number(name));
    let named = label.as_deref().into_iter().chain(name).filter(|part| !part.is_empty()).map(own);
    workspace.messages().facts(named)
}

fn push_other_answers(rows: &mut List<Action>, workspace: &Workspace, entry: &Entry) {
    let common = &workspace.messages().common;
    let unknown = entry.answer == Some(Answer::Unknown);
    let row = Row::text(&common.unknown, role(unknown))
        .marked(format!("{} {}", key(workspace, Action::Unknown), dot(unknown)), Role::Key);
    rows.push_choice(Action::Unknown, row);
    let (chosen, text) = match &entry.answer {
        Some(Answer::NotApplicable { reason }) => {
            (true, format!("{}: {}", common.not_applicable, own(reason)))
        }
        _ => (false, common.not_applicable.clone()),
    };
    let row = Row::text(text, role(chosen))
        .marked(format!("{} {}", key(workspace, Action::NotApplicable), dot(chosen)), Role::Key);
    rows.push_choice(Action::NotApplicable, row);
}

fn push_particulars(rows: &mut List<Action>, workspace: &Workspace, entry: &Entry) {
    let (common, words) = (&workspace.messages().common, &workspace.messages().screens.interview);
    let mut push = |action: Action, content: Option<String>, full: Role| {
        let role = if content.is_some() { full } else { Role::Muted };
        let content = content.unwrap_or_else(|| words.add.clone());
        let row = Row::text(format!("{}: ", action.name(workspace.messages())), Role::Muted);
        rows.push_choice(
            action,
            row.marked(format!("{}  ", key(workspace, action)), Role::Key).and(content, role),
        );
    };
    let text = |part: EntryText| part.of(entry).map(str::to_owned);
    let pieces = entry.evidence.iter().map(|piece| evidence::piece(workspace.messages(), piece));
    let known = pieces.collect::<Vec<_>>().join(&common.list_separator);
    let known = (!known.is_empty()).then_some(known);
    let review = if entry.review { &common.yes } else { &common.no };
    let review_role = if entry.review { Role::Warning } else { Role::Muted };
    push(Action::Write(EntryText::Note), text(EntryText::Note), Role::Text);
    push(Action::Evidence, known, Role::Text);
    push(Action::Write(EntryText::Owner), text(EntryText::Owner), Role::Text);
    push(Action::Review, Some(review.clone()), review_role);
}

fn key(workspace: &Workspace, action: Action) -> String {
    keymap::first_key(workspace.keymap, Context::Interview, action)
        .map(|key| key.to_string())
        .unwrap_or_default()
}

fn dot(chosen: bool) -> &'static str {
    if chosen { "●" } else { "○" }
}

fn role(chosen: bool) -> Role {
    if chosen { Role::Accent } else { Role::Text }
}
