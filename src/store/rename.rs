//! Renaming an assessment: its display name, its file and its backups, all of them or none.
//!
//! A rename changes several files, so a record of it is written to `renames/` first. Then the display name changes in
//! one atomic write; from there on the assessment has the new name. Its file and its backups follow. If the program is
//! killed in between, the next one finishes the rename when it opens the store.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    FileSystemFault, Holder, OpenFile, Store, StoreError, display_name,
    folder::{self, stem},
    links,
    listing::look_at,
    lock::Patience,
    open_file,
};
use crate::{
    clock,
    model::{Assessment, Pack},
    yaml::{self, Limits, Links},
};

/// A rename in progress: `renames/<old file name without .yaml>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// The old stem of the file.
    from: String,
    /// The new stem of the file.
    to: String,
    /// The new display name.
    name: String,
}

impl Store {
    /// Renames the assessment in the file `path`, its file and its backups. After an error all of them have the old
    /// name. The caller holds the lock of `path`.
    pub fn rename(
        &self,
        path: &Path,
        new_name: &str,
        pack: &Pack,
    ) -> Result<(OpenFile, Assessment), StoreError> {
        let (mut open_file, mut assessment) = self.read(path)?;
        assessment.identity.name = display_name(new_name);
        let _names = self.lock_names("rename")?;
        let to = self.free_path(&assessment.identity.name, Some(path))?;
        let text = open_file::text_to_keep(path, &assessment, pack)?;
        // The file name stays, for example if only the case of a letter changes.
        if to == path {
            open_file.put(text)?;
            return Ok((open_file, assessment));
        }
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::NameTaken { name: assessment.identity.name, path: to });
        }
        let record = Record { from: stem(path), to: stem(&to), name: assessment.identity.name.clone() };
        let file = self.begin(&record)?;
        let renamed = self.put_and_follow(&mut open_file, &text, path, &to);
        // A leftover record does no harm: its rename is complete or undone, so that there is no step left to finish.
        fs::remove_file(&file).unwrap_or_default();
        renamed?;
        Ok((open_file.moved(to.clone(), self.backups_of(&to)), assessment))
    }

    fn begin(&self, record: &Record) -> Result<PathBuf, StoreError> {
        self.disk.create_folder(&self.renames)?;
        let file = self.renames.join(format!("{}.yaml", record.from));
        // A leftover record of an earlier rename would make `create` fail.
        fs::remove_file(&file).unwrap_or_default();
        let text = yaml::to_string(record).expect("YAML has a form for every record");
        self.disk.create(&file, text.as_bytes())?;
        Ok(file)
    }

    /// Writes the new display name, then moves file and backups. Undoes the first step if the second fails.
    fn put_and_follow(
        &self,
        open_file: &mut OpenFile,
        text: &str,
        from: &Path,
        to: &Path,
    ) -> Result<(), StoreError> {
        let old = open_file.text().to_owned();
        let put = open_file.put(text.to_owned());
        let followed = put.and_then(|()| Ok(self.follow(from, to)?));
        if followed.is_err() && open_file.text() == text {
            open_file.put(old.clone()).unwrap_or_default();
        }
        let is_taken_back = open_file.text() == old;
        followed.map_err(|error| match error {
            StoreError::File(fault) if is_taken_back => fault.taken_back().into(),
            // The new name is in the file, which has its old place again.
            StoreError::File(fault) if !fault.path.exists() => {
                FileSystemFault { path: from.to_owned(), ..fault }.into()
            }
            error => error,
        })
    }

    /// Moves the backups and the file to the new name: both or, after an error, neither.
    fn follow(&self, from: &Path, to: &Path) -> Result<(), FileSystemFault> {
        let (backups, following) = (self.backups_of(from), self.backups_of(to));
        let moved = backups.follow(&following)?;
        self.disk.move_to_free(from, to).inspect_err(|_| {
            // The file may have moved before the error, for example when only its folder could not be synced.
            if from.symlink_metadata().is_err() {
                self.disk.move_to_free(to, from).unwrap_or_default();
            }
            backups.take_back(&moved);
        })
    }

    /// Finishes renames that were interrupted because their program was killed. Skips renames in progress in another
    /// program, files that are no records, and errors; a later start tries again.
    pub fn finish_renames(&self) {
        // Only this program creates the folder, so a link there leads to files of others.
        if self.renames.is_symlink() {
            return;
        }
        for file in folder::files(&self.renames).unwrap_or_default() {
            let Ok(bytes) = yaml::read_bytes(&file, Limits::SMALL.bytes, Links::Refused) else { continue };
            let text = yaml::text_of(bytes).unwrap_or_default();
            let Ok(record) = yaml::parse::<Record>(&text, Limits::SMALL) else { continue };
            if stem(&file) == record.from && self.finish(&record).is_ok() {
                fs::remove_file(&file).unwrap_or_default();
            }
        }
    }

    fn finish(&self, record: &Record) -> Result<(), StoreError> {
        // A record only names files in the folder of assessments, so a path in it was written by something else.
        let is_plain = |stem: &str| Path::new(stem).components().count() == 1 && !stem.starts_with('.');
        if !is_plain(&record.from) || !is_plain(&record.to) {
            return Ok(());
        }
        let [from, to] = [&record.from, &record.to].map(|stem| self.path_of(stem));
        let holder = Holder::this_process("rename", clock::now());
        let _lock = self.lock(&from, &holder, Patience::NONE)?;
        // Without an atomic rename, the file has both names for a moment, and a kill can leave both.
        if links::are_one_file(&from, &to) {
            fs::remove_file(&from).unwrap_or_default();
        }
        match (look_at(from.clone()), to.symlink_metadata()) {
            (Ok(listed), Err(_)) if listed.name == record.name => Ok(self.follow(&from, &to)?),
            (Err(_), Ok(_)) => {
                self.backups_of(&from).follow(&self.backups_of(&to))?;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
