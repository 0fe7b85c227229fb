//! Hostile texts, a config folder that contains one of them wherever a file can, and a check of output for harmful
//! characters. Used by the tests of commands and screens, and by the tests in `tests/`.

use std::fmt::Write as _;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Deserialize;

/// A hostile text.
#[derive(Debug, Clone, Deserialize)]
pub struct Hostile {
    /// The harm that it tries to do.
    pub what: String,
    /// The text itself.
    pub text: String,
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
}

/// Every text of the corpus in `tests/data/hostile`.
pub fn texts() -> Vec<Hostile> {
    let texts: Vec<Hostile> = serde_yaml::from_str(&data("texts.yaml")).unwrap();
    texts.into_iter().map(|one| Hostile { text: one.text.repeat(one.times), ..one }).collect()
}

fn data(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile").join(name)).unwrap()
}

/// The text as a YAML and JSON string, with every character escaped that may not be in a file.
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    for letter in serde_json::to_string(text).unwrap().chars() {
        match letter {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            other => out.push(other),
        }
    }
    out
}

/// A file of the corpus with the text in every place that takes one. The suffix keeps a text of blanks from being
/// empty, and the number keeps the texts of levels different.
fn filled(name: &str, text: &str) -> String {
    let numbered = ["1", "2", "3"].into_iter().fold(data(name), |file, number| {
        file.replace(&format!("TEXT{number}"), &quoted(&format!("{text}~{number}")))
    });
    numbered.replace("TEXT", &quoted(&format!("{text}~"))).replace("NAME", &quoted(text))
}

/// A config folder with one hostile text everywhere.
pub struct HostileFolder {
    /// The config folder.
    pub config: PathBuf,
    /// The text.
    pub text: String,
    assessments: [String; 3],
}

impl HostileFolder {
    /// Writes all files. One assessment has the harmless name `Two`, so that commands can find it.
    pub fn new(config: &Path, text: &str) -> Self {
        let (one, faulty) = (filled("assessment.yaml", text), filled("faulty-assessment.yaml", text));
        let two = one.replacen(&format!("name: {}", quoted(text)), "name: Two", 1);
        let folder =
            Self { config: config.to_owned(), text: text.to_owned(), assessments: [one, two, faulty] };
        for folder in
            ["questionnaires/hostile", "assessments", "backups/faulty", "themes", "elsewhere", "faulty"]
        {
            fs::create_dir_all(config.join(folder)).unwrap();
        }
        folder.write("questionnaires/hostile/pack.yaml", &filled("pack.yaml", text));
        folder.write("questionnaires/hostile/one.yaml", &filled("one.yaml", text));
        folder.write("settings.yaml", &format!("{}: 1\n", quoted(text)));
        folder.write("themes/mine.yaml", &filled("theme.yaml", text));
        for name in ["faulty-theme.yaml", "faulty-assessment.yaml", "other-format.yaml"] {
            folder.write(&format!("elsewhere/{name}"), &filled(name, text));
        }
        folder.write("faulty/pack.yaml", &filled("faulty-pack.yaml", text));
        folder.write("faulty/one.yaml", &filled("faulty-area.yaml", text));
        folder.write("elsewhere/good.yaml", &filled("assessment.yaml", text));
        folder.write("backups/faulty/2026-03-01T08-15-00Z.yaml", &filled("assessment.yaml", text));
        fs::write(folder.named_file(), filled("faulty-assessment.yaml", text)).unwrap();
        folder.assessments();
        folder
    }

    /// Writes the assessments again: one named with the text, one named `Two`, and an unreadable one, the last changed
    /// first.
    pub fn assessments(&self) {
        fs::remove_dir_all(self.config.join("assessments")).unwrap();
        fs::create_dir_all(self.config.join("assessments")).unwrap();
        for (name, text) in ["one", "two", "faulty"].into_iter().zip(&self.assessments) {
            self.write(&format!("assessments/{name}.yaml"), text);
        }
        for (age, name) in ["one", "two", "faulty"].into_iter().enumerate() {
            let file =
                fs::File::options().write(true).open(self.config.join(format!("assessments/{name}.yaml")));
            let age = Duration::from_secs(60 * u64::try_from(age).unwrap());
            file.unwrap().set_modified(SystemTime::now() - age).unwrap();
        }
    }

    /// A path whose file name is the text, as far as file names allow.
    pub fn named_file(&self) -> PathBuf {
        let mut name = String::new();
        for letter in self.text.chars().filter(|letter| !matches!(letter, '/' | '\0')) {
            if name.len() + letter.len_utf8() > 200 {
                break;
            }
            name.push(letter);
        }
        self.config.join("elsewhere").join(format!("{name}.yaml"))
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.config.join(name), text).unwrap();
    }
}

/// Whether a terminal would execute this character, or let it hide text. A line feed is allowed, because the program
/// prints it itself.
pub fn is_harmful(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// The first harmful character of an output with the text around it, or `None`.
pub fn harm(output: &str) -> Option<String> {
    let place = output.chars().position(is_harmful)?;
    let around: String = output.chars().skip(place.saturating_sub(30)).take(60).collect();
    Some(format!("{around:?}"))
}
