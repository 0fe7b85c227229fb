//! Reading the questionnaire: the one the program carries, and the same from its YAML as a folder of one's own is read.

use std::path::Path;

use mizan::data::{self, embedded};
use mizan::model::Pack;

fn main() {
    divan::main();
}

#[divan::bench]
fn bundled() -> Option<Pack> {
    embedded::pack(embedded::DEFAULT_PACK)
}

#[divan::bench]
fn from_its_folder() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/whole-of-government");
    data::load(&folder).map_or(0, |pack| pack.questions().count())
}
