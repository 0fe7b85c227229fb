use super::stage::Stage;
use crate::i18n::Language;

#[test]
fn look() {
    let (w, h) = (
        std::env::var("W").map_or(80, |w| w.parse().unwrap()),
        std::env::var("H").map_or(24, |w| w.parse().unwrap()),
    );
    for language in [Language::English, Language::Arabic] {
        let mut stage = Stage::new(language).sized(w, h);
        stage.press("n<backtab><enter>");
        stage.press("<enter>33222");
        println!("{}", stage.screen());
        stage.press("444434<esc>");
        stage.press("r");
        println!("{}", stage.screen());
        stage.press("<enter>");
        println!("{}", stage.screen());
        stage.press("<esc><esc>p");
        println!("{}", stage.screen());
        stage.press("<esc>v");
        println!("{}", stage.screen());
        stage.press("<end><enter>");
        println!("{}", stage.screen());
        stage.press("<esc><esc>s");
        println!("{}", stage.screen());
        stage.press("?");
        println!("{}", stage.screen());
    }
}
