//! The file system under everything that is written: each step passes through [`Disk::attempt`], so that a test can let
//! every one of them fail in its turn.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use super::atomic::{Attempt, FileSystemFault, fault};

/// The file system. In tests it can be one that fails at a certain step.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    #[cfg(test)]
    faults: Option<std::sync::Arc<faults::Faults>>,
}

/// A disk is where things lie, not what they are.
impl PartialEq for Disk {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Disk {}

impl Disk {
    /// Takes one step about `path`, and names what goes wrong.
    pub(super) fn attempt<T>(
        &self,
        path: &Path,
        attempt: Attempt,
        step: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, FileSystemFault> {
        self.may(attempt).and_then(|()| step()).map_err(fault(path, attempt))
    }

    /// Writes a whole text. A disk that fails here has written a part of it, as a full disk does.
    pub(super) fn write(&self, path: &Path, mut file: &File, text: &[u8]) -> Result<(), FileSystemFault> {
        let outcome = self.may(Attempt::Write).or_else(|error| {
            file.write_all(text.split_at(text.len() / 2).0)?;
            Err(error)
        });
        outcome.and_then(|()| file.write_all(text)).map_err(fault(path, Attempt::Write))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the real disk decides for itself")]
    fn may(&self, _: Attempt) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn may(&self, attempt: Attempt) -> io::Result<()> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.next(attempt))
    }
}

#[cfg(test)]
pub(crate) mod faults {
    use std::io::ErrorKind;
    use std::sync::{Arc, Condvar, Mutex};

    use super::*;

    /// Which steps fail, and which were taken.
    #[derive(Debug)]
    pub(crate) struct Faults {
        failing: Failing,
        kind: ErrorKind,
        taken: Mutex<Vec<Attempt>>,
        hanging: Option<Arc<Hanging>>,
        meanwhile: Option<Meanwhile>,
    }

    /// What another program does during the first step of a kind.
    struct Meanwhile {
        step: Attempt,
        act: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    }

    impl std::fmt::Debug for Meanwhile {
        fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.step.fmt(out)
        }
    }

    #[derive(Debug, Clone, Copy)]
    enum Failing {
        /// The step of this number, counted from 0, and it alone.
        Number(usize),
        /// Every step of this kind.
        Every(Attempt),
        /// The first write, which panics; nothing after it.
        Panic,
        /// None.
        Nothing,
    }

    /// A disk that hangs at every step of a kind until it is let go on.
    #[derive(Debug)]
    pub(crate) struct Hanging {
        step: Attempt,
        is_over: Mutex<bool>,
        changed: Condvar,
    }

    impl Hanging {
        fn wait(&self) {
            let is_over = self.is_over.lock().unwrap();
            drop(self.changed.wait_while(is_over, |is_over| !*is_over).unwrap());
        }

        /// It works again.
        pub(crate) fn end(&self) {
            *self.is_over.lock().unwrap() = true;
            self.changed.notify_all();
        }
    }

    impl Faults {
        fn new(failing: Failing, kind: ErrorKind) -> Self {
            Self { failing, kind, taken: Mutex::default(), hanging: None, meanwhile: None }
        }

        pub(super) fn next(&self, attempt: Attempt) -> io::Result<()> {
            if let Some(hanging) = self.hanging.as_ref().filter(|hanging| hanging.step == attempt) {
                hanging.wait();
            }
            if let Some(meanwhile) = self.meanwhile.as_ref().filter(|meanwhile| meanwhile.step == attempt)
                && let Some(act) = meanwhile.act.lock().unwrap().take()
            {
                act();
            }
            let mut taken = self.taken.lock().unwrap();
            taken.push(attempt);
            let fails = match self.failing {
                Failing::Panic => {
                    let writes = taken.iter().filter(|taken| **taken == Attempt::Write).count();
                    let is_first = attempt == Attempt::Write && writes == 1;
                    drop(taken);
                    assert!(!is_first, "rehearsed");
                    return Ok(());
                }
                Failing::Nothing => false,
                Failing::Number(number) => number + 1 == taken.len(),
                Failing::Every(failing) => failing == attempt,
            };
            if fails { Err(self.kind.into()) } else { Ok(()) }
        }

        /// The step that failed, if it came to that.
        pub(crate) fn struck(&self) -> Option<Attempt> {
            let taken = self.taken.lock().unwrap();
            match self.failing {
                Failing::Number(number) => taken.get(number).copied(),
                Failing::Every(attempt) => taken.contains(&attempt).then_some(attempt),
                Failing::Panic | Failing::Nothing => None,
            }
        }
    }

    impl Disk {
        /// A disk whose step of this number, counted from 0, fails.
        pub(crate) fn failing_at(number: usize, kind: ErrorKind) -> (Self, Arc<Faults>) {
            Self::with(Failing::Number(number), kind)
        }

        /// A disk that never does this.
        pub(crate) fn without(attempt: Attempt, kind: ErrorKind) -> Self {
            Self::with(Failing::Every(attempt), kind).0
        }

        fn with(failing: Failing, kind: ErrorKind) -> (Self, Arc<Faults>) {
            let faults = Arc::new(Faults::new(failing, kind));
            (Self { faults: Some(Arc::clone(&faults)) }, faults)
        }

        /// A disk on which another program does something during the first step of a kind.
        pub(crate) fn meanwhile(step: Attempt, act: impl FnOnce() + Send + 'static) -> Self {
            let act = Mutex::new(Some(Box::new(act) as Box<dyn FnOnce() + Send>));
            let meanwhile = Some(Meanwhile { step, act });
            let faults = Faults { meanwhile, ..Faults::new(Failing::Nothing, ErrorKind::Other) };
            Self { faults: Some(Arc::new(faults)) }
        }

        /// A disk whose first write panics.
        pub(crate) fn panicking() -> Self {
            Self::with(Failing::Panic, ErrorKind::Other).0
        }

        /// A disk that hangs.
        pub(crate) fn hanging(step: Attempt) -> (Self, Arc<Hanging>) {
            let hanging = Hanging { step, is_over: Mutex::default(), changed: Condvar::new() };
            let hanging = Arc::new(hanging);
            let hangs = Some(Arc::clone(&hanging));
            let faults = Faults { hanging: hangs, ..Faults::new(Failing::Nothing, ErrorKind::Other) };
            (Self { faults: Some(Arc::new(faults)) }, hanging)
        }
    }
}
