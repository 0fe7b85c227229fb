//! `mizan answer NAME QUESTION [ANSWER]`: answers one question, or changes its note, owner, evidence or review mark.

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use super::{CommandEntry, Group, questions};
use crate::cli::arguments::{
    ShownValue, assessment, option, positional, shown_choice, shown_value, switch, text,
};
use crate::cli::context::OpenedAssessment;
use crate::cli::problem::Problem;
use crate::cli::{CommandContext, Failure};
use crate::edit::{self, Edit};
use crate::i18n::Messages;
use crate::model::{
    Answer, Entry, EntryText, Evidence, EvidenceKind, Level, LevelLabel, Question, QuestionId, Scale,
    WrittenDay,
};
use crate::report::{self, versions};
use crate::search::latin_digits;
use crate::store::file::with_ordinary_line_ends;
use crate::theme::Role;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "answer", group: Group::Answering, arguments, run, terms: &[] };

/// The answers that are no level.
const UNKNOWN: ShownValue = ShownValue { id: "unknown", shown: |words| &words.common.unknown };
const NOT_APPLICABLE: ShownValue =
    ShownValue { id: "not-applicable", shown: |words| &words.common.not_applicable };
const NONE: ShownValue = ShownValue { id: "none", shown: |words| &words.common.unanswered };

/// The kinds of evidence.
const SEEN: ShownValue = ShownValue { id: "seen", shown: |words| &words.screens.overlays.seen };
const SAID: ShownValue = ShownValue { id: "said", shown: |words| &words.screens.overlays.said };

/// Whether a question has a review mark.
const ON: ShownValue = ShownValue { id: "on", shown: |words| &words.common.yes };
const OFF: ShownValue = ShownValue { id: "off", shown: |words| &words.common.no };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let entry_text = |part: EntryText| {
        option(part.name(), &words.commands.placeholders.text, &words.common.entry_text(part.name()).help)
    };
    vec![
        assessment(words),
        positional("question", &words.commands.placeholders.question, &help.question).required(true),
        // With negative numbers, so that `-1` is refused as a level and not as an unknown option.
        positional("answer", &words.commands.placeholders.answer, &help.answer).allow_negative_numbers(true),
        option("reason", &words.commands.placeholders.text, &help.reason),
        entry_text(EntryText::Note),
        option("evidence", &words.commands.placeholders.text, &help.evidence),
        option("date", &words.commands.placeholders.date, &help.date),
        switch("keep-date", &help.keep_date),
        shown_choice("kind", &words.commands.placeholders.kind, &[SEEN, SAID], &help.kind, words),
        entry_text(EntryText::Owner),
        shown_choice("review", &words.commands.placeholders.state, &[ON, OFF], &help.review, words),
    ]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let (mut opened, _lock) = context.open_for_writing(text(matches, "assessment"), COMMAND.name)?;
    if let Some(gone) = gone(&opened, text(matches, "question")) {
        return remove_gone(matches, context, opened, &gone);
    }
    let (_, question) = questions::question(context, &opened.pack, text(matches, "question"))?;
    let before = opened.assessment.entry(&question.id).cloned().unwrap_or_default();
    let evidence = evidence(matches, context.today()).map_err(|problem| context.refused(&problem))?;
    let edits = edits(matches, opened.pack.scale(), &before, question, evidence.as_ref());
    let edits = edits.map_err(|problem| context.refused(&problem))?;
    let changed =
        edits.iter().filter(|edit| edit.apply(&mut opened.assessment, &opened.pack).is_some()).count();
    let name = opened.assessment.identity.name.clone();
    if changed > 0 {
        context.save(&mut opened.file, &opened.assessment, &opened.pack)?;
    }
    let (done, topic) = (&context.words.commands.done, context.edition(&opened.pack).topic(&question.id));
    let message = if changed == 0 {
        done.unchanged.fill(&[("name", &name), ("question", &topic)])
    } else if edits.iter().any(|edit| matches!(edit, Edit::Answer(..))) {
        let answer = opened.assessment.answer(&question.id);
        let answer = describe(answer, opened.pack.scale(), context.words);
        done.answered.fill(&[("name", &name), ("question", &topic), ("answer", &answer)])
    } else {
        done.changed.fill(&[("name", &name), ("question", &topic)])
    };
    context.out.line(&message)?;
    if let Some(given) = &evidence {
        say_evidence(context, &opened, given)?;
    }
    if opened.assessment.profile.applicability(question).applies() {
        return Ok(());
    }
    Ok(context.out.paragraph(Role::Warning, &context.words.screens.interview.not_asked, 0)?)
}

/// The id of a question that the pack no longer has and the assessment keeps something of.
fn gone(opened: &OpenedAssessment, name: &str) -> Option<QuestionId> {
    let mut gone = opened.assessment.orphans(&opened.pack);
    gone.find(|(id, _)| id.as_str() == name).map(|(id, _)| id.clone())
}

/// Removes what is kept of a question that is no longer asked. Nothing else can be done with it.
fn remove_gone(
    matches: &ArgMatches,
    context: &mut CommandContext,
    mut opened: OpenedAssessment,
    question: &QuestionId,
) -> Result<(), Failure> {
    let is_none = shown_value(text(matches, "answer"), &[NONE]).is_some();
    let texts = EntryText::ALL.iter().map(|part| part.name());
    let mut others = ["reason", "evidence", "date", "kind", "review"].into_iter().chain(texts);
    if !is_none || others.any(|option| matches.contains_id(option)) {
        let named = versions::named(&context.edition(&opened.pack), &opened.assessment, question);
        let assessment = text(matches, "assessment").to_owned();
        return Err(context.refused(&Problem::NoLongerAsked { assessment, id: question.to_string(), named }));
    }
    let OpenedAssessment { assessment, pack, .. } = &mut opened;
    let name = versions::milestone_before_removal(assessment);
    let day = assessment.as_of(context.today());
    let Some(removal) = edit::remove_gone(pack, assessment, question, &name, day) else { return Ok(()) };
    for edit in removal.edits {
        let _ = edit.apply(assessment, pack);
    }
    context.save(&mut opened.file, &opened.assessment, &opened.pack)?;
    let said =
        versions::removed(&context.edition(&opened.pack), &opened.assessment, question, &removal.milestone);
    Ok(context.out.line(&said)?)
}

/// A piece of evidence that the arguments name, with its day as it was written.
struct GivenEvidence {
    evidence: Evidence,
    day: Option<WrittenDay>,
}

/// Says which day was read as a Hijri one, and why the evidence does not count.
fn say_evidence(
    context: &mut CommandContext,
    opened: &OpenedAssessment,
    GivenEvidence { evidence, day }: &GivenEvidence,
) -> Result<(), Failure> {
    let converted = day.as_ref().and_then(|day| report::evidence::converted(context.words, day));
    if let Some(converted) = converted {
        context.out.paragraph(Role::Info, &converted, 0)?;
    }
    let as_of = opened.assessment.as_of(context.today());
    let confirms = opened.pack.scale().confirms_from().is_some();
    let uncounted = report::evidence::uncounted(&context.edition(&opened.pack), evidence, as_of);
    match uncounted.filter(|_| confirms) {
        None => Ok(()),
        Some(uncounted) => Ok(context.out.paragraph(Role::Warning, &uncounted, 0)?),
    }
}

/// The text of an answer in a message.
fn describe(answer: Option<&Answer>, scale: &Scale, words: &Messages) -> String {
    match answer {
        None => words.common.unanswered.clone(),
        Some(Answer::Unknown) => words.common.unknown.clone(),
        Some(Answer::NotApplicable { .. }) => words.common.not_applicable.clone(),
        Some(Answer::Labelled(label)) => words.common.level_number.fill(&[("level", label)]),
        Some(Answer::Level(level)) => words.common.level_number.fill(&[("level", &scale.label(*level))]),
    }
}

/// The changes that the arguments request. Fails if there are none.
fn edits(
    matches: &ArgMatches,
    scale: &Scale,
    before: &Entry,
    question: &Question,
    evidence: Option<&GivenEvidence>,
) -> Result<Vec<Edit>, Problem> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| with_ordinary_line_ends(text));
    let answer = answer(text("answer").as_deref(), text("reason"), scale, before, question)?;
    let evidence = evidence.map(|given| given.evidence.clone());
    let review = matches.get_one::<String>("review").map(|state| state == ON.id);
    let entry_text =
        |part: &EntryText| Some(Edit::Text(question.id.clone(), *part, Some(text(part.name())?)));
    let others = [
        review.map(|review| Edit::Review(question.id.clone(), review)),
        evidence.map(|evidence| Edit::PutEvidence { question: question.id.clone(), place: None, evidence }),
    ];
    let entry_texts = EntryText::ALL.iter().filter_map(entry_text);
    let edits: Vec<Edit> =
        answer.into_iter().chain(entry_texts).chain(others.into_iter().flatten()).collect();
    if edits.is_empty() { Err(Problem::NothingToChange) } else { Ok(edits) }
}

/// The change of the answer; `None` if no answer is given.
fn answer(
    text: Option<&str>,
    reason: Option<String>,
    scale: &Scale,
    before: &Entry,
    question: &Question,
) -> Result<Option<Edit>, Problem> {
    let given = |answer| Some(Edit::Answer(question.id.clone(), answer));
    let known_reason = match &before.answer {
        Some(Answer::NotApplicable { reason }) => Some(reason.clone()),
        _ => None,
    };
    let wanted = match text {
        // A new reason alone is only unambiguous for a question that is already marked as not applicable.
        None if reason.is_some() && known_reason.is_some() => NOT_APPLICABLE.id,
        None if reason.is_some() => return Err(Problem::ReasonWithout),
        None => return Ok(None),
        Some(text) => word(text, scale).unwrap_or(text),
    };
    if wanted == NOT_APPLICABLE.id {
        let reason = reason.or(known_reason).filter(|reason| !reason.trim().is_empty());
        let reason = reason.ok_or(Problem::ReasonMissing)?;
        return Ok(given(Some(Answer::NotApplicable { reason })));
    }
    if reason.is_some() {
        return Err(Problem::ReasonWithout);
    }
    match wanted {
        wanted if wanted == NONE.id => Ok(given(None)),
        wanted if wanted == UNKNOWN.id => Ok(given(Some(Answer::Unknown))),
        text => level(text.trim(), scale, question).map(|level| given(Some(Answer::Level(level)))),
    }
}

/// The id of an answer that is no level. What the interface shows for one may be the label of a level, which comes first.
fn word(text: &str, scale: &Scale) -> Option<&'static str> {
    let words = [UNKNOWN, NOT_APPLICABLE, NONE];
    let by_id = words.iter().find(|word| word.has_id(text)).map(|word| word.id);
    by_id
        .or_else(|| shown_value(text, &words).filter(|_| scale.find(&LevelLabel::new(text.trim())).is_none()))
}

/// A level by its label, in capitals or not, in Latin or Arabic digits.
fn level(text: &str, scale: &Scale, question: &Question) -> Result<Level, Problem> {
    let latin = latin_digits(text);
    let found = [text, &latin].into_iter().find_map(|label| scale.find(&LevelLabel::new(label)));
    if let Some(level) = found.filter(|level| question.has(*level)) {
        return Ok(level);
    }
    let levels = question.levels_in(scale).map(|level| scale.label(level)).collect();
    if found.is_some() || latin.parse::<i64>().is_ok() {
        return Err(Problem::NoSuchLevel { level: latin, levels });
    }
    Err(Problem::BadAnswer { text: text.to_owned(), levels })
}

/// The piece of evidence that the arguments name; `None` if they name none.
fn evidence(matches: &ArgMatches, today: Date) -> Result<Option<GivenEvidence>, Problem> {
    let given = |id: &str| matches.get_one::<String>(id).map(|text| with_ordinary_line_ends(text));
    let (date, kind) = (given("date"), given("kind"));
    let Some(text) = given("evidence") else {
        return if date.is_some() || kind.is_some() { Err(Problem::EvidenceMissing) } else { Ok(None) };
    };
    if text.trim().is_empty() {
        return Err(Problem::EmptyText("--evidence"));
    }
    let kind = kind.map(|kind| if kind == SEEN.id { EvidenceKind::Seen } else { EvidenceKind::Said });
    let day = date.map(|date| day(&date)).transpose()?;
    let doubt = day.and_then(|day| Some((day, day.doubt(today)?)));
    if let Some((day, doubt)) = doubt.filter(|_| !matches.get_flag("keep-date")) {
        return Err(Problem::DoubtfulDate(day, doubt));
    }
    Ok(Some(GivenEvidence { evidence: Evidence { text, date: day.map(|day| day.day), kind }, day }))
}

fn day(text: &str) -> Result<WrittenDay, Problem> {
    WrittenDay::read(&latin_digits(text)).ok_or_else(|| Problem::BadDate(text.to_owned()))
}
