use super::stage::Stage;
use crate::i18n::Language;

#[test]
fn look() {
    for language in [Language::English, Language::Arabic] {
        let mut stage = Stage::new(language);
        println!("{}", stage.screen());
        stage.press("n");
        println!("{}", stage.screen());
        stage.press("<backtab><enter>");
        println!("{}", stage.screen());
        stage.press("<enter>");
        println!("{}", stage.screen());
        stage.press("332uw");
        println!("{}", stage.screen());
        stage.press("<esc>nhello<enter><esc>");
        println!("{}", stage.screen());
    }
}
