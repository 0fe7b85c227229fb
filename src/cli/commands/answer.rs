//! `mizan answer NAME QUESTION [ANSWER]`

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use crate::cli::grammar::{assessment, choice, option, positional};
use crate::cli::problem::Problem;
use super::{CommandEntry, Group, questions};
use crate::cli::{CommandContext, Failure, text};
use crate::i18n::Messages;
use crate::model::{Answer, Entry, Evidence, EvidenceKind, Level, Question, Scale};
use crate::store::file::with_ordinary_line_ends;
use crate::theme::Role;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "answer", group: Group::Answering, words: |words| &words.answer, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    vec![
        assessment(words),
        positional("question", "QUESTION", &help.question).required(true),
        positional("answer", "ANSWER", &help.answer).allow_negative_numbers(true),
        option("reason", "TEXT", &help.reason),
        option("note", "TEXT", &help.note),
        option("evidence", "TEXT", &help.evidence),
        option("date", "DATE", &help.date),
        choice("kind", "KIND", &["seen", "said"], &help.kind),
        option("owner", "TEXT", &help.owner),
        choice("review", "STATE", &["on", "off"], &help.review),
    ]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let (mut opened, _lock) = context.open_for_writing(text(matches, "assessment"), COMMAND.name)?;
    let (_, question) = questions::question(context, &opened.pack, text(matches, "question"))?;
    let before = opened.assessment.entry(&question.id).cloned().unwrap_or_default();
    let change = change(matches, opened.pack.scale(), &before);
    let change = change.map_err(|problem| context.refused(&problem))?;
    let after = change.made_to(before.clone(), question);
    let name = opened.assessment.header.name.clone();
    if after != before {
        opened.assessment.replace(&question.id, after.clone());
        context.save(&mut opened.file, &opened.assessment, &opened.pack)?;
    }
    let (done, topic) = (&context.words.commands.done, context.edition(&opened.pack).topic(&question.id));
    let told = if after == before {
        done.unchanged.fill(&[("name", &name), ("question", &topic)])
    } else if change.answer != AnswerChange::Keep {
        let answer = spoken(&after, opened.pack.scale(), context.words);
        done.answered.fill(&[("name", &name), ("question", &topic), ("answer", &answer)])
    } else {
        done.changed.fill(&[("name", &name), ("question", &topic)])
    };
    context.out.line(&told)?;
    if opened.assessment.header.profile.applicability(question).applies() {
        return Ok(());
    }
    Ok(context.out.paragraph(Role::Warning, &context.words.screens.interview.not_asked, 0)?)
}

/// An answer in words.
fn spoken(entry: &Entry, scale: &Scale, words: &Messages) -> String {
    match &entry.answer {
        None => words.common.unanswered.clone(),
        Some(Answer::Unknown) => words.common.unknown.clone(),
        Some(Answer::NotApplicable { .. }) => words.common.not_applicable.clone(),
        Some(Answer::Level(level)) => words.common.level_number.fill(&[("level", &scale.label(*level))]),
    }
}

/// What becomes of the answer.
#[derive(Debug, Default, PartialEq)]
enum AnswerChange {
    /// It stays.
    #[default]
    Keep,
    /// It is taken back.
    TakeBack,
    /// This one takes its place.
    Give(Answer),
}

/// What the arguments change. What is `None` stays as it was.
#[derive(Debug, Default, PartialEq)]
struct AnswerArguments {
    /// The answer.
    answer: AnswerChange,
    /// The note; an empty one goes.
    note: Option<String>,
    /// The owner; an empty one goes.
    owner: Option<String>,
    /// The review mark.
    review: Option<bool>,
    /// Evidence to add, or to take the place of one with the same text.
    evidence: Option<Evidence>,
}

impl AnswerArguments {
    fn made_to(&self, mut entry: Entry, question: &Question) -> Entry {
        match &self.answer {
            AnswerChange::Keep => {}
            AnswerChange::TakeBack => (entry.answer, entry.revision) = (None, None),
            AnswerChange::Give(answer) => {
                entry.answer = Some(answer.clone());
                entry.revision = (question.revision > 1).then_some(question.revision);
            }
        }
        let file = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
        if let Some(note) = &self.note {
            entry.note = file(note);
        }
        if let Some(owner) = &self.owner {
            entry.owner = file(owner);
        }
        entry.review = self.review.unwrap_or(entry.review);
        if let Some(evidence) = &self.evidence {
            match entry.evidence.iter_mut().find(|known| known.text == evidence.text) {
                Some(known) => *known = evidence.clone(),
                None => entry.evidence.push(evidence.clone()),
            }
        }
        entry
    }
}

fn change(matches: &ArgMatches, scale: &Scale, before: &Entry) -> Result<AnswerArguments, Problem> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| with_ordinary_line_ends(text));
    let change = AnswerArguments {
        answer: answer(text("answer").as_deref(), text("reason"), scale, before)?,
        note: text("note"),
        owner: text("owner"),
        review: matches.get_one::<String>("review").map(|state| state == "on"),
        evidence: evidence(text("evidence"), text("date"), text("kind"))?,
    };
    if change == AnswerArguments::default() { Err(Problem::NothingToChange) } else { Ok(change) }
}

fn answer(
    text: Option<&str>,
    reason: Option<String>,
    scale: &Scale,
    before: &Entry,
) -> Result<AnswerChange, Problem> {
    let known_reason = match &before.answer {
        Some(Answer::NotApplicable { reason }) => Some(reason.clone()),
        _ => None,
    };
    let wanted = match text.map(str::trim) {
        None if reason.is_some() && known_reason.is_some() => "not-applicable",
        None if reason.is_some() => return Err(Problem::ReasonWithout),
        None => return Ok(AnswerChange::Keep),
        Some(text) => text,
    };
    if wanted == "not-applicable" || wanted == "not_applicable" {
        let reason = reason.or(known_reason).filter(|reason| !reason.trim().is_empty());
        let reason = reason.ok_or(Problem::ReasonMissing)?;
        return Ok(AnswerChange::Give(Answer::NotApplicable { reason }));
    }
    if reason.is_some() {
        return Err(Problem::ReasonWithout);
    }
    match wanted {
        "none" => Ok(AnswerChange::TakeBack),
        "unknown" => Ok(AnswerChange::Give(Answer::Unknown)),
        text => level(text, scale).map(|level| AnswerChange::Give(Answer::Level(level))),
    }
}

/// A level by its label or its number, in Latin or Arabic digits.
fn level(text: &str, scale: &Scale) -> Result<Level, Problem> {
    let latin: String = text.chars().map(latin_digit).collect();
    if let Some(level) = scale.all().find(|level| scale.label(*level) == latin) {
        return Ok(level);
    }
    let levels = Problem::levels(scale);
    if latin.parse::<i64>().is_ok() {
        return Err(Problem::NoSuchLevel { level: latin, levels });
    }
    Err(Problem::BadAnswer { text: text.to_owned(), levels })
}

pub(in crate::cli) fn latin_digit(digit: char) -> char {
    let value = match digit {
        '\u{660}'..='\u{669}' => u32::from(digit) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(digit) - 0x6F0,
        _ => return digit,
    };
    char::from_digit(value, 10).unwrap_or(digit)
}

fn evidence(
    text: Option<String>,
    date: Option<String>,
    kind: Option<String>,
) -> Result<Option<Evidence>, Problem> {
    let Some(text) = text else {
        return if date.is_some() || kind.is_some() { Err(Problem::EvidenceMissing) } else { Ok(None) };
    };
    if text.trim().is_empty() {
        return Err(Problem::EmptyText("--evidence"));
    }
    let kind = kind.map(|kind| if kind == "seen" { EvidenceKind::Seen } else { EvidenceKind::Said });
    let date = date.map(|date| day(&date)).transpose()?;
    Ok(Some(Evidence { text, date, kind }))
}

fn day(text: &str) -> Result<Date, Problem> {
    let latin: String = text.trim().chars().map(latin_digit).collect();
    latin.parse().map_err(|_| Problem::BadDate(text.to_owned()))
}
