//! The folder of the user's files, and the places in it. Reads no file and creates none.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The environment variable with the config folder, used if no option names one.
pub const VARIABLE: &str = "MIZAN_CONFIG_DIR";

/// The config folder and the places in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The config folder, as an absolute path.
    pub config: PathBuf,
}

/// No config folder was named, and the system has no home folder to put one in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no home directory; name a folder with --config-dir or {VARIABLE}")]
pub struct NoHome;

impl Paths {
    /// The config folder from the option `asked`, else from `MIZAN_CONFIG_DIR`, else the system's folder for settings.
    /// Fails if none of them is known. An empty value counts as missing.
    pub fn resolve(asked: Option<PathBuf>) -> Result<Self, NoHome> {
        let home =
            || directories::ProjectDirs::from("", "", "mizan").map(|home| home.config_dir().to_owned());
        Self::choose(asked, std::env::var_os(VARIABLE), home)
    }

    /// The places in `config`; a relative path is resolved against the working folder.
    pub fn new(config: &Path) -> Self {
        Self { config: std::path::absolute(config).unwrap_or_else(|_| config.to_owned()) }
    }

    fn choose(
        asked: Option<PathBuf>,
        variable: Option<OsString>,
        home: impl FnOnce() -> Option<PathBuf>,
    ) -> Result<Self, NoHome> {
        let named = |folder: &PathBuf| !folder.as_os_str().is_empty();
        let asked = asked.filter(named).or_else(|| variable.map(PathBuf::from).filter(named));
        asked.or_else(home).map(|config| Self::new(&config)).ok_or(NoHome)
    }

    /// One YAML file per assessment.
    pub fn assessments(&self) -> PathBuf {
        self.config.join("assessments")
    }

    /// Deleted assessments.
    pub fn bin(&self) -> PathBuf {
        self.config.join("bin")
    }

    /// Backups of assessments, one folder per assessment.
    pub fn backups(&self) -> PathBuf {
        self.config.join("backups")
    }

    /// Lock files. They remain after the lock is released.
    pub fn locks(&self) -> PathBuf {
        self.config.join("locks")
    }

    /// Records of renames in progress.
    pub fn renames(&self) -> PathBuf {
        self.config.join("renames")
    }

    /// Texts that are being edited in the user's external editor.
    pub fn drafts(&self) -> PathBuf {
        self.config.join("drafts")
    }

    /// Remembered answers of the user's terminals.
    pub fn terminals(&self) -> PathBuf {
        self.config.join("terminals.yaml")
    }

    /// The user's own questionnaire packs, one folder per pack.
    pub fn questionnaires(&self) -> PathBuf {
        self.config.join("questionnaires")
    }

    /// The user's own themes, one file per theme.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.yaml")
    }
}

/// Folders for answers that cannot be saved in the config folder, best first. All but the last survive a reboot.
pub fn refuges() -> Vec<PathBuf> {
    let known = directories::ProjectDirs::from("", "", "mizan");
    let state = known.as_ref().map(|known| known.state_dir().unwrap_or(known.data_local_dir()).to_owned());
    let home = directories::BaseDirs::new().map(|known| known.home_dir().to_owned());
    let lasting = cfg!(unix).then(|| PathBuf::from("/var/tmp"));
    [state, home, lasting].into_iter().flatten().chain([std::env::temp_dir()]).collect()
}

/// Expands `~` in a typed path, alone or before a separator, to the home folder, as a shell does. Other paths are
/// unchanged.
pub fn from_home(typed: &Path) -> PathBuf {
    let home = directories::BaseDirs::new().map(|known| known.home_dir().to_owned());
    below(typed, home.as_deref())
}

fn below(typed: &Path, home: Option<&Path>) -> PathBuf {
    match (typed.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(asked: Option<&str>, variable: Option<&str>, home: Option<&str>) -> Result<PathBuf, NoHome> {
        let paths =
            Paths::choose(asked.map(PathBuf::from), variable.map(OsString::from), || home.map(PathBuf::from));
        paths.map(|paths| paths.config)
    }

    #[test]
    fn the_option_takes_precedence_over_the_variable_and_the_home() {
        let (option, variable, home) = (Some("/option"), Some("/variable"), Some("/home"));
        assert_eq!(choose(option, variable, home), Ok("/option".into()));
        assert_eq!(choose(None, variable, home), Ok("/variable".into()));
        assert_eq!(choose(None, None, home), Ok("/home".into()));
        assert_eq!(choose(None, None, None), Err(NoHome));
    }

    #[test]
    fn an_empty_option_or_variable_is_ignored() {
        assert_eq!(choose(Some(""), Some(""), Some("/home")), Ok("/home".into()));
    }

    #[test]
    fn a_relative_folder_is_resolved_against_the_working_folder() {
        let config = choose(Some("here"), None, None).unwrap();
        assert_eq!(config, std::env::current_dir().unwrap().join("here"));
    }

    #[test]
    fn a_tilde_is_expanded_where_a_shell_expands_it() {
        let home = Some(Path::new("/home/you"));
        for (typed, meant) in [
            ("~", "/home/you"),
            ("~/a b.yaml", "/home/you/a b.yaml"),
            ("~other/x", "~other/x"),
            ("a/~", "a/~"),
            ("/~", "/~"),
        ] {
            assert_eq!(below(Path::new(typed), home), Path::new(meant));
        }
        assert_eq!(below(Path::new("~/x"), None), Path::new("~/x"));
    }

    #[test]
    fn every_place_is_in_the_folder() {
        let paths = Paths::new(Path::new("/config"));
        let places = [
            paths.assessments(),
            paths.bin(),
            paths.backups(),
            paths.locks(),
            paths.renames(),
            paths.drafts(),
            paths.terminals(),
            paths.questionnaires(),
            paths.themes(),
            paths.settings(),
        ];
        assert!(places.iter().all(|place| place.parent() == Some(Path::new("/config"))));
        assert_eq!(places.iter().collect::<std::collections::HashSet<_>>().len(), places.len());
    }
}
