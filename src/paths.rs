//! Where things lie: one folder for everything that belongs to the user.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The variable that names the config folder where no option does.
pub const VARIABLE: &str = "MIZAN_CONFIG_DIR";

/// The folder of everything that is kept, and the places in it. Naming a place creates nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The config folder, an absolute path.
    pub config: PathBuf,
}

/// No folder was named, and the system knows no home to put one in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no home directory; name a folder with --config-dir or {VARIABLE}")]
pub struct NoHome;

impl Paths {
    /// The folder that was asked for on the command line, else the one of `MIZAN_CONFIG_DIR`, else the system's place
    /// for the settings of programs.
    pub fn resolve(asked: Option<PathBuf>) -> Result<Self, NoHome> {
        let home =
            || directories::ProjectDirs::from("", "", "mizan").map(|home| home.config_dir().to_owned());
        Self::choose(asked, std::env::var_os(VARIABLE), home)
    }

    /// The places in this folder.
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

    /// One file for each assessment.
    pub fn assessments(&self) -> PathBuf {
        self.config.join("assessments")
    }

    /// Assessments that were deleted.
    pub fn bin(&self) -> PathBuf {
        self.config.join("bin")
    }

    /// Earlier files of assessments, a folder for each.
    pub fn backups(&self) -> PathBuf {
        self.config.join("backups")
    }

    /// The locks of assessments that somebody writes, or wrote once.
    pub fn locks(&self) -> PathBuf {
        self.config.join("locks")
    }

    /// Records of renames under way.
    pub fn renames(&self) -> PathBuf {
        self.config.join("renames")
    }

    /// Texts that are being written in an editor of the user's.
    pub fn drafts(&self) -> PathBuf {
        self.config.join("drafts")
    }

    /// What is known of the user's terminals.
    pub fn terminals(&self) -> PathBuf {
        self.config.join("terminals.yaml")
    }

    /// The user's own questionnaire packs, a folder each.
    pub fn questionnaires(&self) -> PathBuf {
        self.config.join("questionnaires")
    }

    /// The user's own themes, a file each.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The file of the settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.yaml")
    }
}

/// Folders for answers that can be saved nowhere in the config folder, the best first. All but the last outlive a
/// reboot.
pub fn refuges() -> Vec<PathBuf> {
    let known = directories::ProjectDirs::from("", "", "mizan");
    let state = known.as_ref().map(|known| known.state_dir().unwrap_or(known.data_local_dir()).to_owned());
    let home = directories::BaseDirs::new().map(|known| known.home_dir().to_owned());
    let lasting = cfg!(unix).then(|| PathBuf::from("/var/tmp"));
    [state, home, lasting].into_iter().flatten().chain([std::env::temp_dir()]).collect()
}

/// A path that a person typed: `~` alone or before a separator is their home, as in a shell.
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
    fn the_option_outranks_the_variable_and_that_the_home() {
        let (option, variable, home) = (Some("/option"), Some("/variable"), Some("/home"));
        assert_eq!(choose(option, variable, home), Ok("/option".into()));
        assert_eq!(choose(None, variable, home), Ok("/variable".into()));
        assert_eq!(choose(None, None, home), Ok("/home".into()));
        assert_eq!(choose(None, None, None), Err(NoHome));
    }

    #[test]
    fn an_empty_option_or_variable_names_nothing() {
        assert_eq!(choose(Some(""), Some(""), Some("/home")), Ok("/home".into()));
    }

    #[test]
    fn a_relative_folder_is_taken_from_where_the_program_was_started() {
        let config = choose(Some("here"), None, None).unwrap();
        assert_eq!(config, std::env::current_dir().unwrap().join("here"));
    }

    #[test]
    fn a_tilde_is_the_home_where_a_shell_takes_it_for_that() {
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
    fn every_place_lies_in_the_folder() {
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
