//! `mizan questions`: the questions of a pack.

use serde::Serialize;

use super::definition::{MachineOutput, OutputKind, column, items, words};
use super::subject::OutputPack;
use crate::export::written::{ValueWriter, WordsWanted, WrittenWords};
use crate::model::{
    Area, AreaId, ClauseId, Effort, FlagId, Impact, Level, LevelLabel, Question, QuestionId, ReferenceId,
    RoleId,
};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-questions",
    schema: 1,
    rows: |value| items(value, "questions"),
    columns: &[
        column("question", "question"),
        column("area", "area"),
        words("topic"),
        words("prompt"),
        column("revision", "revision"),
        column("weight", "weight"),
        column("essential", "essential"),
        column("clauses", "clauses"),
        column("enablers", "enablers"),
        column("goals", "goals"),
        column("objectives", "objectives"),
        column("regulations", "regulations"),
        column("applies_to", "applies_to"),
        column("requires", "requires"),
        column("pack", "/pack/id"),
        column("pack_version", "/pack/version"),
    ],
};

#[derive(Serialize)]
struct QuestionsOutput<'a> {
    pack: OutputPack<'a>,
    questions: Vec<QuestionPart<'a>>,
}

#[derive(Serialize)]
struct QuestionPart<'a> {
    question: &'a QuestionId,
    area: &'a AreaId,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<WrittenWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prompt: Option<WrittenWords<'a>>,
    /// Why the question matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<WrittenWords<'a>>,
    /// Typical evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<WrittenWords<'a>>>,
    revision: u32,
    weight: u32,
    essential: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    essential_reason: Option<WrittenWords<'a>>,
    clauses: &'a [ClauseId],
    enablers: &'a [ReferenceId],
    goals: &'a [ReferenceId],
    objectives: &'a [ReferenceId],
    regulations: &'a [ReferenceId],
    applies_to: &'a [RoleId],
    requires: &'a [FlagId],
    levels: Vec<QuestionLevelPart<'a>>,
}

#[derive(Serialize)]
struct QuestionLevelPart<'a> {
    level: LevelLabel,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<WrittenWords<'a>>,
    /// What reaches the level from the one below.
    step: Option<LevelStepPart<'a>>,
}

#[derive(Serialize)]
struct LevelStepPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<WrittenWords<'a>>,
    effort: Effort,
    impact: Impact,
    needs: Vec<LevelNeedPart<'a>>,
}

#[derive(Serialize)]
struct LevelNeedPart<'a> {
    question: &'a QuestionId,
    level: LevelLabel,
}

/// The output of these questions.
pub fn questions<'a>(writer: ValueWriter<'a>, found: &[(&'a Area, &'a Question)]) -> MachineOutput {
    let questions = found.iter().map(|(area, question)| writer.question(area, question)).collect();
    let output = QuestionsOutput { pack: OutputPack::of(writer.pack), questions };
    MachineOutput::new(&KIND, writer.wanted != WordsWanted::No, output)
}

impl<'a> ValueWriter<'a> {
    fn question(self, area: &'a Area, question: &'a Question) -> QuestionPart<'a> {
        let levels = question.levels_in(self.pack.scale());
        let levels = levels.map(|level| self.level_of_question(question, level));
        QuestionPart {
            question: &question.id,
            area: &area.id,
            topic: self.words(&question.topic),
            prompt: self.words(&question.prompt),
            help: self.words_if_any(&question.help),
            evidence: self.words_of_each(&question.evidence),
            revision: question.revision,
            weight: question.weight,
            essential: question.essential.is_some(),
            essential_reason: question.essential.as_ref().and_then(|reason| self.words(reason)),
            clauses: &question.clauses,
            enablers: &question.enablers,
            goals: &question.goals,
            objectives: &question.objectives,
            regulations: &question.regulations,
            applies_to: &question.applies_to,
            requires: &question.requires,
            levels: levels.collect(),
        }
    }

    fn level_of_question(self, question: &'a Question, level: Level) -> QuestionLevelPart<'a> {
        let step = question.step(level).map(|step| LevelStepPart {
            text: self.words(&step.text),
            effort: step.effort,
            impact: step.impact,
            needs: step
                .needed()
                .map(|(question, level)| LevelNeedPart { question, level: self.level(level) })
                .collect(),
        });
        let text = question.level_text(self.pack.scale(), level).and_then(|text| self.words(text));
        QuestionLevelPart { level: self.level(level), text, step }
    }
}
