use std::fs;

use super::*;
use crate::store::sample::home;

#[test]
fn a_file_is_named_by_its_first_lines_alone() {
    let home = home();
    let path = home.create("Water Plan");
    let renamed_by_hand = home.paths.assessments().join("other.yaml");
    let mut bytes = fs::read(&path).unwrap();
    // Neither UTF-8 nor YAML, so that reading the whole file would fail.
    bytes.extend([0xff, b'[', 0].repeat(10_000));
    fs::write(&renamed_by_hand, bytes).unwrap();
    fs::remove_file(path).unwrap();

    let entries = home.store.entries().unwrap();
    assert_eq!(entries.iter().map(FolderEntry::name).collect::<Vec<_>>(), ["Water Plan"]);
    assert!(entries[0].clone().read().outcome.is_err());
    assert_eq!(home.store.find_file("Water Plan").unwrap(), renamed_by_hand);
}

#[test]
fn files_read_on_several_cores_are_those_of_the_list_in_its_order() {
    let home = home();
    for number in 0..60 {
        home.create(&format!("Entity {number}"));
    }
    for number in 0..12 {
        home.put(&format!("broken-{number}.yaml"), "schema: 1\nname: [\n");
        // In a sparse file of the largest allowed size, the first character is refused.
        let large = fs::File::create(home.paths.assessments().join(format!("large-{number}.yaml"))).unwrap();
        large.set_len(8 << 20).unwrap();
    }
    let entries = home.store.entries().unwrap();
    assert_eq!(entries.len(), 84);
    assert_eq!(read_each(&entries, |file| file), home.store.list().unwrap());
}
