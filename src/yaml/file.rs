//! Reads files of unknown origin: ordinary files only, at most up to a limit, and without blocking.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, ErrorKind, Read},
    path::Path,
};

use super::{Fault, FaultKind, Limits, Place};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is too large or not UTF-8.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<ReadFault> for io::Error {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Io(error) => error,
            ReadFault::Fault(fault) if matches!(fault.kind, FaultKind::TooLarge { .. }) => {
                Self::new(ErrorKind::FileTooLarge, fault)
            }
            ReadFault::Fault(fault) => Self::new(ErrorKind::InvalidData, fault),
        }
    }
}

/// Whether a symbolic link is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// It is followed.
    Followed,
    /// It is refused: only this program creates such files, and it creates no links.
    Refused,
}

/// The text of a file, without a byte order mark. Follows links.
pub fn read(path: &Path, limits: Limits) -> Result<String, ReadFault> {
    let mut text = text_of(read_bytes(path, limits.bytes, Links::Followed)?)?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

/// The first `most` bytes of an ordinary file, or all of a shorter one.
pub fn read_head(path: &Path, most: usize) -> Result<Vec<u8>, ReadFault> {
    must_be_ordinary(&fs::metadata(path)?, usize::MAX)?;
    let file = open(path, Links::Followed)?;
    let metadata = file.metadata()?;
    must_be_ordinary(&metadata, usize::MAX)?;
    let mut bytes = buffer_for(&metadata, most);
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file. Fails with [`FaultKind::TooLarge`] if there are more than `most`.
///
/// Reads only ordinary files: a pipe, a socket or a device is refused ([`ErrorKind::InvalidInput`]), and so is a folder
/// ([`ErrorKind::IsADirectory`]). A read that would block fails with [`ErrorKind::WouldBlock`].
pub fn read_bytes(path: &Path, most: usize, links: Links) -> Result<Vec<u8>, ReadFault> {
    // Opening some devices already has an effect, so the file is checked before. `read_opened` checks again, because
    // the file may have been replaced in between.
    let metadata = match links {
        Links::Followed => fs::metadata(path)?,
        Links::Refused => fs::symlink_metadata(path)?,
    };
    must_be_ordinary(&metadata, most)?;
    read_opened(&open(path, links)?, most)
}

/// Like [`read_bytes`], for a file that is already open, from its current position.
pub fn read_opened(file: &File, most: usize) -> Result<Vec<u8>, ReadFault> {
    let metadata = file.metadata()?;
    must_be_ordinary(&metadata, most)?;
    read_at_most(file, most, buffer_for(&metadata, most))
}

/// A buffer for a file with this metadata, so that it need not grow, and its end is found without another small read.
fn buffer_for(metadata: &Metadata, most: usize) -> Vec<u8> {
    const SPARE: usize = 64;
    let length = usize::try_from(metadata.len()).unwrap_or(most);
    Vec::with_capacity(length.min(most) + SPARE)
}

fn open(path: &Path, links: Links) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // The file may have been replaced since the check: a pipe must not block, and a terminal must not take control.
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let flags = if links == Links::Refused { flags | OFlags::NOFOLLOW } else { flags };
        options.custom_flags(flags.bits().cast_signed());
    }
    #[cfg(not(unix))]
    let _ = links;
    options.open(path)
}

fn must_be_ordinary(metadata: &Metadata, most: usize) -> Result<(), ReadFault> {
    if metadata.is_dir() {
        return Err(io::Error::from(ErrorKind::IsADirectory).into());
    }
    if !metadata.is_file() {
        return Err(io::Error::from(ErrorKind::InvalidInput).into());
    }
    if usize::try_from(metadata.len()).is_ok_and(|length| length <= most) {
        return Ok(());
    }
    Err(too_large(most).into())
}

/// Reads up to `most` bytes into an empty buffer. The length in the metadata is not enough: files in `/proc` report 0.
fn read_at_most(from: impl Read, most: usize, mut bytes: Vec<u8>) -> Result<Vec<u8>, ReadFault> {
    let one_more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(one_more).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(too_large(most).into());
    }
    Ok(bytes)
}

fn too_large(limit: usize) -> Fault {
    Fault::of_file(FaultKind::TooLarge { limit })
}

/// Decodes the bytes of a file, and keeps a byte order mark. Fails with [`FaultKind::NotUtf8`] at the first invalid
/// byte.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Fault { place: Some(end_of(good)), path: String::new(), kind: FaultKind::NotUtf8 }
    })
}

fn end_of(good: &[u8]) -> Place {
    let good = String::from_utf8_lossy(good);
    let line = good.split('\n').count();
    let column = good.rsplit('\n').next().map_or(0, |last| last.chars().count());
    Place::new(line, column + 1)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::os::unix::net::UnixStream;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    const MOST: usize = 1000;

    struct NeverRead;

    impl Read for NeverRead {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("read beyond the limit")
        }
    }

    fn kind(outcome: Result<Vec<u8>, ReadFault>) -> ErrorKind {
        io::Error::from(outcome.unwrap_err()).kind()
    }

    #[test]
    fn only_ordinary_files_are_read_and_never_with_a_wait() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        mknodat(CWD, at("fifo"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let _socket = UnixListener::bind(at("socket")).unwrap();
        for (name, target) in [("zero", "/dev/zero"), ("terminal", "/dev/tty"), ("link to a fifo", "fifo")] {
            symlink(target, at(name)).unwrap();
        }
        for name in ["fifo", "socket", "zero", "terminal", "link to a fifo"] {
            assert_eq!(kind(read_bytes(&at(name), MOST, Links::Followed)), ErrorKind::InvalidInput, "{name}");
        }
        let folder = read_bytes(folder.path(), MOST, Links::Followed);
        assert_eq!(kind(folder), ErrorKind::IsADirectory);
        let fifo = open(&at("fifo"), Links::Followed).unwrap();
        assert_eq!(kind(read_opened(&fifo, MOST)), ErrorKind::InvalidInput);
    }

    #[test]
    fn a_file_is_read_up_to_the_limit_even_if_its_length_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "x".repeat(MOST)).unwrap();
        assert_eq!(read_bytes(&path, MOST, Links::Refused).unwrap().len(), MOST);
        assert_eq!(kind(read_bytes(&path, MOST - 1, Links::Refused)), ErrorKind::FileTooLarge);
        File::create(&path).unwrap().set_len(100 << 30).unwrap();
        assert_eq!(kind(read_bytes(&path, MOST, Links::Refused)), ErrorKind::FileTooLarge);
        let one_more = u64::try_from(MOST).unwrap() + 1;
        let endless = io::repeat(0).take(one_more).chain(NeverRead);
        assert_eq!(kind(read_at_most(endless, MOST, Vec::new())), ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_file_without_data_yet_is_an_error_and_not_the_end() {
        let (reader, _writer) = UnixStream::pair().unwrap();
        reader.set_nonblocking(true).unwrap();
        assert_eq!(kind(read_at_most(reader, MOST, Vec::new())), ErrorKind::WouldBlock);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "x").unwrap();
        let flags = rustix::fs::fcntl_getfl(open(&path, Links::Followed).unwrap()).unwrap();
        assert!(flags.contains(rustix::fs::OFlags::NONBLOCK));
    }

    #[test]
    fn a_link_is_read_only_where_links_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&path, "x").unwrap();
        symlink("file", &link).unwrap();
        assert_eq!(read_bytes(&link, MOST, Links::Followed).unwrap(), b"x");
        assert_eq!(kind(read_bytes(&link, MOST, Links::Refused)), ErrorKind::InvalidInput);
        assert!(open(&link, Links::Refused).is_err(), "also if it became a link after the check");
    }
}
