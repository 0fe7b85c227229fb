//! The file system behind every write. Each step goes through [`Disk::attempt`], so that tests can let any of them
//! fail.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use super::fault::{Attempt, FileSystemFault, fault};

/// The file system. Tests use variants that fail, hang or panic at a certain step.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    #[cfg(test)]
    faults: Option<std::sync::Arc<faults::Faults>>,
}

/// Values that differ only in their disk are equal: the disk says how files are reached, not what they hold.
impl PartialEq for Disk {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Disk {}

impl Disk {
    /// Runs one step on `path`, and adds path and step to its error.
    pub(super) fn attempt<T>(
        &self,
        path: &Path,
        attempt: Attempt,
        step: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, FileSystemFault> {
        self.may(attempt).and_then(|()| step()).map_err(fault(path, attempt))
    }

    /// Writes a whole text. In tests, a failing write leaves half the text, as a full disk does.
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

    /// Which steps fail, and which steps ran so far.
    #[derive(Debug)]
    pub(crate) struct Faults {
        failing: Failing,
        kind: ErrorKind,
        taken: Mutex<Vec<Attempt>>,
        hanging: Option<Arc<Hanging>>,
        meanwhile: Option<Meanwhile>,
    }

    /// An action of another program during the first step of a kind.
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
        /// Only the step with this number, from 0.
        Number(usize),
        /// Every step of this kind.
        Every(Attempt),
        /// The first write panics; every other step works.
        Panic,
        /// No step.
        Never,
    }

    /// Blocks every step of a kind until [`Hanging::end`] is called.
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

        /// Unblocks the disk.
        pub(crate) fn end(&self) {
            *self.is_over.lock().unwrap() = true;
            self.changed.notify_all();
        }
    }

    /// Unblocks a disk when it is dropped, such as by a test that fails: what waits for the disk then ends too.
    pub(crate) struct EndOfHanging(Arc<Hanging>);

    impl Drop for EndOfHanging {
        fn drop(&mut self) {
            self.0.end();
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
                Failing::Never => false,
                Failing::Number(number) => number + 1 == taken.len(),
                Failing::Every(failing) => failing == attempt,
            };
            if fails { Err(self.kind.into()) } else { Ok(()) }
        }

        /// The step that failed, if the test came that far.
        pub(crate) fn failed_step(&self) -> Option<Attempt> {
            let taken = self.taken.lock().unwrap();
            match self.failing {
                Failing::Number(number) => taken.get(number).copied(),
                Failing::Every(attempt) => taken.contains(&attempt).then_some(attempt),
                Failing::Panic | Failing::Never => None,
            }
        }
    }

    impl Disk {
        /// A disk whose step with this number, from 0, fails.
        pub(crate) fn failing_at(number: usize, kind: ErrorKind) -> (Self, Arc<Faults>) {
            Self::with(Failing::Number(number), kind)
        }

        /// A disk on which every step of this kind fails.
        pub(crate) fn without(attempt: Attempt, kind: ErrorKind) -> Self {
            Self::with(Failing::Every(attempt), kind).0
        }

        fn with(failing: Failing, kind: ErrorKind) -> (Self, Arc<Faults>) {
            let faults = Arc::new(Faults::new(failing, kind));
            (Self { faults: Some(Arc::clone(&faults)) }, faults)
        }

        /// A disk on which another program acts during the first step of a kind.
        pub(crate) fn meanwhile(step: Attempt, act: impl FnOnce() + Send + 'static) -> Self {
            let act = Mutex::new(Some(Box::new(act) as Box<dyn FnOnce() + Send>));
            let meanwhile = Some(Meanwhile { step, act });
            let faults = Faults { meanwhile, ..Faults::new(Failing::Never, ErrorKind::Other) };
            Self { faults: Some(Arc::new(faults)) }
        }

        /// A disk whose first write panics.
        pub(crate) fn panicking() -> Self {
            Self::with(Failing::Panic, ErrorKind::Other).0
        }

        /// A disk that blocks at this step.
        pub(crate) fn hanging(step: Attempt) -> (Self, Arc<Hanging>) {
            let hanging = Hanging { step, is_over: Mutex::default(), changed: Condvar::new() };
            let hanging = Arc::new(hanging);
            let hangs = Some(Arc::clone(&hanging));
            let faults = Faults { hanging: hangs, ..Faults::new(Failing::Never, ErrorKind::Other) };
            (Self { faults: Some(Arc::new(faults)) }, hanging)
        }

        /// What unblocks this disk at the latest; `None` if it does not block.
        pub(crate) fn end_of_hanging(&self) -> Option<EndOfHanging> {
            self.faults.as_ref()?.hanging.clone().map(EndOfHanging)
        }
    }
}
