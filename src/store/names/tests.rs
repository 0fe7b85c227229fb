use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::{
    paths::Paths,
    store::{
        Disk, Holder, Patience,
        edits::cases,
        sample::{answer, assessment, now, pack},
        write_copy,
    },
};

/// Display names, some of which look alike.
const NAMES: [&str; 6] = ["Water", "water", "WATER plan", "Water Plan", "منصة", "منصـة"];

/// File names as this program and as sync programs make them.
const FILES: [&str; 6] = [
    "water.yaml",
    "water (conflicted copy).yaml",
    "water-plan.yaml",
    "water-2.yaml",
    "منصة.yaml",
    "Water.sync-conflict.yaml",
];

#[derive(Debug, Clone)]
enum Kind {
    Assessment(usize),
    LinkWithin(usize),
    LinkOut,
    Broken,
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Delete,
    Rename(usize),
    Answer,
    Restore,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        6 => (0..NAMES.len()).prop_map(Kind::Assessment),
        1 => (0..FILES.len()).prop_map(Kind::LinkWithin),
        1 => Just(Kind::LinkOut),
        1 => Just(Kind::Broken),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Delete),
        (0..NAMES.len()).prop_map(Act::Rename),
        Just(Act::Answer),
        Just(Act::Restore)
    ]
}

fn put(folder: &Path, file: &str, kind: &Kind, outside: &Path, level: u8) {
    let path = folder.join(file);
    match kind {
        Kind::Assessment(name) => {
            let mut new = assessment(NAMES[*name]);
            answer(&mut new, "cloud-q1", level % 3 + 1);
            new.identity.period = Some(format!("{level}"));
            write_copy(&path, &new, &pack()).unwrap();
        }
        #[cfg(unix)]
        Kind::LinkWithin(to) => std::os::unix::fs::symlink(FILES[*to], path).unwrap(),
        #[cfg(unix)]
        Kind::LinkOut => std::os::unix::fs::symlink(outside, path).unwrap(),
        _ => fs::write(path, "schema: [\n").unwrap(),
    }
}

/// Every file below a folder with its contents; links are not followed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match (path.read_link(), path.is_dir()) {
            (Ok(target), _) => {
                all.insert(path, target.into_os_string().into_encoded_bytes());
            }
            (Err(_), true) => all.extend(everything(&path)),
            (Err(_), false) => {
                all.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

fn run(store: &Store, act: Act, file: &Path) -> Result<(), StoreError> {
    let holder = Holder::this_process("answer", now());
    match act {
        Act::Delete => {
            let _lock = store.lock(file, &holder, Patience::NONE)?;
            store.delete(file).map(drop)
        }
        Act::Rename(name) => {
            let _lock = store.right_to_write(file, &holder, Patience::NONE)?;
            store.rename(file, &format!("New {}", NAMES[name]), &pack()).map(drop)
        }
        Act::Answer => {
            let _lock = store.right_to_write(file, &holder, Patience::NONE)?;
            let (mut open_file, mut assessment) = store.read(file)?;
            answer(&mut assessment, "strategy-q3", 2);
            open_file.save(&assessment, &pack(), now()).map(drop)
        }
        Act::Restore => {
            let _lock = store.lock(file, &holder, Patience::NONE)?;
            let found = store.restorables(file.to_str().unwrap_or_default())?;
            let Some(from) = found.all.first() else { return Ok(()) };
            store.bring_back(&found, from, Some(&pack()), now()).map(drop)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(60, 3000)))]

    #[test]
    fn an_action_changes_the_chosen_file_and_no_other(
        kinds in prop::collection::vec(prop::option::weighted(0.8, kind()), FILES.len()),
        chosen in 0..FILES.len(),
        locked in prop::option::weighted(0.3, 0..FILES.len()),
        act in act(),
    ) {
        let home = tempfile::tempdir().unwrap();
        let outside = home.path().join("mine.txt");
        fs::write(&outside, "mine").unwrap();
        let paths = Paths::new(&home.path().join("config"));
        let folder = paths.assessments();
        fs::create_dir_all(&folder).unwrap();
        for ((file, kind), level) in FILES.iter().zip(&kinds).zip(0..) {
            if let Some(kind) = kind {
                put(&folder, file, kind, &outside, level);
            }
        }
        let store = Store::on(Disk::default(), &paths);
        let file = folder.join(FILES[chosen]);
        let holder = Holder::this_process("open", now());
        let lock = locked.map(|place| store.lock(&folder.join(FILES[place]), &holder, Patience::NONE).unwrap());
        let before = everything(&folder);
        // A link within the folder is chosen together with its target.
        let meant = [Some(file.clone()), file.canonicalize().ok()];
        let outcome = run(&store, act, &file);
        let after = everything(&folder);
        for (path, text) in &before {
            let is_meant = meant.iter().flatten().any(|meant| meant.file_name() == path.file_name());
            if !is_meant || outcome.is_err() {
                prop_assert_eq!(after.get(path), Some(text), "{:?} {}", act, path.display());
            }
        }
        if outcome.is_err() || !matches!(act, Act::Rename(_)) {
            prop_assert!(after.keys().all(|path| before.contains_key(path)), "{:?}", after.keys());
        }
        prop_assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
        let real = folder.canonicalize().unwrap();
        let target = |path: &Path| path.canonicalize().unwrap_or_else(|_| real.join(path.file_name().unwrap()));
        let held = locked.map(|place| target(&folder.join(FILES[place])));
        // A link out of the folder is never written through, so it shares no lock.
        if held == Some(target(&file)) && target(&file).starts_with(&real) {
            prop_assert!(outcome.is_err() || before == after);
        }
        drop(lock);
    }

    #[test]
    fn a_name_finds_the_only_best_file_or_is_ambiguous(
        kinds in prop::collection::vec(prop::option::weighted(0.8, kind()), FILES.len()),
        name in prop::sample::select([&NAMES[..], &FILES[..]].concat()),
    ) {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::new(home.path());
        fs::create_dir_all(paths.assessments()).unwrap();
        for ((file, kind), level) in FILES.iter().zip(&kinds).zip(0..) {
            if let Some(kind) = kind {
                put(&paths.assessments(), file, kind, &home.path().join("gone"), level);
            }
        }
        let store = Store::on(Disk::default(), &paths);
        let all = store.list().unwrap();
        let fits: Vec<_> = all.iter().filter_map(|listed| Some((Wanted::new(name).fit(&listed.path, &listed.name)?, &listed.path))).collect();
        let best = fits.iter().map(|(fit, _)| *fit).min();
        let mut fitting: Vec<_> = fits.iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, path)| (*path).clone()).collect();
        fitting.sort();
        match store.find(name) {
            Ok(found) => prop_assert_eq!(fitting, vec![found.path]),
            Err(StoreError::Several { files, .. }) => prop_assert!(files.len() > 1 && files == fitting),
            Err(StoreError::Unknown { .. }) => prop_assert!(fitting.is_empty()),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}
