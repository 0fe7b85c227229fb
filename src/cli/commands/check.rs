//! `mizan check [PATH]`: lists the faults of packs and themes.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::{ltr, ltr_path};
use crate::cli::arguments::positional;
use crate::cli::problem::Problem;
use crate::cli::{CommandContext, Failure, failure};
use crate::data::{self, MANIFEST, Packs, embedded};
use crate::explain::{Explain, Explanation};
use crate::i18n::Messages;
use crate::model::Pack;
use crate::system::SystemError;
use crate::theme::{Role, ThemeLibrary};
use crate::yaml::{self, Faults, Limits};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "check", group: Group::Packs, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let path = positional("path", &words.commands.placeholders.path, &words.commands.arguments.check_path);
    vec![path.value_parser(clap::value_parser!(PathBuf))]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let checked = match matches.get_one::<PathBuf>("path") {
        Some(path) => given(context, path)?,
        None => everything(context),
    };
    let done = &context.words.commands.done;
    let (mut printed, mut more) = (HashSet::new(), 0);
    for checked in &checked {
        if checked.faults.is_empty() {
            context.out.paragraph(Role::Good, &done.no_faults.fill(&[("place", &checked.name)]), 0)?;
        }
        for warning in &checked.warnings {
            failure::warn(&mut context.errors, warning, context.words)?;
        }
        let before = printed.len();
        for line in checked.faults.iter().map(Explanation::on_one_line) {
            if printed.insert(line.clone()) {
                context.out.line(&line)?;
            }
        }
        // A theme that inherits the faults of another one has no remaining faults of its own.
        if checked.more > 0 && printed.len() > before {
            let rest = Explanation::new(done.more_faults.of(checked.more)).at(&checked.name);
            context.out.line(&rest.on_one_line())?;
            more += checked.more;
        }
    }
    if printed.is_empty() {
        return Ok(());
    }
    context.out.flush()?;
    context.errors.line(&done.faults.of(printed.len() + more))?;
    Err(Failure::Reported)
}

/// A checked pack or theme with its faults.
struct Checked {
    name: String,
    faults: Vec<Explanation>,
    /// Number of faults beyond those in the list.
    more: usize,
    /// What is no fault, but may surprise.
    warnings: Vec<Explanation>,
}

impl Checked {
    /// The result of a check. `place` turns the position of a fault into a path that the user knows.
    fn new<F>(
        context: &CommandContext,
        name: String,
        faults: Option<Faults<F>>,
        place: impl Fn(String) -> String,
    ) -> Self
    where
        F: Explain,
    {
        let Some(faults) = faults else {
            return Self { name, faults: Vec::new(), more: 0, warnings: Vec::new() };
        };
        let explanations = faults.first().iter().map(|fault| {
            let explanation = fault.explain(context.words);
            Explanation { place: explanation.place.map(&place), ..explanation }
        });
        Self { name, faults: explanations.collect(), more: faults.more(), warnings: Vec::new() }
    }
}

fn given(context: &CommandContext, path: &Path) -> Result<Vec<Checked>, Failure> {
    if path.is_file() {
        return file(context, path).map(|checked| vec![checked]);
    }
    if let Some(cause) = unreadable(path) {
        return Err(context.refused(&Problem::CannotRead(path.to_owned(), cause)));
    }
    let (packs, mut themes) = (packs_in(path), themes_in(path));
    if path.join(MANIFEST).exists() || themes.iter().any(|file| is_area(file)) {
        return Ok(vec![lone_pack(context, path)]);
    }
    themes.retain(|file| !is_of_the_user(context, file));
    if packs.is_empty() && themes.is_empty() {
        return Err(context.refused(&Problem::NothingToCheck(path.to_owned())));
    }
    Ok(all_in(context, path, &packs, &themes))
}

/// The packs and themes of a folder.
fn all_in(context: &CommandContext, folder: &Path, packs: &[PathBuf], themes: &[PathBuf]) -> Vec<Checked> {
    let known = Packs::new(folder.to_owned());
    let packs = packs.iter().map(|folder| pack_folder(context, folder, Some(&known)));
    packs.chain(themes.iter().map(|file| theme_file(context, file))).collect()
}

/// A pack that is checked alone. Only where packs are installed do its neighbours matter.
fn lone_pack(context: &CommandContext, folder: &Path) -> Checked {
    let installed = is_installed(context, folder).then(|| Packs::new(absolute(folder_of(&absolute(folder)))));
    pack_folder(context, folder, installed.as_ref())
}

fn is_installed(context: &CommandContext, folder: &Path) -> bool {
    absolute(folder).parent() == Some(&absolute(&context.paths.questionnaires()))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Why the pack in a folder is not the one that its id leads to, among the packs in `known`.
fn hidden(context: &CommandContext, known: Option<&Packs>, folder: &Path, id: &str) -> Option<Explanation> {
    let words = &context.words.errors.pack;
    if is_installed(context, folder) && embedded::is_bundled(id) {
        let what = words.hidden_by_bundled.fill(&[("id", &id)]);
        return Some(Explanation::new(what).at(ltr_path(folder)).advise(&words.taken_other_id));
    }
    let other = known?.folder_of(id).filter(|other| absolute(other) != absolute(folder))?;
    let what = words.taken_by_folder.fill(&[("other", &ltr_path(other)), ("id", &id)]);
    Some(Explanation::new(what).at(ltr_path(folder)).advise(&words.taken_by_folder_do))
}

/// Whether a file is an assessment or holds the settings: no pack and no theme.
fn is_of_the_user(context: &CommandContext, file: &Path) -> bool {
    let (paths, file) = (&context.paths, absolute(file));
    [paths.settings(), paths.terminals()].contains(&file)
        || file
            .parent()
            .is_some_and(|folder| [paths.assessments(), paths.bin()].iter().any(|own| own == folder))
        || has_answers(&file)
}

fn has_answers(file: &Path) -> bool {
    yaml::read(file, Limits::ASSESSMENT)
        .is_ok_and(|text| text.lines().any(|line| line.starts_with("answers:")))
}

/// Why a path that is no ordinary file cannot be checked; `None` for a readable folder.
fn unreadable(path: &Path) -> Option<SystemError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::read_dir(path).err().as_ref().map(SystemError::from),
        Ok(_) => Some(ErrorKind::InvalidInput.into()),
        Err(error) => Some((&error).into()),
    }
}

/// Checks a single file: the whole pack if it belongs to one, otherwise as a theme.
fn file(context: &CommandContext, path: &Path) -> Result<Checked, Failure> {
    let folder = folder_of(path);
    if folder.join(MANIFEST).exists() {
        Ok(lone_pack(context, folder))
    } else if is_of_the_user(context, path) {
        Err(context.refused(&Problem::NothingToCheck(path.to_owned())))
    } else {
        Ok(theme_file(context, path))
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether the file contains questions, so that its folder counts as a pack even without a manifest.
fn is_area(file: &Path) -> bool {
    yaml::read(file, Limits::PACK).is_ok_and(|text| text.lines().any(|line| line.starts_with("questions:")))
}

/// Checks everything that is bundled, and everything in the user's folders.
fn everything(context: &CommandContext) -> Vec<Checked> {
    let library = ThemeLibrary::bundled();
    let as_it_is = |place| place;
    let packs =
        embedded::pack_ids().map(|id| Checked::new(context, id.to_owned(), embedded::faults(id), as_it_is));
    let themes = embedded::theme_names()
        .map(|name| Checked::new(context, name.to_owned(), library.load(name).err(), as_it_is));
    let folder = context.paths.questionnaires();
    let own = all_in(context, &folder, &packs_in(&folder), &themes_in(&context.paths.themes()));
    let closed = [folder, context.paths.themes()].into_iter().filter_map(|folder| closed(context, folder));
    packs.chain(themes).chain(own).chain(closed).collect()
}

/// The fault of a folder that exists and cannot be read: what is in it is not found.
fn closed(context: &CommandContext, folder: PathBuf) -> Option<Checked> {
    let cause = unreadable(&folder).filter(|cause| cause.kind != ErrorKind::NotFound)?;
    let name = folder.display().to_string();
    let fault = Problem::CannotRead(folder, cause).explain(context.words);
    Some(Checked { name, faults: vec![fault], more: 0, warnings: Vec::new() })
}

/// Checks the pack in a folder. It is a fault if another one of `known` is used instead.
fn pack_folder(context: &CommandContext, folder: &Path, known: Option<&Packs>) -> Checked {
    let place = |place: String| ltr(&folder.join(place).display().to_string());
    let name = folder.display().to_string();
    let loaded = data::load(folder);
    let id = loaded.as_ref().ok().map(|pack| pack.manifest.id.as_str());
    if let Some(fault) = id.and_then(|id| hidden(context, known, folder, id)) {
        return Checked { name, faults: vec![fault], more: 0, warnings: Vec::new() };
    }
    let warnings = loaded.as_ref().ok().map(|pack| {
        let misnamed = misnamed(context, folder, &pack.manifest.id);
        misnamed.into_iter().chain(counted_by_position(context, folder, pack)).collect()
    });
    let checked = Checked::new(context, name, loaded.err(), place);
    Checked { warnings: warnings.unwrap_or_default(), ..checked }
}

/// Says that a folder is not called like the id of the pack in it.
fn misnamed(context: &CommandContext, folder: &Path, id: &str) -> Option<Explanation> {
    let name = folder.canonicalize().ok()?.file_name()?.to_string_lossy().into_owned();
    let words = &context.words.errors.pack;
    let explanation = Explanation::new(words.folder_named.fill(&[("folder", &ltr(&name)), ("id", &id)]));
    let explanation = explanation.at(ltr_path(folder)).advise(words.folder_named_do.fill(&[("id", &id)]));
    (name != id).then_some(explanation)
}

/// Says that levels count in the index by their positions, although their labels are other numbers.
fn counted_by_position(context: &CommandContext, folder: &Path, pack: &Pack) -> Option<Explanation> {
    let (levels, place) = data::counted_by_position(folder)?;
    let edition = context.edition(pack);
    let labels: Vec<String> = levels.iter().map(|level| edition.pack.scale().label(*level)).collect();
    let positions = edition.list(levels.iter().map(ToString::to_string));
    let words = &context.words.errors.pack;
    let what = words
        .counted_by_position
        .fill(&[("levels", &edition.list(labels.clone())), ("positions", &positions)]);
    let place = format!("{}:{}", folder.join(MANIFEST).display(), place.line);
    let score = |value: &str| ltr(&format!("`score: {value}`"));
    let (label, position) = (labels.first()?, levels.first()?.to_string());
    let values: [(&str, &dyn Display); 3] =
        [("label", label), ("score", &score(label)), ("position", &score(&position))];
    Some(Explanation::new(what).at(place).advise(words.counted_by_position_do.fill(&values)))
}

fn theme_file(context: &CommandContext, file: &Path) -> Checked {
    let library = ThemeLibrary::with_folder(folder_of(file));
    Checked::new(context, file.display().to_string(), library.read(file).err(), |place| ltr(&place))
}

/// The subfolders that are packs, sorted.
fn packs_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.join(MANIFEST).exists()).collect()
}

/// The files that may be themes, sorted.
fn themes_in(folder: &Path) -> Vec<PathBuf> {
    let is_theme = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|end| end == "yaml");
    entries(folder).into_iter().filter(is_theme).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}
