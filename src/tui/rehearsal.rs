//! Failures on purpose, in builds for tests alone: whether the terminal is given back after one shows only in a terminal.

use std::io;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::events::Event;
use super::key::Key;
use super::surface::Surface;
use crate::saver::Wake;

/// The variable that says what F12 does, `update`, `draw` or `error`, or that the first save fails after it: `save`.
const VARIABLE: &str = "MIZAN_REHEARSE";

/// Fails in the way that the variable names when F12 is pressed.
pub fn rehearse(event: &Event, surface: &mut dyn Surface) -> io::Result<()> {
    if *event != Event::Key(Key::F(12)) {
        return Ok(());
    }
    match std::env::var(VARIABLE).as_deref() {
        Ok("update") => panic!("rehearsed while a key was taken"),
        Ok("draw") => surface.draw(&mut |_| panic!("rehearsed while a frame was drawn")),
        Ok("error") => Err(io::Error::other("rehearsed")),
        _ => Ok(()),
    }
}

/// Panics once in the thread that saves, when it has news, if the variable says so.
pub fn waking(wake: Wake) -> Wake {
    let fails = AtomicBool::new(std::env::var(VARIABLE).is_ok_and(|place| place == "save"));
    Arc::new(move || {
        assert!(!fails.swap(false, Ordering::SeqCst), "rehearsed after a save");
        wake();
    })
}
