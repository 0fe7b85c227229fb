//! `mizan new NAME`: creates an assessment.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{ShownValue, option, options, positional, shown_value, text};
use crate::cli::problem::{IdKind, Problem};
use crate::cli::{CommandContext, Failure, packs};
use crate::data::embedded::DEFAULT_PACK;
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, FlagId, Identity, Pack, Profile, RoleId};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "new", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let mut all =
        vec![positional("name", &words.commands.placeholders.name, &help.new_assessment).required(true)];
    all.extend(Language::ALL.map(|language| {
        let name = words.common.language_name(language);
        option(
            entity_option(language),
            &words.commands.placeholders.name,
            help.entity.fill(&[("language", &name)]),
        )
    }));
    all.extend([
        options("role", &words.commands.placeholders.id, &help.role),
        options("flag", &words.commands.placeholders.flag, &help.flag),
        // Files of commands that were written for the first questionnaire say `--platform`.
        options("part", &words.commands.placeholders.name, &help.part).alias("platform"),
        option("period", &words.commands.placeholders.text, &help.period),
        options("assessed-by", &words.commands.placeholders.role, &help.assessed_by),
        option("pack", &words.commands.placeholders.id_or_folder, &help.pack).default_value(DEFAULT_PACK),
    ]);
    all
}

/// The option for the organisation's name in a language: `entity-ar`.
fn entity_option(language: Language) -> String {
    format!("entity-{}", language.code())
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let pack = packs::named(context, text(matches, "pack"))?;
    let assessment = assessment(matches, context, &pack)?;
    let created = context.store().create(assessment, &pack);
    let (file, assessment) = context.changed(created)?;
    let asked = pack.questions().filter(|(_, question)| assessment.profile.applicability(question).applies());
    let count = context.words.common.questions.of(asked.count());
    let path = ltr_path(file.path());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &assessment.identity.name), ("count", &count), ("path", &path)];
    Ok(context.out.line(&context.words.commands.done.created.fill(&values))?)
}

fn assessment(matches: &ArgMatches, context: &CommandContext, pack: &Pack) -> Result<Assessment, Failure> {
    let many = |id: &str| matches.get_many::<String>(id).into_iter().flatten().cloned().collect::<Vec<_>>();
    let filled = |id: &str| many(id).into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>();
    let one = |id: &str| filled(id).pop();
    let mut identity = Identity::new(text(matches, "name"), pack, context.language.code());
    for language in Language::ALL {
        if let Some(entity) = one(&entity_option(language)) {
            identity.entity.set(language.code(), entity);
        }
    }
    identity.period = one("period");
    identity.assessed_by = filled("assessed-by");
    identity.scope = filled("part");
    let mut assessment = Assessment::new(identity, pack);
    assessment.profile =
        Profile { roles: roles(context, pack, &many("role"))?, flags: flags(context, pack, &many("flag"))? };
    Ok(assessment)
}

fn roles(context: &CommandContext, pack: &Pack, names: &[String]) -> Result<Vec<RoleId>, Failure> {
    let known = || pack.manifest.roles.iter().map(|role| &role.id);
    let find = |name: &String| {
        let found = known().find(|id| id.as_str() == name).cloned();
        found.ok_or_else(|| context.refused(&Problem::unknown(IdKind::Role, name, known(), pack)))
    };
    names.iter().map(find).collect()
}

fn flags(context: &CommandContext, pack: &Pack, texts: &[String]) -> Result<BTreeMap<FlagId, bool>, Failure> {
    let known = || pack.manifest.flags.iter().map(|flag| &flag.id);
    let read = |text: &String| {
        let answer = text.split_once('=').and_then(|(name, answer)| Some((name, yes_or_no(answer)?)));
        let (name, answer) = answer.ok_or_else(|| context.refused(&Problem::BadFlag(text.clone())))?;
        let found = known().find(|id| id.as_str() == name).cloned();
        let id =
            found.ok_or_else(|| context.refused(&Problem::unknown(IdKind::Flag, name, known(), pack)))?;
        Ok((id, answer))
    };
    texts.iter().map(read).collect()
}

fn yes_or_no(text: &str) -> Option<bool> {
    const YES: ShownValue = ShownValue { id: "yes", shown: |words| &words.common.yes };
    const NO: ShownValue = ShownValue { id: "no", shown: |words| &words.common.no };
    Some(shown_value(text, &[YES, NO])? == YES.id)
}
