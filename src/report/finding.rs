//! The questions of a pack that a search finds: the best first, each with the place where it was found.
//!
//! It looks at what `mizan questions --text` looks at, and at what users wrote into an assessment.

use std::iter;

use super::questions::{further_texts, ids};
use crate::model::{Area, Assessment, Pack, Question, QuestionId, Text};
use crate::search::{Query, Searchable};

/// The texts of every question, made ready to be searched.
pub struct QuestionIndex(Vec<IndexedQuestion>);

/// The texts of a question, the most telling kind first.
struct IndexedQuestion {
    id: QuestionId,
    topic: Vec<Searchable>,
    prompt: Vec<Searchable>,
    /// The rest, in the language of the excerpts first.
    further: Vec<Searchable>,
}

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FoundQuestions {
    /// The questions: those found by their topic first, then by their prompt, then by another text.
    pub hits: Vec<Hit>,
    /// What was searched instead, because nothing has the words that were typed.
    pub instead: Option<String>,
}

/// A question that was found.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub question: QuestionId,
    /// The part of a text in which the words are; empty if they are in the topic.
    pub excerpt: Vec<ExcerptPart>,
}

/// A part of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub struct ExcerptPart {
    /// Its text.
    pub text: String,
    /// Whether it is a word that was searched.
    pub is_hit: bool,
}

/// Letters of an excerpt, at most, unless a word is longer.
const EXCERPT: usize = 64;

/// Words before the first hit of an excerpt.
const BEFORE: usize = 3;

impl QuestionIndex {
    /// The questions of a pack with what an assessment says about them. Excerpts are in the language of `code` where the
    /// words are found in it.
    pub fn new(pack: &Pack, assessment: Option<&Assessment>, code: &str) -> Self {
        let index = |(area, question)| IndexedQuestion::new(pack, assessment, area, question, code);
        Self(pack.questions().map(index).collect())
    }

    /// The questions with all words of `typed`. A word that is nowhere is replaced by the most similar one.
    pub fn search(&self, typed: &str) -> FoundQuestions {
        let hits = self.hits(&Query::new(typed));
        if !hits.is_empty() {
            return FoundQuestions { hits, instead: None };
        }
        let all = self.0.iter().flat_map(IndexedQuestion::texts);
        let Some(corrected) = Query::new(typed).corrected(&all) else { return FoundQuestions::default() };
        let hits = self.hits(&Query::new(&corrected));
        let instead = (!hits.is_empty()).then_some(corrected);
        FoundQuestions { hits, instead }
    }

    fn hits(&self, query: &Query) -> Vec<Hit> {
        let found = self.0.iter().filter_map(|question| question.found(query));
        let mut ranked: Vec<(usize, Hit)> = found.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, hit)| hit).collect()
    }
}

impl IndexedQuestion {
    fn new(
        pack: &Pack,
        assessment: Option<&Assessment>,
        area: &Area,
        question: &Question,
        code: &str,
    ) -> Self {
        let entry = assessment.and_then(|assessment| assessment.entry(&question.id));
        let written = entry.into_iter().flat_map(|entry| {
            let pieces = entry.evidence.iter().map(|piece| piece.text.as_str());
            entry.note.as_deref().into_iter().chain(pieces).chain(entry.owner.as_deref())
        });
        let texts: Vec<&Text> = further_texts(pack, area, question).collect();
        let shown = texts.iter().map(|text| text.get(code));
        let others = texts.iter().flat_map(|text| in_other_languages(text, code));
        let further = written.chain(shown).chain(others).chain(ids(question));
        Self {
            id: question.id.clone(),
            topic: in_all(&question.topic, code),
            prompt: in_all(&question.prompt, code),
            further: further.map(Searchable::new).collect(),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &Searchable> + Clone {
        self.topic.iter().chain(&self.prompt).chain(&self.further)
    }

    /// Where the words are, by the kind of text, and the excerpt; `None` if one of them is nowhere.
    fn found(&self, query: &Query) -> Option<(usize, Hit)> {
        let hit = |excerpt| Hit { question: self.id.clone(), excerpt };
        if query.is_in(&self.topic.iter()) {
            return Some((0, hit(Vec::new())));
        }
        if query.is_in(&self.prompt.iter()) {
            return Some((1, hit(excerpt(query, &self.prompt))));
        }
        query.is_in(&self.texts()).then(|| (2, hit(excerpt(query, &self.further))))
    }
}

/// A text in every language, first in that of `code`.
fn in_all(text: &Text, code: &str) -> Vec<Searchable> {
    [text.get(code)].into_iter().chain(in_other_languages(text, code)).map(Searchable::new).collect()
}

fn in_other_languages<'a>(text: &'a Text, code: &str) -> impl Iterator<Item = &'a str> {
    text.iter().filter(move |(other, _)| *other != code).map(|(_, text)| text)
}

/// The words around the first hit in the first of these texts that has all words, or else in the first that has any.
fn excerpt(query: &Query, texts: &[Searchable]) -> Vec<ExcerptPart> {
    let whole = texts.iter().find(|text| query.is_in(&iter::once(*text)));
    let Some(text) = whole.or_else(|| texts.iter().find(|text| query.touches(text))) else {
        return Vec::new();
    };
    let words: Vec<&str> = text.text().split_whitespace().collect();
    let is_hit = |word: &str| query.touches(&Searchable::new(word));
    let first = words.iter().position(|word| is_hit(word)).unwrap_or_default().saturating_sub(BEFORE);
    let mut parts = Vec::new();
    let mut add = |text: &str, is_hit| match parts.last_mut() {
        Some(ExcerptPart { text: last, is_hit: was }) if *was == is_hit => last.push_str(text),
        _ => parts.push(ExcerptPart { text: text.to_owned(), is_hit }),
    };
    if first > 0 {
        add("… ", false);
    }
    let mut letters = 0;
    for (place, word) in words.iter().enumerate().skip(first) {
        letters += word.chars().count() + 1;
        if letters > EXCERPT && place > first + BEFORE {
            add("…", false);
            break;
        }
        add(word, is_hit(word));
        add(" ", false);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn search(typed: &str, code: &str) -> FoundQuestions {
        QuestionIndex::new(&example::pack(), None, code).search(typed)
    }

    fn marked(hit: &Hit) -> Vec<&str> {
        hit.excerpt.iter().filter(|part| part.is_hit).map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn short_names_and_topics_are_found_and_topics_come_first() {
        for (typed, first) in [
            ("GSB", "experience-q3"),
            ("nafath", "services-q1"),
            ("سداد", "services-q2"),
            ("accessibility", "experience-q1"),
            ("cloud-q6", "cloud-q6"),
        ] {
            let found = search(typed, "en");
            assert_eq!(found.hits.first().map(|hit| hit.question.as_str()), Some(first), "{typed}");
            assert_eq!(found.instead, None, "{typed}");
        }
        assert!(search("accessibility", "en").hits[0].excerpt.is_empty());
    }

    #[test]
    fn an_excerpt_shows_the_words_in_the_language_of_the_reader() {
        let found = search("nafath", "en");
        assert_eq!(marked(&found.hits[0]).len(), 1, "{found:?}");
        let whole: String = found.hits[0].excerpt.iter().map(|part| part.text.as_str()).collect();
        assert!(whole.to_lowercase().contains("nafath") && whole.chars().count() < 2 * EXCERPT, "{whole}");
        let arabic = search("سداد", "en");
        assert!(marked(&arabic.hits[0]).iter().any(|word| word.contains("سداد")), "{arabic:?}");
    }

    #[test]
    fn a_slip_shows_what_is_most_like_it_and_says_so() {
        for (typed, instead) in [("acessibility", "accessibility"), ("nafadh", "nafath")] {
            let found = search(typed, "en");
            assert_eq!(found.instead.as_deref(), Some(instead));
            assert_eq!(found.hits, search(instead, "en").hits);
        }
        assert_eq!(search("qqqqqqq", "en"), FoundQuestions::default());
    }

    #[test]
    fn every_question_that_the_command_finds_is_found() {
        let pack = example::pack();
        for typed in ["gsb", "منصة", "target", "cloud-1", "إمكانية الوصول"] {
            let filter =
                crate::report::questions::Filter { text: Some(typed.to_owned()), ..Default::default() };
            let selected = crate::report::questions::select(&pack, &filter);
            let mut expected: Vec<&QuestionId> = selected.iter().map(|(_, question)| &question.id).collect();
            let found = search(typed, "ar");
            let mut ids: Vec<&QuestionId> = found.hits.iter().map(|hit| &hit.question).collect();
            expected.sort();
            ids.sort();
            assert_eq!(ids, expected, "{typed}");
        }
    }
}
