//! Texts of a direction other than the interface's: each is read in its own, and labels stay where they are.

use crate::bidi::{Base, visual};
use crate::i18n::Language;
use crate::tui::test_app::TestApp;

/// The program at the first question of the bundled pack, with this note.
fn noted(language: Language, note: &str) -> TestApp {
    let mut test_app = TestApp::new(language).sized(120, 40);
    test_app.press("n<enter>n").type_text(note).press("<enter>");
    test_app
}

/// The line of the screen with this text in visual order.
fn line_with(test_app: &TestApp, text: &str, base: Base) -> String {
    let shown = visual(text, base, test_app.app.workspace.presentation());
    let screen = test_app.screen();
    let line = screen.lines().find(|line| line.contains(&shown));
    line.unwrap_or_else(|| panic!("{shown}\n{screen}")).to_owned()
}

#[test]
fn a_note_is_read_in_its_own_direction_after_its_label() {
    let (arabic, english) = ("انظر GSB 2.1 أولا", "See بوابة 2.1 first");
    let english_line = line_with(&noted(Language::English, arabic), arabic, Base::Rtl);
    let label = english_line.find("Note: ").expect("the label is before the note");
    let note = visual(arabic, Base::Rtl, crate::bidi::Presentation::default());
    assert_eq!(english_line.find(&note), Some(label + "Note: ".len()), "{english_line}");
    let test_app = noted(Language::Arabic, english);
    let presentation = test_app.app.workspace.presentation();
    let arabic_line = line_with(&test_app, english, Base::Ltr);
    let (note, label) =
        (visual(english, Base::Ltr, presentation), visual("ملاحظة: ", Base::Rtl, presentation));
    assert!(arabic_line.contains(&format!("{note}{label}")), "{arabic_line}");
}

/// The column where the letters of a line of the screen end.
fn edge(line: &str) -> usize {
    let is_drawn = |letter: char| letter.is_alphanumeric() || letter == '.';
    line.trim_end_matches(|letter| !is_drawn(letter)).chars().count()
}

#[test]
fn a_long_note_is_below_its_label_and_each_of_its_paragraphs_on_its_own_side() {
    let long = "انظر سجل الخدمات المشتركة في البوابة ثم محضر اجتماع اللجنة الأخير وقرارها بشأن دليل الخدمات المعتمد لدى الجهة كلها";
    let mut test_app = noted(Language::English, long);
    let label = |test_app: &TestApp| {
        let screen = test_app.screen();
        screen.lines().find(|line| line.contains("Note:")).unwrap_or_default().to_owned()
    };
    assert!(label(&test_app).trim_end_matches([' ', '│']).ends_with("Note:"));
    let (first, last) =
        (line_with(&test_app, "انظر سجل", Base::Rtl), line_with(&test_app, "الجهة كلها", Base::Rtl));
    assert_ne!(first, last);
    assert_eq!(edge(&first), edge(&last));
    test_app
        .press("n<ctrl-a>")
        .type_text("نص")
        .press("<alt-enter>")
        .type_text("English")
        .press("<alt-enter>");
    test_app.type_text("עברית").press("<enter>");
    let sides = ["نص", "English", "עברית"].map(|text| edge(&line_with(&test_app, text, Base::default())));
    assert!(sides[0] == sides[2] && sides[0] == edge(&first) && sides[1] < sides[0], "{}", test_app.screen());
}

#[test]
fn the_caret_is_at_the_end_of_the_paragraph_that_is_typed() {
    let mut test_app = noted(Language::English, "");
    test_app.press("n").type_text("نص أول").press("<alt-enter>").type_text("second");
    let (screen, caret) = (test_app.screen(), test_app.buffer().1.expect("a field has a caret"));
    let row: Vec<char> = screen.lines().nth(usize::from(caret.y)).unwrap_or_default().chars().collect();
    let before: String = row[..usize::from(caret.x)].iter().collect();
    assert!(before.ends_with("second"), "{screen}");
    test_app.press("<up><end>");
    let (screen, caret) = (test_app.screen(), test_app.buffer().1.expect("a field has a caret"));
    let row: Vec<char> = screen.lines().nth(usize::from(caret.y)).unwrap_or_default().chars().collect();
    let after: String = row[usize::from(caret.x) + 1..].iter().collect();
    assert!(
        after.starts_with(&visual("نص أول", Base::Rtl, crate::bidi::Presentation::default())),
        "{screen}"
    );
}

#[test]
fn a_name_in_a_message_is_read_in_its_own_direction() {
    let mut test_app = TestApp::new(Language::English).sized(120, 40);
    test_app.press("n<ctrl-u>").type_text("وزارة GSB 2026").press("<enter><esc>");
    line_with(&test_app, "وزارة GSB 2026", Base::Rtl);
    test_app.press("<esc>");
    line_with(&test_app, "وزارة GSB 2026", Base::Rtl);
    test_app.press("d");
    let shown = visual("وزارة GSB 2026", Base::Rtl, test_app.app.workspace.presentation());
    assert!(test_app.screen().contains(&format!("“{shown}”")), "{}", test_app.screen());
}

#[test]
fn the_path_at_the_top_begins_where_the_screen_does_whatever_its_names() {
    let mut test_app = TestApp::new(Language::Arabic).sized(120, 40);
    test_app.press("n<ctrl-u>").type_text("Garden 2026").press("<enter><esc>");
    let screen = test_app.screen();
    let top = screen.lines().next().unwrap_or_default();
    let program = visual("ميزان", Base::Rtl, test_app.app.workspace.presentation());
    assert!(top.contains(&format!("Garden 2026 ◂ {program}")), "{top}");
}

/// A prompt in Hebrew that begins with a figure and has a Latin word, longer than a line.
const HEBREW: &str =
    "2. האם הארגון מפרסם שירותים דרך GSB ומודד את איכותם מדי שנה, ומי אחראי על כך בכל אחת מן היחידות?";

#[test]
fn a_prompt_in_hebrew_is_read_and_aligned_from_the_right_in_either_interface() {
    for language in Language::ALL {
        let test_app = TestApp::new(language);
        let folder = test_app.install_edited("valid/one-language", "garden", |text| {
            let prompt = |line: &str| {
                let (before, _) = line.split_once("prompt:")?;
                Some(format!("{before}prompt: {HEBREW:?}"))
            };
            text.lines().map(|line| prompt(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
        });
        let test_app = test_app.at_first_question(&folder).sized(80, 24);
        let begin = line_with(&test_app, "2. האם הארגון", Base::Rtl);
        let end = line_with(&test_app, "היחידות?", Base::Rtl);
        assert_ne!(begin, end);
        // Both lines end at the right edge, whichever letters begin there.
        assert_eq!(edge(&begin), edge(&end), "{}", test_app.screen());
    }
}

#[test]
fn the_title_of_a_group_is_read_in_its_own_direction_before_its_figures() {
    const TITLE: &str = "2. קבוצה A";
    for language in Language::ALL {
        let test_app = TestApp::new(language);
        let folder = test_app.install_edited("valid/groups", "groups", |text| {
            text.replace("Before the release", TITLE).replace("قبل الإصدار", TITLE)
        });
        let mut test_app = test_app.at_first_question(&folder).sized(80, 24);
        test_app.press("4").press("<esc>");
        let line = line_with(&test_app, TITLE, Base::Rtl);
        let title = visual(TITLE, Base::Rtl, test_app.app.workspace.presentation());
        let begins = match language {
            Language::English => line.trim_start().starts_with(&format!("{title}: ")),
            Language::Arabic => line.trim_end().ends_with(&format!(" :{title}")),
        };
        assert!(begins, "{title}\n{line}");
        test_app.press("r");
        line_with(&test_app, TITLE, Base::Rtl);
    }
}
