//! Reads the list of assessments in small steps, so that other jobs come between them: first all names, then the contents
//! of the files that changed since they were read last.

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem;
use std::path::PathBuf;
use std::time::Duration;

use super::news::News;
use super::shelf::{Shelved, ShelvedContents};
use crate::bidi::distrusted;
use crate::clock;
use crate::store::{FileSystemFault, FolderEntry, FolderFile, FolderReader, Store, share_names};

/// Number of files whose first lines are read for the first step: more than fit on a screen.
const FIRST_NAMES: usize = 64;

/// Number of names that a later step reads.
const NAMES: usize = 500;

/// Number of files that a step reads as a whole: a few milliseconds.
const FILES: usize = 16;

/// The coarsest step in which file systems count the time of a change.
const TIME_STEP: Duration = Duration::from_secs(2);

/// What was read of the files before, so that listing a folder again reads only what changed.
#[derive(Default)]
pub(super) struct KnownFiles(HashMap<PathBuf, (FolderEntry, Shelved)>);

impl KnownFiles {
    /// Forgets the files that changed since or are gone, and those whose pack could not be read, because it may be mended.
    fn keep_unchanged(&mut self, entries: &[FolderEntry]) {
        let mut before = mem::take(&mut self.0);
        // Nothing is known at the start, and looking thousands of paths up in vain delays the first list.
        if !before.is_empty() {
            let unchanged = entries
                .iter()
                .filter_map(|entry| before.remove_entry(&entry.path).filter(|(_, (was, _))| was == entry))
                .filter(|(_, (_, row))| !row.lacks_pack());
            self.0 = unchanged.collect();
        }
    }

    fn row(&self, entry: &FolderEntry) -> Shelved {
        self.0.get(&entry.path).map_or_else(|| unread(entry), |(_, row)| row.clone())
    }
}

/// A list that is being read.
pub(super) struct Listing {
    entries: Vec<FolderEntry>,
    /// The rows of the first entries, as many as have their name.
    rows: Vec<Shelved>,
    /// The entries whose contents are not read yet begin here.
    read: usize,
    reader: FolderReader,
}

impl Listing {
    /// Begins with the files that there are now. What is known of unchanged files is taken over.
    pub(super) fn begin(store: &Store, known: &mut KnownFiles) -> Result<Self, FileSystemFault> {
        let entries = store.entries()?;
        known.keep_unchanged(&entries);
        Ok(Self { entries, rows: Vec::new(), read: 0, reader: FolderReader::default() })
    }

    /// Reads some more, and returns what is known then. `contents` makes what the list shows of a file.
    pub(super) fn step(
        &mut self,
        known: &mut KnownFiles,
        contents: impl FnMut(FolderFile) -> ShelvedContents,
    ) -> News {
        if self.rows.len() < self.entries.len() || self.entries.is_empty() {
            return self.name_more(known);
        }
        let first = self.read;
        self.read_more(known, contents);
        News::Read { first, rows: self.rows[first..self.read].to_vec() }
    }

    /// Whether everything is known.
    pub(super) fn is_done(&self) -> bool {
        self.rows.len() == self.entries.len() && self.read == self.entries.len()
    }

    fn name_more(&mut self, known: &KnownFiles) -> News {
        let first = self.rows.len();
        let count = if first == 0 { FIRST_NAMES } else { NAMES };
        let mut entries = self.entries.iter().skip(first);
        let mut rows: Vec<Shelved> =
            entries.by_ref().take(count).map(|entry| named(known.row(entry), entry)).collect();
        self.rows.extend_from_slice(&rows);
        if self.rows.len() == self.entries.len() {
            self.mark_shared_names();
            return News::Listed(self.rows.clone());
        }
        if first > 0 {
            return News::Read { first, rows };
        }
        rows.extend(entries.map(|entry| known.row(entry)));
        News::Listed(rows)
    }

    fn mark_shared_names(&mut self) {
        let shared = share_names(self.rows.iter().map(|row| row.name.as_str()));
        for (row, shares_name) in self.rows.iter_mut().zip(shared) {
            row.shares_name = shares_name;
        }
    }

    fn read_more(&mut self, known: &mut KnownFiles, mut contents: impl FnMut(FolderFile) -> ShelvedContents) {
        let mut left = FILES;
        while left > 0
            && let (Some(row), Some(entry)) = (self.rows.get_mut(self.read), self.entries.get(self.read))
        {
            self.read += 1;
            if matches!(row.contents, ShelvedContents::Unread) {
                let file = self.reader.read(entry.clone());
                row.name = shown(file.name.clone());
                row.contents = contents(file);
                if is_settled(entry) {
                    known.0.insert(entry.path.clone(), (entry.clone(), row.clone()));
                }
                left -= 1;
            }
        }
    }
}

/// Whether a later change gives the file another time. File systems count time in steps of up to two seconds.
fn is_settled(entry: &FolderEntry) -> bool {
    clock::system().duration_since(entry.modified).is_ok_and(|age| age > TIME_STEP)
}

/// A name from outside, as it may be shown.
fn shown(name: String) -> String {
    match distrusted(&name) {
        Cow::Owned(shown) => shown,
        Cow::Borrowed(_) => name,
    }
}

/// The row with the name that the file says, unless the file was read.
fn named(row: Shelved, entry: &FolderEntry) -> Shelved {
    if matches!(row.contents, ShelvedContents::Unread) {
        Shelved { name: shown(entry.name()), ..row }
    } else {
        row
    }
}

fn unread(entry: &FolderEntry) -> Shelved {
    Shelved {
        // Until the file says its name: the user may scroll there before that.
        name: shown(entry.stem()),
        path: entry.path.clone(),
        shares_name: false,
        modified: Some(entry.modified),
        contents: ShelvedContents::Unread,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::job_fault::JobFault;
    use super::*;
    use crate::store::sample::{Home, home};

    /// Reads the whole list and returns its news. A file is unreadable to the list where `contents` is not asked.
    fn listed(home: &Home, known: &mut KnownFiles, read: &mut Vec<String>) -> Vec<News> {
        let mut listing = Listing::begin(&home.store, known).unwrap();
        let mut all = Vec::new();
        while all.is_empty() || !listing.is_done() {
            all.push(listing.step(known, |file| {
                read.push(file.name);
                ShelvedContents::Unreadable(std::sync::Arc::new(JobFault::Store(
                    file.outcome.err().unwrap_or_else(|| panic!("only broken files are listed here")),
                )))
            }));
        }
        all
    }

    fn names(rows: &[Shelved]) -> Vec<&str> {
        rows.iter().map(|row| row.name.as_str()).collect()
    }

    /// A file that cannot be read and was changed a minute ago.
    fn put(home: &Home, number: usize, text: &str) {
        let path = home.put(&format!("entity-{number}.yaml"), text);
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(clock::system() - Duration::from_secs(60)).unwrap();
    }

    fn broken(number: usize) -> String {
        format!("mizan: 1\nname: Entity {number:03}\nidentity: [\n")
    }

    #[test]
    fn all_names_are_known_before_a_file_is_read_as_a_whole() {
        let home = home();
        let count = FIRST_NAMES + NAMES + 1;
        for number in 0..count {
            put(&home, number, &broken(number));
        }
        let mut read = Vec::new();
        let news = listed(&home, &mut KnownFiles::default(), &mut read);
        let [News::Listed(begun), News::Read { first, rows: named }, News::Listed(all), rest @ ..] =
            &news[..]
        else {
            panic!("{:?}", &news[..3])
        };
        assert!(begun.len() == count && all.len() == count, "every file has a row from the first step on");
        assert!(names(begun).iter().all(|name| !name.is_empty()), "a row never has no name");
        assert!(names(&begun[..FIRST_NAMES]).iter().all(|name| name.starts_with("Entity")));
        assert_eq!((*first, named.len()), (FIRST_NAMES, NAMES));
        assert!(names(named).iter().chain(&names(all)).all(|name| name.starts_with("Entity")));
        assert!(rest.iter().all(|news| matches!(news, News::Read { .. })));
        assert_eq!(read.len(), count);
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let home = home();
        for number in 0..3 {
            put(&home, number, &broken(number));
        }
        let (mut known, mut read) = (KnownFiles::default(), Vec::new());
        listed(&home, &mut known, &mut read);
        assert_eq!(mem::take(&mut read).len(), 3);
        put(&home, 1, &format!("{}# changed\n", broken(1)));
        fs::remove_file(home.paths.assessments().join("entity-2.yaml")).unwrap();
        let news = listed(&home, &mut known, &mut read);
        assert_eq!(read, ["Entity 001"], "only the changed one");
        let News::Listed(rows) = &news[0] else { panic!("{news:?}") };
        assert_eq!(rows.len(), 2);
        listed(&home, &mut known, &mut read);
        assert_eq!(mem::take(&mut read), ["Entity 001"], "nothing changed since");
        home.put("entity-0.yaml", &broken(0));
        for _ in 0..2 {
            listed(&home, &mut known, &mut read);
        }
        assert_eq!(read, ["Entity 000"; 2], "a later change may have the same time");
    }
}
