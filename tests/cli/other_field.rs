//! A questionnaire of another field: no command prints words of the bundled one's.

use mizan::cli::command_names;

use crate::support::home::Home;

/// Words of the bundled questionnaire's field, in small letters.
const BUNDLED_WORDS: [&str; 14] = [
    "polic",
    "dga",
    "qiyas",
    "dxmi",
    "nine ",
    "government",
    "saudi",
    "قياس»",
    "سياسة",
    "هيئة",
    "الحكومة",
    "الحكومية",
    "المنصات",
    "التسعة",
];

#[test]
fn no_command_prints_words_of_the_bundled_pack_with_another_one() {
    for home in [Home::english(), Home::arabic()] {
        let questionnaires = home.path("config/questionnaires");
        std::fs::create_dir_all(questionnaires.join("garden")).unwrap();
        for file in ["pack.yaml", "soil.yaml"] {
            let from = format!("{}/tests/data/valid/one-language/{file}", env!("CARGO_MANIFEST_DIR"));
            std::fs::copy(from, questionnaires.join("garden").join(file)).unwrap();
        }
        let folder = questionnaires.join("garden").to_string_lossy().into_owned();
        let runs: [&[&str]; 22] = [
            &["new", "Garden", "--pack", "garden"],
            &["answer", "Garden", "soil-q1", "-"],
            &["answer", "Garden", "soil-q9", "-"],
            &["answer", "Garden", "soil-q1", "7"],
            &["list"],
            &["show", "Garden"],
            &["show", "Garden", "--why"],
            &["show", "Garden", "--why", "no-such"],
            &["show", "Garden", "--format", "markdown"],
            &["show", "Garden", "--format", "json"],
            &["roadmap", "Garden"],
            &["roadmap", "Garden", "--scope", "all", "--format", "markdown"],
            &["compare", "Garden", "Garden"],
            &["export", "Garden", "--format", "yaml"],
            &["export", "Garden", "--format", "json"],
            &["questions", "--pack", "garden"],
            &["questions", "--pack", "garden", "soil-q1"],
            &["questions", "--pack", "garden", "--area", "no-such"],
            &["check", &folder],
            &["rename", "Garden", "Garden 2"],
            &["restore", "Garden 2"],
            &["delete", "Garden 2"],
        ];
        for arguments in runs {
            let output = home.run(arguments);
            let printed = [output.stdout, output.stderr].concat();
            let printed = String::from_utf8(printed).unwrap().to_lowercase();
            for word in BUNDLED_WORDS {
                assert!(!printed.contains(word), "{arguments:?}: {word}\n{printed}");
            }
        }
    }
}

#[test]
fn the_help_speaks_of_no_field() {
    for home in [Home::english(), Home::arabic()] {
        let pages = command_names().map(|command| home.done(&["help", command]));
        for page in pages.chain([home.done(&["--help"])]) {
            let page = page.to_lowercase().replace("whole-of-government", "");
            let of_examples = ["platform", "ministry", "strategy", "cloud", "gsb", "hosting"];
            for word in BUNDLED_WORDS.into_iter().chain(of_examples).chain(["وزارة", "استضافة", "المنصة"])
            {
                assert!(!page.contains(word), "{word}\n{page}");
            }
        }
    }
}

#[test]
fn the_list_says_which_questionnaire_once_there_are_several() {
    for (home, heading) in [(Home::english(), "Questionnaire"), (Home::arabic(), "الاستبيان")] {
        home.done(&["new", "Platforms"]);
        assert!(!home.done(&["list"]).contains(heading));
        let garden = format!("{}/tests/data/valid/one-language", env!("CARGO_MANIFEST_DIR"));
        home.done(&["new", "Plants", "--pack", &garden]);
        let list = home.done(&["list"]);
        assert!(list.contains(heading) && list.contains("Garden"), "{list}");
    }
}
