use std::{fs, time::Duration};

use super::*;
use crate::store::{
    Refusal, Saved,
    sample::{answer, assessment, files_below, home, level_of, now, pack},
};

fn unknown(error: StoreError) -> Option<String> {
    match error {
        StoreError::Unknown { nearest, .. } => nearest,
        other => panic!("{other}"),
    }
}

#[test]
fn reading_an_empty_store_creates_no_folder() {
    let home = home();
    assert_eq!(home.store.list(), Ok(Vec::new()));
    assert_eq!(unknown(home.store.find("Water").unwrap_err()), None);
    assert!(!home.paths.config.exists());
}

#[test]
fn a_new_assessment_is_found_by_its_name_and_read_back() {
    let home = home();
    let mut new = assessment("  تقييم وزارة\n المياه ٢٠٢٦ ");
    answer(&mut new, "cloud-q1", 2);
    let (open_file, created) = home.store.create(new, &pack()).unwrap();
    assert_eq!(created.identity.name, "تقييم وزارة المياه ٢٠٢٦");
    assert_eq!(open_file.path(), home.paths.assessments().join("تقييم-وزارة-المياه-٢٠٢٦.yaml"));
    assert_eq!(home.store.load("تقييم وزارة المياه ٢٠٢٦").unwrap(), (open_file, created));
}

#[test]
fn names_that_look_alike_are_one_name() {
    let home = home();
    let path = home.create("Water Plan");
    for alike in
        ["water plan", "WATER  PLAN", " Water\tPlan", "water-plan", "Water Plan", "water.plan\u{200b}"]
    {
        assert_eq!(home.store.find(alike).unwrap().path, path, "{alike:?}");
        let refused = home.try_create(alike).unwrap_err();
        assert!(matches!(refused, StoreError::NameTaken { path: taken, .. } if taken == path), "{alike:?}");
    }
}

#[test]
fn names_that_are_drawn_alike_are_one_name_in_either_spelling() {
    for (one, other) in [
        ("خطة ٢٠٢٦", "خطة 2026"),
        ("خطة ٢٠٢٦", "خطة ۲۰۲۶"),
        ("منصّةٌ", "منصة"),
        ("منـصة", "منصة"),
        ("مكتبي", "مکتبی"),
        ("منصة", "\u{FEE3}\u{FEE8}\u{FEBC}\u{FE94}"),
    ] {
        for (name, alike) in [(one, other), (other, one)] {
            let home = home();
            let path = home.create(name);
            assert_eq!(home.store.find(alike).unwrap().path, path, "{name} {alike}");
            assert!(matches!(home.try_create(alike), Err(StoreError::NameTaken { .. })), "{name} {alike}");
            let copy = path.with_file_name("copy.yaml");
            fs::write(&copy, fs::read_to_string(&path).unwrap().replace(name, alike)).unwrap();
            for typed in [name, alike] {
                assert!(matches!(home.store.find(typed), Err(StoreError::Several { .. })), "{name} {alike}");
            }
        }
    }
}

#[test]
fn a_name_is_taken_under_any_file_name() {
    let home = home();
    let original = home.create("Water");
    let moved = home.paths.assessments().join("renamed by hand.yaml");
    fs::rename(&original, &moved).unwrap();
    assert_eq!(home.store.find("Water").unwrap().path, moved);
    assert!(matches!(home.try_create("WATER"), Err(StoreError::NameTaken { path, .. }) if path == moved));
    assert_eq!(home.names(), ["Water"]);
}

#[test]
fn a_name_of_two_files_is_ambiguous_and_a_file_name_is_not() {
    let home = home();
    let original = home.create("Water");
    let copy = home.paths.assessments().join("water (conflicted copy).yaml");
    fs::copy(&original, &copy).unwrap();
    for name in ["Water", "water", "WATER "] {
        let StoreError::Several { files, .. } = home.store.find(name).unwrap_err() else { panic!("{name}") };
        assert_eq!(files, [copy.clone(), original.clone()]);
    }
    let found = |name: &str| home.store.find(name).unwrap().path;
    assert_eq!(found("water.yaml"), original);
    assert_eq!(found("water (conflicted copy).yaml"), copy);
    assert_eq!(found("water (conflicted copy)"), copy);
    assert_eq!(found(copy.to_str().unwrap()), copy);
}

#[test]
fn a_display_name_equal_to_another_file_name_is_ambiguous() {
    let home = home();
    let named = home.create("other.yaml");
    let other = home.create("Other");
    let Err(StoreError::Several { files, .. }) = home.store.find("other.yaml") else { panic!("found") };
    assert_eq!(files, [named.clone(), other.clone()]);
    assert_eq!(home.store.find(named.to_str().unwrap()).unwrap().path, named);
    assert_eq!(home.store.find("Other").unwrap().path, other);
}

#[test]
fn a_name_over_several_lines_is_found() {
    let home = home();
    let path = home.create("Water");
    let text = fs::read_to_string(&path).unwrap();
    fs::rename(&path, path.with_file_name("moved.yaml")).unwrap();
    fs::write(path.with_file_name("moved.yaml"), text.replace("name: Water", "name: >-\n  Big\n  Water"))
        .unwrap();
    assert_eq!(home.store.find("Big Water").unwrap().path, path.with_file_name("moved.yaml"));
    assert!(matches!(home.try_create("big water"), Err(StoreError::NameTaken { .. })));
}

#[test]
fn hostile_names_stay_in_the_folder() {
    let home = home();
    let long = "x".repeat(1000);
    let names = [
        "../x",
        "..",
        ".",
        "/etc/passwd",
        "con",
        "NUL",
        "com1.txt",
        ".hidden",
        "a/../../b",
        "C:\\Windows\\x",
        "a\0b",
        &long,
        "🚀",
        "تقييم وزارة المياه",
        "\u{202e}gpj.exe",
        "\u{1b}[31mred",
        "-rf",
        "~",
        "*",
    ];
    for name in names {
        let path = home.create(name);
        assert_eq!(path.parent(), Some(home.paths.assessments().as_path()), "{name:?}");
        let found = home.store.find(name).unwrap();
        assert_eq!((&found.path, found.outcome.is_ok()), (&path, true), "{name:?}");
    }
    let mut files = files_below(home.folder.path());
    files.retain(|file| !file.starts_with(home.paths.locks()));
    assert_eq!(files.len(), names.len());
    assert!(files.iter().all(|file| file.parent() == Some(home.paths.assessments().as_path())));
    for name in ["", "  ", "\u{202e}", "\n"] {
        assert!(matches!(home.try_create(name), Err(StoreError::NameShowsNothing { .. })), "{name:?}");
    }
}

#[test]
fn an_unknown_name_is_reported_with_the_nearest() {
    let home = home();
    for name in ["Ministry of Water", "تقييم وزارة المياه", "Health 2026"] {
        home.create(name);
    }
    let nearest = |name: &str| unknown(home.store.load(name).unwrap_err());
    assert_eq!(nearest("Ministry of Watter").as_deref(), Some("Ministry of Water"));
    assert_eq!(nearest("water").as_deref(), Some("Ministry of Water"));
    assert_eq!(nearest("تقيم وزارة المياة").as_deref(), Some("تقييم وزارة المياه"));
    assert_eq!(nearest("zzz"), None);
    assert_eq!(nearest("../../etc/passwd"), None);
}

#[test]
fn the_last_changed_assessment_is_listed_first() {
    let home = home();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for (name, seconds) in [("a", 2), ("b", 3), ("c", 1), ("d", 3)] {
        let file = fs::File::options().append(true).open(home.create(name)).unwrap();
        file.set_modified(long_ago + Duration::from_secs(seconds)).unwrap();
    }
    let names: Vec<_> = home.store.list().unwrap().into_iter().map(|listed| listed.name).collect();
    assert_eq!(names, ["b", "d", "a", "c"]);
}

#[test]
fn files_that_cannot_be_read_are_listed_with_the_reason_and_left_alone() {
    let home = home();
    home.create("Water");
    let broken = home.put("broken.yaml", "schema: 1\nname: [\n");
    let newer = home.put("newer.yaml", "name: Later\nschema: 9\n");
    fs::create_dir(home.paths.assessments().join("folder.yaml")).unwrap();
    for other in [".hidden.yaml", "notes.txt", ".mizan-1-1.tmp"] {
        home.put(other, "x");
    }
    assert_eq!(home.names(), ["Later", "Water", "broken", "folder"]);
    let reason = |name: &str| home.store.find(name).unwrap().outcome.unwrap_err();
    let refusal = |name: &str| match reason(name) {
        StoreError::Unreadable { refusal, .. } => *refusal,
        other => panic!("{other}"),
    };
    assert!(matches!(refusal("newer"), Refusal::NewerSchema { found: 9, place, .. } if place.line == 2));
    assert!(matches!(refusal("broken"), Refusal::Fault(fault) if fault.place.is_some()));
    assert!(matches!(reason("folder"), StoreError::File(fault) if fault.kind == ErrorKind::IsADirectory));
    assert!(home.store.load("newer").is_err() && home.rename("broken", "mended").is_err());
    assert!(matches!(home.try_create("Broken"), Err(StoreError::NameTaken { .. })));
    assert_eq!(fs::read_to_string(broken).unwrap(), "schema: 1\nname: [\n");
    assert_eq!(fs::read_to_string(newer).unwrap(), "name: Later\nschema: 9\n");
}

#[test]
fn deleting_moves_into_the_bin_and_never_replaces_a_file_there() {
    let home = home();
    let mut binned = Vec::new();
    for level in 1..=3 {
        let mut new = assessment("Water");
        answer(&mut new, "cloud-q1", level);
        home.store.create(new, &pack()).unwrap();
        binned.push(home.delete("Water").unwrap());
    }
    assert_eq!(
        binned,
        ["water.yaml", "water~2.yaml", "water~3.yaml"].map(|file| home.paths.bin().join(file))
    );
    assert!(home.names().is_empty());
    let mut levels: Vec<_> = (home.store.list_bin().unwrap().into_iter())
        .filter_map(|listed| level_of(&listed.outcome.unwrap(), "cloud-q1"))
        .collect();
    levels.sort_unstable();
    assert_eq!(levels, [1, 2, 3]);
}

#[test]
fn leftovers_of_an_interrupted_save_are_swept_later() {
    let home = home();
    let left = home.put(".mizan-1-1.tmp", "");
    home.store.sweep(SystemTime::now());
    assert!(left.exists());
    home.store.sweep(later());
    assert!(!left.exists());
}

/// A time at which no present save can still be under way.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(3600)
}

#[test]
fn names_that_are_drawn_alike_are_one_name() {
    let home = home();
    for (name, alike) in [
        ("Café plan", "Cafe\u{301} plan"),
        ("منصة مكتبي", "منصـــة مکتبی"),
        ("سلام", "\u{FEB3}\u{FEFC}\u{FEE1}"),
        ("Ｗater", "wаter"),
    ] {
        let path = home.create(name);
        assert_eq!(home.store.find(alike).unwrap().path, path, "{alike:?}");
        let refused = home.try_create(alike).unwrap_err();
        assert!(matches!(refused, StoreError::NameTaken { path: taken, .. } if taken == path), "{alike:?}");
    }
}

#[test]
fn a_second_program_can_read_but_not_write() {
    let home = home();
    let path = home.create("Water");
    let holder = Holder::this_process("open", now());
    let mut writer = home.store.open_for_writing("Water", &holder).unwrap();
    let (_, read) = home.store.load("Water").unwrap();
    assert_eq!(read, writer.assessment);
    let held = home.store.open_for_writing("water", &holder).unwrap_err();
    assert_eq!(held, StoreError::HeldBy { path, holder: Some(Box::new(holder.clone())) });
    answer(&mut writer.assessment, "cloud-q1", 2);
    assert_eq!(writer.open_file.save(&writer.assessment, &pack(), now()), Ok(Saved::Fully));
    drop(writer);
    assert!(home.store.open_for_writing("Water", &holder).is_ok());
}

#[test]
fn a_whole_text_of_a_killed_save_is_backed_up_and_half_a_text_is_removed() {
    let home = home();
    let path = home.create("Water");
    let mut draft = assessment("Water");
    answer(&mut draft, "cloud-q1", 3);
    let text = crate::store::file::write(&draft, &pack());
    let half = text.split_at(text.len() / 2).0;
    let theirs = "schema: [ a slip";
    for (file, text) in [
        (".mizan-1-1.water.tmp", text.as_str()),
        (".mizan-1-2.water.tmp", half),
        (".mizan-1-3.water.tmp", theirs),
    ] {
        home.put(file, text);
    }
    home.store.sweep(later());
    let found = home.store.restorables("Water").unwrap();
    assert!(
        found.left_out.len() == 1 && found.all.iter().all(|one| one.outcome == Ok(draft.clone())),
        "{found:?}"
    );
    let backups = fs::read_dir(home.paths.backups().join("water")).unwrap();
    let mut texts = backups.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    assert!(texts.any(|text| text == theirs));
    let names: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(names, [path]);
    // A text that cannot be backed up is not removed.
    fs::remove_dir_all(home.paths.backups()).unwrap();
    fs::write(home.paths.backups(), "in the way").unwrap();
    let left = home.put(".mizan-1-4.water.tmp", theirs);
    home.store.sweep(later());
    assert!(left.exists());
}

#[test]
fn a_file_in_place_of_the_folder_is_reported() {
    let home = home();
    fs::create_dir(&home.paths.config).unwrap();
    fs::write(home.paths.assessments(), "in the way").unwrap();
    let StoreError::File(fault) = home.try_create("Water").unwrap_err() else { panic!("created") };
    assert_eq!((fault.path, fault.kind), (home.paths.assessments(), ErrorKind::NotADirectory));
}

#[test]
fn large_files_that_are_no_assessments_do_not_delay_the_list() {
    let home = home();
    let small = home.create("Small");
    // In a sparse file of the largest allowed size, the first character is refused.
    let large = |file: &str, age: u64| {
        let path = home.put(file, "");
        let handle = fs::File::options().write(true).open(&path).unwrap();
        handle.set_len(8 << 20).unwrap();
        handle.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 - age)).unwrap();
        path
    };
    let paths: Vec<_> = (0..12).map(|age| large(&format!("large-{age}.yaml"), age)).collect();
    let text = fs::read_to_string(&small).unwrap();
    home.put("little-and-broken.yaml", "a: [");
    let old = home.put("old.yaml", &text.replace("Small", "Old"));
    fs::File::options().append(true).open(&old).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();

    let listed = home.store.list().unwrap();
    let of = |path: &PathBuf| listed.iter().find(|listed| listed.path == *path).unwrap();
    let is_passed_over = |path: &PathBuf| matches!(&of(path).outcome, Err(StoreError::Unreadable { refusal, .. }) if **refusal == Refusal::PassedOver);
    let passed_over: Vec<_> = paths.iter().map(is_passed_over).collect();
    assert_eq!(passed_over, [[false; 8].as_slice(), &[true; 4]].concat());
    assert!(of(&small).outcome.is_ok() && of(&old).outcome.is_ok(), "small ones are always read");
    let asked_for = home.store.load("large-11").unwrap_err();
    assert!(matches!(&asked_for, StoreError::Unreadable { refusal, .. } if **refusal != Refusal::PassedOver));
}
