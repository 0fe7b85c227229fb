//! Panics while the program controls the screen. Their messages must not be written over it.
//!
//! They are printed after the screen has been restored.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};

/// The watched screen. `None` while the program does not control it.
static SCREEN: Mutex<Option<Screen>> = Mutex::new(None);

struct Screen {
    thread: ThreadId,
    /// Messages of other threads. Only the drawing thread can restore the screen; it would draw over anything printed.
    messages: Vec<String>,
}

fn screen() -> MutexGuard<'static, Option<Screen>> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While this value exists, a panic of this thread restores the screen before its message is printed. Messages of other
/// threads are printed when the value is dropped.
pub(super) struct Watch(());

impl Watch {
    /// Starts watching. `give_back` is called if this thread panics, and must restore the screen.
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
        // If standard error is closed, there is no other place for the message.
        let mut errors = std::io::stderr();
        messages.iter().try_for_each(|message| errors.write_all(message.as_bytes())).unwrap_or_default();
    }
}

/// Stores the message of a thread that does not control the screen while another one does. Returns whether it did.
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
