//! The fuzzing targets: each kind of file of unknown origin, and what must hold for any contents.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use mizan::data::{self, PackFaultKind};
use mizan::explain::Explain;
use mizan::export::{self, FileError, ImportError};
use mizan::i18n::{Language, Messages};
use mizan::model::{Answer, Assessment, Identity, Level, Pack};
use mizan::report::{Edition, areas, notes, question};
use mizan::roadmap::{Options, roadmap};
use mizan::scoring::score;
use mizan::store::{OpenFile, Refusal, StoreError, file};
use mizan::theme::{ColourDepth, Role, ThemeFaultKind, ThemeLibrary};
use mizan::yaml::{Fault, FaultKind, ReadFault};

const TODAY: Date = date(2026, 3, 1);

/// The contents of files by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// A kind of file of unknown origin.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    Pack,
    Assessment,
    Theme,
    Import,
}

impl Target {
    /// Valid files to start from.
    pub fn seeds(self) -> Vec<Files> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        match self {
            Self::Pack => ["one-language", "seven-levels", "three-languages"]
                .map(|name| files_in(&own.join("tests/data/valid").join(name)))
                .into(),
            Self::Theme => files_in(&own.join("themes")).into_iter().map(|file| vec![file]).collect(),
            Self::Assessment => {
                let pack = small_pack();
                let texts = [answered(&pack), Assessment::new(Identity::new("Two", &pack, "ar"), &pack)];
                texts.map(|assessment| one_file("one.yaml", file::write(&assessment, &pack))).into()
            }
            Self::Import => {
                let pack = small_pack();
                let assessment = answered(&pack);
                let [yaml, json] = exported(&pack, &assessment);
                let own = file::write(&assessment, &pack);
                vec![one_file("one.yaml", yaml), one_file("one.json", json), one_file("one.yaml", own)]
            }
        }
    }

    /// Reads the files in `folder`, uses their contents, and returns a short description of the finding.
    ///
    /// # Panics
    /// If a requirement is violated.
    pub fn read(self, folder: &Path, files: &Files) -> String {
        let path = folder.join(&files[0].0);
        match self {
            Self::Pack => read_pack(folder),
            Self::Assessment => read_assessment(&path),
            Self::Theme => read_theme(&path),
            Self::Import => read_import(&path),
        }
    }
}

fn one_file(name: &str, text: String) -> Files {
    vec![(name.to_owned(), text.into_bytes())]
}

fn files_in(folder: &Path) -> Files {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

fn small_pack() -> Pack {
    data::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/three-languages")).unwrap()
}

/// An assessment with a value in every field.
fn answered(pack: &Pack) -> Assessment {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/said.yaml")).unwrap();
    let mut assessment = file::read(&text).unwrap();
    assessment.identity.pack = Identity::new("One", pack, "en").pack;
    assessment.align(pack);
    answer_all(pack, &mut assessment);
    assessment
}

fn answer_all(pack: &Pack, assessment: &mut Assessment) {
    let last = pack.scale().last().0;
    for (place, (_, question)) in pack.questions().enumerate() {
        let mut entry = assessment.entry(&question.id).cloned().unwrap_or_default();
        let level = 1 + u8::try_from(place % usize::from(last.max(1))).unwrap();
        entry.answer = Some(Answer::Level(Level(level)));
        assessment.replace(&question.id, entry);
    }
}

fn exported(pack: &Pack, assessment: &Assessment) -> [String; 2] {
    let card = score(pack, assessment, TODAY);
    let roadmap = roadmap(pack, assessment, TODAY, &Options::default());
    let document = export::document(pack, assessment, &card, &roadmap, TODAY);
    [export::to_yaml(&document), export::to_json(&document)]
}

/// Produces every result for a pack and answers. The results may be odd, but must not fail.
fn use_results(pack: &Pack, assessment: &Assessment) {
    for text in exported(pack, assessment) {
        assert!(export::import(&text).is_ok(), "what is exported can be imported\n{text}");
        assert!(has_no_raw_control(&text), "{text}");
    }
    let card = score(pack, assessment, TODAY);
    for language in Language::ALL {
        let edition = Edition::new(pack, language);
        assert!(
            !areas::table(&edition, "Title", &card, notes::in_full(&edition, assessment, "Title"))
                .rows
                .is_empty()
        );
        for (area, asked) in pack.questions() {
            assert!(!question::page(&edition, area, asked).sections.is_empty());
        }
    }
}

fn has_no_raw_control(text: &str) -> bool {
    text.chars().all(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
}

/// Explains a fault in every language. Returns the English text without values from the file, so that it is equal for
/// all faults of one kind.
fn explained(fault: &impl Explain) -> String {
    let explain = |language| fault.explain(Messages::of(language));
    assert!(Language::ALL.into_iter().all(|language| !explain(language).on_one_line().trim().is_empty()));
    let english = explain(Language::English);
    let text = [english.what, english.why.unwrap_or_default()].join(" ");
    let ours = text.split('`').step_by(2).flat_map(str::chars).filter(|letter| !letter.is_numeric());
    ours.take(120).collect()
}

fn read_pack(folder: &Path) -> String {
    match data::load(folder) {
        Ok(pack) => {
            let mut assessment = Assessment::new(Identity::new("One", &pack, "en"), &pack);
            use_results(&pack, &assessment);
            answer_all(&pack, &mut assessment);
            use_results(&pack, &assessment);
            format!("good {}", pack.areas.len())
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            let mut kinds = Vec::new();
            for fault in faults.first() {
                let no_place = matches!(
                    fault.kind,
                    PackFaultKind::Unreadable(_) | PackFaultKind::Yaml(FaultKind::TooLarge { .. })
                );
                assert!(no_place || fault.place.is_some(), "{fault:?} has no place");
                kinds.push(explained(fault));
            }
            kinds.sort();
            kinds.dedup();
            kinds.join(" ")
        }
    }
}

fn read_assessment(path: &Path) -> String {
    match OpenFile::open(path) {
        Ok((_, assessment)) => {
            use_assessment(assessment);
            "good".to_owned()
        }
        Err(error) => {
            let StoreError::Unreadable { refusal, .. } = &error else { panic!("{error:?}") };
            refusal_has_a_place(refusal);
            explained(&error)
        }
    }
}

fn refusal_has_a_place(refusal: &Refusal) {
    if let Refusal::Fault(fault) = refusal {
        fault_has_a_place(fault);
    }
}

fn fault_has_a_place(fault: &Fault) {
    let no_place = matches!(fault.kind, FaultKind::TooLarge { .. });
    assert!(no_place || fault.place.is_some(), "{fault:?} has no place");
}

/// Any accepted assessment can be scored with any pack, and can be read again after it is saved.
fn use_assessment(mut assessment: Assessment) {
    static PACK: LazyLock<Pack> = LazyLock::new(small_pack);
    assessment.align(&PACK);
    use_results(&PACK, &assessment);
    let once = file::read(&file::write(&assessment, &PACK)).unwrap();
    let twice = file::read(&file::write(&once, &PACK)).unwrap();
    assert_eq!(once, twice, "what was saved is read back");
}

fn read_theme(path: &Path) -> String {
    let library = ThemeLibrary::with_folder(path.parent().unwrap());
    match library.read(path) {
        Ok(theme) => {
            for depth in [ColourDepth::None, ColourDepth::Ansi16, ColourDepth::Ansi256, ColourDepth::True] {
                let theme = theme.at_depth(depth);
                assert!(Role::ALL.into_iter().all(|role| theme.style(role).sub_modifier.is_empty()));
            }
            "good".to_owned()
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            for fault in faults.first() {
                let no_place = matches!(
                    fault.kind,
                    ThemeFaultKind::Unreadable(_)
                        | ThemeFaultKind::Malformed { kind: FaultKind::TooLarge { .. }, .. }
                );
                assert!(no_place || fault.place.is_some(), "{fault:?} has no place");
            }
            explained(&faults.first()[0])
        }
    }
}

fn read_import(path: &Path) -> String {
    let error = match export::import_file(path) {
        Ok(imported) => {
            use_assessment(imported.assessment);
            return "good".to_owned();
        }
        Err(error) => error,
    };
    match &error {
        FileError::Read { fault, .. } => assert!(matches!(fault.as_ref(), ReadFault::Fault(_)), "{error}"),
        FileError::Import { error, .. } => match error.as_ref() {
            ImportError::Refused(refusal) => refusal_has_a_place(refusal),
            ImportError::Fault(fault) => fault_has_a_place(fault),
            ImportError::CutOff { .. }
            | ImportError::OtherFormat { .. }
            | ImportError::OtherKind(_)
            | ImportError::NewerSchema { .. } => {}
        },
    }
    explained(&error)
}
