//! What the next level lacks, and the cheapest change that reaches it.
//!
//! It formats the result of the scoring rule and makes no decisions.

use super::lines::{Reason, ReasonLines};
use crate::model::{AreaId, Level, QuestionId};
use crate::report::{Tone, figures};
use crate::scoring::{
    Answers, AreaRaise, AreaScore, Need, NeedStanding, NextLevel, Raise, Scorecard, Standing, WholeScore,
};

/// A blocker of a level with the words for it.
struct Named {
    name: String,
    /// Its current level, as printed.
    now: String,
    /// Reason why the question is essential. `None` for a question that is not, and for an area.
    essential: Option<String>,
    question: Option<QuestionId>,
    area: Option<AreaId>,
}

pub(super) fn area(lines: &mut ReasonLines, answers: &Answers, score: &AreaScore) {
    let Some(next) = &score.why.next else {
        return lines.nothing_above(score.claimed.high, score.claimed.settled().is_some());
    };
    let edition = lines.edition;
    let name = |id: &QuestionId| {
        let level = answers.standing(id).and_then(Standing::level);
        let question = edition.pack.question(id).map(|(_, question)| question);
        let essential = question.and_then(|question| question.essential.as_ref());
        Named {
            name: edition.topic(id),
            now: level.map_or_else(String::new, |level| figures::label(edition, level)),
            essential: essential.map(|reason| edition.text(reason).to_owned()),
            question: Some(id.clone()),
            area: None,
        }
    };
    lines.lacks(next, !score.open.is_empty(), name);
    for raise in &next.cheapest {
        lines.raise(1, raise);
    }
}

pub(super) fn of_areas(lines: &mut ReasonLines, card: &Scorecard, score: &WholeScore) {
    let Some(next) = &score.why.next else {
        return lines.nothing_above(score.claimed.high, score.claimed.settled().is_some());
    };
    let edition = lines.edition;
    let name = |id: &AreaId| Named {
        name: edition.area(id),
        now: card.area(id).map_or_else(String::new, |area| figures::label(edition, area.claimed.high)),
        essential: None,
        question: None,
        area: Some(id.clone()),
    };
    lines.lacks(next, score.answered < score.applicable, name);
    for raise in &next.cheapest {
        lines.raise_area(raise);
    }
}

// While questions are open, the line about them already names the highest level that is possible.
impl ReasonLines<'_> {
    fn nothing_above(&mut self, level: Level, settled: bool) {
        if settled {
            let text = self.edition.messages.reports.why.last.fill(&[("level", &self.label(level))]);
            self.say(Tone::Good, text);
        }
    }

    /// The heading, the share, then every blocker once with its strongest reason, and the price of the cheapest change.
    fn lacks<Id: PartialEq, Raised>(
        &mut self,
        next: &NextLevel<Id, Raised>,
        open: bool,
        name: impl Fn(&Id) -> Named,
    ) {
        let words = &self.edition.messages.reports.why;
        let level = self.label(next.level);
        let last = self.label(self.edition.pack.scale().last());
        let heading = if open { &words.still_lacks } else { &words.lacks };
        // Only the sentence for open questions names the last level.
        let values: [(&str, &dyn std::fmt::Display); 2] = [("level", &level), ("last", &last)];
        self.say(Tone::Strong, heading.fill(if open { &values } else { &values[..1] }));
        self.share(next);
        for id in &next.essential {
            self.blocker(&words.essential, &level, &name(id));
        }
        for id in &next.laggards {
            // An essential question or a laggard is listed above with its stronger reason.
            self.blocker(&words.laggard, &level, &name(id));
        }
        let named = |id: &&Id| next.essential.contains(id) || next.laggards.contains(id);
        for id in next.blockers.iter().filter(|id| !named(id)) {
            self.blocker(&words.below, &level, &name(id));
        }
        if let Some(only) = &next.only {
            self.only(&level, &name(only));
        }
        self.say(Tone::Strong, words.cheapest.of(next.cost as usize));
    }

    fn share<Id, Raised>(&mut self, next: &NextLevel<Id, Raised>) {
        let share = next.share;
        let text = self.edition.messages.reports.why.share.fill(&[
            ("level", &self.label(next.level)),
            ("count", &share.reached),
            ("total", &share.total),
            ("percent", &figures::percent(self.edition, share.percent())),
            ("needed", &figures::percent(self.edition, share.gate)),
        ]);
        self.push(1, if share.holds() { Tone::Good } else { Tone::Bad }, text, None);
    }

    fn blocker(&mut self, sentence: &crate::i18n::Template, level: &str, named: &Named) {
        let text = sentence.fill(&[("level", &level), ("topic", &named.name), ("now", &named.now)]);
        self.named(1, Tone::Bad, text, named);
        if let Some(reason) = &named.essential {
            self.named(2, Tone::Muted, reason.clone(), named);
        }
    }

    fn only(&mut self, level: &str, named: &Named) {
        let words = &self.edition.messages.reports.why;
        let text = words.only.fill(&[("level", &level), ("topic", &named.name)]);
        self.named(1, Tone::Warning, text, named);
    }

    fn named(&mut self, indent: usize, tone: Tone, text: String, named: &Named) {
        let (question, area) = (named.question.clone(), named.area.clone());
        self.reasons.push(Reason { text, tone, question, area, indent });
    }

    fn raise_area(&mut self, raise: &AreaRaise) {
        let levels = figures::raise(self.edition, raise.from, raise.to);
        let name = self.edition.area(&raise.area);
        let text = self.edition.messages.reports.why.raise.fill(&[("topic", &name), ("levels", &levels)]);
        self.push_area(1, Tone::Plain, text, &raise.area);
        for raise in &raise.raises {
            self.raise(2, raise);
        }
    }

    /// The raise of a question, with its steps and the levels of other questions that they need.
    fn raise(&mut self, indent: usize, raise: &Raise) {
        let words = &self.edition.messages.reports.why;
        let levels = figures::raise(self.edition, raise.from, raise.to);
        let topic = self.edition.topic(&raise.question);
        let text = words.raise.fill(&[("topic", &topic), ("levels", &levels)]);
        self.push(indent, Tone::Plain, text, Some(&raise.question));
        let Some((_, question)) = self.edition.pack.question(&raise.question) else { return };
        for level in question.raises(raise.from, raise.to) {
            let step = self.edition.step(question, level);
            let effort = self.edition.short_effort(question.effort(level));
            let text = words.step.fill(&[("step", &step.trim_end_matches('.')), ("effort", &effort)]);
            self.push(indent + 1, Tone::Plain, text, Some(&raise.question));
        }
        for need in &raise.needs {
            self.need(indent + 1, need);
        }
    }

    fn need(&mut self, indent: usize, need: &Need) {
        let words = &self.edition.messages.reports.why;
        let topic = self.edition.topic(&need.question);
        let level = self.label(need.level);
        let text = match need.standing {
            NeedStanding::Met | NeedStanding::NotApplicable => return,
            NeedStanding::Below(now) => {
                let now = self.label(now);
                words.need_below.fill(&[("topic", &topic), ("level", &level), ("now", &now)])
            }
            NeedStanding::Open => words.need_open.fill(&[("topic", &topic), ("level", &level)]),
        };
        self.push(indent, Tone::Warning, text, Some(&need.question));
    }
}
