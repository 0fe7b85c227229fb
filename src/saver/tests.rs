//! Tests of the save thread on real files.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{
    Arc, Condvar, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use tempfile::TempDir;

use super::*;
use crate::{
    merge::Side,
    model::{Answer, Assessment, Level},
    paths::Paths,
    store::{
        Attempt, Disk, Holder, Patience, Store, StoreError,
        sample::{self, assessment, now, pack, question},
    },
};

/// Answers a question with a level of the scale.
fn answer(assessment: &mut Assessment, id: &str, level: u8) {
    sample::answer(assessment, id, level);
    assessment.find_levels(pack().scale());
}

/// What was read from a file, with the levels of the scale.
fn found(mut read: Assessment) -> Assessment {
    read.find_levels(pack().scale());
    read
}

/// One user's assessment, and the means to start its thread.
struct TestThread {
    paths: Paths,
    store: Store,
    path: PathBuf,
    ours: Assessment,
    revision: u64,
    basis: u64,
    _home: TempDir,
}

impl TestThread {
    fn new() -> Self {
        Self::on(Disk::default())
    }

    fn on(disk: Disk) -> Self {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::new(home.path());
        let (file, ours) = Store::open(&paths).create(assessment("Water"), &pack()).unwrap();
        let path = file.path().to_owned();
        let store = Store::on(disk, &paths);
        Self { paths, store, path, ours, revision: 0, basis: 0, _home: home }
    }

    fn holder(command: &str) -> Holder {
        Holder::this_process(command, now())
    }

    fn writing(&self) -> SaveThread {
        let lock = self.store.lock(&self.path, &Self::holder("open"), Patience::NONE).unwrap();
        self.saver(Right::Writing(lock), Arc::new(|| ()))
    }

    fn following(&self, wake: Wake) -> SaveThread {
        self.saver(Right::Following(Box::new(self.store.clone()), Self::holder("reader")), wake)
    }

    fn saver(&self, right: Right, wake: Wake) -> SaveThread {
        let (file, _) = self.store.read(&self.path).unwrap();
        SaveThread::begin(file, right, Arc::new(pack()), wake)
    }

    /// Answers a question here, and returns the draft to save.
    fn answer(&mut self, id: &str, level: u8) -> Draft {
        answer(&mut self.ours, id, level);
        self.revision += 1;
        Draft { assessment: Box::new(self.ours.clone()), revision: self.revision, basis: self.basis }
    }

    /// Answers a question in the file, as another program would.
    fn answer_elsewhere(&self, id: &str, level: u8) {
        let (mut file, mut theirs) = OpenFile::open(&self.path).unwrap();
        answer(&mut theirs, id, level);
        let _ = file.save(&theirs, &pack(), now()).unwrap();
    }

    fn on_disk(&self) -> Assessment {
        found(OpenFile::open(&self.path).unwrap().1)
    }

    fn level(&self, id: &str) -> Option<Answer> {
        self.on_disk().answer(&question(id)).cloned()
    }

    /// The answers to a question in the backups.
    fn backups_of(&self, id: &str) -> Vec<Option<Answer>> {
        let all = Store::open(&self.paths).restorables("Water").unwrap().all;
        all.into_iter().map(|one| found(one.outcome.unwrap()).answer(&question(id)).cloned()).collect()
    }
}

const ONE: Option<Answer> = Some(Answer::Level(Level(1)));
const TWO: Option<Answer> = Some(Answer::Level(Level(2)));
const THREE: Option<Answer> = Some(Answer::Level(Level(3)));

/// The news after carrying out an order.
fn news_after(saver: &SaveThread, order: Order) -> Vec<SaverNews> {
    saver.order(order);
    saver.wait();
    saver.news()
}

#[test]
fn a_draft_reported_as_saved_is_on_the_disk_and_the_newest_draft_wins() {
    let mut test = TestThread::new();
    let saver = test.writing();
    for round in 0..50_u8 {
        saver.order(Order::Save(test.answer("cloud-q1", 1 + round % 3)));
    }
    saver.wait();
    let news = saver.news();
    assert!(news.len() <= 50);
    let revision = test.revision;
    assert_eq!(news.last(), Some(&SaverNews::Saved { revision, basis: 0, without_backup: None }));
    assert_eq!(test.level("cloud-q1"), TWO);
}

#[test]
fn dropping_the_thread_waits_for_the_last_save_and_releases_the_lock() {
    let mut test = TestThread::new();
    let saver = test.writing();
    assert!(matches!(
        test.store.lock(&test.path, &TestThread::holder("other"), Patience::NONE),
        Err(StoreError::HeldBy { .. })
    ));
    saver.order(Order::Save(test.answer("cloud-q1", 3)));
    drop(saver);
    assert_eq!(test.level("cloud-q1"), THREE);
    test.store.lock(&test.path, &TestThread::holder("other"), Patience::NONE).unwrap();
}

#[test]
fn a_panic_is_reported_and_ends_every_wait() {
    let mut test = TestThread::on(Disk::panicking());
    let woken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&woken);
    let lock = test.store.lock(&test.path, &TestThread::holder("open"), Patience::NONE).unwrap();
    let wake = Arc::new(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let saver = test.saver(Right::Writing(lock), wake);
    saver.order(Order::Save(test.answer("cloud-q1", 3)));
    saver.wait();
    assert!(saver.has_failed() && saver.news().is_empty());
    saver.order(Order::Save(test.answer("cloud-q2", 3)));
    saver.wait();
    drop(saver);
    assert_eq!(woken.load(Ordering::SeqCst), 1);
    test.store.lock(&test.path, &TestThread::holder("other"), Patience::NONE).unwrap();
}

#[test]
fn every_piece_of_news_calls_wake() {
    let mut test = TestThread::new();
    let woken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&woken);
    let lock = test.store.lock(&test.path, &TestThread::holder("open"), Patience::NONE).unwrap();
    let wake = Arc::new(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let saver = test.saver(Right::Writing(lock), wake);
    let news = news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    assert_eq!((news.len(), woken.load(Ordering::SeqCst)), (1, 1));
}

#[test]
fn foreign_answers_are_merged_and_no_older_draft_undoes_them() {
    let mut test = TestThread::new();
    let saver = test.writing();
    test.answer_elsewhere("strategy-q1", 2);
    let news = news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    let [SaverNews::Merged { revision: 1, basis: 1, outcome, took_away: false }] = news.as_slice() else {
        panic!("{news:?}")
    };
    assert_eq!(outcome.answer(&question("strategy-q1")).cloned(), TWO);
    assert_eq!(test.on_disk(), **outcome);
    // Two drafts that were made before this news arrived.
    for (revision, level) in [(2, 1), (3, 3)] {
        let news = news_after(&saver, Order::Save(test.answer("cloud-q2", level)));
        let [SaverNews::Merged { revision: number, basis, outcome, .. }] = news.as_slice() else {
            panic!("{news:?}")
        };
        assert_eq!((*number, *basis), (revision, revision));
        assert_eq!(test.on_disk(), **outcome);
    }
    assert_eq!(["cloud-q1", "cloud-q2", "strategy-q1"].map(|id| test.level(id)), [THREE, THREE, TWO]);
    // A draft made of the merged assessment.
    (test.ours, test.basis) = (test.on_disk(), 3);
    assert!(matches!(
        news_after(&saver, Order::Save(test.answer("cloud-q3", 1)))[..],
        [SaverNews::Saved { basis: 3, .. }]
    ));
    assert_eq!(["cloud-q3", "strategy-q1"].map(|id| test.level(id)), [ONE, TWO]);
}

#[test]
fn a_foreign_removal_of_an_answer_is_a_conflict() {
    for (side, decided) in [(Side::Ours, THREE), (Side::Theirs, None)] {
        let mut test = TestThread::new();
        let saver = test.writing();
        let before = fs::read_to_string(&test.path).unwrap();
        news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
        // An older version of the file returns, as with `git checkout`.
        fs::write(&test.path, &before).unwrap();
        let news = news_after(&saver, Order::Save(test.answer("cloud-q2", 2)));
        let [SaverNews::Disputed { revision: 2, merged }] = news.as_slice() else { panic!("{news:?}") };
        assert_eq!((merged.conflicts.len(), fs::read_to_string(&test.path).unwrap()), (1, before));
        let mut settled = merged.assessment.clone();
        assert_eq!(settled.answer(&question("cloud-q1")).cloned(), THREE);
        merged.conflicts[0].choose(side, &mut settled);
        let draft = Draft { assessment: Box::new(settled), revision: 3, basis: 0 };
        news_after(&saver, Order::Settle { draft, ours: Box::new(test.ours.clone()) });
        assert_eq!((test.level("cloud-q1"), test.level("cloud-q2")), (decided, TWO));
        assert!(test.backups_of("cloud-q1").contains(&THREE));
    }
}

#[test]
fn an_answer_that_a_foreign_one_replaces_is_backed_up() {
    let mut test = TestThread::new();
    let saver = test.writing();
    news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    test.answer_elsewhere("cloud-q1", 1);
    let news = news_after(&saver, Order::Save(test.answer("cloud-q2", 2)));
    assert!(matches!(news[..], [SaverNews::Merged { took_away: true, .. }]), "{news:?}");
    assert_eq!((test.level("cloud-q1"), test.level("cloud-q2")), (ONE, TWO));
    assert!(test.backups_of("cloud-q1").contains(&THREE));
}

#[test]
fn an_older_draft_can_conflict_with_a_merged_change() {
    let mut test = TestThread::new();
    let saver = test.writing();
    test.answer_elsewhere("strategy-q1", 2);
    news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    let news = news_after(&saver, Order::Save(test.answer("strategy-q1", 1)));
    let [SaverNews::Disputed { revision: 2, merged }] = news.as_slice() else { panic!("{news:?}") };
    assert_eq!((merged.conflicts.len(), test.level("strategy-q1")), (1, TWO));
    let ours = Box::new(std::mem::replace(&mut test.ours, merged.assessment.clone()));
    let draft = Draft { assessment: Box::new(test.ours.clone()), revision: 3, basis: 0 };
    let news = news_after(&saver, Order::Settle { draft, ours });
    assert!(matches!(news[..], [SaverNews::Saved { revision: 3, basis: 1, .. }]), "{news:?}");
    assert_eq!(test.level("strategy-q1"), ONE);
    // A draft made before the news of the decision arrived.
    test.revision = 3;
    let news = news_after(&saver, Order::Save(test.answer("strategy-q1", 3)));
    assert!(matches!(news[..], [SaverNews::Merged { revision: 4, .. }]), "{news:?}");
    assert_eq!(test.level("strategy-q1"), THREE);
}

#[test]
fn a_conflict_is_saved_only_after_the_decision_with_both_sides_backed_up() {
    for (side, decided) in [(Side::Ours, THREE), (Side::Theirs, TWO)] {
        let mut test = TestThread::new();
        let saver = test.writing();
        test.answer_elsewhere("cloud-q1", 2);
        let draft = test.answer("cloud-q1", 3);
        let news = news_after(&saver, Order::Save(draft.clone()));
        let [SaverNews::Disputed { revision: 1, merged }] = news.as_slice() else { panic!("{news:?}") };
        assert_eq!(test.level("cloud-q1"), TWO);
        let mut settled = merged.assessment.clone();
        merged.conflicts[0].choose(side, &mut settled);
        let ours = Box::new(std::mem::replace(&mut test.ours, settled.clone()));
        let draft = Draft { assessment: Box::new(settled), revision: 2, basis: 0 };
        let news = news_after(&saver, Order::Settle { draft, ours });
        assert_eq!(news, [SaverNews::Saved { revision: 2, basis: 0, without_backup: None }]);
        assert_eq!(test.level("cloud-q1"), decided);
        let backups = test.backups_of("cloud-q1");
        assert!(backups.contains(&TWO) && backups.contains(&THREE), "{backups:?}");
    }
}

#[test]
fn a_decision_does_not_overwrite_a_later_foreign_change() {
    let mut test = TestThread::new();
    let saver = test.writing();
    test.answer_elsewhere("cloud-q1", 2);
    let news = news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    let [SaverNews::Disputed { merged, .. }] = news.as_slice() else { panic!("{news:?}") };
    test.answer_elsewhere("cloud-q1", 1);
    let draft = Draft { assessment: Box::new(merged.assessment.clone()), revision: 2, basis: 0 };
    let news = news_after(&saver, Order::Settle { draft, ours: Box::new(test.ours.clone()) });
    assert!(matches!(news[..], [SaverNews::Disputed { .. }]), "{news:?}");
    assert_eq!(test.level("cloud-q1"), ONE);
}

#[test]
fn a_missing_file_is_reported_and_put_back_on_order() {
    let mut test = TestThread::new();
    let saver = test.writing();
    fs::remove_dir_all(test.path.parent().unwrap()).unwrap();
    let draft = test.answer("cloud-q1", 3);
    let news = news_after(&saver, Order::Save(draft.clone()));
    assert!(
        matches!(news[..], [SaverNews::Failed { revision: 1, error: StoreError::Vanished { .. } }]),
        "{news:?}"
    );
    assert!(matches!(news_after(&saver, Order::PutBack(draft))[..], [SaverNews::Saved { .. }]));
    assert_eq!(test.level("cloud-q1"), THREE);
}

#[test]
fn a_damaged_file_is_backed_up_before_it_is_replaced() {
    let mut test = TestThread::new();
    let saver = test.writing();
    fs::write(&test.path, "theirs: [").unwrap();
    let draft = test.answer("cloud-q1", 3);
    let news = news_after(&saver, Order::Save(draft.clone()));
    assert!(matches!(news[..], [SaverNews::Failed { error: StoreError::Unreadable { .. }, .. }]), "{news:?}");
    assert_eq!(fs::read_to_string(&test.path).unwrap(), "theirs: [");
    assert!(matches!(news_after(&saver, Order::PutBack(draft))[..], [SaverNews::Saved { .. }]));
    assert_eq!(Store::open(&test.paths).restorables("Water").unwrap().left_out.len(), 1);
    let backups = fs::read_dir(test.paths.backups().join("water")).unwrap();
    let mut texts = backups.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    assert!(texts.any(|text| text == "theirs: ["));
}

#[test]
fn after_a_failed_save_the_same_draft_can_be_copied_to_another_file() {
    let mut test = TestThread::on(Disk::without(Attempt::Write, ErrorKind::StorageFull));
    let saver = test.writing();
    let before = fs::read_to_string(&test.path).unwrap();
    let draft = test.answer("cloud-q1", 3);
    let news = news_after(&saver, Order::Save(draft.clone()));
    assert!(matches!(&news[..], [SaverNews::Failed { error: StoreError::File(_), .. }]), "{news:?}");
    assert_eq!(fs::read_to_string(&test.path).unwrap(), before);
    let copy = test.path.with_file_name("copy.yaml");
    let news = news_after(&saver, Order::Copy(draft.clone(), copy.clone()));
    assert_eq!(news, [SaverNews::Copied(copy.clone(), Ok(()))]);
    assert_eq!(found(OpenFile::open(&copy).unwrap().1).answer(&question("cloud-q1")).cloned(), THREE);
    let news = news_after(&saver, Order::Copy(draft, copy));
    assert!(
        matches!(news[..], [SaverNews::Copied(_, Err(StoreError::File(_)))]),
        "a copy writes over nothing: {news:?}"
    );
}

#[test]
fn a_failed_backup_is_reported_with_the_save() {
    let mut test = TestThread::on(Disk::without(Attempt::List, ErrorKind::PermissionDenied));
    let saver = test.writing();
    let news = news_after(&saver, Order::Save(test.answer("cloud-q1", 3)));
    assert!(matches!(news[..], [SaverNews::Saved { without_backup: Some(_), .. }]), "{news:?}");
    assert_eq!(test.level("cloud-q1"), THREE);
}

#[test]
fn a_follower_gets_the_writer_its_changes_and_then_the_lock() {
    let mut test = TestThread::new();
    let writer = test.writing();
    let follower = test.following(Arc::new(|| ()));
    let news = news_after(&follower, Order::Look);
    let [SaverNews::Held(StoreError::HeldBy { holder: Some(holder), .. })] = news.as_slice() else {
        panic!("{news:?}")
    };
    assert_eq!((holder.command.as_str(), holder.since), ("open", now()));
    let draft = test.answer("cloud-q1", 3);
    news_after(&writer, Order::Save(draft.clone()));
    assert_eq!(news_after(&follower, Order::Look), [SaverNews::Followed(draft.assessment)]);
    let stolen = test.answer("cloud-q1", 1);
    assert_eq!(news_after(&follower, Order::Save(stolen.clone())), []);
    assert_eq!(news_after(&follower, Order::PutBack(stolen)), []);
    assert_eq!(test.level("cloud-q1"), THREE);
    test.answer("cloud-q1", 3);
    let last = test.answer("cloud-q2", 1);
    writer.order(Order::Save(last.clone()));
    drop(writer);
    assert_eq!(
        news_after(&follower, Order::Look),
        [SaverNews::Followed(last.assessment), SaverNews::TakenOver]
    );
    assert!(matches!(
        news_after(&follower, Order::Save(test.answer("cloud-q3", 1)))[..],
        [SaverNews::Saved { .. }]
    ));
    assert!(matches!(
        test.store.lock(&test.path, &TestThread::holder("other"), Patience::NONE),
        Err(StoreError::HeldBy { .. })
    ));
}

#[test]
fn a_follower_reports_a_missing_file_once_and_does_not_take_it_over() {
    let test = TestThread::new();
    let writer = test.writing();
    let follower = test.following(Arc::new(|| ()));
    news_after(&follower, Order::Look);
    let away = test.path.with_extension("away");
    fs::rename(&test.path, &away).unwrap();
    let news = news_after(&follower, Order::Look);
    assert!(matches!(news[..], [SaverNews::Lost(StoreError::Vanished { .. })]), "{news:?}");
    drop(writer);
    assert_eq!(news_after(&follower, Order::Look), []);
    fs::rename(&away, &test.path).unwrap();
    assert_eq!(news_after(&follower, Order::Look), [SaverNews::TakenOver]);
}

#[test]
fn a_follower_checks_without_an_order() {
    let test = TestThread::new();
    let writer = test.writing();
    let woken = Arc::new((Mutex::new(0), Condvar::new()));
    let waking = Arc::clone(&woken);
    let follower = test.following(Arc::new(move || {
        *waking.0.lock().unwrap() += 1;
        waking.1.notify_all();
    }));
    drop(writer);
    let mut news = Vec::new();
    let mut count = woken.0.lock().unwrap();
    while !news.contains(&SaverNews::TakenOver) {
        count = woken.1.wait(count).unwrap();
        news.extend(follower.news());
    }
}
