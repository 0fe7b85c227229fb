//! Panics while the program has the screen. A message must not end up on it.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};

/// Who has the screen, if anybody.
static SCREEN: Mutex<Option<Screen>> = Mutex::new(None);

struct Screen {
    thread: ThreadId,
    /// The messages of other threads, which cannot give the screen back: its own thread would go on drawing.
    messages: Vec<String>,
}

fn screen() -> MutexGuard<'static, Option<Screen>> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While this is there, the screen is this thread's: its panic gives the screen back first. What other threads have to say
/// is printed when this is dropped.
pub(super) struct Watch(());

impl Watch {
    /// Begins to watch; `give_back` is called on a panic of this thread.
    pub(super) fn begin(give_back: fn()) -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let earlier = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if !keep(panic) {
                    give_back();
                    earlier(panic);
                }
            }));
        });
        *screen() = Some(Screen { thread: thread::current().id(), messages: Vec::new() });
        Self(())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let messages = screen().take().map(|screen| screen.messages).unwrap_or_default();
        // Nobody is left to tell when standard error is gone.
        let mut errors = std::io::stderr();
        messages.iter().try_for_each(|message| errors.write_all(message.as_bytes())).unwrap_or_default();
    }
}

/// Keeps the message of a thread that does not have the screen while another one does. Says whether it did.
fn keep(panic: &PanicHookInfo<'_>) -> bool {
    let this = thread::current();
    match &mut *screen() {
        Some(screen) if screen.thread != this.id() => {
            let backtrace = Backtrace::capture();
            let mut message = format!("\nthread '{}' {panic}\n", this.name().unwrap_or("<unnamed>"));
            if backtrace.status() == BacktraceStatus::Captured {
                message.push_str(&backtrace.to_string());
            }
            screen.messages.push(message);
            true
        }
        _ => false,
    }
}
