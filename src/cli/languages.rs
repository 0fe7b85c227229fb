//! The languages that texts of packs can be asked for in. It knows no option.

use crate::data::Packs;
use crate::i18n::Language;

/// The codes of the languages of the interface.
pub fn of_interface() -> Vec<String> {
    Language::CODES.map(str::to_owned).into()
}

/// The codes of the languages of the interface and of all packs.
pub fn of_all(packs: &mut Packs) -> Vec<String> {
    let mut codes = of_interface();
    for code in packs.all().into_iter().flatten().flat_map(|pack| pack.manifest.languages.clone()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
