//! Explains faults of questionnaire packs. It does not know how they were found.

use super::{Explain, Explanation, excerpt, refused};
use crate::bidi::{ltr, ltr_path};
use crate::data::{Noun, PackError, PackFault, PackFaultKind, Quantity};
use crate::i18n::Messages;
use crate::model::{LevelNaming, LinkKind};
use crate::shell;

impl Explain for PackFault {
    /// The place is the path in the pack's folder with the line: `cloud.yaml:12`.
    fn explain(&self, words: &Messages) -> Explanation {
        let explanation = self.kind.explain(words);
        let file = self.file.display();
        match self.place {
            Some(place) => explanation.at(format!("{file}:{}", place.line)),
            None => explanation.at(file.to_string()),
        }
    }
}

impl Explain for PackError {
    fn explain(&self, words: &Messages) -> Explanation {
        let pack = &words.errors.pack;
        match self {
            Self::Unknown { id, known, nearest } => {
                let known = known.iter().map(String::as_str);
                let explanation = Explanation::new(pack.unknown_pack.fill(&[("name", id)]));
                explanation.suggest(nearest.as_deref(), known, None, words).advise(&pack.unknown_pack_do)
            }
            Self::Unlisted { folder, cause } => {
                refused(&words.errors.files.cannot_read, *cause, words).at(ltr_path(folder))
            }
            Self::Faulty { folder, faults } => {
                let shown = ltr_path(folder);
                let explanation = Explanation::new(pack.faulty.fill(&[("name", &shown)]));
                let explanation = match faults.first().first().map(|fault| fault.explain(words)) {
                    Some(first) => {
                        explanation.because(Explanation { what_to_do: None, ..first }.on_one_line())
                    }
                    None => explanation,
                };
                explanation.advise(pack.faulty_do.fill(&[("check", &shell::command(&["check"], [folder]))]))
            }
            Self::Hidden { folder, id } => Explanation::new(pack.taken.fill(&[("id", id)]))
                .at(ltr_path(folder))
                .advise(&pack.taken_other_id),
        }
    }
}

impl Explain for PackFaultKind {
    fn explain(&self, words: &Messages) -> Explanation {
        match self {
            Self::Yaml(kind) => kind.explain(words),
            Self::Unreadable(cause) => refused(&words.errors.request.cannot_read, *cause, words),
            Self::UnsupportedSchema { .. }
            | Self::MissingArea { .. }
            | Self::UnnamedFile { .. }
            | Self::EmptyArea { .. }
            | Self::OtherThanFile { .. } => files(self, words),
            Self::Malformed { .. } | Self::Duplicate { .. } | Self::Unknown { .. } => names(self, words),
            Self::MissingLanguage { .. }
            | Self::UndeclaredLanguage { .. }
            | Self::BareText { .. }
            | Self::EmptyText { .. } => texts(self, words),
            _ => meaning(self, words),
        }
    }
}

fn files(kind: &PackFaultKind, words: &Messages) -> Explanation {
    let pack = &words.errors.pack;
    match kind {
        PackFaultKind::UnsupportedSchema { found, supported } => {
            Explanation::new(pack.schema.fill(&[("found", found)]))
                .advise(pack.schema_do.fill(&[("supported", supported)]))
        }
        PackFaultKind::MissingArea { area } => Explanation::new(pack.missing_area.fill(&[("area", area)]))
            .advise(pack.missing_area_do.fill(&[("area", area)])),
        PackFaultKind::OtherThanFile { id, file } => {
            Explanation::new(pack.other_than_file.fill(&[("id", id)]))
                .advise(pack.other_than_file_do.fill(&[("id", id), ("file", file)]))
        }
        PackFaultKind::UnnamedFile { area } => {
            Explanation::new(&pack.unnamed_file).advise(pack.unnamed_file_do.fill(&[("area", area)]))
        }
        PackFaultKind::EmptyArea { area } => {
            Explanation::new(&words.errors.yaml.empty).advise(pack.empty_area_do.fill(&[("area", area)]))
        }
        _ => Explanation::default(),
    }
}

fn names(kind: &PackFaultKind, words: &Messages) -> Explanation {
    let pack = &words.errors.pack;
    match kind {
        PackFaultKind::Malformed { noun: kind, found } => {
            let (sentence, shape) = match kind {
                Noun::Version => (&pack.malformed_other, &pack.shape_version),
                Noun::Language => (&pack.malformed_other, &pack.shape_language),
                _ => (&pack.malformed, &pack.shape_word),
            };
            Explanation::new(sentence.fill(&[("found", &excerpt(found)), ("noun", &noun(*kind, words))]))
                .advise(shape)
        }
        PackFaultKind::Duplicate { noun: kind, id, file, place } => {
            let place = ltr(&format!("{}:{}", file.display(), place.line));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("noun", &noun(*kind, words)), ("id", &excerpt(id)), ("place", &place)];
            Explanation::new(pack.duplicate.fill(&values)).advise(&pack.duplicate_do)
        }
        PackFaultKind::Unknown { noun: kind, id, nearest } => {
            let explanation =
                Explanation::new(pack.unknown.fill(&[("noun", &noun(*kind, words)), ("id", &excerpt(id))]));
            match nearest {
                Some(near) => explanation.advise(words.errors.common.did_you_mean.fill(&[("name", near)])),
                None => explanation.advise(&pack.unknown_do),
            }
        }
        _ => Explanation::default(),
    }
}

fn texts(kind: &PackFaultKind, words: &Messages) -> Explanation {
    let pack = &words.errors.pack;
    let list = |languages: &[String]| languages.join(&words.common.list_separator);
    match kind {
        PackFaultKind::MissingLanguage { language } => {
            Explanation::new(pack.missing_language.fill(&[("language", language)]))
                .advise(&pack.missing_language_do)
        }
        PackFaultKind::UndeclaredLanguage { language, declared } => {
            Explanation::new(pack.undeclared.fill(&[("language", language)]))
                .advise(pack.undeclared_do.fill(&[("languages", &list(declared))]))
        }
        PackFaultKind::BareText { declared } => {
            Explanation::new(&pack.bare).advise(pack.bare_do.fill(&[("languages", &list(declared))]))
        }
        PackFaultKind::EmptyText { language } if !language.is_empty() => {
            Explanation::new(pack.empty_in.fill(&[("language", language)])).advise(&pack.empty_do)
        }
        _ => Explanation::new(&pack.empty).advise(&pack.empty_do),
    }
}

fn meaning(kind: &PackFaultKind, words: &Messages) -> Explanation {
    let pack = &words.errors.pack;
    match kind {
        PackFaultKind::UncoveredClause { clause } => {
            Explanation::new(pack.uncovered.fill(&[("clause", clause)])).advise(&pack.uncovered_do)
        }
        PackFaultKind::OutOfRange { quantity: counted, found, from, to } => {
            let what = pack.range.fill(&[("quantity", &quantity(*counted, words)), ("found", found)]);
            let range = if from == to { &pack.range_only } else { &pack.range_from };
            let values: [(&str, &dyn std::fmt::Display); 2] = [("from", from), ("to", to)];
            Explanation::new(what).advise(range.fill(&values))
        }
        PackFaultKind::UnknownLevel { label, known, naming } => {
            let known = known.join(&words.common.list_separator);
            let advice = match naming {
                LevelNaming::Label => &pack.unknown_level_do,
                LevelNaming::Position => &pack.unknown_position_do,
            };
            Explanation::new(pack.unknown_level.fill(&[("label", &excerpt(label))]))
                .advise(advice.fill(&[("levels", &known)]))
        }
        PackFaultKind::ScatteredGroup { group } => {
            Explanation::new(pack.scattered_group.fill(&[("group", &excerpt(group))]))
                .advise(&pack.scattered_group_do)
        }
        PackFaultKind::FallingScore { level } => {
            Explanation::new(pack.falling.fill(&[("level", level)])).advise(&pack.falling_do)
        }
        PackFaultKind::AmbiguousLabel { label } => {
            Explanation::new(pack.ambiguous_label.fill(&[("label", label)])).advise(&pack.ambiguous_label_do)
        }
        PackFaultKind::LevelCount { found, needed } => {
            Explanation::new(pack.level_count.fill(&[("found", found), ("needed", needed)]))
                .advise(&pack.level_count_do)
        }
        PackFaultKind::LeftOutLevel { level } => {
            Explanation::new(pack.left_out_level.fill(&[("level", level)])).advise(&pack.left_out_level_do)
        }
        PackFaultKind::RepeatedLevel { level, first } => {
            Explanation::new(pack.repeated.fill(&[("level", level), ("first", first)]))
                .advise(&pack.repeated_do)
        }
        PackFaultKind::Circle { levels } => {
            let step = |(question, level): &(crate::model::QuestionId, crate::model::LevelLabel)| {
                pack.circle_step.fill(&[("question", question), ("level", level)])
            };
            let steps = super::first_of(levels.iter().map(step), words);
            Explanation::new(pack.circle.fill(&[("steps", &steps)])).advise(&pack.circle_do)
        }
        _ => Explanation::default(),
    }
}

fn noun(noun: Noun, words: &Messages) -> &str {
    let nouns = &words.errors.nouns;
    match noun {
        Noun::Pack => &nouns.pack,
        Noun::Version => &nouns.version,
        Noun::Language => &nouns.language,
        Noun::Level => &nouns.level,
        Noun::Area => &nouns.area,
        Noun::Group => &nouns.group,
        Noun::Clause => &nouns.clause,
        Noun::Question => &nouns.question,
        Noun::Link(LinkKind::Enabler) => &nouns.enabler,
        Noun::Link(LinkKind::Goal) => &nouns.goal,
        Noun::Link(LinkKind::Objective) => &nouns.objective,
        Noun::Link(LinkKind::Regulation) => &nouns.regulation,
        Noun::Background => &nouns.background,
        Noun::Source => &nouns.source,
        Noun::Role => &nouns.role,
        Noun::Flag => &nouns.flag,
        Noun::Phase => &nouns.phase,
        Noun::Rule => &nouns.rule,
        Noun::Answer => &nouns.answer,
    }
}

fn quantity(quantity: Quantity, words: &Messages) -> &str {
    let names = &words.errors.quantities;
    match quantity {
        Quantity::Languages => &names.languages,
        Quantity::Areas => &names.areas,
        Quantity::Questions => &names.questions,
        Quantity::ScaleLevels => &names.scale_levels,
        Quantity::Gate => &names.gate,
        Quantity::Decimals => &names.decimals,
        Quantity::EvidenceDays => &names.evidence_days,
        Quantity::Weight => &names.weight,
        Quantity::Revision => &names.revision,
        Quantity::Months => &names.months,
        Quantity::Capacity => &names.capacity,
        Quantity::Impact => &names.impact,
    }
}
