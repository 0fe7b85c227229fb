//! The queue of orders and the list of news between the screen and the save thread. Knows how they are passed on, not
//! what they mean.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Order, SaverNews};

/// A callback that the thread calls whenever there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Shared by the screen and the thread.
pub(super) struct Post {
    tray: Mutex<Tray>,
    changed: Condvar,
    wake: Wake,
}

#[derive(Default)]
struct Tray {
    orders: VecDeque<Order>,
    news: Vec<SaverNews>,
    worker: WorkerState,
    is_closed: bool,
    has_ended: bool,
}

/// The present activity of the worker.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum WorkerState {
    /// Waiting for orders, or about to.
    #[default]
    Free,
    /// Carrying out an order.
    Busy,
    /// Panicked: no order will be carried out any more.
    Failed,
}

/// The next task of the worker.
pub(super) enum NextTask {
    /// An order.
    Order(Order),
    /// No order came within the time given.
    Idle,
    /// The queue is closed and empty.
    End,
}

impl fmt::Debug for Post {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Post").finish_non_exhaustive()
    }
}

impl Post {
    pub(super) fn new(wake: Wake) -> Self {
        Self { tray: Mutex::default(), changed: Condvar::new(), wake }
    }

    fn tray(&self) -> MutexGuard<'_, Tray> {
        // A panic of the worker must not spread to the screen, which would then lose the answers that are not saved.
        self.tray.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an order. A draft replaces a waiting draft directly before it, which it contains.
    pub(super) fn order(&self, order: Order) {
        let mut tray = self.tray();
        if matches!((&order, tray.orders.back()), (Order::Save(_), Some(Order::Save(_)))) {
            tray.orders.pop_back();
        }
        tray.orders.push_back(order);
        self.changed.notify_all();
    }

    pub(super) fn news(&self) -> Vec<SaverNews> {
        std::mem::take(&mut self.tray().news)
    }

    pub(super) fn wait(&self) {
        let mut tray = self.tray();
        while !tray.is_done() {
            tray = self.changed.wait(tray).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until the worker is gone, and its lock with it.
    pub(super) fn wait_for_end(&self) {
        let mut tray = self.tray();
        while !tray.has_ended {
            tray = self.changed.wait(tray).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reports the end of the worker when it is dropped, also after a panic. It has to outlive the worker.
    pub(super) fn ended_when_dropped(&self) -> impl Drop + use<'_> {
        EndReport(self)
    }

    pub(super) fn has_failed(&self) -> bool {
        self.tray().worker == WorkerState::Failed
    }

    pub(super) fn close(&self) {
        self.tray().is_closed = true;
        self.changed.notify_all();
    }

    /// Waits for the next order, at most for `patience`. The worker counts as busy until it calls this again.
    pub(super) fn next(&self, patience: Option<Duration>) -> NextTask {
        let deadline = patience.map(|patience| Instant::now() + patience);
        let mut tray = self.tray();
        tray.worker = WorkerState::Free;
        // Wakes `wait`, because the previous order is done now.
        self.changed.notify_all();
        loop {
            if let Some(order) = tray.orders.pop_front() {
                tray.worker = WorkerState::Busy;
                return NextTask::Order(order);
            }
            if tray.is_closed {
                return NextTask::End;
            }
            tray = match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
                None => self.changed.wait(tray).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return NextTask::Idle,
                Some(left) => self.changed.wait_timeout(tray, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }

    pub(super) fn report(&self, news: SaverNews) {
        self.tray().news.push(news);
        (self.wake)();
    }

    /// Marks the worker as failed, and wakes everyone who waits for it.
    pub(super) fn fail(&self) {
        self.tray().worker = WorkerState::Failed;
        self.changed.notify_all();
        (self.wake)();
    }
}

struct EndReport<'a>(&'a Post);

impl Drop for EndReport<'_> {
    fn drop(&mut self) {
        self.0.tray().has_ended = true;
        self.0.changed.notify_all();
    }
}

impl Tray {
    fn is_done(&self) -> bool {
        match self.worker {
            WorkerState::Free => self.orders.is_empty(),
            WorkerState::Busy => false,
            WorkerState::Failed => true,
        }
    }
}
