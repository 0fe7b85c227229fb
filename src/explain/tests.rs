//! Every code of every fault in every language. The rows come from the types: a new code without a row does not compile.

mod samples;

use samples::*;

use super::{Explain, Explanation, islands};
use crate::bidi::{islands_in, ltr};
use crate::clock::OutOfRange;
use crate::i18n::{Language, Messages};
use crate::model::ExpectedValue;
use crate::paths::NoHome;
use crate::settings::NotSaved;

/// One value for each pattern of a type. The patterns must cover the type.
macro_rules! every_case {
    ($type:ty { $($pattern:pat => $example:expr,)* }) => {{
        fn is_complete(value: &$type) {
            match value {
                $($pattern => {})*
            }
        }
        let cases: Vec<$type> = vec![$({
            let case = $example;
            assert!(matches!(&case, $pattern));
            case
        }),*];
        cases.iter().for_each(is_complete);
        cases
    }};
}
pub(crate) use every_case;

/// Asserts that a fault is explained in every language, with the same parts in each, and in Arabic without English prose.
pub(crate) fn assert_explained(fault: &dyn Explain, name: &str) {
    let parts = |explanation: &Explanation| {
        [explanation.place.is_some(), explanation.why.is_some(), explanation.what_to_do.is_some()]
    };
    let english = fault.explain(Messages::of(Language::English));
    for language in Language::ALL {
        let explanation = fault.explain(Messages::of(language));
        assert_eq!(parts(&explanation), parts(&english), "{name} in {language:?}: {explanation:?}");
        for text in [Some(&explanation.what), explanation.why.as_ref(), explanation.what_to_do.as_ref()]
            .into_iter()
            .flatten()
        {
            assert!(!text.trim().is_empty(), "{name} in {language:?}: {explanation:?}");
        }
    }
    let explanation = fault.explain(Messages::of(Language::Arabic));
    assert_ne!(explanation.what, english.what, "{name}");
    for text in [Some(&explanation.what), explanation.why.as_ref(), explanation.what_to_do.as_ref()]
        .into_iter()
        .flatten()
    {
        let islands: Vec<_> = islands_in(text).collect();
        let mut letters = text
            .char_indices()
            .filter(|(at, c)| c.is_ascii_lowercase() && !islands.iter().any(|island| island.contains(at)));
        assert_eq!(letters.next(), None, "{name}: {text}");
    }
    let letters = format!("{english:?}");
    let is_arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}');
    assert!(!letters.contains(is_arabic), "{name}: {letters}");
}

fn assert_all_explained<F: Explain + std::fmt::Debug>(faults: &[F]) {
    for fault in faults {
        assert_explained(fault, &format!("{fault:?}"));
    }
}

#[test]
fn each_fault_of_yaml_is_explained_in_each_language() {
    assert_all_explained(&yaml_faults());
    assert_all_explained(&yaml_faults().into_iter().map(fault).collect::<Vec<_>>());
}

#[test]
fn each_fault_of_packs_and_themes_is_explained_in_each_language() {
    assert_all_explained(&pack_faults());
    assert_all_explained(&pack_errors());
    assert_all_explained(&theme_faults());
    assert_all_explained(&compare_errors());
}

#[test]
fn each_fault_of_files_is_explained_in_each_language() {
    assert_all_explained(&attempts().into_iter().map(file_system).collect::<Vec<_>>());
    assert_all_explained(&refusals());
    assert_all_explained(&store_errors());
    assert_all_explained(&settings_errors());
    assert_all_explained(&settings_errors().into_iter().map(NotSaved).collect::<Vec<_>>());
    assert_all_explained(&import_errors());
    assert_all_explained(&file_errors());
    assert_all_explained(&[NoHome]);
    assert_all_explained(&[OutOfRange]);
}

#[test]
fn what_a_type_expects_is_found_again_by_its_code() {
    for value in ExpectedValue::ALL {
        assert_eq!(ExpectedValue::from_code(value.code()), Some(value));
    }
}

#[test]
fn every_command_in_an_advice_is_one_island() {
    let explanation = Explanation::new("what").advise("Run `mizan list`.").advise("Then `mizan new`.");
    let expected = format!("Run {}. Then {}.", ltr("`mizan list`"), ltr("`mizan new`"));
    assert_eq!(explanation.what_to_do, Some(expected));
}

#[test]
fn an_existing_island_is_kept() {
    let once = islands("Run `mizan list` now");
    assert_eq!(islands(&once), once);
    let path = ltr("/a`b");
    assert_eq!(islands(&format!("{path} `c`")), format!("{path} {}", ltr("`c`")));
    assert_eq!(islands(&format!("`show {}`", ltr("A1"))), ltr("`show A1`"));
    assert_eq!(islands("one ` alone"), "one ` alone");
}

#[test]
fn a_place_is_an_island_whatever_its_letters() {
    assert_eq!(Explanation::new("what").at("تقييم/واحد.yaml:3").place, Some(ltr("تقييم/واحد.yaml:3")));
}

#[test]
fn a_quoted_text_is_at_most_a_line_and_short() {
    for (text, quoted) in
        [("short", "short".to_owned()), ("one\ntwo", "one…".to_owned()), ("", String::new())]
    {
        assert_eq!(super::excerpt(text), quoted);
    }
    let long = "ب".repeat(10_000);
    assert_eq!(super::excerpt(&long).chars().count(), 81);
}

#[test]
fn no_explanation_quotes_more_than_a_line_of_a_file() {
    let long = "strange,".repeat(1_000);
    for text in [
        long.clone(),
        format!("{long}: 1"),
        format!("name: \"{long}\"\nschema: {long}"),
        format!("schema: 1\nname: a\n{long}: 1\n{long}: 2"),
        format!("format: {long}\nschema: 1"),
        format!("schema: 1\nname: a\npack: {long}"),
        format!("schema: 1\nname: a\nanswers: {{q: {{answer: \"{long}\"}}}}"),
        format!("- {long}"),
        format!("{{\"{long}\": 1}}"),
        format!("\"{long}"),
    ] {
        let error = crate::export::import(&text).unwrap_err();
        for language in Language::ALL {
            let explained = error.explain(Messages::of(language)).on_one_line();
            assert!(explained.matches("strange,").count() <= 22, "{explained}");
        }
    }
}
