use std::{fs, os::unix::fs::symlink};

use super::*;
use crate::store::{
    Holder, OpenFile, Patience, Saved,
    sample::{answer, assessment, home, now, pack},
};

#[test]
fn a_link_leads_out_unless_its_target_is_in_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().canonicalize().unwrap();
    let folder = home.join("folder");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("file"), "").unwrap();
    fs::write(home.join("other"), "").unwrap();
    let target = |to: &str| {
        let link = folder.join("link");
        fs::remove_file(&link).unwrap_or_default();
        symlink(to, &link).unwrap();
        leads_out(&link)
    };
    assert_eq!(target("file"), None);
    assert_eq!(target("../folder/file"), None);
    assert_eq!(target("../other"), Some(home.join("other")));
    assert_eq!(target("/dev/zero"), Some("/dev/zero".into()));
    assert_eq!(target("missing"), Some(folder.join("missing")));
    assert_eq!(leads_out(&folder.join("file")), None);
    assert_eq!(leads_out(&folder.join("missing")), None);
    symlink(&folder, home.join("elsewhere")).unwrap();
    assert_eq!(leads_out(&home.join("elsewhere").join("file")), None);
}

#[test]
fn a_link_out_of_the_folder_is_never_written_through() {
    let home = home();
    let elsewhere = home.folder.path().join("shared.yaml");
    fs::rename(home.create("Water"), &elsewhere).unwrap();
    let link = home.paths.assessments().join("water.yaml");
    std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    let (mut open_file, mut water) = home.store.load("Water").unwrap();
    answer(&mut water, "cloud-q1", 2);
    let leads_out = StoreError::LeadsOut { path: link.clone(), target: elsewhere.canonicalize().unwrap() };
    assert_eq!(open_file.save(&water, &pack(), now()), Err(leads_out.clone()));
    assert_eq!(open_file.put_back(&water, &pack(), now()), Err(leads_out.clone()));
    assert_eq!(home.rename("Water", "Other").unwrap_err(), leads_out);
    let holder = Holder::this_process("answer", now());
    assert_eq!(home.store.open_for_writing("Water", &holder).unwrap_err(), leads_out);
    let binned = home.delete("Water").unwrap();
    assert_eq!(fs::read_link(binned).unwrap(), elsewhere);
    assert_eq!((fs::read(&elsewhere).unwrap(), link.is_symlink()), (before, false));
}

#[test]
fn a_link_within_the_folder_shares_the_lock_of_its_target_and_stays_a_link() {
    let home = home();
    let path = home.create("Water");
    let link = path.with_file_name("link.yaml");
    std::os::unix::fs::symlink("water.yaml", &link).unwrap();
    let holder = Holder::this_process("open", now());
    let lock = home.store.lock(&path, &holder, Patience::NONE).unwrap();
    assert!(matches!(home.store.lock(&link, &holder, Patience::NONE), Err(StoreError::HeldBy { .. })));
    drop(lock);
    let (mut open_file, mut water) = home.store.read(&link).unwrap();
    answer(&mut water, "cloud-q1", 2);
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    assert_eq!((link.is_symlink(), OpenFile::open(&path).unwrap().1), (true, water));
}

/// Every kind of special file that can be in the place of an assessment.
#[cfg(target_os = "linux")]
fn special_files(folder: &Path) -> Vec<PathBuf> {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;

    let path = |name: &str| folder.join(format!("{name}.yaml"));
    for (name, target) in
        [("zero", "/dev/zero"), ("loop", "loop.yaml"), ("nowhere", "/gone/x"), ("kmsg", "/proc/kmsg")]
    {
        symlink(target, path(name)).unwrap();
    }
    mknodat(CWD, path("fifo"), FileType::Fifo, Mode::RUSR, 0).unwrap();
    mknodat(CWD, path("socket"), FileType::Socket, Mode::RUSR, 0).unwrap();
    fs::File::create(path("sparse")).unwrap().set_len(100 << 30).unwrap();
    fs::create_dir(path("folder")).unwrap();
    ["zero", "loop", "nowhere", "kmsg", "fifo", "socket", "sparse", "folder"].map(path).to_vec()
}

#[cfg(target_os = "linux")]
#[test]
fn special_files_are_listed_deleted_and_restored_without_being_read() {
    let home = home();
    home.create("Water");
    let specials = special_files(&home.paths.assessments());
    assert_eq!(home.store.list().unwrap().len(), specials.len() + 1);
    for path in &specials {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let kind = path.symlink_metadata().unwrap().file_type();
        assert!(home.store.load(stem).is_err(), "{stem}");
        assert!(home.rename(stem, "Mended").is_err(), "{stem}");
        let binned = home.delete(stem).unwrap();
        assert_eq!(binned.symlink_metadata().unwrap().file_type(), kind, "{stem}");
        let found = home.store.restorables(stem).unwrap();
        let brought_back = home.store.bring_back(&found, &found.all[0], None, now()).unwrap();
        assert_eq!(brought_back.path(), path, "{stem}");
        assert_eq!(path.symlink_metadata().unwrap().file_type(), kind, "{stem}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn restoring_never_reads_or_writes_a_special_file_in_place_of_an_assessment() {
    let home = home();
    let (mut open_file, mut water) = home.store.create(assessment("Water"), &pack()).unwrap();
    answer(&mut water, "cloud-q2", 2);
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
    let path = open_file.path().to_owned();
    let others = home.folder.path().join("others");
    fs::create_dir(&others).unwrap();
    for special in special_files(&others) {
        fs::rename(&path, others.join("water")).unwrap();
        fs::rename(&special, &path).unwrap();
        let found = home.store.restorables("water").unwrap();
        let refused = home.store.bring_back(&found, &found.all[0], Some(&pack()), now());
        assert!(refused.is_err(), "{}", special.display());
        assert!(
            open_file.save(&water, &pack(), now()).is_err()
                && open_file.put_back(&water, &pack(), now()).is_err()
        );
        fs::rename(&path, &special).unwrap();
        fs::rename(others.join("water"), &path).unwrap();
    }
    assert_eq!(open_file.save(&water, &pack(), now()), Ok(Saved::Fully));
}
