//! Finds themes: the user's own themes before the bundled ones.
//!
//! It reads files and follows `inherits`; how a role looks is decided in `file` and `role`.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::file::{Layer, is_name};
use super::{Theme, ThemeFault, ThemeFaultKind, ThemeFaults};
use crate::data::embedded;
use crate::yaml::{self, Fault, Limits, ReadFault};

/// The bundled themes and those in a folder. A theme in the folder hides a bundled one of the same name, except from
/// bundled themes that inherit it, so that it cannot break them.
#[derive(Debug, Clone, Default)]
pub struct ThemeLibrary {
    folder: Option<PathBuf>,
}

impl ThemeLibrary {
    /// The bundled themes only.
    pub fn bundled() -> Self {
        Self::default()
    }

    /// The bundled themes and the `*.yaml` files of a folder, which may be missing.
    pub fn with_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()) }
    }

    /// The names of all themes in order. Files whose name is not allowed for a theme are omitted.
    pub fn names(&self) -> Vec<String> {
        let mut names: BTreeSet<String> = embedded::theme_names().map(str::to_owned).collect();
        let entries = self.folder.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let yaml = files.filter(|file| file.extension().is_some_and(|extension| extension == "yaml"));
        names.extend(yaml.filter_map(|file| stem(&file)).filter(|name| is_name(name)));
        names.into_iter().collect()
    }

    /// The theme with this name. Returns all faults found in it and its parents otherwise.
    pub fn load(&self, name: &str) -> Result<Theme, ThemeFaults> {
        if !is_name(name) {
            return Err(asked(name, ThemeFaultKind::BadName(name.to_owned())).into());
        }
        let layer = self.find(name)?;
        self.inherit(layer.ok_or_else(|| asked(name, self.unknown(name)))?)
    }

    /// The theme in this file, which may have any name; its parents are searched in the library.
    pub fn read(&self, file: &Path) -> Result<Theme, ThemeFaults> {
        let id = stem(file).unwrap_or_default();
        self.inherit(read(&id, file)?)
    }

    fn inherit(&self, theme: Layer) -> Result<Theme, ThemeFaults> {
        let mut layers = vec![theme];
        while let Some(layer) = layers.last()
            && let Some(parent) = &layer.theme.inherits
        {
            let fault = |kind| ThemeFaults::from(layer.fault("inherits", kind));
            if !is_name(parent) {
                return Err(fault(ThemeFaultKind::BadName(parent.clone())));
            }
            let found = if layer.is_bundled() { bundled(parent) } else { self.find(parent)? };
            let found = found.ok_or_else(|| fault(self.unknown(parent)))?;
            if let Some(start) = layers.iter().position(|earlier| earlier.is_same(&found)) {
                let circle = layers.iter().skip(start).map(|layer| &layer.id).chain([parent]);
                return Err(fault(ThemeFaultKind::Circle(circle.cloned().collect())));
            }
            layers.push(found);
        }
        Theme::from_layers(&layers)
    }

    fn find(&self, name: &str) -> Result<Option<Layer>, ThemeFaults> {
        let own = self.folder.as_ref().map(|folder| folder.join(format!("{name}.yaml")));
        let (Some(folder), Some(file)) = (&self.folder, own) else { return Ok(bundled(name)) };
        match file.symlink_metadata() {
            Ok(_) => read(name, &file).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(bundled(name)),
            // Whether it is there, nobody knows.
            Err(error) => bundled(name).map(Some).ok_or_else(|| {
                let kind = ThemeFaultKind::Unreadable((&error).into());
                ThemeFault { file: folder.display().to_string(), place: None, kind }.into()
            }),
        }
    }

    fn unknown(&self, name: &str) -> ThemeFaultKind {
        ThemeFaultKind::UnknownTheme { theme: name.to_owned(), known: self.names() }
    }
}

fn bundled(name: &str) -> Option<Layer> {
    let theme = serde_json::from_str(embedded::theme_json(name)?).expect("a bundled theme is tested");
    Some(Layer { id: name.to_owned(), file: name.to_owned(), theme, places: None })
}

fn stem(file: &Path) -> Option<String> {
    file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned)
}

fn asked(name: &str, kind: ThemeFaultKind) -> ThemeFault {
    ThemeFault { file: name.to_owned(), place: None, kind }
}

fn read(id: &str, file: &Path) -> Result<Layer, ThemeFaults> {
    let name = file.display().to_string();
    let fault = |place, kind| ThemeFaults::from(ThemeFault { file: name.clone(), place, kind });
    let malformed = |Fault { place, path, kind }| fault(place, ThemeFaultKind::Malformed { path, kind });
    let text = yaml::read(file, Limits::SMALL).map_err(|refused| match refused {
        ReadFault::Fault(refused) => malformed(refused),
        ReadFault::Io(error) => fault(None, ThemeFaultKind::Unreadable((&error).into())),
    })?;
    let (theme, places) = yaml::parse_with_places(&text, Limits::SMALL).map_err(malformed)?;
    Ok(Layer { id: id.to_owned(), file: name, theme, places: Some(places) })
}
